/** @file
 * The commands of requal-trust: each is made from its options, opens nothing until it runs, and writes records.
 */
#pragma once

#include "tool.hpp"

#include "requal/trust_import.hpp"

#include <functional>
#include <string>
#include <vector>

namespace requal::tools {

using TrustCommand = std::function<void(Run&)>;

[[nodiscard]] std::vector<OptionGroup> trust_command_options();
/** The command that the first word names. @throws UsageError */
[[nodiscard]] TrustCommand trust_command(const ParsedOptions& options, const Settings& settings);

// Each in a file of its own name.
[[nodiscard]] TrustCommand import_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] TrustCommand add_anchor_command(const ParsedOptions& options, const Settings& settings);

/** The words after the command. */
[[nodiscard]] std::vector<std::string> words_after_command(const ParsedOptions& options);
/** --into, else where the user's bundle is. */
[[nodiscard]] std::string folder_to_write(const ParsedOptions& options);

/** The members `territory` … `services` of a list in JSON. */
void write_list_facts(JsonWriter& out, const BundledList& list);
/** "    → remedy" lines and messages of findings, indented, for people. */
[[nodiscard]] std::string findings_text(const std::vector<Finding>& findings, Language language);

} // namespace requal::tools
