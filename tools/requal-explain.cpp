// requal-explain: what a code means, why it happens, what would settle it.

#include "tool.hpp"

#include "requal/sub_indications.hpp"
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

/** One thing to explain: a code of findings.def or a sub-indication. */
struct Explained {
    std::string code, message, cause, remedy, severity, cite;
    Effect effect = Effect::none;
    std::string consequence;
};

Explained explained(Code code, Language language) {
    const Finding finding{code, {}, {}};
    return {std::string{code_text(code)},
            message(finding, language),
            cause(finding, language),
            remedy(finding, language),
            std::string{severity_text(severity_of(code))},
            std::string{cite_of(code)},
            effect_of(code),
            effect_sentence(effect_of(code))};
}

Explained explained(SubIndication sub, Language language) {
    return {std::string{sub_indication_text(sub)},
            message(sub, language),
            cause(sub, language),
            remedy(sub, language),
            std::string{severity_text(Severity::error)},
            "ETSI EN 319 102-1, 5.1.3",
            effect_of(sub),
            effect_of(sub) == Effect::failed
                ? "TOTAL-FAILED: a seal that has it is not good, the verdict is invalid"
                : "INDETERMINATE: a seal that has it cannot be judged, the verdict is at best indeterminate"};
}

class ExplainTool : public Tool {
  public:
    ExplainTool() {
        m_description.groups = {
            {"Explain options",
             {{'l', "list", "", "List all codes and sub-indications with their messages.", false, {}}}}};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_language = settings.language;
        if (options.has("list"))
            list();
        else if (options.positionals().empty())
            throw UsageError{"no code given", "name a code such as seal.none, or use --list"};
        for (const std::string& name : options.positionals())
            look_up(name);
        m_brief = options.has("list");
    }

    ExitStatus run(Run& run) override {
        for (const Explained& each : m_explained)
            run.add({ExitStatus::passed, "explained", text(each), [&each](JsonWriter& out) { write(out, each); }});
        return run.finish();
    }

  private:
    void add(const std::vector<Code>& codes) {
        for (const Code code : codes)
            m_explained.push_back(explained(code, m_language));
    }

    void list() {
        add(codes_below(""));
        for (std::size_t i = 0; i < sub_indication_count(); ++i)
            m_explained.push_back(explained(sub_indication_at(i), m_language));
    }

    void look_up(const std::string& name) {
        if (const auto code = code_from_text(name))
            return add({*code});
        if (const auto sub = sub_indication_from_text(name)) {
            m_explained.push_back(explained(*sub, m_language));
            return;
        }
        const std::vector<Code> area = codes_below(name);
        if (area.empty())
            throw UsageError{"no such code: '" + escape_terminal(name) + "'",
                             "requal-explain --list shows all codes"};
        add(area);
    }

    [[nodiscard]] std::string text(const Explained& each) const {
        std::string out = each.code;
        if (m_brief)
            return out + "\n    " + each.message + "\n";
        out += "\n  says     " + each.message + "\n";
        out += "  why      " + each.cause + "\n";
        out += "  remedy   " + each.remedy + "\n";
        out += "  effect   " + each.consequence + "\n";
        if (!each.cite.empty())
            out += "  rests on " + each.cite + "\n";
        return out + "\n";
    }

    static void write(JsonWriter& out, const Explained& each) {
        out.begin_object();
        out.member("code", each.code);
        out.member("severity", each.severity);
        out.member("effect", effect_text(each.effect));
        out.member("message", each.message);
        out.member("cause", each.cause);
        out.member("remedy", each.remedy);
        out.text_or_null("cite", each.cite);
        out.end_object();
    }

    ToolDescription m_description{
        .name = "requal-explain",
        .summary = "Explain a code: what it says, why it happens, and what would settle it.",
        .usage = {"[OPTIONS] CODE…", "--list"},
        .details = "Every result of requal that is not green carries a code in square brackets, such as [seal.none]. "
                   "A code without its last part explains the whole area. Words in curly brackets stand for the "
                   "details of the case at hand. The sub-indications of ETSI EN 319 102-1, such as "
                   "OUT_OF_BOUNDS_NO_POE, are "
                   "explained too.",
        .groups = {},
        .examples = {{"requal-explain seal.none", "one code"},
                     {"requal-explain json", "everything about JSON"},
                     {"requal-explain OUT_OF_BOUNDS_NO_POE", "a sub-indication of a seal"}},
        .schema = "requal.explain/1",
        .outcomes = {"explained"},
        .takes_inputs = false};
    Language m_language = Language::en;
    std::vector<Explained> m_explained;
    bool m_brief = false;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::ExplainTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
