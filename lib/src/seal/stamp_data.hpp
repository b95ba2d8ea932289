/** @file
 * What reading a time-stamp token needs from the surroundings of a seal, and what it gives back to them: the same for
 * every format.
 */
#pragma once

#include "seal/beside.hpp"
#include "seal/material.hpp"

#include "requal/limits.hpp"

namespace requal::seal {

/** Reads a token. The certificate of its unit may stand in the token, in the file, with the caller or in a trusted
 *  list (RFC 3161, 2.4.1). Certificates and revocation data that it carries come into the material, the latter at the
 *  place of the time-stamp.
 *  @return whether all of it could be taken within the limits */
[[nodiscard]] bool read_token(ByteView der, Timestamp& stamp, const Beside& beside, const Limits& limits,
                              Material& material);

} // namespace requal::seal
