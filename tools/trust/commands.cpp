#include "trust/commands.hpp"

#include "requal/text.hpp"

#include <array>
#include <utility>

namespace requal::tools {
namespace {

using Maker = TrustCommand (*)(const ParsedOptions&, const Settings&);
constexpr std::array<std::pair<std::string_view, Maker>, 6> commands{{{"import", import_command},
                                                                      {"add-anchor", add_anchor_command},
                                                                      {"show", show_command},
                                                                      {"check", check_command},
                                                                      {"find", find_command},
                                                                      {"diff", diff_command}}};

} // namespace

// clang-format off
std::vector<OptionGroup> trust_command_options() {
    return {{"Options of import and update",
             {{'\0', "into", "DIR", "Folder of the bundle; made when it is not there. Default: REQUAL_TRUST, else the user's data folder.", false, {}},
              {'\0', "lotl", "FILE", "The European list of lists.", false, {}},
              {'\0', "lotl-signers", "FILE", "PEM file of the certificates that the Official Journal announces as signers of the list of lists.", false, {}},
              {'\0', "pivot", "FILE", "An earlier list of lists that hands the right to sign from one signer to the next.", true, {}}}},
            {"Options of add-anchor",
             {{'\0', "as", "NAME", "How reports call the anchor.", false, {}}}},
            {"Options of show, check and find",
             {{'T', "trust", "DIR", "The bundle. Default: REQUAL_TRUST, else the bundle of the user or of the system.", false, {}},
              {'\0', "days", "N", "How long before its next update check calls a list ending. Default: 14.", false, {}}}}};
}
// clang-format on

TrustCommand trust_command(const ParsedOptions& options, const Settings& settings) {
    std::string known;
    for (const auto& [name, make] : commands) {
        if (!options.positionals().empty() && options.positionals().front() == name)
            return make(options, settings);
        known += (known.empty() ? "" : ", ") + std::string{name};
    }
    if (options.positionals().empty())
        throw UsageError{"no command given", "the first word is one of: " + known};
    throw UsageError{"no such command: '" + escape_terminal(options.positionals().front()) + "'",
                     "the first word is one of: " + known};
}

std::vector<std::string> words_after_command(const ParsedOptions& options) {
    return {options.positionals().begin() + 1, options.positionals().end()};
}

std::string folder_to_write(const ParsedOptions& options) {
    return options.has("into") ? options.get("into") : TrustBundle::folder_of_user();
}

std::string folder_to_read(const ParsedOptions& options) {
    if (options.has("trust"))
        return options.get("trust");
    return TrustBundle::default_folder().value_or(TrustBundle::folder_of_user());
}

} // namespace requal::tools
