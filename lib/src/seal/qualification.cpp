#include "seal/qualification.hpp"

#include "trust/qualified.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

using trust::CertificateKind;
using trust::QualifiedAt;
using trust::ServiceRecord;

std::string kind_word(CertificateKind kind) {
    switch (kind) {
    case CertificateKind::seal:
        return "seal";
    case CertificateKind::signature:
        return "signature";
    case CertificateKind::web:
        return "web";
    case CertificateKind::unknown:
        break;
    }
    return "";
}

/** "QESeal", "AdESig-QC": what the law calls a valid one. */
std::string seal_kind(const QualifiedAt& at_issuance, const QualifiedAt& at_sealing) {
    const std::string kind = at_sealing.kind == CertificateKind::seal ? "Seal" : "Sig";
    const bool qualified = at_issuance.qualified == true && at_sealing.qualified == true;
    if (!qualified)
        return "AdES" + kind.substr(1);
    return at_sealing.device ? "QE" + kind : "AdE" + kind + "-QC";
}

std::string in_words(const std::string& kind) {
    if (kind == "QESeal")
        return "qualified electronic seal (QESeal)";
    if (kind == "QESig")
        return "qualified electronic signature (QESig)";
    if (kind == "AdESeal-QC")
        return "advanced electronic seal with a qualified certificate (AdESeal-QC)";
    if (kind == "AdESig-QC")
        return "advanced electronic signature with a qualified certificate (AdESig-QC)";
    if (kind == "AdESeal")
        return "advanced electronic seal (AdESeal)";
    return "advanced electronic signature (AdESig)";
}

std::string certificate_words(const QualifiedAt& answer) {
    std::string text = answer.qualified == true ? "qualified" : answer.qualified ? "not qualified" : "in doubt";
    if (answer.kind != CertificateKind::unknown)
        text += ", for " + kind_word(answer.kind) + (answer.kind == CertificateKind::web ? " sites" : "s");
    if (answer.qualified == true)
        text += answer.device ? ", with a qualified device" : ", no qualified device stated";
    return text;
}

class Qualifier {
  public:
    Qualifier(Material& material, const TrustContext& context, const crypto::Chain& chain)
        : m_material(material), m_context(context), m_chain(chain), m_check(material.check(CheckId::seal_qualified)) {
    }

    void run() {
        if (m_material.report.indication == Indication::total_failed)
            m_material.report.qualification = "not-adES";
        if (!m_chain.anchored)
            return note(m_context.authorities.bundle().exists() ? Code::qualified_no_trusted_list
                                                                : Code::qualified_no_bundle,
                        {});
        const std::vector<ServiceRecord> services = services_of_path();
        if (services.empty()) {
            const bool bundle = m_context.authorities.bundle().exists();
            return note(bundle ? Code::qualified_by_own_anchor : Code::qualified_no_trusted_list, {});
        }
        const QualifiedAt at_issuance =
            trust::qualified_at(*m_material.signer, services, m_material.signer->facts().not_before);
        const QualifiedAt at_sealing = trust::qualified_at(*m_material.signer, services, sealed());
        m_material.report.certificate_qualification = CertificateQualification{
            at_issuance.qualified, at_sealing.qualified, kind_word(at_sealing.kind),
            at_sealing.qualified == true ? std::optional{at_sealing.device} : std::nullopt, at_sealing.territory};
        tell(at_issuance, at_sealing);
        if (m_check.status == CheckStatus::skipped)
            m_check.status = CheckStatus::passed;
    }

  private:
    void note(Code code, Arguments arguments) { m_check.add({code, std::move(arguments), m_material.report.where}); }

    [[nodiscard]] Time sealed() const { return m_material.report.best_signature_time.value_or(m_context.at); }

    /** TS 119 615, 4.3.4: of the first authority of the path that is listed. */
    [[nodiscard]] std::vector<ServiceRecord> services_of_path() const {
        for (const crypto::Certificate& certificate : m_chain.certificates) {
            std::vector<ServiceRecord> services = m_context.authorities.services_of(certificate);
            std::erase_if(services, [](const ServiceRecord& service) { return service.own(); });
            if (!services.empty())
                return services;
        }
        return {};
    }

