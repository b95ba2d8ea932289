/** @file
 * Whether a path, given certificate by certificate, keeps the rules of RFC 5280, 6.1.
 */
#pragma once

#include "crypto/chain.hpp"

namespace requal::crypto {

/** @param path the leaf first; each certificate was signed by the key of the next, which was asked before
 *  @param anchored the last one is trusted
 *  @return the rules that are broken; time and revocation are not looked at */
[[nodiscard]] std::vector<ChainProblem> broken_rules(std::span<const Certificate> path, bool anchored,
                                                     const PolicyDemands& policies);

} // namespace requal::crypto
