/** @file
 * Whether two certificates are about one holder: names compared as RFC 5280, 7.1 demands, keys as keys.
 */
#pragma once

#include "crypto/certificate.hpp"

namespace requal::crypto {

/** One subject name, whatever its string types, case and spacing. */
[[nodiscard]] bool same_name(const Certificate& a, const Certificate& b);
[[nodiscard]] bool same_key(const Certificate& a, const Certificate& b);
[[nodiscard]] inline bool same_holder(const Certificate& a, const Certificate& b) {
    return same_name(a, b) && same_key(a, b);
}
/** `certificate` names `issuer` as its issuer. Anybody can write that; whether it is true, signed_directly() says. */
[[nodiscard]] bool claims_issuer(const Certificate& certificate, const Certificate& issuer);
/** It names this issuer, and the issuer's key has signed it. */
[[nodiscard]] inline bool issued_by(const Certificate& certificate, const Certificate& issuer) {
    return claims_issuer(certificate, issuer) && issuer.signed_directly(certificate);
}

} // namespace requal::crypto
