/** @file
 * Help, version and completion texts, all from the option table.
 */
#pragma once

#include "options.hpp"

#include <string>
#include <vector>

namespace requal::tools {

struct ToolDescription {
    std::string name;               ///< "requal-verify"
    std::string summary;            ///< one sentence
    std::vector<std::string> usage; ///< what follows the name, one form per line
    std::string details;            ///< a paragraph or two that teach; "\n\n" between paragraphs
    std::vector<OptionGroup> groups;
    std::vector<std::pair<std::string, std::string>> examples; ///< command, what it shows
    std::string schema;                                        ///< "requal.verify/1"; empty when the tool has no JSON
    std::vector<std::string> formats{"text", "json", "ndjson"};
    std::vector<std::string> outcomes{}; ///< what an input can come to, counted in the summary, zeros too
    bool takes_inputs = true;            ///< files and folders, as against words or nothing
    bool may_run_without_inputs = false;
};

[[nodiscard]] std::string help_text(const ToolDescription& tool);
[[nodiscard]] std::string version_text(const ToolDescription& tool);
/** @param shell "bash" or "zsh" */
[[nodiscard]] std::string completion_script(const ToolDescription& tool, const std::string& shell);

/** The groups that every tool has. */
[[nodiscard]] OptionGroup input_options();
[[nodiscard]] OptionGroup common_options(const ToolDescription& tool);

} // namespace requal::tools
