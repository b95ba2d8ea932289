// One line of a list: the answer without its paths, for ten thousand rows that a program or a person skims.

#include "requal/finding_json.hpp"
#include "requal/mapping.hpp"
#include "requal/text.hpp"

#include <algorithm>

namespace requal {
namespace {

const AwardMatch* chosen_award(const MappingResult& result) {
    for (const AwardMatch& match : result.awards)
        if (match.chosen)
            return &match;
    return nullptr;
}

/** Findings that leave something open; the rest is told by requal-map for the row alone. */
bool is_open(const Finding& finding) {
    return severity_of(finding.code) != Severity::info;
}

template <typename Use>
void over_open_findings(const MappingResult& result, Use use) {
    std::vector<const Finding*> seen;
    const auto once = [&](const Finding& finding) {
        const bool known = std::any_of(seen.begin(), seen.end(), [&](const Finding* f) {
            return f->code == finding.code && f->arguments == finding.arguments;
        });
        if (!is_open(finding) || known)
            return;
        seen.push_back(&finding);
        use(finding);
    };
    for (const Finding& finding : result.findings)
        once(finding);
    for (const TargetResult& target : result.targets) {
        for (const Finding& finding : target.findings)
            once(finding);
        for (const Candidate& candidate : target.candidates)
            for (const Finding& finding : candidate.caveats)
                once(finding);
    }
}

} // namespace

void write_brief_json(JsonWriter& out, const MappingResult& result, Language language) {
    out.begin_object();
    const AwardMatch* award = chosen_award(result);
    out.text_or_null("title", result.description.title);
    out.text_or_null("country", result.description.country);
    out.text_or_null("awarded", result.description.awarded);
    out.text_or_null("isced_f", result.description.isced_f);
    out.text_or_null("award", award != nullptr ? award->award : "");
    out.text_or_null("award_name", award != nullptr ? award->name : "");
    out.text_or_null("grade", award != nullptr ? award->grade : "");
    out.key("targets");
    out.begin_array();
    for (const TargetResult& target : result.targets) {
        out.begin_object();
        out.member("target", target.target.name);
        out.member("outcome", outcome_text(target.outcome));
        out.key("candidates");
        out.begin_array();
        for (const Candidate& candidate : target.candidates) {
            out.begin_object();
            out.member("display", display_name(candidate.place));
            out.member("framework", candidate.place.framework);
            out.member("level", candidate.place.level);
            out.text_or_null("confidence", candidate.confidence ? confidence_text(*candidate.confidence) : "");
            out.member("doubtful", candidate.doubtful);
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
    out.key("open");
    out.begin_array();
    over_open_findings(result, [&](const Finding& finding) {
        out.begin_object();
        out.member("code", code_text(finding.code));
        out.member("message", message(finding, language));
        out.member("remedy", remedy(finding, language));
        out.end_object();
    });
    out.end_array();
    out.end_object();
}

std::string brief_text(const MappingResult& result, Language language) {
    std::string text;
    if (const AwardMatch* award = chosen_award(result))
        text += escape_terminal(award->award) + (award->grade == "near" ? " (near)" : "");
    for (const TargetResult& target : result.targets) {
        std::string levels;
        for (const Candidate& candidate : target.candidates)
            levels += (levels.empty() ? "" : " or ") + escape_terminal(display_name(candidate.place)) +
                      (candidate.doubtful ? "?" : "");
        if (!levels.empty())
            text += (text.empty() ? "" : "; ") + levels;
    }
    over_open_findings(result, [&](const Finding& finding) {
        text += "\n    - " + escape_terminal(message(finding, language)) + " [" +
                std::string{code_text(finding.code)} + "]";
    });
    return text;
}

} // namespace requal
