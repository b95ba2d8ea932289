#include "tables/commands.hpp"

#include "mapping_targets.hpp"

#include <array>
#include <string_view>

namespace requal::tools {
namespace {

constexpr std::array<CommandRow, 7> commands{
    {{"list", list_command, "tables"},
     {"show", show_command, "tables kind"},
     {"search", search_command, "tables country kind limit"},
     {"compare", compare_command, "tables"},
     {"award", award_command, "tables"},
     {"check", check_command, "", "check takes the folder itself: check DIR"},
     {"coverage", coverage_command, "tables"}}};

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

Command tables_command(const ParsedOptions& options, const Settings& settings) {
    return make_command(commands, tables_command_options(), options, settings);
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
