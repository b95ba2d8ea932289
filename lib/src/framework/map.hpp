/** @file
 * The two halves of a mapping: from what is stated to EQF levels, and from there to the targets.
 */
#pragma once

#include "framework/tables.hpp"

#include <optional>
#include <vector>

namespace requal::framework {

/** A level of a national framework that the description states. */
struct Start {
    const NationalTable* table = nullptr;
    const NationalLevel* level = nullptr;
};

/** An EQF level and how it was reached; without a start it is the stated one. */
struct Reached {
    int eqf = 0;
    std::optional<Start> start;
};

/** What the description states, read against the tables. */
struct Statements {
    std::vector<Start> starts;
    std::vector<int> stated_eqf;
    std::optional<bool> eqf_agrees; ///< only when a national and an EQF level are both stated
    std::vector<Reached> reached;
    bool unclear = false; ///< the statements contradict each other or have several meanings
    std::vector<Finding> findings;
};

/** @throws Error framework_* for names and levels that are unknown; see map_qualification() */
[[nodiscard]] Statements read_statements(const Tables& tables, const QualificationDescription& description);

[[nodiscard]] TargetResult map_target(const Tables& tables, const MappingTarget& target,
                                      const Statements& statements);

/** No one referenced the link, or the table itself doubts it. */
[[nodiscard]] bool is_doubtful(const NationalTable& table, const NationalLevel& level);
[[nodiscard]] Hop hop_to_eqf(const Start& start, int eqf);
[[nodiscard]] Hop hop_from_eqf(int eqf, const NationalTable& table, const NationalLevel& level);
/** What must be said of the link between a national level and the EQF. */
[[nodiscard]] std::vector<Finding> link_findings(const NationalTable& table, const NationalLevel& level);

} // namespace requal::framework
