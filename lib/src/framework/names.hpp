/** @file
 * What people type for a country, a framework or a level, and what it means.
 */
#pragma once

#include "framework/tables.hpp"

#include <string_view>
#include <vector>

namespace requal::framework {

/** ASCII letters in lower case, blanks at both ends removed. Other letters are compared as they are
 * written. */
[[nodiscard]] std::string folded(std::string_view text);

/** The frameworks of a country (code, alpha-3, name), of a part of one (GB-SCT), or with an id, an
 * abbreviation or a vocabulary URI. All of a country's.
 *  @throws Error framework_country_unknown, framework_name_ambiguous */
[[nodiscard]] std::vector<const IndexRow*> find_frameworks(const Tables& tables, std::string_view name);

/** The country with this code, alpha-3 code, name, or concept of the EU's country list; of a part of a country
 *  ("GB-SCT") the country. Nothing when there is none. */
[[nodiscard]] const Country* find_country(const Index& index, std::string_view name);
/** @throws Error framework_country_unknown with the names near to it */
[[nodiscard]] const Country& country_named(const Index& index, std::string_view name);

/** The rows that a notation means, at best one. Several when it is a former notation that was split
 * (France: I), or stands for all its sub-levels (Croatia: 7). Empty when the framework has no such
 * level. */
[[nodiscard]] std::vector<const NationalLevel*> find_levels(const NationalTable& table, std::string_view typed);

/** "6", "EQF 6", "EQF level 6", http://data.europa.eu/snb/eqf/6 → 6; nothing for other texts. A
 * bare number counts only when `bare` allows it. */
[[nodiscard]] std::optional<int> parse_eqf_level(std::string_view text, bool bare);

/** "1, 2, 3, 4.1, 4.2" */
[[nodiscard]] std::string level_list(const NationalTable& table);

} // namespace requal::framework
