#include "command_table.hpp"

#include "requal/text.hpp"

namespace requal::tools {
namespace {

bool has_word(std::string_view words, std::string_view word) {
    return (" " + std::string{words} + " ").find(" " + std::string{word} + " ") != std::string::npos;
}

void refuse_options_of_others(const CommandRow& row, const std::vector<OptionGroup>& groups,
                              const ParsedOptions& options) {
    for (const OptionGroup& group : groups)
        for (const Option& option : group.options)
            if (options.has(option.name) && !has_word(row.options, option.name))
                throw UsageError{std::string{row.name} + " has no option --" + option.name, std::string{row.refused}};
}

} // namespace

Command make_command(std::span<const CommandRow> rows, const std::vector<OptionGroup>& groups,
                     const ParsedOptions& options, const Settings& settings) {
    std::string known;
    for (const CommandRow& row : rows) {
        if (!options.positionals().empty() && options.positionals().front() == row.name) {
            refuse_options_of_others(row, groups, options);
            return row.make(options, settings);
        }
        known += (known.empty() ? "" : ", ") + std::string{row.name};
    }
    if (options.positionals().empty())
        throw UsageError{"no command given", "the first word is one of: " + known};
    throw UsageError{"no such command: '" + escape_terminal(options.positionals().front()) + "'",
                     "the first word is one of: " + known};
}

std::vector<std::string> words_after_command(const ParsedOptions& options) {
    return {options.positionals().begin() + 1, options.positionals().end()};
}

} // namespace requal::tools
