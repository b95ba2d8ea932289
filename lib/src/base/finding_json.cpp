#include "requal/finding_json.hpp"

namespace requal {

void write_finding(JsonWriter& out, const Finding& finding, Language language) {
    out.begin_object();
    out.member("code", code_text(finding.code));
    out.member("severity", severity_text(severity_of(finding.code)));
    out.member("effect", effect_text(effect_of(finding.code)));
    out.member("message", message(finding, language));
    out.member("cause", cause(finding, language));
    out.member("remedy", remedy(finding, language));
    out.text_or_null("cite", cite_of(finding.code));
    out.text_or_null("where", finding.where);
    out.end_object();
}

} // namespace requal
