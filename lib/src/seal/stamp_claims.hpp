/** @file
 * The time that a seal claims for itself, held against what is known. A claim proves nothing (ETSI EN 319 102-1,
 * 5.2.5); one that cannot be true is told.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace requal::seal {

struct KnownTimes {
    Time at;                       ///< as of which the seal is judged
    std::optional<Time> signature; ///< the seal is proven to have existed then
    std::string signature_authority;
    std::optional<Time> content; ///< a proven time-stamp of then stands inside what was signed
    std::string content_authority;
    std::int64_t clock_skew = 0; ///< seconds by which clocks may differ
};

[[nodiscard]] std::vector<Finding> judge_claim(const std::optional<Time>& claimed, const KnownTimes& known,
                                               const std::string& where);

} // namespace requal::seal
