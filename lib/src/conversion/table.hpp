/** @file
 * The tables of credit systems and grading scales as values, and their strict readers.
 */
#pragma once

#include "framework/read.hpp"

#include "requal/credits.hpp"
#include "requal/grades.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal::conversion {

struct CreditTable : framework::TableBase {
    std::string caution;
    std::vector<CreditSystem> systems;
    std::vector<std::string> uris; ///< vocabulary concept of each system, empty where it has none
    std::vector<EctsHours> hours;
};

struct GradeTable : framework::TableBase {
    Confidence distribution_confidence = Confidence::low; ///< of the method
    Confidence bavarian_confidence = Confidence::low;
    std::vector<TableSource> distribution_sources;
    std::vector<TableSource> bavarian_sources;
    std::string bavarian_formula;
    std::string bavarian_limits;
    std::vector<GradeScale> scales;
};

/** @throws Error yaml_* with file, line and column, from both */
[[nodiscard]] CreditTable read_credits(const yaml::Value& value, const framework::Reading& reading);
/** Beyond the columns it is checked that best, worst, pass and classes make sense together. */
[[nodiscard]] GradeTable read_grades(const yaml::Value& value, const framework::Reading& reading);

} // namespace requal::conversion
