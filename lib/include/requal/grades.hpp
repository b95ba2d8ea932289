/** @file
 * A grade of one scale on another: by the distributions of both groups where they are given, by the modified
 * Bavarian formula where the target is German, else by a straight line or by rank.
 *
 * A fail stays a fail, whatever the method; no number is calculated for it. Scales are never guessed.
 */
#pragma once

#include "requal/conversion.hpp"
#include "requal/exact.hpp"
#include "requal/finding.hpp"
#include "requal/json_writer.hpp"
#include "requal/mapping.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

/** A named class of grades. Its ends are numbers of the scale, or ranks (1 is best) where the scale has letters. */
struct GradeClass {
    std::string name;
    std::string english{};
    std::string from{}; ///< as the table writes it; empty when the table has no bounds
    std::string to{};
    std::optional<ExactRange> points{};
    std::optional<bool> pass{};
    bool honours = false; ///< a distinction on top of the grades it covers
};

/** One row of the table of scales. */
struct GradeScale {
    std::string id;
    std::string country{};
    std::string sector{};
    std::string best{}; ///< as the table writes it
    std::string worst{};
    std::string lowest_pass{};
    std::vector<std::string> letters{}; ///< best to worst; empty for numbers
    Exact best_point{};                 ///< the number, or the rank of the letter
    Exact worst_point{};
    Exact pass_point{};
    std::optional<Exact> step{};
    std::vector<GradeClass> classes{}; ///< best to worst
    Confidence confidence = Confidence::low;
    std::vector<TableSource> sources{};
    std::string note{};

    [[nodiscard]] bool rising() const noexcept { return best_point > worst_point; }
    [[nodiscard]] bool passes(const Exact& point) const noexcept {
        return rising() ? point >= pass_point : point <= pass_point;
    }
};

/** How often each passing grade was given in one group: an ECTS grade distribution table. */
struct GradeDistribution {
    struct Row {
        std::string grade;
        Exact share; ///< of all passing grades, 0 to 1
    };
    std::string file;
    std::string scale{}; ///< id in the table of scales; empty for a list of its own
    std::string institution{};
    std::vector<Row> rows{}; ///< best to worst
    std::string field{};     ///< ISCED-F code of the reference group
    std::string description{};
    std::vector<int> years{};
    std::string source{};
    std::shared_ptr<const TableDigest> digest{};
};

/** Reads a file of schema requal.grade-distribution/1, see requal-map(1).
 *  @param file its name, for errors and answers
 *  @throws Error yaml_* with file, line and column */
[[nodiscard]] GradeDistribution read_grade_distribution(std::string_view text, const std::string& file);

enum class GermanRounding : std::uint8_t {
    kmk,     ///< one decimal, digits cut off
    nearest, ///< one decimal, half away from zero
    passau,  ///< digits cut off, then the better German grade (1.0, 1.3, 1.7 …)
    koeln    ///< nearest German grade, the exact middle to the better one
};
/** Which of several overlapped grades of the host's distribution is picked. */
enum class OverlapRule : std::uint8_t {
    middle,  ///< the one that holds the middle of the home grade's range
    minimum, ///< the lowest
    mean,    ///< the mean of all
    maximum  ///< the best
};
[[nodiscard]] std::string_view rounding_text(GermanRounding rounding) noexcept;
[[nodiscard]] std::string_view overlap_text(OverlapRule rule) noexcept;

/** The question as it was typed. */
struct GradeQuestion {
    std::string grade{};
    std::string scale{};    ///< id, or a country that has one scale only
    std::string to_scale{}; ///< the same
    std::string best{};     ///< instead of the table's; with `pass` no scale is needed
    std::string pass{};
    std::optional<GermanRounding> rounding{}; ///< kmk when absent
    OverlapRule overlap = OverlapRule::middle;
    std::optional<GradeDistribution> distribution{}; ///< of the home group
    std::optional<GradeDistribution> to_distribution{};
};

enum class GradeMethod : std::uint8_t { none, same, fail, distribution, bavarian, linear, rank };
[[nodiscard]] std::string_view method_text(GradeMethod method) noexcept;

/** A grade of the scale sought. */
struct GradeValue {
    std::string text;                   ///< "2.1", "B"
    std::optional<Exact> exact{};       ///< before rounding; nothing where the scale has letters
    std::string nearest{};              ///< the nearest single mark; empty when it is the text or there is none
    std::vector<std::string> classes{}; ///< "gut (good)"
};

/** A host grade that shares a part of the range of the home grade. */
struct Overlap {
    std::string grade;
    ExactRange range; ///< cumulative per cent, from the best
    Exact share;      ///< of the home grade's range, per cent
    bool picked = false;
};

struct GradeResult {
    GradeQuestion question;
    MappingOutcome outcome = MappingOutcome::undetermined;
    GradeMethod method = GradeMethod::none;
    std::optional<GradeScale> from{}; ///< absent when distributions bring their own grades
    std::optional<GradeScale> to{};
    std::optional<bool> passed{};
    std::string best{}; ///< bounds that the method used, of the home scale
    std::string pass{};
    std::string bounds_from{}; ///< "table", "given", "distribution"
    std::string formula{};
    std::string rounding{};
    std::vector<std::string> home_classes{};
    std::optional<GradeValue> better{};         ///< the answer; the better end when the question was a class
    std::optional<GradeValue> worse{};          ///< the same as `better` for a single grade
    std::vector<std::string> failing_classes{}; ///< of the target, when the grade is a fail
    std::optional<ExactRange> position{};       ///< by distribution: cumulative per cent, from the best
    std::vector<Overlap> overlaps{};
    std::vector<std::string> steps{};
    std::optional<Confidence> confidence{}; ///< of the weakest part; nothing without an answer
    std::vector<Finding> findings{};
    std::vector<TableSource> sources{};
    std::vector<TableUse> tables{};
};

/** Converts one grade.
 *  @throws Error grades_too_precise, grades_scale_missing, grades_scale_unknown, grades_scale_ambiguous,
 *          grades_grade_unknown, grades_bounds_impossible, grades_distribution_missing, grades_distribution_scale;
 *          yaml_*, data_* when a table is unusable */
[[nodiscard]] GradeResult convert_grade(const Conversions& conversions, const GradeQuestion& question);

/** One JSON object, see schemas/requal.map.schema.json, `$defs/grade`. */
void write_json(JsonWriter& out, const GradeResult& result, Language language);
/** Many lines for a terminal, escaped. */
[[nodiscard]] std::string grade_text(const GradeResult& result, Language language);

} // namespace requal
