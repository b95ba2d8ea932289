/** @file
 * The qualifications that a credential states, described in the terms of the framework tables.
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/mapping.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal {

struct StatedQualification {
    std::string title;       ///< in the language asked for; hostile text
    std::string where;       ///< of the achievement
    std::string level_where; ///< of the statement of its level; empty when no level is stated
    bool part = false;       ///< part of another achievement of the credential
    AchievementPtr achievement;
    QualificationDescription description;

    [[nodiscard]] bool has_level() const noexcept {
        return !description.eqf_level.empty() || !description.nqf_uris.empty();
    }
    /** A title and the country of the award, which the tables of awards may know. */
    [[nodiscard]] bool has_award() const noexcept {
        return !description.title.empty() && !description.country.empty();
    }
};

/** Every achievement at the top, and every part that states a level of its own, in document order. The country is
 * that of the first awarding body. Levels are taken as stated; map_qualification() checks them against the tables. */
[[nodiscard]] std::vector<StatedQualification> stated_qualifications(const Credential& credential,
                                                                     std::string_view language);

} // namespace requal
