// requal-trust: keeps trust data. Trusted lists are checked, kept as received and compiled into a bundle.

#include "tool.hpp"
#include "trust/commands.hpp"

namespace requal::tools {
namespace {

class TrustTool : public Tool {
  public:
    TrustTool() {
        m_description.groups = trust_command_options();
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_command = trust_command(options, settings);
    }

    ExitStatus run(Run& run) override {
        m_command(run);
        return run.finish();
    }

  private:
    ToolDescription m_description{
        .name = "requal-trust",
        .summary = "Keep trust data: check trusted lists and compile them into a bundle for offline use.",
        .usage = {"import [--into DIR] --lotl FILE --lotl-signers FILE [--pivot FILE]… LISTS…",
                  "update [--into DIR] [--lotl-signers FILE]", "add-anchor FILE --as NAME [--into DIR]",
                  "show [--trust DIR] [COUNTRY]", "check [--trust DIR] [--days N]", "find [--trust DIR] CERTIFICATE…",
                  "diff OLD NEW"},
        .details =
            "A trust bundle is a folder: the lists as received, a manifest that says where each came from and how "
            "it was checked, and an index that requal-verify opens at once. The list of lists must be signed by a "
            "certificate that the Official Journal announces, or by one to whom pivots hand that right; each "
            "national list by a certificate that the list of lists announces for its country. A list that is "
            "refused never replaces a good one.\n\n"
            "Where no folder is named, import and update write to REQUAL_TRUST or else to the user's data folder, "
            "and every tool looks there and in the system's data folders. Only update uses the network.",
        .groups = {},
        .examples = {{"requal-trust import --lotl eu-lotl.xml --lotl-signers oj.pem lists/", "make a bundle"},
                     {"requal-trust show", "what is in it, country by country"},
                     {"requal-trust check --days 30", "for a monthly reminder: exit status 3 when a list has ended"},
                     {"requal-trust find seal.pem", "which service stands behind a certificate"}},
        .schema = "requal.trust/1",
        .outcomes = {"imported", "kept", "refused", "listed", "not-listed", "current", "ending", "ended", "changed",
                     "unchanged", "shown", "unprocessable", "bundle"},
        .takes_inputs = false};
    Command m_command;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::TrustTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
