#include "trust/commands.hpp"

#include "requal/text.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace requal::tools {
namespace {

constexpr std::array<CommandRow, 7> commands{{{"import", import_command, "into lotl lotl-signers pivot"},
                                              {"update", update_command, "into lotl-signers lotl-url timeout",
                                               "update fetches the lists; 'import' takes files"},
                                              {"add-anchor", add_anchor_command, "into as"},
                                              {"show", show_command, "trust"},
                                              {"check", check_command, "trust days"},
                                              {"find", find_command, "trust"},
                                              {"diff", diff_command, ""}}};

} // namespace

// clang-format off
std::vector<OptionGroup> trust_command_options() {
    return {{"Options of import, update and add-anchor",
             {{'\0', "into", "DIR", "Folder of the bundle; made when it is not there. Default: REQUAL_TRUST, else the user's data folder.", false, {}},
              {'\0', "lotl-signers", "FILE", "PEM file of the certificates that the Official Journal announces as signers of the list of lists. Default for update: those whom the list of lists in the bundle announces.", false, {}}}},
            {"Options of import",
             {{'\0', "lotl", "FILE", "The European list of lists.", false, {}},
              {'\0', "pivot", "FILE", "An earlier list of lists that hands the right to sign from one signer to the next.", true, {}}}},
            {"Options of update",
             {{'\0', "lotl-url", "ADDRESS", "Where to fetch the list of lists. Default: https://ec.europa.eu/tools/lotl/eu-lotl.xml.", false, {}},
              {'\0', "timeout", "SECONDS", "How long to wait for one list, redirects included. Default: 120.", false, {}}}},
            {"Options of add-anchor",
             {{'\0', "as", "NAME", "How reports call the anchor.", false, {}}}},
            {"Options of show, check and find",
             {{'T', "trust", "DIR", "The bundle. Default: REQUAL_TRUST, else the bundle of the user or of the system.", false, {}},
              {'\0', "days", "N", "How long before its next update check calls a list ending. Default: 14.", false, {}}}}};
}
// clang-format on

Command trust_command(const ParsedOptions& options, const Settings& settings) {
    return make_command(commands, trust_command_options(), options, settings);
}

int number_of(const ParsedOptions& options, const std::string& name, int fallback, int least, int most) {
    if (!options.has(name))
        return fallback;
    const std::string text = options.get(name);
    int number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || number < least || number > most)
        throw UsageError{"--" + name + " is no whole number between " + std::to_string(least) + " and " +
                         std::to_string(most) + ": '" + escape_terminal(text) + "'"};
    return number;
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
