/** @file
 * Columns that the tables of credits and grades share.
 */
#pragma once

#include "framework/read_common.hpp"
#include "framework/table.hpp"
#include "yaml/reader.hpp"

#include "requal/exact.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace requal::conversion {

/** The columns `schema`, `table` and `sources`. @param kind the table expected */
void read_head(const yaml::MapReader& root, std::string_view kind, const std::string& file,
               framework::TableBase& table);
/** The sources a row names. @throws Error yaml_wrong_type for an id that the table does not list */
[[nodiscard]] std::vector<TableSource> read_sources(const yaml::MapReader& row, const framework::TableBase& table);

/** A decimal number, written as Exact::parse() reads it but with a point. */
[[nodiscard]] Exact number_of(const yaml::Value& value, std::string_view key);
[[nodiscard]] std::optional<Exact> number_if_any(const yaml::MapReader& row, std::string_view key);
/** [25, 30]: two positive numbers, the lower one first. */
[[nodiscard]] std::optional<ExactRange> range_if_any(const yaml::MapReader& row, std::string_view key);
[[nodiscard]] bool truth(const yaml::MapReader& row, std::string_view key);

} // namespace requal::conversion
