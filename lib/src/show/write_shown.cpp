#include "requal/finding_json.hpp"
#include "requal/show.hpp"

#include "show/model_writer.hpp"

namespace requal {
void write_shown(JsonWriter& out, const ShownFile* file, const Finding* problem, Language language) {
    static const ShownFile nothing{};
    const ShownFile& shown = file != nullptr ? *file : nothing;
    out.text_or_null("kind", shown.kind);
    out.text_or_null("packaging", shown.packaging);
    out.member("verified", false);
    out.key("sealed");
    if (file != nullptr)
        out.value(shown.sealed);
    else
        out.null();
    out.member("signatures", shown.signatures);
    out.member("counter_signatures", shown.counter_signatures);
    out.text_array("claimed_signers", shown.claimed_signers);
    out.key("covered_by");
    out.begin_array();
    for (const std::vector<std::size_t>& signatures : shown.covered_by) {
        out.begin_array();
        for (const std::size_t one : signatures)
            out.value(one);
        out.end_array();
    }
    out.end_array();
    out.text_array("outside", shown.outside);
    out.key("credential_where");
    if (file != nullptr)
        out.value(shown.credential_where);
    else
        out.null();
    out.key("credential");
    if (file != nullptr)
        show::ModelWriter{out}.write(shown.credential);
    else
        out.null();
    out.key("findings");
    out.begin_array();
    if (problem != nullptr)
        write_finding(out, *problem, language);
    if (shown.presentation)
        for (const Finding& finding : shown.presentation->findings)
            write_finding(out, finding, language);
    for (const Credential* credential : shown.credentials())
        for (const Finding& finding : credential->findings)
            write_finding(out, finding, language);
    out.end_array();
    out.key("further_credentials");
    out.begin_array();
    for (const auto& credential : shown.further)
        show::ModelWriter{out}.write(*credential);
    out.end_array();
    out.key("presentation");
    if (shown.presentation)
        show::ModelWriter{out}.write(*shown.presentation);
    else
        out.null();
}

} // namespace requal
