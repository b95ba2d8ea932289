#include "tables/commands.hpp"

#include "mapping_targets.hpp"

#include "requal/text.hpp"

#include <array>
#include <string_view>

namespace requal::tools {
namespace {

struct Command {
    std::string_view name;
    TablesCommand (*make)(const ParsedOptions&, const Settings&);
    std::string_view options; ///< those of its own, of all that the tool has
};
constexpr std::array<Command, 7> commands{{{"list", list_command, "tables"},
                                           {"show", show_command, "tables kind"},
                                           {"search", search_command, "tables country kind limit"},
                                           {"compare", compare_command, "tables"},
                                           {"award", award_command, "tables"},
                                           {"check", check_command, ""},
                                           {"coverage", coverage_command, "tables"}}};

bool has_word(std::string_view words, std::string_view word) {
    return (" " + std::string{words} + " ").find(" " + std::string{word} + " ") != std::string::npos;
}

/** An option that another command would have heeded was meant to do something: it is not passed over in silence. */
void refuse_options_of_others(const Command& command, const ParsedOptions& options) {
    for (const OptionGroup& group : tables_command_options())
        for (const Option& option : group.options)
            if (options.has(option.name) && !has_word(command.options, option.name))
                throw UsageError{std::string{command.name} + " has no option --" + option.name,
                                 command.name == "check" ? "check takes the folder itself: check DIR" : ""};
}

} // namespace

// clang-format off
std::vector<OptionGroup> tables_command_options() {
    return {{"Options of all commands but check",
             {tables_option()}},
            {"Options of search and show",
             {{'\0', "country", "COUNTRY", "Search only what belongs to this country.", false, {}},
              {'\0', "kind", "KIND", "Search only this kind of thing or of award: award, level, country, framework, scale, system, or lower_secondary, secondary_leaving, vet, short_cycle, first_cycle, second_cycle, third_cycle, long_cycle, professional, intermediate. For show: which meaning of the name, one of the kinds country, framework, scale, system.", false, {}},
              {'\0', "limit", "N", "How many hits search shows. Default: 20.", false, {}}}}};
}
// clang-format on

TablesCommand tables_command(const ParsedOptions& options, const Settings& settings) {
    std::string known;
    for (const Command& command : commands) {
        if (!options.positionals().empty() && options.positionals().front() == command.name) {
            refuse_options_of_others(command, options);
            return command.make(options, settings);
        }
        known += (known.empty() ? "" : ", ") + std::string{command.name};
    }
    if (options.positionals().empty())
        throw UsageError{"no command given", "the first word is one of: " + known};
    throw UsageError{"no such command: '" + escape_terminal(options.positionals().front()) + "'",
                     "the first word is one of: " + known};
}

std::vector<std::string> words_after_command(const ParsedOptions& options) {
    return {options.positionals().begin() + 1, options.positionals().end()};
}

void look_up(const Run& run, const std::function<void()>& question) {
    try {
        question();
    } catch (const Error& error) {
        if (effect_of(error.code()) != Effect::unprocessable)
            throw;
        const Language language = run.settings().language;
        throw UsageError{message(error.finding(), language) + " [" + std::string{code_text(error.code())} + "]",
                         remedy(error.finding(), language)};
    }
}

Record record_of(std::string command, std::string name, std::string text, std::function<void(JsonWriter&)> write) {
    Record record{ExitStatus::passed, "shown", std::move(text), {}};
    record.write_data = [command = std::move(command), name = std::move(name),
                         write = std::move(write)](JsonWriter& out) {
        out.begin_object();
        out.member("command", command);
        out.member("record", name);
        out.key(name);
        write(out);
        out.end_object();
    };
    return record;
}

} // namespace requal::tools
