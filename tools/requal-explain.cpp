// requal-explain: what a code means, why it happens, what would settle it.

#include "tool.hpp"

#include "requal/text.hpp"

#include <algorithm>

namespace requal::tools {
namespace {

/** The codes whose name begins with a word: "jws" and "jws." list a whole area. */
std::vector<Code> codes_below(const std::string& prefix) {
    std::vector<Code> found;
    for (std::size_t i = 0; i < code_count(); ++i) {
        const std::string_view text = code_text(static_cast<Code>(i));
        if (prefix.empty() || text.starts_with(prefix + ".") || (prefix.ends_with('.') && text.starts_with(prefix)))
            found.push_back(static_cast<Code>(i));
    }
    return found;
}

std::string effect_sentence(Effect effect) {
    switch (effect) {
    case Effect::none:
        return "noted, the verdict does not depend on it";
    case Effect::indeterminate:
        return "the check cannot be answered, the verdict is at best indeterminate";
    case Effect::failed:
        return "the check has failed, the verdict is invalid";
    case Effect::unprocessable:
        return "the input cannot be judged, the verdict is unprocessable";
    case Effect::environment:
        return "the run stops, exit status 5";
    }
    return {};
}

class ExplainTool : public Tool {
  public:
    ExplainTool() {
        m_description.groups = {
            {"Explain options", {{'l', "list", "", "List all codes with their messages.", false, {}}}}};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_language = settings.language;
        if (options.has("list"))
            m_codes = codes_below("");
        else if (options.positionals().empty())
            throw UsageError{"no code given", "name a code such as seal.none, or use --list"};
        for (const std::string& name : options.positionals())
            look_up(name);
        m_brief = options.has("list");
    }

    ExitStatus run(Run& run) override {
        for (const Code code : m_codes)
            run.add(
                {ExitStatus::passed, "explained", text(code), [this, code](JsonWriter& out) { write(out, code); }});
        return run.finish();
    }

  private:
    void look_up(const std::string& name) {
        if (const auto code = code_from_text(name)) {
            m_codes.push_back(*code);
            return;
        }
        const std::vector<Code> area = codes_below(name);
        if (area.empty())
            throw UsageError{"no such code: '" + escape_terminal(name) + "'",
                             "requal-explain --list shows all codes"};
        m_codes.insert(m_codes.end(), area.begin(), area.end());
    }

    [[nodiscard]] std::string text(Code code) const {
        const Finding finding{code, {}, {}};
        std::string out{code_text(code)};
        if (m_brief)
            return out + "\n    " + message(finding, m_language) + "\n";
        out += "\n  says     " + message(finding, m_language) + "\n";
        out += "  why      " + cause(finding, m_language) + "\n";
        out += "  remedy   " + remedy(finding, m_language) + "\n";
        out += "  effect   " + effect_sentence(effect_of(code)) + "\n";
        if (!cite_of(code).empty())
            out += "  rests on " + std::string{cite_of(code)} + "\n";
        return out + "\n";
    }

    void write(JsonWriter& out, Code code) const {
        const Finding finding{code, {}, {}};
        out.begin_object();
        out.member("code", code_text(code));
        out.member("severity", severity_text(severity_of(code)));
        out.member("effect", effect_text(effect_of(code)));
        out.member("message", message(finding, m_language));
        out.member("cause", cause(finding, m_language));
        out.member("remedy", remedy(finding, m_language));
        out.text_or_null("cite", cite_of(code));
        out.end_object();
    }

    ToolDescription m_description{
        .name = "requal-explain",
        .summary = "Explain a code: what it says, why it happens, and what would settle it.",
        .usage = {"[OPTIONS] CODE…", "--list"},
        .details = "Every result of requal that is not green carries a code in square brackets, such as [seal.none]. "
                   "A code without its last part explains the whole area. Words in curly brackets stand for the "
                   "details of the case at hand.",
        .groups = {},
        .examples = {{"requal-explain seal.none", "one code"}, {"requal-explain json", "everything about JSON"}},
        .schema = "requal.explain/1",
        .outcomes = {"explained"},
        .takes_inputs = false};
    Language m_language = Language::en;
    std::vector<Code> m_codes;
    bool m_brief = false;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::ExplainTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
