// requal-dossier: from a credential file straight to a short dossier.

#include "mapping_targets.hpp"
#include "tool.hpp"
#include "trust_options.hpp"

#include "requal/dossier.hpp"

#include <memory>

namespace requal::tools {
namespace {

class DossierTool : public Tool {
  public:
    DossierTool() {
        m_description.groups = {{"Dossier options",
                                 {{'t',
                                   "to",
                                   "TARGET",
                                   "Where to map the levels to: eqf, qf-ehea, isced, a country or a framework; "
                                   "several separated by commas. Default: eqf,qf-ehea,isced.",
                                   true,
                                   {}}}},
                                trust_options(),
                                input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_trust = named_trust(options);
        m_targets = options.has("to") ? mapping_targets(options.all("to")) : default_targets();
        m_text = {settings.language, settings.colour};
        m_language_tag = settings.language_tag;
    }

    ExitStatus run(Run& run) override {
        const DataFolder data = find_data_folder();
        const Frameworks frameworks = load_frameworks(data);
        refuse_unknown_targets(frameworks, run.settings());
        const Verifier verifier{data, load_trust(m_trust, run.settings())};
        run.over_inputs(
            [&](const Input& input) { return record(verifier.verify(input.path, input.content), frameworks); },
            [&](const std::string& path, const Error& error) {
                return record(verifier.refused(path, error), frameworks);
            });
        return run.finish();
    }

  private:
    /** A misspelt target is a wrong call, not a property of the first credential. */
    void refuse_unknown_targets(const Frameworks& frameworks, const Settings& settings) const {
        try {
            static_cast<void>(map_qualification(frameworks, {.eqf_level = "6"}, m_targets));
        } catch (const Error& error) {
            if (!is_about_the_call(error))
                throw;
            throw UsageError{message(error.finding(), settings.language) + " [" +
                                 std::string{code_text(error.code())} + "]",
                             remedy(error.finding(), settings.language)};
        }
    }

    Record record(Report report, const Frameworks& frameworks) {
        const auto dossier = std::make_shared<const Dossier>(
            make_dossier(std::move(report), frameworks, m_targets, m_language_tag, m_text.language));
        const Verdict verdict = dossier->report.verdict;
        return {exit_status_of(verdict), std::string{verdict_text(verdict)}, render_dossier(*dossier, m_text),
                [dossier, language = m_text.language](JsonWriter& out) { write_dossier(out, *dossier, language); }};
    }

    ToolDescription m_description{
        .name = "requal-dossier",
        .summary = "Print a short recognition dossier of a credential: what was seen, what it says, its level, what "
                   "was verified, and where every line comes from.",
        .usage = {"[OPTIONS] FILE…"},
        .details = "The dossier proposes nothing and decides nothing: it is what a person needs in front of them to "
                   "decide. The exit status is that of the verification, so that a dossier on a credential that "
                   "could not be verified is never mistaken for one on a valid credential.",
        .groups = {},
        .examples = {{"requal-dossier --anchor authority.pem diploma.jsonld", "on the terminal"},
                     {"requal-dossier --anchor a.pem --to DE -f json diploma.jsonld -o dossier.json",
                      "for a portal, with the German level"}},
        .schema = "requal.dossier/1",
        .outcomes = {"valid", "invalid", "indeterminate", "unprocessable"}};
    NamedTrust m_trust;
    std::vector<MappingTarget> m_targets;
    DossierTextOptions m_text;
    std::string m_language_tag;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::DossierTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
