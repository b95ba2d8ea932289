/** @file
 * The envelope in which a holder or an issuer hands over one or more credentials. Everything in it
 * is what the file claims; the checks it lists were made by somebody else, and nothing follows from
 * them.
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/credential_parts.hpp"
#include "requal/finding.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace requal {

/** The result of a check that the presentation carries along. */
struct ClaimedCheck {
    Concept type{};   ///< which check: format, seal, owner, …
    Concept status{}; ///< what it is said to have come to
    LocalisedText description{};
    LocalisedText long_description{};
    std::string where{};
};

struct Presentation {
    std::string id{};
    std::vector<Concept> types{}; ///< mandated issue, shared, notarised copy
    std::vector<Identifier> identifiers{};
    OrganisationPtr issuer{}; ///< who sealed the presentation, in a mandated issue; null when not named
    DateTime expiration{};
    OrganisationPtr holder{};
    std::vector<ClaimedCheck> checks{};
    std::vector<UnmappedMember> unmapped{}; ///< the first ones; `unmapped_count` counts all
    std::size_t unmapped_count = 0;
    std::vector<Finding> findings{};
    std::string where{};
};

} // namespace requal
