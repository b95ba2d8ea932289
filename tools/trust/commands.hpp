/** @file
 * The commands of requal-trust: each is made from its options, opens nothing until it runs, and writes records.
 */
#pragma once

#include "command_table.hpp"

#include "requal/trust_import.hpp"
#include "requal/trust_queries.hpp"

#include <functional>
#include <string>
#include <vector>

namespace requal::tools {

[[nodiscard]] std::vector<OptionGroup> trust_command_options();
/** The command that the first word names. @throws UsageError */
[[nodiscard]] Command trust_command(const ParsedOptions& options, const Settings& settings);

// Each in a file of its own name.
[[nodiscard]] Command import_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command update_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command add_anchor_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command show_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command check_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command find_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command diff_command(const ParsedOptions& options, const Settings& settings);

/** The value of an option that is a whole number. @throws UsageError when it is none or outside */
[[nodiscard]] int number_of(const ParsedOptions& options, const std::string& name, int fallback, int least, int most);
/** --into, else where the user's bundle is. */
[[nodiscard]] std::string folder_to_write(const ParsedOptions& options);
/** --trust, else the bundle that every tool would use. */
[[nodiscard]] std::string folder_to_read(const ParsedOptions& options);

} // namespace requal::tools
