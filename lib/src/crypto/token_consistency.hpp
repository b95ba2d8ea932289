/** @file
 * What no signature of a time-stamp token covers: its version and the certificates that it carries. Only files of
 * this room include it.
 */
#pragma once

#include "crypto/certificate.hpp"

#include <vector>

namespace requal::crypto {

/** Whether the version is one that a token has, and no certificate says of itself which key signed it, with that key
 *  at hand and another one having signed. Asked with no more than 16 signature checks. */
[[nodiscard]] bool fits_together(ByteView der, const std::vector<Certificate>& inside,
                                 const std::vector<Certificate>& candidates);

} // namespace requal::crypto
