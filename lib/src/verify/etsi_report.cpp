#include "requal/etsi_report.hpp"

#include "crypto/digest.hpp"
#include "verify/etsi_objects.hpp"
#include "verify/etsi_uris.hpp"
#include "verify/explanation.hpp"

#include "requal/base64.hpp"
#include "requal/version.hpp"

#include <algorithm>

namespace requal {
namespace {

using verify::concerns;
namespace etsi = verify::etsi;

void write_reference(xml::Writer& out, const char* name, const std::string& id) {
    out.begin(name);
    out.attribute("VOReference", id);
    out.end();
}

/** One SignatureValidationReport, its parts in the order of TS 119 102-2, 4.3. */
class SealWriter {
  public:
    SealWriter(xml::Writer& out, verify::EtsiObjects& objects, const EtsiReportOptions& options, const Report& report,
               const SealReport& seal, std::size_t number)
        : m_out(out), m_objects(objects), m_options(options), m_report(report), m_seal(seal), m_number(number) {
        for (std::size_t i = 0; i < seal.timestamps.size(); ++i)
            m_stamp_ids.push_back(objects.timestamp(seal.timestamps[i], report.path, number, i + 1));
    }

    void write() {
        m_out.begin("SignatureValidationReport");
        write_identifier();
        write_constraints();
        write_times();
        write_document();
        write_attributes();
        write_signer();
        if (const std::string_view quality = etsi::quality(m_seal.qualification); !quality.empty()) {
            m_out.begin("SignatureQuality");
            m_out.leaf("SignatureQualityInformation", quality);
            m_out.end();
        }
        m_out.begin("SignatureValidationProcess");
        m_out.leaf("SignatureValidationProcessID", etsi::process(m_seal.level));
        m_out.end();
        write_status();
        m_out.end();
    }

  private:
    /** 4.3.3. The digest of the data to be signed and the value of the seal are not in our report; the identifier is
     *  made of the input's digest and the place of the seal in it, so that it can be found again. */
    void write_identifier() {
        const std::string found_at = m_report.sha256 + " " + m_seal.where;
        m_out.begin("SignatureIdentifier");
        m_out.attribute("id", "S-" + std::to_string(m_number) + "-" + crypto::sha256_hex(as_bytes(found_at)));
        m_out.leaf("HashOnly", "false");
        m_out.leaf("DocHashOnly", m_options.document_hash_only ? "true" : "false");
        m_out.leaf("DAIdentifier", m_report.path + (m_seal.where.empty() ? "" : "#") + m_seal.where);
        m_out.end();
    }

    void write_constraints() {
        m_out.begin("ValidationConstraintsEvaluationReport");
        write_policy();
        for (const CheckResult& check : m_report.checks)
            write_constraint(check);
        m_out.end();
    }

    /** 4.3.5.3: the rules that were applied, identified by their digest (RFC 6920, 3). */
    void write_policy() {
        if (m_report.policy_sha256.empty())
            return;
        const std::string digest = verify::bytes_of_hex(m_report.policy_sha256);
        m_out.begin("SignatureValidationPolicy");
        m_out.begin("SignaturePolicyIdentifier");
        m_out.begin("XAdES:SignaturePolicyId");
        m_out.begin("XAdES:SigPolicyId");
        m_out.leaf("XAdES:Identifier", "ni:///sha-256;" + base64_encode(as_bytes(digest), Base64::url));
        m_out.end();
        verify::write_sha256(m_out, "XAdES:SigPolicyHash", m_report.policy_sha256);
        m_out.end();
        m_out.end();
        m_out.leaf("PolicyName", m_report.policy);
        m_out.end();
    }

    [[nodiscard]] static bool is_about_seals(CheckId id) { return check_text(id).starts_with("seal."); }

    /** The findings of a check that concern this seal. Checks of the content concern every seal of the file. */
    [[nodiscard]] std::vector<const Finding*> findings_of(const CheckResult& check) const {
        std::vector<const Finding*> found;
        for (const Finding& finding : check.findings)
            if (!is_about_seals(check.id) || concerns(finding, m_seal, m_report))
                found.push_back(&finding);
        return found;
    }

    /** What a check says about this seal: our report says it for all seals of the file together.
     *  @return nothing when that cannot be told apart */
    [[nodiscard]] std::optional<CheckStatus> status_of(const CheckResult& check) const {
        if (m_report.seals.size() == 1 || !is_about_seals(check.id))
            return check.status;
        CheckResult own;
        for (const Finding* finding : findings_of(check))
            own.add(*finding);
        if (own.status != CheckStatus::skipped)
            return own.status;
        if (check.status == CheckStatus::passed || check.status == CheckStatus::skipped)
            return check.status;
        return std::nullopt;
    }

