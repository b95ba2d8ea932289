// requal-verify: is it genuine? Every check, every reason, every time.

#include "tool.hpp"

#include "requal/verify.hpp"

#include <memory>

namespace requal::tools {
namespace {

class VerifyTool : public Tool {
  public:
    VerifyTool() {
        m_description.groups = {
            {"Trust options",
             {{'a', "anchor", "FILE", "Trust the certificates in FILE (PEM or DER): a root, an intermediate authority, or a single seal or time-stamp authority.", true, {}},
              {'\0', "anchors", "DIR", "Trust the certificates in the files *.pem, *.crt, *.cer and *.der of DIR.", true, {}},
              {'\0', "certificate", "FILE", "A further certificate for finding paths; it is not trusted.", true, {}},
              {'\0', "crl", "FILE", "A revocation list (DER or PEM) of an authority on the path.", true, {}},
              {'\0', "ocsp", "FILE", "An OCSP answer (DER) about a certificate on the path.", true, {}}}},
            input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_anchor_files = options.all("anchor");
        m_anchor_folders = options.all("anchors");
        m_certificates = options.all("certificate");
        m_lists = options.all("crl");
        m_answers = options.all("ocsp");
        m_text = {settings.language, settings.verbose, settings.colour};
    }

    ExitStatus run(Run& run) override {
        const Verifier verifier{find_data_folder(), gather(run.settings())};
        run.over_inputs(
            [&](const Input& input) { return record(verifier.verify(input.path, input.content)); },
            [&](const std::string& path, const Error& error) { return record(verifier.refused(path, error)); });
        return run.finish();
    }

  private:
    VerifyOptions gather(const Settings& settings) {
        for (const std::string& folder : m_anchor_folders) {
            const auto files = TrustAnchors::files_of_folder(folder);
            m_anchor_files.insert(m_anchor_files.end(), files.begin(), files.end());
        }
        VerifyOptions options;
        options.at = settings.at;
        options.limits = settings.limits;
        options.language = settings.language_tag;
        options.anchors = TrustAnchors::from_files(m_anchor_files);
        options.evidence = CallerEvidence::from_files(m_certificates, m_lists, m_answers);
        return options;
    }

    static ExitStatus outcome(Verdict verdict) {
        switch (verdict) {
        case Verdict::valid:
            return ExitStatus::passed;
        case Verdict::invalid:
            return ExitStatus::failed;
        case Verdict::indeterminate:
            return ExitStatus::indeterminate;
        case Verdict::unprocessable:
            break;
        }
        return ExitStatus::unprocessed;
    }

    Record record(Report report) {
        const auto shared = std::make_shared<const Report>(std::move(report));
        return {outcome(shared->verdict), std::string{verdict_text(shared->verdict)}, render_report(*shared, m_text),
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
                     {"requal-verify --format ndjson --anchors trusted/ inbox/ > answers.ndjson", "a folder, one line for each file"},
                     {"requal-verify --at 2023-10-01 --anchor authority.pem diploma.jsonld", "judged as of that day, now and in ten years"}},
        .schema = "requal.verify/1"};
    std::vector<std::string> m_anchor_files, m_anchor_folders, m_certificates, m_lists, m_answers;
    ReportTextOptions m_text;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::VerifyTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
