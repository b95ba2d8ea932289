/** @file
 * How the reference puts the columns of a table into words, and into JSON.
 */
#pragma once

#include "base/joined.hpp"
#include "framework/country.hpp"
#include "framework/evidence_json.hpp"
#include "reference/sheet.hpp"

#include "requal/json_writer.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace requal::reference {

/** "3", "5.5" */
[[nodiscard]] std::string number_words(double number);
/** "EQF 6", "EQF 6 to 7, typically 7", "no EQF level" */
[[nodiscard]] std::string eqf_words(const framework::ComparableLevel& eqf);
/** "EQF 5", "EQF 5 to 6", "no EQF level" */
[[nodiscard]] std::string eqf_words(const framework::NationalLevel& level);
/** "3 to 4 years", "12 years of schooling"; empty when the table does not say. */
[[nodiscard]] std::string length_words(const framework::Duration& length);
/** "level 7 of ukraine: treated as a master" */
[[nodiscard]] std::string place_words(const framework::AwardPlace& place);
/** "referenced to the EQF in 2010, last in 2021" */
[[nodiscard]] std::string referencing_words(const Referencing& referencing);
/** "Licence (bachelor)" with the doubt that the table has */
[[nodiscard]] std::string type_words(const QualificationType& type);
/** "[nuffic][cmp]" */
[[nodiscard]] std::string source_marks(const std::vector<std::string>& ids);
[[nodiscard]] std::string source_marks(std::span<const TableSource> sources);

/** The list of sources at the end of a page. */
void add_sources(Sheet& sheet, std::span<const TableSource> sources);

using framework::write_sources;
void write_type(JsonWriter& out, const QualificationType& type);
void write_numbers(JsonWriter& out, std::string_view name, const std::vector<int>& numbers);
/** The member `files`: ours, and those that a centre lays over it. */
void write_files(JsonWriter& out, const framework::TableBase& table);
[[nodiscard]] std::string file_words(const framework::TableBase& table);
/** The members {min, max, typical} of an object `eqf`. */
void write_eqf(JsonWriter& out, const framework::ComparableLevel& eqf);

} // namespace requal::reference
