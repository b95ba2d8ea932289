/** @file
 * What kind of seal it is, by trusted lists (ETSI TS 119 615, 4.5; Regulation (EU) 910/2014, Art. 3).
 */
#pragma once

#include "crypto/chain.hpp"
#include "seal/validation.hpp"

namespace requal::seal {

/** Answers the check `seal.qualified` and names the kind of the seal in the material's report.
 *  @param material concluded: indication and best signature time are known */
void judge_qualification(Material& material, const TrustContext& context, const crypto::Chain& chain);

/** Names the anchor that the path ends at in the material's report. */
void name_anchor(Material& material, const TrustContext& context, const crypto::Certificate& anchor, Time at);

/** "yes", "no", or "indeterminate" when no list stands behind the authority. */
[[nodiscard]] std::string time_stamp_qualified(const TrustContext& context, const crypto::Certificate& anchor,
                                               Time stamped);

} // namespace requal::seal
