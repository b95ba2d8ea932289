/** @file
 * Grades as points of a scale: the number, or the rank of the letter (1 is best).
 */
#pragma once

#include "requal/grades.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::conversion {

/** What a typed grade means on a scale. */
struct Reading {
    enum class Kind : std::uint8_t {
        grade,             ///< `better` and `worse` are the same
        grade_class,       ///< they are the ends of the class
        pass_without_mark, ///< the table says that it passes and no more
        class_without_range,
        other_maximum, ///< "17/30" where the best grade is not 30
        off_scale,
        unknown ///< neither a number nor a name
    };
    Kind kind = Kind::unknown;
    Exact better{};
    Exact worse{};
    std::string maximum{};    ///< what the grade counts out of, as typed
    std::string class_name{}; ///< of the class that was named
    bool single_mark = true;  ///< lies on the steps of the scale
};

[[nodiscard]] Reading read_grade(const GradeScale& scale, std::string_view typed);

/** A point as the scale writes it: "2.5", "B". */
[[nodiscard]] std::string point_text(const GradeScale& scale, const Exact& point);
/** Classes that hold the point, as "gut (good)"; a point between two neighbouring classes belongs to the lower one.
 */
[[nodiscard]] std::vector<std::string> classes_at(const GradeScale& scale, const Exact& point);
[[nodiscard]] std::vector<std::string> failing_classes(const GradeScale& scale);
/** The single mark nearest to a passing point, the better one in the exact middle; nothing where the scale has no
 *  single marks. */
[[nodiscard]] std::optional<Exact> nearest_mark(const GradeScale& scale, const Exact& point);
/** Everything that can be typed for the scale, for people. */
[[nodiscard]] std::string grades_known(const GradeScale& scale);

/** Where a passing grade stands between best (0) and lowest pass (1). */
[[nodiscard]] Exact position_of(const GradeScale& scale, const Exact& point);
[[nodiscard]] Exact point_at(const GradeScale& scale, const Exact& position);

/** A German grade from 1.0 to 4.0. */
[[nodiscard]] Exact rounded_german(const Exact& grade, GermanRounding rounding);

/** The rule as a sentence. */
[[nodiscard]] std::string_view rounding_rule(GermanRounding rounding) noexcept;

} // namespace requal::conversion
