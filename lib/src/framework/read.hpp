/** @file
 * From the text of a table to its value. Strict: unknown keys, unknown words, sources that are not
 * listed and links that contradict themselves are errors with line and column.
 */
#pragma once

#include "framework/country.hpp"

#include <string_view>

namespace requal::framework {

/** @param file name for messages and for the provenance of answers
 *  @throws Error yaml_* with the file and the position */
[[nodiscard]] Index read_index(std::string_view text, const std::string& file);
[[nodiscard]] NationalTable read_national(std::string_view text, const std::string& file);
[[nodiscard]] CountryTable read_country(std::string_view text, const std::string& file);
[[nodiscard]] EqfTable read_eqf(std::string_view text, const std::string& file);
[[nodiscard]] IscedTable read_isced(std::string_view text, const std::string& file);
[[nodiscard]] CycleTable read_cycles(std::string_view text, const std::string& file);
[[nodiscard]] FieldTable read_fields(std::string_view text, const std::string& file);

} // namespace requal::framework