    void tell(const QualifiedAt& at_issuance, const QualifiedAt& at_sealing) {
        const std::string& country = at_sealing.territory;
        for (const QualifiedAt* answer : {&at_issuance, &at_sealing})
            if (!answer->not_read.empty())
                return note(Code::qualified_extension_not_read,
                            {{"service", answer->service}, {"country", country}, {"extension", answer->not_read}});
        for (const QualifiedAt* answer : {&at_issuance, &at_sealing})
            if (!answer->qualified)
                return note(Code::qualified_contradiction, {{"country", country}, {"detail", answer->reason}});
        if (!at_sealing.foreign.empty())
            note(Code::qualified_foreign_scheme, {{"country", country}, {"detail", at_sealing.foreign}});
        else if (!at_issuance.foreign.empty())
            note(Code::qualified_foreign_scheme, {{"country", country}, {"detail", at_issuance.foreign}});
        if (!at_sealing.unclear.empty()) {
            note(Code::qualified_type_unclear, {{"detail", at_sealing.unclear}});
            // Of neither kind that a seal could be: no word of the law fits (TS 119 615, 4.4.4).
            if (at_sealing.kind == CertificateKind::unknown || at_sealing.kind == CertificateKind::web)
                return;
        }
        for (const std::string& word : at_sealing.overruled)
            note(Code::qualified_differs, {{"country", country}, {"detail", word}});
        const std::string kind = seal_kind(at_issuance, at_sealing);
        if (m_material.report.indication != Indication::total_passed)
            return note(Code::qualified_unknown, {{"kind", certificate_words(at_sealing)}, {"if_valid", kind}});
        m_material.report.qualification = kind;
        const Arguments arguments{{"kind", in_words(kind)}, {"country", country}};
        if (kind.starts_with("QE"))
            note(Code::qualified_seal, arguments);
        else if (kind.ends_with("-QC"))
            note(Code::qualified_certificate, arguments);
        else
            note(Code::qualified_not,
                 {{"kind", in_words(kind)},
                  {"country", country},
                  {"when", at_sealing.qualified == true
                               ? "when it was issued, " + plain_date(m_material.signer->facts().not_before)
                               : "at the time of sealing, " + plain_date(sealed())},
                  {"detail", at_sealing.qualified == true ? at_issuance.reason : at_sealing.reason}});
    }

    Material& m_material;
    const TrustContext& m_context;
    const crypto::Chain& m_chain;
    CheckResult& m_check;
};

} // namespace

void judge_qualification(Material& material, const TrustContext& context, const crypto::Chain& chain) {
    if (material.signer) {
        Qualifier{material, context, chain}.run();
        return;
    }
    if (material.report.indication == Indication::total_failed)
        material.report.qualification = "not-adES";
    material.add(CheckId::seal_qualified, {Code::seal_no_certificate_to_judge, {}, material.report.where});
}

void name_anchor(Material& material, const TrustContext& context, const crypto::Certificate& anchor, Time at) {
    const crypto::CertificateFacts& facts = anchor.facts();
    SealAnchor named{"own", facts.common_name, facts.subject, facts.sha256, facts.country, {}, {}, {}, {}};
    if (!context.authorities.handed_over(anchor)) {
        const std::vector<ServiceRecord> services = context.authorities.services_of(anchor);
        // The entry that stands for its issuing of certificates first, else whichever there is.
        const auto best = std::find_if(services.begin(), services.end(), [at](const ServiceRecord& service) {
            const trust::ServicePeriod* period = service.at(at);
            return period != nullptr && period->type == "CA/QC";
        });
        const ServiceRecord* service = best != services.end() ? &*best
                                       : services.empty()     ? nullptr
                                                              : &services.front();
        if (service != nullptr && service->own()) {
            named.service = service->name;
        } else if (service != nullptr) {
            named.source = "trusted-list";
            named.country = service->territory;
            named.service = service->name;
            named.provider = service->provider;
            if (const trust::ServicePeriod* period = service->at(at)) {
                named.status = period->status;
                named.service_type = period->type;
            }
        }
    }
    material.report.anchor = std::move(named);
}

std::string time_stamp_qualified(const TrustContext& context, const crypto::Certificate& anchor, Time stamped) {
    const std::vector<ServiceRecord> services = context.authorities.services_of(anchor);
    const bool listed =
        std::any_of(services.begin(), services.end(), [](const ServiceRecord& service) { return !service.own(); });
    if (!listed)
        return "indeterminate";
    return trust::qualified_time_stamp(services, stamped) ? "yes" : "no";
}

} // namespace requal::seal
