/** @file
 * The three serialisations of a JSON Web Signature (RFC 7515, 7), taken apart without judging them.
 */
#pragma once

#include "intake/kind.hpp"

#include "requal/bytes.hpp"
#include "requal/finding.hpp"

#include <optional>
#include <string>
#include <vector>

namespace requal::intake {

/** One signature of an envelope. What cannot be read is left empty and named in `problems`: one broken signature must
 *  not hide the others, nor the rest of its own checks. */
struct JwsSignature {
    std::string where;                               ///< JSON pointer, "" for the compact form
    std::string protected_text;                      ///< base64url, as in the file: part of what is signed
    std::optional<json::Document> protected_header;  ///< a JSON object when present
    const json::Value* unprotected_header = nullptr; ///< `header`; null when absent
    std::string signature_text; ///< base64url, as in the file: what a signature time-stamp covers
    std::optional<Bytes> signature;
    std::vector<Finding> problems;
};

struct Jws {
    Packaging packaging = Packaging::jws_general;
    std::optional<json::Document> outer; ///< the envelope; absent for the compact form
    /** `payload` exactly as it stands between the dots of the signing input when `b64` is true: unescaped when the
     *  envelope is JSON. Nothing when the member is missing or no string. */
    std::optional<std::string> payload_text;
    std::vector<JwsSignature> signatures;
    std::vector<std::string> outside; ///< JSON pointers of members that no signature covers
};

/** Whether a JSON object has the members of a JWS: `payload` with `signatures` or `signature`, in any order. */
[[nodiscard]] bool looks_like_jws(const json::Value& root);
/** Whether a text consists of token characters and two dots; between the dots may stand anything when it begins like
 *  a header. Line ends around the parts are tolerated. */
[[nodiscard]] bool looks_like_compact_jws(std::string_view text);

/** @throws Error when there are more signatures than the limit allows */
[[nodiscard]] Jws open_jws(json::Document outer, const Limits& limits);
[[nodiscard]] Jws open_compact_jws(std::string_view text, const Limits& limits);
/** A JWS of one signature inside another document, which must outlive it.
 *  @param value a string in the compact form or an object in the flattened one
 *  @param where pointer of the value
 *  @return nothing when it is neither */
[[nodiscard]] std::optional<Jws> open_inner_jws(const json::Value& value, const std::string& where,
                                                const Limits& limits);

} // namespace requal::intake