    /** 4.3.5.4. A check that was skipped stands as disabled, with the reason as its parameter. */
    void write_constraint(const CheckResult& check) {
        const auto status = status_of(check);
        const auto findings = findings_of(check);
        m_out.begin("ValidationConstraint");
        m_out.leaf("ValidationConstraintIdentifier", etsi::check_prefix + std::string{check_text(check.id)});
        const bool judged = status && *status != CheckStatus::skipped;
        if (!judged)
            for (const Finding* finding : findings)
                write_finding("ValidationConstraintParameter", *finding);
        m_out.begin("ConstraintStatus");
        m_out.leaf("Status", status == CheckStatus::skipped ? etsi::constraint_disabled : etsi::constraint_applied);
        m_out.end();
        if (judged) {
            m_out.begin("ValidationStatus");
            m_out.leaf("MainIndication", etsi::check_indication(*status));
            if (!findings.empty()) {
                m_out.begin("AssociatedValidationReportData");
                m_out.begin("AdditionalValidationReportData");
                for (const Finding* finding : findings)
                    write_finding("ReportData", *finding);
                m_out.end();
                m_out.end();
            }
            m_out.end();
        }
        m_out.end();
    }

    void write_data(const char* element, const std::string& type, const std::string& value) {
        m_out.begin(element);
        m_out.leaf("Type", type);
        m_out.leaf("Value", value);
        m_out.end();
    }

    void write_finding(const char* element, const Finding& finding) {
        std::string text = message(finding, m_options.language);
        if (severity_of(finding.code) != Severity::info)
            text += " → " + remedy(finding, m_options.language);
        write_data(element, etsi::finding_prefix + std::string{code_text(finding.code)}, text);
    }

    /** 4.3.6. Without a proof the time judged as of is the best that is known. */
    void write_times() {
        m_out.begin("ValidationTimeInfo");
        m_out.leaf("ValidationTime", rfc3339(m_report.time));
        m_out.begin("BestSignatureTime");
        m_out.leaf("POETime", rfc3339(m_seal.best_signature_time.value_or(m_report.time)));
        m_out.leaf("TypeOfProof", etsi::proof_by_validation);
        for (std::size_t i = 0; m_seal.proven_since && i < m_seal.timestamps.size(); ++i)
            if (m_seal.timestamps[i].kind != "content" && m_seal.timestamps[i].time == m_seal.proven_since &&
                m_seal.timestamps[i].indication == Indication::total_passed) {
                write_reference(m_out, "POEObject", m_stamp_ids[i]);
                break;
            }
        m_out.end();
        m_out.end();
    }

    void write_document() {
        if (m_report.sha256.empty())
            return;
        m_out.begin("SignersDocument");
        verify::write_sha256(m_out, "DigestAlgAndValue", m_report.sha256);
        write_reference(m_out, "SignersDocumentRepresentation", m_objects.document(m_report.sha256));
        m_out.end();
    }

    /** 4.3.8; the schema wants at least one, or no element at all. */
    void write_attributes() {
        const bool stamped = std::any_of(m_seal.timestamps.begin(), m_seal.timestamps.end(),
                                         [](const SealTimestamp& stamp) { return stamp.time.has_value(); });
        if (!m_seal.claimed_signing_time && !stamped)
            return;
        m_out.begin("SignatureAttributes");
        if (m_seal.claimed_signing_time) {
            m_out.begin("SigningTime");
            m_out.attribute("Signed", "true");
            m_out.leaf("Time", rfc3339(*m_seal.claimed_signing_time));
            m_out.end();
        }
        for (std::size_t i = 0; i < m_seal.timestamps.size(); ++i) {
            const SealTimestamp& stamp = m_seal.timestamps[i];
            if (!stamp.time)
                continue;
            m_out.begin(etsi::timestamp_attribute(stamp));
            m_out.attribute("Signed", stamp.kind == "content" ? "true" : "false");
            write_reference(m_out, "AttributeObject", m_stamp_ids[i]);
            m_out.leaf("TimeStampValue", rfc3339(*stamp.time));
            m_out.end();
        }
        m_out.end();
    }

