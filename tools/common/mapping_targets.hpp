/** @file
 * The options --to and --tables, the same in every tool that maps.
 */
#pragma once

#include "options.hpp"

#include "requal/error.hpp"
#include "requal/mapping.hpp"

#include <string>
#include <vector>

namespace requal::tools {

/** Targets from lists separated by commas. @throws UsageError for an empty target */
[[nodiscard]] std::vector<MappingTarget> mapping_targets(const std::vector<std::string>& lists);

/** `--tables DIR`: a centre's own tables over ours. */
[[nodiscard]] Option tables_option();
/** The folders named with --tables, and those of REQUAL_TABLES (separated by colons) below them.
 *  @throws UsageError when one is no folder */
[[nodiscard]] std::vector<std::string> table_layers(const ParsedOptions& options);

/** Codes that speak of the names and levels a user typed: a wrong call. */
[[nodiscard]] bool is_about_the_call(const Error& error) noexcept;

} // namespace requal::tools
