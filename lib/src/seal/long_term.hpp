/** @file
 * What a seal must carry to be judged years later, whatever its format (EN 319 132-1, 6.3; TS 119 182-1, 6.3). All
 * of it is about presence: whether it holds and is trusted is a separate answer.
 */
#pragma once

#include "seal/beside.hpp"
#include "seal/material.hpp"

#include "requal/limits.hpp"

namespace requal::seal {

/** Whether there is a readable time-stamp token of a role. */
[[nodiscard]] bool has_stamp(const Material& material, StampRole role);

/** Level T: a signature time-stamp, and none made after the signing certificate had ended. */
[[nodiscard]] bool has_time(const Material& material);

[[nodiscard]] bool all_self_signed(const Material& material);

/** Level LT: revocation data for the signer, for every time-stamp but the last archive one, and for all above them.
 *  @param carries_certificates whether there are properties with certificates: enough where all are self-signed
 *  @param beside the authorities at which paths end, and further certificates */
[[nodiscard]] bool has_long_term_data(const Material& material, bool carries_certificates, const Beside& beside,
                                      const Limits& limits);

} // namespace requal::seal
