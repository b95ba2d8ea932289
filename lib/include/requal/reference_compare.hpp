/** @file
 * Two national frameworks side by side, by the EQF level of their levels.
 *
 *     const Comparison comparison = compare_frameworks({frameworks, conversions}, "DE", "FR", "6");
 *
 * The EQF is the only bridge: levels in one row share an EQF level, which does not make their qualifications equal.
 */
#pragma once

#include "requal/reference.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal {

namespace framework {
struct NationalLevel;
}

/** What sets the two sides of a row apart. */
enum class LevelDifference : std::uint8_t {
    only_left,   ///< the second framework has no level here
    only_right,  ///< the first one has none
    one_to_many, ///< one level against several
    many_to_one,
    many_to_many,
    spans_left, ///< a level of the first framework spans several EQF levels
    spans_right,
    doubtful_left, ///< a link of the first framework is not referenced, partial, or of low confidence
    doubtful_right
};
[[nodiscard]] std::string_view difference_text(LevelDifference difference) noexcept;

struct ComparisonRow {
    int eqf = 0; ///< 0: levels that are linked to no EQF level
    std::vector<const framework::NationalLevel*> left{};
    std::vector<const framework::NationalLevel*> right{};
    std::vector<LevelDifference> differences{};
};

struct Comparison {
    const framework::NationalTable* left = nullptr;
    const framework::NationalTable* right = nullptr;
    std::string level{};               ///< of the first framework; empty: all were asked for
    std::vector<ComparisonRow> rows{}; ///< highest EQF level first, levels without a link last
};

/** @param left @param right country with one framework, framework id or abbreviation
 *  @param level of the first framework, as people write it; empty: all
 *  @throws Error tables_name_unknown, tables_name_ambiguous also for a country with several frameworks,
 *          framework_no_framework, framework_level_unknown; yaml_*, data_* */
[[nodiscard]] Comparison compare_frameworks(const ReferenceTables& tables, std::string_view left,
                                            std::string_view right, std::string_view level);
/** One JSON object, see schemas/requal.tables.schema.json, `$defs/comparison`. */
void write_json(JsonWriter& out, const Comparison& comparison);
[[nodiscard]] std::string comparison_text(const Comparison& comparison);

} // namespace requal
