// requal-verify: is it genuine? Every check, every reason, every time.

#include "tool.hpp"
#include "trust_options.hpp"

#include "requal/verify.hpp"

#include <memory>

namespace requal::tools {
namespace {

class VerifyTool : public Tool {
  public:
    VerifyTool() {
        m_description.groups = {trust_options(), input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_trust = named_trust(options);
        m_text = {settings.language, settings.verbose, settings.colour};
    }

    ExitStatus run(Run& run) override {
        const Verifier verifier{find_data_folder(), load_trust(m_trust, run.settings())};
        run.over_inputs(
            [&](const Input& input) { return record(verifier.verify(input.path, input.content)); },
            [&](const std::string& path, const Error& error) { return record(verifier.refused(path, error)); });
        return run.finish();
    }

  private:
    Record record(Report report) {
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
                      "judged as of that day, now and in ten years"}},
        .schema = "requal.verify/1",
        .outcomes = {"valid", "invalid", "indeterminate", "unprocessable"}};
    NamedTrust m_trust;
    ReportTextOptions m_text;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::VerifyTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
