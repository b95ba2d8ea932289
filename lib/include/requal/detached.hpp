/** @file
 * Contents that a seal speaks of but does not carry, handed over beside the file.
 */
#pragma once

#include "requal/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace requal {

/** Either the bytes, or only their digest: whoever must not hand over the content can still have its seal checked. */
struct DetachedContent {
    std::string name;                 ///< as the seal may call it; empty: no name
    std::optional<std::string> bytes; ///< the content
    std::string digest_algorithm;     ///< "SHA256", when there is only the digest
    Bytes digest;
};

/** One header of an HTTP message that a seal speaks of. */
struct HttpHeader {
    std::string name;  ///< in any case
    std::string value; ///< without the blanks around it
};

/** The content of a file under a name.
 *  @param text "FILE", named by its last part, or "NAME=FILE"; "=FILE" has no name
 *  @throws Error input_* when the file cannot be read */
[[nodiscard]] DetachedContent detached_file(const std::string& text, std::uint64_t max_bytes);
/** @param text "ALGORITHM:BASE64", for example "SHA256:47DEQpj8…"
 *  @return nothing when it is not of this form */
[[nodiscard]] std::optional<DetachedContent> detached_digest(const std::string& text);
/** @param text "Name: value" as in the message, for example "Content-Type: application/json"
 *  @return nothing when it is not of this form */
[[nodiscard]] std::optional<HttpHeader> http_header(std::string_view text);

} // namespace requal
