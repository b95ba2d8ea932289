/** @file
 * What must hold between rows and between tables.
 */
#pragma once

#include "conversion/table.hpp"
#include "framework/country.hpp"
#include "framework/tables.hpp"

#include "requal/table_check.hpp"

#include <set>
#include <string>
#include <vector>

namespace requal::table_check {

/** What rows may point to. */
struct Known {
    std::set<std::string> countries; ///< ISO 3166-1, and those of index.yaml
    std::set<std::string> systems;   ///< credit systems
    const framework::Tables* tables = nullptr;
    const framework::Index* index = nullptr;
};

[[nodiscard]] std::vector<TableProblem> check_index(const framework::Index& index);
[[nodiscard]] std::vector<TableProblem> check_framework(const framework::NationalTable& table,
                                                        const framework::IndexRow& row);
[[nodiscard]] std::vector<TableProblem> check_country(const framework::CountryTable& table, const std::string& name,
                                                      const Known& known);
[[nodiscard]] std::vector<TableProblem> check_conversions(const conversion::CreditTable& credits,
                                                          const conversion::GradeTable& grades);

} // namespace requal::table_check
