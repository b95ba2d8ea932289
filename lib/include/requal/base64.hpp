/** @file
 * Base64 and base64url (RFC 4648), strict: no foreign characters, no unused bits set, so that a text and its
 * bytes stand in a one-to-one relation.
 */
#pragma once

#include "requal/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace requal {

enum class Base64 : std::uint8_t {
    standard, ///< "+/" with padding, as in x5c and in time-stamp values
    url       ///< "-_" without padding, as in JWS
};

[[nodiscard]] std::string base64_encode(ByteView bytes, Base64 alphabet);
/** @return nothing when the text is not exactly the encoding of some bytes. */
[[nodiscard]] std::optional<Bytes> base64_decode(std::string_view text, Base64 alphabet);
[[nodiscard]] std::string hex(ByteView bytes);

} // namespace requal
