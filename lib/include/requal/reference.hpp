/** @file
 * The framework tables as a work of reference: which there are, and what each says of a country, a framework, an
 * award, a credit system or a grading scale.
 *
 *     const Frameworks frameworks = load_frameworks(find_data_folder());
 *     const Conversions conversions = load_conversions(find_data_folder());
 *     const ReferencePage page = find_page({frameworks, conversions}, "Syria");
 *     puts(page_text(page, Language::en).c_str());
 *
 * Pages point into the tables and are valid as long as those. All functions may be called from many threads. Whether
 * the tables agree with each other is not asked here.
 */
#pragma once

#include "requal/conversion.hpp"
#include "requal/credits.hpp"
#include "requal/frameworks.hpp"
#include "requal/grades.hpp"
#include "requal/json_writer.hpp"
#include "requal/mapping.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace requal {

namespace framework {
struct Country;
struct CountryTable;
struct CycleTable;
struct EqfTable;
struct Field;
struct FieldTable;
struct IscedTable;
struct NationalTable;
} // namespace framework
namespace award {
struct KnownAward;
}
namespace conversion {
struct CreditTable;
struct GradeTable;
} // namespace conversion

/** What is looked into. */
struct ReferenceTables {
    const Frameworks& frameworks;
    const Conversions& conversions;
};

// --- list ---------------------------------------------------------------------------------------------------------

struct TableEntry {
    std::string kind; ///< "national-framework", "country", "eqf" …, as the file says in its column `table`
    std::string id{}; ///< what `show` takes: "UA", "EQF"; with kind "framework" also "france", which is a country too
    std::string country{}; ///< or region; empty for international tables
    std::string name{};
    std::string row{}; ///< what is counted: "level", "award", "field"
    std::size_t rows = 0;
    std::string as_of{};           ///< day that the table describes; empty when it does not say
    std::vector<TableUse> files{}; ///< ours, and those that a centre lays over it
};

/** Every table, international ones first. @throws Error yaml_*, data_* */
[[nodiscard]] std::vector<TableEntry> list_tables(const ReferenceTables& all);
void write_json(JsonWriter& out, const TableEntry& table);
/** One line each, and a heading for each kind. */
[[nodiscard]] std::string tables_text(const std::vector<TableEntry>& tables);

// --- show ---------------------------------------------------------------------------------------------------------

struct CountryPage {
    const framework::Country* country = nullptr;
    const framework::CountryTable* table = nullptr; ///< null when there is no table of its awards
    std::vector<const framework::NationalTable*> frameworks{};
    std::vector<const GradeScale*> scales{};
    std::vector<const CreditSystem*> systems{};
};
struct FrameworkPage {
    const framework::NationalTable* table = nullptr;
};
struct EqfPage {
    const framework::EqfTable* table = nullptr;
};
struct CyclesPage {
    const framework::CycleTable* table = nullptr;
};
struct IscedPage {
    const framework::IscedTable* table = nullptr;
};
struct FieldsPage {
    const framework::FieldTable* table = nullptr;
    std::vector<const framework::Field*> fields{}; ///< the field asked for, those above it and those in it; or all
    std::string code{};                            ///< empty: all were asked for
};
struct ScalePage {
    const conversion::GradeTable* table = nullptr;
    const GradeScale* scale = nullptr;
};
struct SystemPage {
    const conversion::CreditTable* table = nullptr;
    const CreditSystem* system = nullptr;
};
using ReferencePage =
    std::variant<CountryPage, FrameworkPage, EqfPage, CyclesPage, IscedPage, FieldsPage, ScalePage, SystemPage>;

/** The page of a name: a country (code or name, in any language the tables know), a part of one (GB-SCT), a framework
 *  (id, abbreviation, vocabulary concept), a grading scale, a credit system (id), "EQF", "QF-EHEA", "ISCED" or
 *  "ISCED-F".
 *  @param code a field of ISCED-F, else empty
 *  @param kind "country", "framework", "scale" or "system": only the meaning of this kind; empty: any
 *  @throws Error tables_name_unknown, tables_name_ambiguous, tables_field_unknown; yaml_*, data_* */
[[nodiscard]] ReferencePage find_page(const ReferenceTables& all, std::string_view name, std::string_view code = {},
                                      std::string_view kind = {});
/** One JSON object, see schemas/requal.tables.schema.json, `$defs/page`. */
void write_json(JsonWriter& out, const ReferencePage& page);
/** Many lines for a terminal of 100 columns, escaped. */
[[nodiscard]] std::string page_text(const ReferencePage& page);

// --- award --------------------------------------------------------------------------------------------------------

/** Everything about one award, and the way from it to the EQF. */
struct AwardPage {
    const award::KnownAward* award = nullptr;
    MappingResult mapping{};
};

/** @throws Error framework_award_id_unknown; yaml_*, data_* */
[[nodiscard]] AwardPage find_award(const ReferenceTables& tables, std::string_view id);
/** One JSON object, see schemas/requal.tables.schema.json, `$defs/award_page`. */
void write_json(JsonWriter& out, const AwardPage& page, Language language);
[[nodiscard]] std::string award_text(const AwardPage& page, Language language);

} // namespace requal
