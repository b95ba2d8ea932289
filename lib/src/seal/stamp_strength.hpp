/** @file
 * Whether the algorithms that a time-stamp rests on could be relied on (ETSI EN 319 102-1, 5.2.8; TS 119 312).
 */
#pragma once

#include "crypto/chain.hpp"
#include "crypto/timestamp.hpp"
#include "policy/policy.hpp"

#include "requal/finding.hpp"

namespace requal::seal {

/** The first reason against: the digest of the imprint, those of the token's own signature, every key of the path and
 *  every digest that a certificate of it was signed over. The certificate at which the path ends is trusted as it is,
 *  so that its signature says nothing; its key has signed what is below.
 *  @param known when the token is known to have existed
 *  @return nothing when all of them are good; else what the policy says, without the arguments that name the stamp */
[[nodiscard]] std::optional<Finding> weak_part(const crypto::TimestampToken& token, const crypto::Chain& chain,
                                               Time known, const policy::Policy& policy);

} // namespace requal::seal
