/** @file
 * What the framework tables cover, counted in the tables themselves.
 *
 *     const Coverage coverage = coverage_of({frameworks, conversions}, find_data_folder());
 */
#pragma once

#include "requal/file.hpp"
#include "requal/reference.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace requal {

/** Rows by how sure the tables are of them. */
struct ConfidenceCount {
    std::size_t high = 0, medium = 0, low = 0;

    void add(Confidence confidence) noexcept {
        ++(confidence == Confidence::high ? high : confidence == Confidence::medium ? medium : low);
    }
    [[nodiscard]] std::size_t all() const noexcept { return high + medium + low; }
};

/** How much of a list there is, and what is missing. */
struct Share {
    std::size_t present = 0;
    std::vector<std::string> missing{};

    void add(bool is_present, const std::string& name) {
        if (is_present)
            ++present;
        else
            missing.push_back(name);
    }
    [[nodiscard]] std::size_t all() const noexcept { return present + missing.size(); }
};

struct Coverage {
    // of the European vocabulary of national frameworks
    Share vocabulary_frameworks{}; ///< missing: concepts
    Share vocabulary_levels{};

    std::size_t frameworks = 0;
    std::size_t european = 0; ///< in that vocabulary, or of a country that its table calls a member of the EHEA
    std::size_t regional = 0; ///< of several states
    std::size_t referenced = 0, compared = 0, not_referenced = 0;
    ConfidenceCount levels{};
    std::size_t levels_without_eqf = 0;

    // countries with a table of awards; missing: their codes
    Share school_leaving{};
    Share first_cycle{};
    Share second_cycle{};
    Share third_cycle{};
    std::size_t countries = 0;
    std::size_t complete = 0; ///< with all four
    ConfidenceCount awards{};
    std::size_t awards_without_eqf = 0;

    ConfidenceCount scales{};
    std::size_t scale_countries = 0;
    ConfidenceCount systems{};
    std::size_t systems_without_relation = 0; ///< that cannot be converted

    std::vector<std::string>
        frameworks_only{};              ///< countries of the index with frameworks and without a table of awards
    std::vector<std::string> without{}; ///< countries of the index with neither
};

/** @param data where schemas/vocabulary lies. @throws Error yaml_*, data_* */
[[nodiscard]] Coverage coverage_of(const ReferenceTables& tables, const DataFolder& data);
/** One JSON object, see schemas/requal.tables.schema.json, `$defs/coverage`. */
void write_json(JsonWriter& out, const Coverage& coverage);
[[nodiscard]] std::string coverage_text(const Coverage& coverage);

} // namespace requal
