/** @file
 * Positions in grade distribution tables (ECTS Users' Guide 2015, grade conversion).
 */
#pragma once

#include "requal/grades.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace requal::conversion {

/** The row of a grade; "9" and "9.0" are the same. The number of rows when there is none. */
[[nodiscard]] std::size_t find_row(const GradeDistribution& table, std::string_view grade);
/** Shares of all passing grades that are better, and that are better or the same: 0 to 1. */
[[nodiscard]] ExactRange range_of(const GradeDistribution& table, std::size_t row);

struct HostGrade {
    std::size_t row = 0;
    ExactRange range;
    Exact share; ///< of the home grade's range, 0 to 1
};
/** The host grades that share a part of the range, best first; never empty. */
[[nodiscard]] std::vector<HostGrade> host_grades(const GradeDistribution& host, const ExactRange& home);
/** Which of them the rule picks. For `mean` the middle one, which matters only where grades are no numbers. */
[[nodiscard]] std::size_t picked_by(OverlapRule rule, const std::vector<HostGrade>& grades, const ExactRange& home);

} // namespace requal::conversion
