#include "options.hpp"

#include "requal/text.hpp"

#include <algorithm>
#include <boost/program_options.hpp>

namespace requal::tools {
namespace {

namespace po = boost::program_options;

/** A name that cannot be typed: Boost would otherwise accept the positional list as an option. */
constexpr const char* positional_name = "\x01";

po::options_description describe(std::span<const OptionGroup> groups) {
    po::options_description all;
    for (const OptionGroup& group : groups) {
        for (const Option& option : group.options) {
            const std::string spelled = option.letter == '\0' ? option.name : option.name + "," + option.letter;
            if (option.value_name.empty())
                all.add_options()(spelled.c_str(), "");
            else
                all.add_options()(spelled.c_str(), po::value<std::vector<std::string>>(), "");
        }
    }
    all.add_options()(positional_name, po::value<std::vector<std::string>>(), "");
    return all;
}

/** The known option nearest in spelling, for the hint; empty when none is near. */
std::string nearest(std::span<const OptionGroup> groups, const std::string& wrong) {
    const auto distance = [](const std::string& a, const std::string& b) {
        std::vector<std::size_t> row(b.size() + 1);
        for (std::size_t j = 0; j <= b.size(); ++j)
            row[j] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i;
            for (std::size_t j = 1; j <= b.size(); ++j) {
                const std::size_t above = row[j];
                row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
                diagonal = above;
            }
        }
        return row.back();
    };
    std::string best;
    std::size_t best_distance = 4;
    for (const OptionGroup& group : groups)
        for (const Option& option : group.options) {
            const bool prefix = wrong.size() >= 2 && option.name.starts_with(wrong);
            const std::size_t d = prefix ? 1 : distance(wrong, option.name);
            if (d < best_distance && (prefix || d < option.name.size() / 2 + 1)) {
                best = option.name;
                best_distance = d;
            }
        }
    return best;
}

} // namespace

std::string ParsedOptions::get(const std::string& name, const std::string& fallback) const {
    const auto found = m_values.find(name);
    return found == m_values.end() || found->second.empty() ? fallback : found->second.back();
}

std::vector<std::string> ParsedOptions::all(const std::string& name) const {
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::vector<std::string>{} : found->second;
}

ParsedOptions parse_options(std::span<const OptionGroup> groups, int argc, const char* const* argv) {
    ParsedOptions result;
    try {
        const po::options_description description = describe(groups);
        po::positional_options_description positionals;
        positionals.add(positional_name, -1);
        namespace style = po::command_line_style;
        const int unguessed = static_cast<int>(style::unix_style) & ~static_cast<int>(style::allow_guessing);
        const po::parsed_options parsed =
            po::command_line_parser(argc, argv).options(description).positional(positionals).style(unguessed).run();
        for (const po::option& option : parsed.options) {
            if (option.string_key == positional_name) {
                result.m_positionals.insert(result.m_positionals.end(), option.value.begin(), option.value.end());
                continue;
            }
            std::vector<std::string>& values = result.m_values[option.string_key];
            values.insert(values.end(), option.value.begin(), option.value.end());
        }
    } catch (const po::unknown_option& error) {
        const std::string name = error.get_option_name();
        const std::string bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
        const std::string near = nearest(groups, bare.substr(0, bare.find('=')));
        throw UsageError{"unknown option '" + escape_terminal(name) + "'",
                         near.empty() ? "" : "did you mean --" + near + "?"};
    } catch (const po::error& error) {
        throw UsageError{escape_terminal(error.what())};
    }
    for (const OptionGroup& group : groups)
        for (const Option& option : group.options) {
            const auto given = result.m_values.find(option.name);
            if (given == result.m_values.end())
                continue;
            if (!option.repeatable && given->second.size() > 1)
                throw UsageError{"option --" + option.name + " was given more than once"};
            for (const std::string& value : given->second)
                if (!option.choices.empty() &&
                    std::find(option.choices.begin(), option.choices.end(), value) == option.choices.end()) {
                    std::string known;
                    for (const std::string& choice : option.choices)
                        known += (known.empty() ? "" : ", ") + choice;
                    throw UsageError{"'" + escape_terminal(value) + "' is no value for --" + option.name,
                                     "use one of: " + known};
                }
        }
    return result;
}

} // namespace requal::tools
