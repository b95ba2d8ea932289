/** @file
 * The part of requal-map that converts grades.
 */
#pragma once

#include "options.hpp"

#include "requal/grades.hpp"
#include "requal/limits.hpp"

#include <optional>
#include <string>

namespace requal::tools {

/** A question whose distribution tables have not been read yet. */
struct GradeCall {
    GradeQuestion question;
    std::string distribution{}; ///< path; empty when none was named
    std::string to_distribution{};

    /** @throws Error input_*, yaml_* for a distribution that cannot be read */
    [[nodiscard]] GradeQuestion read(const Limits& limits) const;
};

[[nodiscard]] OptionGroup grade_options();
/** What the call asks; nothing when it does not ask for a conversion of a grade. Opens no file.
 *  @throws UsageError for options without their grade */
[[nodiscard]] std::optional<GradeCall> grade_call(const ParsedOptions& options);

} // namespace requal::tools
