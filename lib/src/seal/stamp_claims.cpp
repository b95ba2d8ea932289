#include "seal/stamp_claims.hpp"

#include "requal/codes.hpp"

namespace requal::seal {

std::vector<Finding> judge_claim(const std::optional<Time>& claimed, const KnownTimes& known,
                                 const std::string& where) {
    std::vector<Finding> found;
    if (!claimed)
        return found;
    const auto clearly_before = [&](Time early, Time late) {
        return early.seconds + known.clock_skew < late.seconds;
    };
    const auto contradicted = [&](const std::string& authority, std::string proven) {
        found.push_back({Code::time_before_claim,
                         {{"claimed", rfc3339(*claimed)}, {"authority", authority}, {"proven", std::move(proven)}},
                         where});
    };
    if (clearly_before(known.at, *claimed))
        found.push_back(
            {Code::time_claimed_in_future, {{"claimed", rfc3339(*claimed)}, {"at", rfc3339(known.at)}}, where});
    if (known.signature && clearly_before(*known.signature, *claimed))
        contradicted(known.signature_authority, "it existed before, on " + rfc3339(*known.signature));
    if (known.content && clearly_before(*claimed, *known.content))
        contradicted(known.content_authority,
                     "it was made later, after a time-stamp inside it of " + rfc3339(*known.content));
    return found;
}

} // namespace requal::seal
