/** @file
 * The option --to, the same in every tool that maps.
 */
#pragma once

#include "requal/error.hpp"
#include "requal/mapping.hpp"

#include <string>
#include <vector>

namespace requal::tools {

/** Targets from lists separated by commas. @throws UsageError for an empty target */
[[nodiscard]] std::vector<MappingTarget> mapping_targets(const std::vector<std::string>& lists);

/** Codes that speak of the names and levels a user typed: a wrong call. */
[[nodiscard]] bool is_about_the_call(const Error& error) noexcept;

} // namespace requal::tools
