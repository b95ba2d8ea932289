#include "verify/explanation.hpp"
#include "verify/timeline.hpp"

#include "requal/base64.hpp"
#include "requal/finding_json.hpp"
#include "requal/text.hpp"
#include "requal/verify.hpp"
#include "requal/version.hpp"

namespace requal {
namespace {

/** The concepts of the Commission's own verification that ours correspond to; several of ours share its seal check.
 */
std::string_view edc_check(CheckId id) {
    switch (id) {
    case CheckId::format:
    case CheckId::profile:
        return "http://data.europa.eu/snb/verification/2f5b89b96f";
    case CheckId::seal_integrity:
    case CheckId::seal_coverage:
    case CheckId::seal_signer:
    case CheckId::seal_chain:
    case CheckId::seal_qualified:
    case CheckId::seal_revocation:
    case CheckId::seal_time:
    case CheckId::seal_algorithms:
        return "http://data.europa.eu/snb/verification/f9c2016fe9";
    case CheckId::validity:
        return "http://data.europa.eu/snb/verification/94d828f160";
    case CheckId::status:
        return "http://data.europa.eu/snb/verification/271aef9eb4";
    case CheckId::accreditation:
        return "http://data.europa.eu/snb/verification/e2bbc86a28";
    case CheckId::owner:
        return "http://data.europa.eu/snb/verification/1faf8d450f";
    case CheckId::issuer:
        return "";
    }
    return "";
}

/** Green, red or grey; the Commission's statuses know no "cannot tell", which shows as grey. */
std::string_view edc_status(CheckStatus status) {
    switch (status) {
    case CheckStatus::passed:
        return "http://data.europa.eu/snb/verification-status/9895008394";
    case CheckStatus::failed:
        return "http://data.europa.eu/snb/verification-status/9d26eb9a37";
    case CheckStatus::undetermined:
    case CheckStatus::skipped:
        break;
    }
    return "http://data.europa.eu/snb/verification-status/641f0c5e5d";
}

class Writer {
  public:
    Writer(JsonWriter& out, const Report& report, Language language)
        : m_out(out), m_report(report), m_language(language) {}

    void write() {
        m_out.begin_object();
        m_out.member("verdict", verdict_text(m_report.verdict));
        write_input();
        m_out.text_or_null("kind", m_report.kind);
        m_out.text_or_null("packaging", m_report.packaging);
        m_out.text_or_null("title", m_report.title);
        m_out.key("seals");
        m_out.begin_array();
        for (const SealReport& seal : m_report.seals)
            write_seal(seal);
        m_out.end_array();
        write_checks();
        write_findings();
        write_coverage();
        write_timeline();
        write_circumstances();
        m_out.end_object();
    }

  private:
    void time(std::string_view name, const std::optional<Time>& time) {
        m_out.key(name);
        if (time)
            m_out.value(rfc3339(*time));
        else
            m_out.null();
    }

    void write_input() {
        m_out.key("input");
        m_out.begin_object();
        m_out.member("path", m_report.path);
        m_out.key("path_base64");
        if (is_utf8(m_report.path))
            m_out.null();
        else
            m_out.value(base64_encode(as_bytes(m_report.path), Base64::standard));
        m_out.member("size", m_report.size);
        m_out.text_or_null("sha256", m_report.sha256);
        m_out.end_object();
    }

    void write_references(std::string_view name, const std::vector<SealReference>& references) {
        m_out.key(name);
        m_out.begin_array();
        for (const SealReference& reference : references) {
            m_out.begin_object();
            m_out.text_or_null("uri", reference.uri);
            m_out.member("type", reference.type);
            m_out.member("found", reference.found);
            m_out.member("intact", reference.intact);
            m_out.end_object();
        }
        m_out.end_array();
    }

    void write_seal(const SealReport& seal) {
        m_out.begin_object();
        m_out.member("where", seal.where);
        m_out.member("format", seal.format);
        m_out.member("level", seal.level);
        m_out.text_or_null("algorithm", seal.algorithm);
        m_out.member("indication", indication_text(seal.indication));
        m_out.text_or_null("sub_indication", sub_indication_text(seal.sub_indication));
        m_out.member("explanation", verify::explain_seal(m_report, seal, m_language));
        m_out.member("value_intact", seal.value_intact);
        write_references("references", seal.references);
        write_references("manifest_entries", seal.manifest_entries);
        m_out.key("timestamps");
        m_out.begin_array();
        for (const SealTimestamp& stamp : seal.timestamps)
            write_timestamp(stamp);
        m_out.end_array();
        write_signer(seal.signer);
        m_out.text_array("chain", seal.chain);
        time("claimed_signing_time", seal.claimed_signing_time);
        time("best_signature_time", seal.best_signature_time);
        time("proven_since", seal.proven_since);
        m_out.member("qualification", seal.qualification);
        write_certificate_qualification(seal.certificate_qualification);
        write_anchor(seal.anchor);
        m_out.member("counter_signature_of", seal.counter_signature_of);
        m_out.end_object();
    }

    void write_timestamp(const SealTimestamp& stamp) {
        m_out.begin_object();
        m_out.member("kind", stamp.kind);
        m_out.member("element", stamp.element);
        m_out.member("where", stamp.where);
        time("time", stamp.time);
        m_out.text_or_null("authority", stamp.authority);
        m_out.text_or_null("authority_sha256", stamp.authority_sha256);
        m_out.member("imprint_intact", stamp.imprint_intact);
        m_out.member("signature_intact", stamp.signature_intact);
        m_out.member("indication", indication_text(stamp.indication));
        m_out.text_or_null("sub_indication", sub_indication_text(stamp.sub_indication));
        m_out.member("qualified", stamp.qualified);
        m_out.end_object();
    }

