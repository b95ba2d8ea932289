// requal-show: what a credential says, whoever wrote it. Verifies nothing.

#include "tool.hpp"

#include "requal/show.hpp"
#include "requal/text.hpp"

#include <memory>

namespace requal::tools {
namespace {

class ShowTool : public Tool {
  public:
    ShowTool() {
        m_description.groups = {
            {"Show options",
             {{'u', "unmapped", "", "List the members of the file that are not shown.", false, {}},
              {'\0',
               "unsealed",
               "",
               "Of a sealed XML file, show also what no intact seal covers; it may have been put there by anybody.",
               false,
               {}}}},
            input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_text = {settings.language_tag, settings.verbose, options.has("unmapped")};
        m_language = settings.language;
        m_unsealed = options.has("unsealed") ? UnsealedContent::shown : UnsealedContent::hidden;
    }

    ExitStatus run(Run& run) override {
        const Viewer viewer{find_data_folder()};
        bool first = true;
        run.over_inputs(
            [&](const Input& input) {
                auto file =
                    std::make_shared<const ShownFile>(viewer.show(input.content, run.settings().limits, m_unsealed));
                Record record{ExitStatus::passed, "shown", {}, {}};
                if (run.output().is_text()) {
                    record.text = (first ? "" : "\n") + heading(run, input.path) + render_text(*file, m_text);
                    first = false;
                }
                const std::uint64_t size = input.content.size();
                record.write_data = [this, file, size, path = input.path](JsonWriter& out) {
                    out.begin_object();
                    write_input(out, path, size, file->sha256);
                    write_shown(out, file.get(), nullptr, m_language);
                    out.end_object();
                };
                return record;
            },
            [this](const std::string& path, const Error& error) {
                return Record{ExitStatus::unprocessed,
                              "unprocessable",
                              {},
                              [this, path, problem = error.finding()](JsonWriter& out) {
                                  out.begin_object();
                                  write_input(out, path, std::nullopt, {});
                                  write_shown(out, nullptr, &problem, m_language);
                                  out.end_object();
                              }};
            });
        return run.finish();
    }

  private:
    /** Names the file when there may be several. */
    static std::string heading(const Run& run, const std::string& path) {
        const bool one = run.options().positionals().size() == 1 && run.options().positionals().front() == path;
        return one || path == "-" ? std::string{} : "==> " + escape_terminal(path) + " <==\n";
    }

    ToolDescription m_description{
        .name = "requal-show",
        .summary = "Show what a credential says: title, issuer, subject, achievements, levels, "
                   "credits, grades.",
        .usage = {"[OPTIONS] FILE…"},
        .details = "Nothing is verified: a forged file shows as well as a genuine one, and "
                   "requal-verify is the tool that "
                   "tells them apart. Terms of the European lists are shown in the words of the "
                   "list, not of the file, and "
                   "a difference between both is pointed out.\n\n"
                   "--lang picks titles and names in that language where the file has them.",
        .groups = {},
        .examples = {{"requal-show diploma.jsonld", "the content of one credential"},
                     {"requal-show --lang de --verbose diploma.jsonld", "German titles, all texts in full"},
                     {"requal-show --format ndjson inbox/ | jq .data.credential.title", "one line of JSON per file"}},
        .schema = "requal.show/1",
        .outcomes = {"shown", "unprocessable"}};
    TextOptions m_text;
    UnsealedContent m_unsealed = UnsealedContent::hidden;
    Language m_language = Language::en;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::ShowTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
