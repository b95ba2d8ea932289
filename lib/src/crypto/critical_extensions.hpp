/** @file
 * Which critical extensions of a certificate are understood. Only files of this room include it.
 */
#pragma once

#include "crypto/handles.hpp"

namespace requal::crypto {

/** RFC 5280, 4.2: a certificate with a critical extension that is not understood must be refused. OpenSSL counts
 * those that it processes itself; this counts those, too, that this toolkit reads: statements about qualified
 * certificates, revocation that is not offered, and what finds or ties issuers. Critical statements make every
 * statement among them critical (RFC 3739, 3.2.6): each must be a known one. */
[[nodiscard]] bool understands_critical_extensions(const X509* certificate);

} // namespace requal::crypto
