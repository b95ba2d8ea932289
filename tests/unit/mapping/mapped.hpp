/** @file
 * What tests of the map ask and look at.
 */
#pragma once

#include "requal/mapping.hpp"
#include "support/support.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

namespace requal::test {

inline MappingResult map(const QualificationDescription& description,
                         std::initializer_list<const char*> to = {"eqf"}) {
    std::vector<MappingTarget> targets;
    for (const std::string name : to)
        targets.push_back(mapping_target(name));
    return map_qualification(our_frameworks(), description, targets);
}

/** "DE DQR 6", with "?" after what is doubtful. */
inline std::string places(const TargetResult& target) {
    std::string list;
    for (const Candidate& candidate : target.candidates)
        list += (list.empty() ? "" : ", ") + display_name(candidate.place) + (candidate.doubtful ? "?" : "");
    return list;
}

inline bool has(const std::vector<Finding>& findings, Code code) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.code == code; });
}

} // namespace requal::test
