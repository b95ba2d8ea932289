/** @file
 * Time-stamps as witnesses: which are to be believed, and what they prove (EN 319 102-1, 5.4 and 5.6.3).
 */
#pragma once

#include "seal/revocation_evidence.hpp"

namespace requal::seal {

/** What is known about time after all time-stamps were heard. */
struct ProofOfExistence {
    std::optional<Time> signature;           ///< the signature existed at this time; the earliest that is proven
    std::string authority;                   ///< who says so
    std::string qualified = "indeterminate"; ///< whether that authority is a qualified one: "yes", "no"
    std::optional<Time>
        latest_content;            ///< a trusted time-stamp inside the signed part: it was signed after this time
    std::vector<Finding> reasons;  ///< why time-stamps prove nothing
    std::vector<Finding> disorder; ///< believed time-stamps that contradict each other
};

/** Judges every time-stamp of the material, newest archive stamp first, so that each may vouch for those before it.
 *  Fills material.report.timestamps in document order. A time-stamp by an authority that the caller does not trust
 *  proves nothing, however intact it is. */
[[nodiscard]] ProofOfExistence hear_timestamps(Material& material, const TrustContext& context);

/** When a revocation source provably existed: the earliest trusted archive stamp after it, else the time of judging.
 *  @param material after hear_timestamps() */
[[nodiscard]] Time proven_time_of(const Material& material, const TrustContext& context, std::size_t order,
                                  bool from_caller);

} // namespace requal::seal