    void write_signer() {
        if (!m_seal.signer)
            return;
        m_out.begin("SignerInformation");
        write_reference(m_out, "SignerCertificate", m_objects.certificate(m_seal.signer->sha256));
        const std::string& name =
            m_seal.signer->common_name.empty() ? m_seal.signer->organisation : m_seal.signer->common_name;
        if (!name.empty())
            m_out.leaf("Signer", name);
        m_out.end();
    }

    /** 4.3.4 and 4.3.12. */
    void write_status() {
        m_out.begin("SignatureValidationStatus");
        m_out.leaf("MainIndication", etsi::main_indication(m_seal.indication));
        if (m_seal.sub_indication != SubIndication::none)
            m_out.leaf("SubIndication", etsi::sub_indication(m_seal.sub_indication));
        m_out.begin("AssociatedValidationReportData");
        if (m_seal.anchor)
            write_reference(m_out, "TrustAnchor", m_objects.certificate(m_seal.anchor->sha256));
        write_chain();
        for (const std::string& id : m_stamp_ids)
            write_reference(m_out, "RelatedValidationObject", id);
        write_remarks();
        m_out.end();
        m_out.end();
    }

    void write_chain() {
        if (!m_seal.signer)
            return;
        m_out.begin("CertificateChain");
        write_reference(m_out, "SigningCertificate", m_objects.certificate(m_seal.signer->sha256));
        const std::size_t end = m_seal.chain.size() - (m_seal.anchor && !m_seal.chain.empty() ? 1 : 0);
        for (std::size_t i = 1; i < end; ++i)
            write_reference(m_out, "IntermediateCertificate", m_objects.named_certificate(m_seal.chain[i]));
        if (m_seal.anchor)
            write_reference(m_out, "TrustAnchor", m_objects.certificate(m_seal.anchor->sha256));
        m_out.end();
    }

    /** What the standard has no place for, and every finding that withholds a positive answer. */
    void write_remarks() {
        const auto remark = [&](const char* name, const std::string& value) {
            if (!value.empty())
                write_data("ReportData", etsi::remark_prefix + std::string{name}, value);
        };
        m_out.begin("AdditionalValidationReportData");
        remark("tool", "requal " + std::string{version()});
        remark("verdict", std::string{verdict_text(m_report.verdict)});
        remark("explanation", verify::explain_seal(m_report, m_seal, m_options.language));
        remark("level", m_seal.level);
        remark("algorithm", m_seal.algorithm);
        remark("qualification", m_seal.qualification);
        if (m_seal.counter_signature_of)
            remark("counter-signature-of-seal", std::to_string(*m_seal.counter_signature_of + 1));
        if (m_seal.anchor)
            remark("anchor", m_seal.anchor->source + ": " + m_seal.anchor->subject);
        if (m_report.bundle)
            remark("trust-bundle", m_report.bundle->sha256 + " of " + rfc3339(m_report.bundle->made));
        for (const CheckResult& check : m_report.checks)
            for (const Finding* finding : findings_of(check))
                if (is_about_seals(check.id) && effect_of(finding->code) != Effect::none)
                    write_finding("ReportData", *finding);
        m_out.end();
    }

    xml::Writer& m_out;
    verify::EtsiObjects& m_objects;
    const EtsiReportOptions& m_options;
    const Report& m_report;
    const SealReport& m_seal;
    std::size_t m_number;
    std::vector<std::string> m_stamp_ids;
};

} // namespace

struct EtsiReport::Parts {
    EtsiReportOptions options;
    xml::Writer out;
    verify::EtsiObjects objects;
    std::size_t seals = 0;
};

EtsiReport::EtsiReport(EtsiReportOptions options) : m_parts(std::make_unique<Parts>()) {
    m_parts->options = options;
    xml::Writer& out = m_parts->out;
    out.begin("ValidationReport");
    out.attribute("xmlns", etsi::space);
    out.attribute("xmlns:XAdES", etsi::space_xades);
    out.attribute("xmlns:ds", etsi::space_signature);
}
EtsiReport::EtsiReport(EtsiReport&&) noexcept = default;
EtsiReport::~EtsiReport() = default;

std::size_t EtsiReport::add(const Report& report) {
    for (const SealReport& seal : report.seals)
        SealWriter{m_parts->out, m_parts->objects, m_parts->options, report, seal, ++m_parts->seals}.write();
    return report.seals.size();
}

std::size_t EtsiReport::seal_count() const noexcept {
    return m_parts->seals;
}

std::string EtsiReport::finish() {
    if (!m_parts->objects.empty())
        m_parts->objects.write(m_parts->out);
    return m_parts->out.finish();
}

} // namespace requal
