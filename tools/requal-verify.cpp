// requal-verify: is it genuine? Every check, every reason, every time.

#include "tool.hpp"
#include "trust_options.hpp"

#include "requal/etsi_report.hpp"
#include "requal/verify.hpp"

#include <memory>

namespace requal::tools {
namespace {

class VerifyTool : public Tool {
  public:
    VerifyTool() {
        m_description.groups = {
            trust_options(),
            {"Report options",
             {{'\0',
               "etsi-report",
               "FILE",
               "Also write the validation report of ETSI TS 119 102-2 to FILE, in XML, with every "
               "seal of every input; whole or not at all.",
               false,
               {}}}},
            input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_trust = named_trust(options);
        m_text = {settings.language, settings.verbose, settings.colour};
        m_etsi_path = options.get("etsi-report");
        if (!options.has("etsi-report"))
            return;
        if (m_etsi_path.empty() || m_etsi_path == "-" || m_etsi_path == settings.output_path)
            throw UsageError{"--etsi-report needs a file of its own",
                             "the answer goes to standard output or to the file of --output"};
        m_etsi.emplace(EtsiReportOptions{settings.language, !m_trust.detached_digests.empty()});
    }

    ExitStatus run(Run& run) override {
        const Verifier verifier{find_data_folder(), load_trust(m_trust, run.settings())};
        run.over_inputs(
            [&](const Input& input) { return record(run, verifier.verify(input.path, input.content)); },
            [&](const std::string& path, const Error& error) { return record(run, verifier.refused(path, error)); });
        write_etsi_report(run);
        return run.finish();
    }

  private:
    /** Before the answer ends: an answer that is complete says that its report is there too. */
    void write_etsi_report(Run& run) {
        if (!m_etsi)
            return;
        if (m_etsi->seal_count() > 0)
            write_file(m_etsi_path, m_etsi->finish());
        else
            run.diagnostics().warning("no input carries a seal, so there is no ETSI report: " + m_etsi_path +
                                      " was not written");
    }

    Record record(Run& run, Report report) {
        if (m_etsi && m_etsi->add(report) == 0)
            run.diagnostics().warning(report.path + ": no seal was found, so the ETSI report says nothing about it");
        const auto shared = std::make_shared<const Report>(std::move(report));
        return {exit_status_of(shared->verdict), std::string{verdict_text(shared->verdict)},
                render_report(*shared, m_text),
                [shared, language = m_text.language](JsonWriter& out) { write_report(out, *shared, language); }};
    }

    ToolDescription m_description{
        .name = "requal-verify",
        .summary = "Verify credentials: seal, signer, time, revocation, profile, issuer and dates.",
        .usage = {"[OPTIONS] FILE…", "[OPTIONS] --files-from LIST", "[OPTIONS] - < FILE"},
        .details = "The verdict is valid, invalid, indeterminate or unprocessable. Invalid means proven to be wrong; "
                   "what cannot be known is indeterminate, with the reason and what would settle it. Whom to trust "
                   "is your decision: name authorities with --anchor. Nothing is fetched from the network.",
        .groups = {},
        .examples = {{"requal-verify diploma.jsonld", "what can be said without trusting anybody"},
                     {"requal-verify --anchor authority.pem diploma.jsonld", "does the seal lead to this authority?"},
                     {"requal-verify --format ndjson --anchors trusted/ inbox/ > answers.ndjson",
                      "a folder, one line for each file"},
                     {"requal-verify --at 2023-10-01 --anchor authority.pem diploma.jsonld",
                      "judged as of that day, now and in ten years"},
                     {"requal-verify --etsi-report report.xml --anchor authority.pem diploma.jsonld",
                      "the report of ETSI TS 119 102-2 beside the answer"}},
        .schema = "requal.verify/1",
        .outcomes = {"valid", "invalid", "indeterminate", "unprocessable"}};
    NamedTrust m_trust;
    ReportTextOptions m_text;
    std::string m_etsi_path;
    std::optional<EtsiReport> m_etsi;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::VerifyTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
