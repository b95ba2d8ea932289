/** @file
 * Does the credential conform to the application profile it names?
 */
#pragma once

#include "credential/graph.hpp"
#include "credential/profile_tables.hpp"
#include "credential/vocabulary.hpp"

#include "requal/finding.hpp"
#include "requal/limits.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace requal::credential {

struct ProfileResult {
    std::vector<std::string> variants; ///< the profiles that were checked, "accredited"
    std::vector<Finding> findings;     ///< in document order; a last one counts what the limit left out
    bool draft = false;                ///< not sealed, and parts that sealing writes are not there
};

/** Checks every node of the credential against the shapes of its class: how many values, of which
 * class or datatype, terms of which vocabulary. Members that the profile does not know are allowed,
 * as its shapes are open.
 *
 *  Not checked: what the profile leaves open (patterns of identifiers, order of dates, sums of
 * credits), the content of pictures and attachments, members on which ELM's context and shapes
 * contradict each other, other schemas than the EDC profiles.
 *
 *  @param sealed false: the parts that are written at sealing may be missing, which makes the file
 * a draft Any number of threads may check at once. @throws Error data_* from the vocabularies. */
[[nodiscard]] ProfileResult check_profile(const Graph& graph, const ProfileTables& tables,
                                          const Vocabularies& vocabularies, bool sealed, const Limits& limits);

} // namespace requal::credential
