/** @file
 * Whether the extended key usage of a certificate leaves room for signing documents (RFC 5280, 4.2.1.12).
 */
#pragma once

#include "crypto/certificate.hpp"

namespace requal::seal {

/** The uses that a certificate is limited to, when none of them is compatible with sealing: "TLS servers". Empty when
 *  it may seal, as far as its extended key usage says. There is no use for seals alone (RFC 9336 came late), so a
 *  use that is not known, or that has to do with the holder's own signatures, does not exclude it. */
[[nodiscard]] std::string other_use(const crypto::Certificate& certificate);

} // namespace requal::seal
