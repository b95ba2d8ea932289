/** @file
 * The answer from two grade distribution tables.
 */
#pragma once

#include "conversion/table.hpp"

#include "requal/grades.hpp"

namespace requal::conversion {

/** Fills the answer to a question that brings both distributions and whose grade is no fail. */
void convert_by_distribution(const GradeTable& table, GradeResult& result);

} // namespace requal::conversion
