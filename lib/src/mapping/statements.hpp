/** @file
 * The two halves of a mapping: from what is stated to EQF levels, and from there to the targets.
 */
#pragma once

#include "award/match.hpp"
#include "framework/tables.hpp"

#include "requal/mapping.hpp"

#include <optional>
#include <string>
#include <vector>

namespace requal::mapping {

using framework::NationalLevel;
using framework::NationalTable;
using framework::Tables;

/** A level of a national framework that the description states. */
struct Start {
    const NationalTable* table = nullptr;
    const NationalLevel* level = nullptr;
};

/** An EQF level and how it was reached. */
struct Reached {
    int eqf = 0;
    std::vector<Hop> way{};                  ///< to the EQF level; empty when the level is the stated one
    std::optional<Start> start{};            ///< the national level on the way, if any
    const framework::Award* award = nullptr; ///< the award on the way, if it stands in a country's table
    bool doubtful = false;
    int rank = 0; ///< 0: the typical level, 1: the rest of a range
};

/** An award that the title was taken for. */
struct ChosenAward {
    const award::KnownAward* known = nullptr;
    AwardMatch match;
    bool doubtful = false; ///< near only, outside of its years, not of its length …
};

/** What the title says, read against the tables of awards. */
struct TitleReading {
    std::vector<AwardMatch> matches; ///< best first
    std::vector<ChosenAward> chosen;
    std::vector<Finding> findings;
};

/** What the description states, read against the tables. */
struct Statements {
    std::vector<Start> starts;
    std::vector<int> stated_eqf;
    std::optional<bool> eqf_agrees; ///< only when a national and an EQF level are both stated
    TitleReading title;
    std::vector<Reached> reached;
    bool unclear = false; ///< the statements contradict each other or have several meanings
    std::vector<Finding> findings;
};

/** @throws Error framework_* for names and levels that are unknown; see map_qualification() */
[[nodiscard]] Statements read_statements(const Frameworks& frameworks, const QualificationDescription& description);

/** Reads the title, or the id of an award, with all that tells awards of one title apart.
 *  @param alone no level is stated: what the title leaves open is then open in the answer */
[[nodiscard]] TitleReading read_title(const Frameworks& frameworks, const QualificationDescription& description,
                                      bool alone);
/** What must be said of an award that was chosen: range, practice, caveats, access. */
[[nodiscard]] std::vector<Finding> award_findings(const framework::Award& award);
/** The ways from a chosen award to EQF levels, and what the tables disagree about on them. */
void add_award_ways(const Tables& tables, const ChosenAward& chosen, const std::string& title,
                    Statements& statements);

[[nodiscard]] TargetResult map_target(const Tables& tables, const MappingTarget& target,
                                      const Statements& statements);

/** No one referenced the link, or the table itself doubts it. */
[[nodiscard]] bool is_doubtful(const NationalTable& table, const NationalLevel& level);
[[nodiscard]] Hop hop_to_eqf(const Start& start, int eqf);
[[nodiscard]] Hop hop_from_eqf(int eqf, const NationalTable& table, const NationalLevel& level);
/** What must be said of the link between a national level and the EQF. */
[[nodiscard]] std::vector<Finding> link_findings(const NationalTable& table, const NationalLevel& level);

} // namespace requal::mapping
