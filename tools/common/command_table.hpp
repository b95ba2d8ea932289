/** @file
 * Tools whose first word is a command: requal-trust, requal-tables.
 */
#pragma once

#include "tool.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace requal::tools {

/** A command made from its options: opens nothing until it runs, and writes records. */
using Command = std::function<void(Run&)>;

struct CommandRow {
    std::string_view name;
    Command (*make)(const ParsedOptions&, const Settings&);
    std::string_view options;      ///< those of its own, of all that the tool has, between blanks
    std::string_view refused = {}; ///< the hint when it is given another's option
};

/** The command that the first word names. An option that only another command would have heeded was meant to do
 *  something: it is refused, not passed over in silence.
 *  @param groups the options of all commands
 *  @throws UsageError */
[[nodiscard]] Command make_command(std::span<const CommandRow> rows, const std::vector<OptionGroup>& groups,
                                   const ParsedOptions& options, const Settings& settings);

/** The words after the command. */
[[nodiscard]] std::vector<std::string> words_after_command(const ParsedOptions& options);

} // namespace requal::tools
