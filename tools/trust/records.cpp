#include "trust/records.hpp"

#include "requal/codes.hpp"
#include "requal/finding_json.hpp"
#include "requal/text.hpp"

#include <set>

namespace requal::tools {
namespace {

std::string words(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : " ") + escape_terminal(text);
    return all;
}

std::string remedy_line(const Finding& finding, Language language) {
    return "    → " + escape_terminal(remedy(finding, language)) + "\n";
}

} // namespace

void write_time(JsonWriter& out, std::string_view name, const std::optional<Time>& time) {
    out.text_or_null(name, time ? rfc3339(*time) : "");
}

void write_list_facts(JsonWriter& out, const BundledList& list) {
    const bool known = !list.territory.empty();
    out.text_or_null("territory", list.territory);
    out.text_or_null("operator", list.scheme_operator);
    out.member("sequence", known ? std::optional{list.sequence} : std::nullopt);
    out.member("version", known ? std::optional{list.version} : std::nullopt);
    write_time(out, "issued", known ? std::optional{list.issued} : std::nullopt);
    write_time(out, "next_update", list.next_update);
    out.text_or_null("sha256", list.sha256);
    out.text_or_null("signer", list.signer);
    out.member("services", known ? std::optional{list.services} : std::nullopt);
}

void write_bundle(JsonWriter& out, const TrustBundle& bundle) {
    out.begin_object();
    out.member("folder", bundle.folder());
    out.member("sha256", bundle.sha256());
    out.member("made", rfc3339(bundle.made()));
    out.member("lists", bundle.lists().size());
    out.text_array("missing", bundle.missing());
    out.key("own_anchors");
    out.begin_array();
    for (const BundledAnchor& anchor : bundle.own_anchors()) {
        out.begin_object();
        out.member("name", anchor.name);
        out.member("sha256", anchor.sha256);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

void write_findings(JsonWriter& out, const std::vector<Finding>& findings, Language language) {
    out.key("findings");
    out.begin_array();
    for (const Finding& finding : findings)
        write_finding(out, finding, language);
    out.end_array();
}

std::string findings_text(const std::vector<Finding>& findings, Language language) {
    std::string text;
    for (const Finding& finding : findings) {
        text += "    " + escape_terminal(message(finding, language)) + " [" + std::string{code_text(finding.code)} +
                "]\n";
        if (severity_of(finding.code) != Severity::info)
            text += remedy_line(finding, language);
    }
    return text;
}

std::string notes_text(const std::vector<Finding>& notes, Language language) {
    std::string text;
    std::set<Code> told;
    for (const Finding& note : notes) {
        const bool of_one_kind = note.code != Code::trust_anchor_own;
        if (of_one_kind && !told.insert(note.code).second)
            continue;
        std::string territories;
        std::size_t count = 0;
        for (const Finding& other : notes)
            if (other.code == note.code)
                for (const auto& [name, value] : other.arguments)
                    if (name == "territory") {
                        territories += (count == 0 ? "" : " ") + value;
                        ++count;
                    }
        text += "  " + escape_terminal(message(note, language));
        if (count > 1)
            text += "; so for " + std::to_string(count) + ": " + escape_terminal(territories);
        text += " [" + std::string{code_text(note.code)} + "]\n";
        if (severity_of(note.code) != Severity::info)
            text += remedy_line(note, language);
    }
    return text;
}

std::string padded(std::string_view text, std::size_t width) {
    std::string out = escape_terminal(text);
    const std::size_t used = display_width(out);
    return used < width ? out + std::string(width - used, ' ') : out;
}

std::string short_hash(const std::string& sha256) {
    return sha256.substr(0, 16) + "…";
}

std::string_view role_of(const BundledList& list) {
    return list.list_of_lists ? "list-of-lists" : "list";
}

void write_named_certificate(JsonWriter& out, const NamedCertificate& certificate) {
    out.begin_object();
    out.text_or_null("name", certificate.common_name);
    out.text_or_null("issuer", certificate.issuer);
    out.member("sha256", certificate.sha256);
    out.member("not_before", rfc3339(certificate.not_before));
    out.member("not_after", rfc3339(certificate.not_after));
    out.end_object();
}

void write_period(JsonWriter& out, const ServiceStatusPeriod& period) {
    out.begin_object();
    out.text_or_null("type", period.type);
    out.text_or_null("status", period.status);
    out.member("from", rfc3339(period.from));
    write_time(out, "until", period.until);
    out.text_array("additional", period.additional);
    out.text_array("qualifiers", period.qualifiers);
    out.end_object();
}

void write_service(JsonWriter& out, const ListedServiceFacts& service) {
    out.begin_object();
    out.text_or_null("territory", service.territory);
    out.text_or_null("provider", service.provider);
    out.text_or_null("name", service.name);
    out.member("own", service.own());
    out.key("certificates");
    out.begin_array();
    for (const NamedCertificate& certificate : service.certificates)
        write_named_certificate(out, certificate);
    out.end_array();
    out.key("periods");
    out.begin_array();
    for (const ServiceStatusPeriod& period : service.periods)
        write_period(out, period);
    out.end_array();
    out.end_object();
}

std::string periods_text(const ListedServiceFacts& service, std::size_t indent) {
    std::string text;
    for (const ServiceStatusPeriod& period : service.periods) {
        text += std::string(indent, ' ') + escape_terminal(period.type) + " " + escape_terminal(period.status) +
                (period.until ? " from " : " since ") + plain_date(period.from) +
                (period.until ? " to " + plain_date(*period.until) : "");
        if (!period.additional.empty())
            text += ", " + words(period.additional);
        if (!period.qualifiers.empty())
            text += "; for some certificates: " + words(period.qualifiers);
        text += "\n";
    }
    return text;
}

} // namespace requal::tools
