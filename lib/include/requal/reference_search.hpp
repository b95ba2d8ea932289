/** @file
 * The framework tables searched by name: in any script, with or without accents, transliterated, with slips.
 *
 *     const SearchResult found = search_tables({frameworks, conversions}, "dyplom bakalavra", {});
 *     found.hits.front().id;       // "ua-bakalavr"
 *     found.hits.front().grade;    // "exact"
 */
#pragma once

#include "requal/reference.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

struct SearchHit {
    std::string kind;         ///< "award", "level" (an example that a framework gives for a level), "country",
                              ///< "framework", "scale", "system"
    std::string id;           ///< what `award` or `show` takes
    std::string country{};    ///< or region; empty where there is none
    std::string name{};       ///< as the tables have it, with its English name
    std::string award_kind{}; ///< "first_cycle"; empty for all but awards
    std::string grade{};      ///< "exact", "variant", "near"
    std::string rule{}; ///< why: "same", "form_words", "field", "abbreviation", "romanisation", "words", "letters",
                        ///< "part"
    std::string matched{}; ///< the name that matched
    std::string column{};  ///< where it stands: "native", "transliteration", "english", "other", "name", "id"
    double closeness = 0;  ///< 0 to 1; compares hits of one grade
    std::optional<int> eqf_min{}, eqf_max{}, eqf_typical{};
    std::optional<Confidence> confidence{};
    std::string years{}; ///< of award: "until 2019"; empty: no limit is known
    std::string table{}; ///< file it stands in
};

struct SearchOptions {
    std::string country{}; ///< code or name; empty: all
    std::string kind{};    ///< of the hit, or of the award: see search_kinds(); empty: all
    std::size_t most = 20;
};

struct SearchResult {
    std::string text;
    std::string country{}; ///< code
    std::string kind{};
    std::vector<SearchHit> hits{};                ///< best first: exact ones, then variants, then near ones
    std::size_t exact = 0, variant = 0, near = 0; ///< of all hits, those left out included
    std::vector<Finding> findings{};

    [[nodiscard]] std::size_t left_out() const noexcept { return exact + variant + near - hits.size(); }
};

/** What SearchOptions::kind may be. */
[[nodiscard]] const std::vector<std::string>& search_kinds();

/** @throws Error framework_country_unknown; yaml_*, data_* */
[[nodiscard]] SearchResult search_tables(const ReferenceTables& tables, std::string_view text,
                                         const SearchOptions& options);
/** One JSON object, see schemas/requal.tables.schema.json, `$defs/search`. */
void write_json(JsonWriter& out, const SearchResult& result, Language language);
[[nodiscard]] std::string search_text(const SearchResult& result, Language language);

} // namespace requal
