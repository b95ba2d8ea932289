#include "trust/commands.hpp"

#include "requal/finding_json.hpp"
#include "requal/text.hpp"

#include <array>
#include <utility>

namespace requal::tools {
namespace {

using Maker = TrustCommand (*)(const ParsedOptions&, const Settings&);
constexpr std::array<std::pair<std::string_view, Maker>, 2> commands{
    {{"import", import_command}, {"add-anchor", add_anchor_command}}};

} // namespace

// clang-format off
std::vector<OptionGroup> trust_command_options() {
    return {{"Options of import and update",
             {{'\0', "into", "DIR", "Folder of the bundle; made when it is not there. Default: REQUAL_TRUST, else the user's data folder.", false, {}},
              {'\0', "lotl", "FILE", "The European list of lists.", false, {}},
              {'\0', "lotl-signers", "FILE", "PEM file of the certificates that the Official Journal announces as signers of the list of lists.", false, {}},
              {'\0', "pivot", "FILE", "An earlier list of lists that hands the right to sign from one signer to the next.", true, {}}}},
            {"Options of add-anchor",
             {{'\0', "as", "NAME", "How reports call the anchor.", false, {}}}}};
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

void write_list_facts(JsonWriter& out, const BundledList& list) {
    const bool known = !list.territory.empty();
    out.text_or_null("territory", list.territory);
    out.text_or_null("operator", list.scheme_operator);
    out.member("sequence", known ? std::optional{list.sequence} : std::nullopt);
    out.member("version", known ? std::optional{list.version} : std::nullopt);
    out.text_or_null("issued", known ? rfc3339(list.issued) : "");
    out.text_or_null("next_update", list.next_update ? rfc3339(*list.next_update) : "");
    out.text_or_null("sha256", list.sha256);
    out.text_or_null("signer", list.signer);
    out.member("services", known ? std::optional{list.services} : std::nullopt);
}

std::string findings_text(const std::vector<Finding>& findings, Language language) {
    std::string text;
    for (const Finding& finding : findings) {
        text += "    " + escape_terminal(message(finding, language)) + " [" + std::string{code_text(finding.code)} +
                "]\n";
        if (severity_of(finding.code) == Severity::error)
            text += "    → " + escape_terminal(remedy(finding, language)) + "\n";
    }
    return text;
}

} // namespace requal::tools