    void write_signer(const std::optional<SealSigner>& signer) {
        m_out.key("signer");
        if (!signer) {
            m_out.null();
            return;
        }
        m_out.begin_object();
        m_out.text_or_null("common_name", signer->common_name);
        m_out.text_or_null("organisation", signer->organisation);
        m_out.text_or_null("organisation_identifier", signer->organisation_identifier);
        m_out.text_or_null("country", signer->country);
        m_out.member("serial", signer->serial);
        m_out.member("sha256", signer->sha256);
        m_out.member("issuer", signer->issuer);
        m_out.member("key", signer->key);
        m_out.member("not_before", rfc3339(signer->not_before));
        m_out.member("not_after", rfc3339(signer->not_after));
        m_out.end_object();
    }

    void write_anchor(const std::optional<SealAnchor>& anchor) {
        m_out.key("anchor");
        if (!anchor) {
            m_out.null();
            return;
        }
        m_out.begin_object();
        m_out.member("source", anchor->source);
        m_out.text_or_null("common_name", anchor->common_name);
        m_out.member("subject", anchor->subject);
        m_out.member("sha256", anchor->sha256);
        m_out.text_or_null("country", anchor->country);
        m_out.text_or_null("service", anchor->service);
        m_out.text_or_null("status", anchor->status);
        m_out.text_or_null("provider", anchor->provider);
        m_out.text_or_null("service_type", anchor->service_type);
        m_out.end_object();
    }

    void write_checks() {
        m_out.key("checks");
        m_out.begin_array();
        for (const CheckResult& check : m_report.checks) {
            m_out.begin_object();
            m_out.member("id", check_text(check.id));
            m_out.member("status", check_status_text(check.status));
            m_out.text_or_null("edc_check", edc_check(check.id));
            m_out.member("edc_status", edc_status(check.status));
            m_out.key("findings");
            m_out.begin_array();
            for (const Finding& finding : check.findings)
                write_finding(m_out, finding, m_language);
            m_out.end_array();
            m_out.end_object();
        }
        m_out.end_array();
    }

    void write_findings() {
        m_out.key("findings");
        m_out.begin_array();
        if (m_report.problem)
            write_finding(m_out, *m_report.problem, m_language);
        for (const CheckResult& check : m_report.checks)
            for (const Finding& finding : check.findings)
                write_finding(m_out, finding, m_language);
        m_out.end_array();
    }

    void write_coverage() {
        m_out.key("coverage");
        m_out.begin_object();
        m_out.text_array("signed", m_report.coverage.signed_parts);
        m_out.text_array("outside", m_report.coverage.outside);
        m_out.member("unmapped", m_report.coverage.unmapped);
        m_out.end_object();
    }

    void write_timeline() {
        m_out.key("timeline");
        m_out.begin_array();
        for (const verify::TimelineEvent& event : verify::timeline_of(m_report)) {
            m_out.begin_object();
            m_out.member("time", rfc3339(event.time));
            m_out.member("event", event.event);
            m_out.text_or_null("who", event.who);
            m_out.member("proven", event.proven);
            m_out.text_or_null("element", event.element);
            m_out.member("seal", event.seal);
            m_out.end_object();
        }
        m_out.end_array();
    }

    void write_bundle() {
        m_out.key("bundle");
        if (!m_report.bundle) {
            m_out.null();
            return;
        }
        m_out.begin_object();
        m_out.member("folder", m_report.bundle->folder);
        m_out.member("sha256", m_report.bundle->sha256);
        m_out.member("made", rfc3339(m_report.bundle->made));
        m_out.text_array("stale", m_report.bundle->stale);
        m_out.end_object();
    }

    void write_certificate_qualification(const std::optional<CertificateQualification>& qualification) {
        m_out.key("certificate_qualification");
        if (!qualification) {
            m_out.null();
            return;
        }
        m_out.begin_object();
        m_out.member("at_issuance", qualification->at_issuance);
        m_out.member("at_sealing", qualification->at_sealing);
        m_out.text_or_null("type", qualification->type);
        m_out.member("device", qualification->device);
        m_out.text_or_null("country", qualification->country);
        m_out.end_object();
    }

    /** What the answer depends on, so that it can be had again years later. */
    void write_circumstances() {
        m_out.key("policy");
        m_out.begin_object();
        m_out.member("name", m_report.policy);
        m_out.text_or_null("sha256", m_report.policy_sha256);
        m_out.end_object();
        m_out.key("trust");
        m_out.begin_object();
        write_bundle();
        m_out.text_array("anchors", m_report.anchors);
        m_out.end_object();
        m_out.key("tables");
        m_out.begin_object();
        m_out.text_or_null("profile", m_report.profile_table);
        m_out.end_object();
        m_out.member("time", rfc3339(m_report.time));
        m_out.key("tool");
        m_out.begin_object();
        m_out.member("name", "requal");
        m_out.member("version", version());
        m_out.end_object();
    }

    JsonWriter& m_out;
    const Report& m_report;
    Language m_language;
};

} // namespace

void write_report(JsonWriter& out, const Report& report, Language language) {
    Writer{out, report, language}.write();
}

} // namespace requal
