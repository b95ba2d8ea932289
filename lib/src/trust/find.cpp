#include "trust/authorities.hpp"
#include "trust/qualified.hpp"
#include "trust/queries.hpp"

#include "requal/codes.hpp"
#include "requal/limits.hpp"

#include <algorithm>

namespace requal {
namespace {

using crypto::Certificate;
using trust::ServiceRecord;

std::string kind_word(trust::CertificateKind kind) {
    switch (kind) {
    case trust::CertificateKind::seal:
        return "seal";
    case trust::CertificateKind::signature:
        return "signature";
    case trust::CertificateKind::web:
        return "web";
    case trust::CertificateKind::unknown:
        break;
    }
    return "";
}

CertificateStanding standing(const Certificate& certificate, const std::vector<ServiceRecord>& services, Time at) {
    const trust::QualifiedAt answer = trust::qualified_at(certificate, services, at);
    return {at,
            answer.qualified,
            kind_word(answer.kind),
            answer.qualified == true ? std::optional{answer.device} : std::nullopt,
            answer.territory,
            answer.status,
            answer.reason,
            answer.overruled};
}

class Search {
  public:
    Search(const TrustBundle& bundle, Time at) : m_bundle(bundle), m_authorities({}, bundle), m_at(at) {}

    CertificateSearch about(const Certificate& certificate, std::span<const Certificate> candidates) {
        m_found.sha256 = certificate.sha256();
        const crypto::Chain chain = m_authorities.path(certificate, candidates, Limits{}.chain_length, std::nullopt);
        for (const Certificate& step : chain.certificates)
            m_found.path.push_back(trust::named(step));
        // A path that breaks a rule proves nothing about what is below the break; the certificate itself may be
        // listed, unless it merely bears the name and the key of one that is.
        for (const crypto::ChainProblem& problem : chain.problems)
            m_found.findings.push_back(
                {Code::chain_rule_broken,
                 {{"subject", chain.certificates[problem.index].facts().common_name}, {"detail", problem.detail}},
                 ""});
        const bool whole = chain.anchored && chain.problems.empty();
        if (chain.namesake_of_anchor)
            m_found.findings.push_back(
                {Code::chain_namesake,
                 {{"issuer", chain.missing_issuer}, {"subject", chain.certificates.back().facts().common_name}},
                 ""});
        if (whole || m_authorities.is_listed_one(certificate, candidates))
            for (std::size_t i = 0; i < (whole ? chain.certificates.size() : 1); ++i)
                add_services(chain.certificates[i], i);
        if (m_found.listed())
            judge(certificate, chain);
        else
            not_listed(chain.certificates.back().facts());
        return std::move(m_found);
    }

  private:
    void add_services(const Certificate& certificate, std::size_t path_index) {
        const std::vector<ServiceRecord> services = m_authorities.services_of(certificate);
        for (const ServiceRecord& service : services) {
            if (service.own())
                m_found.findings.push_back({Code::trust_anchor_own, {{"name", service.name}}, ""});
            m_found.services.push_back({trust::facts_of({service, {certificate}}), path_index});
        }
    }

    /** The first listed authority above it decides, see seal_qualified; authorities themselves are not asked. */
    void judge(const Certificate& certificate, const crypto::Chain& chain) {
        if (certificate.facts().is_ca)
            return;
        const auto issues_qualified = [](const ServiceRecord& service) {
            return std::any_of(service.periods.begin(), service.periods.end(),
                               [](const trust::ServicePeriod& period) { return period.type == "CA/QC"; });
        };
        for (const Certificate& step : chain.certificates) {
            std::vector<ServiceRecord> services = m_authorities.services_of(step);
            std::erase_if(services, [](const ServiceRecord& service) { return service.own(); });
            if (services.empty())
                continue;
            if (std::any_of(services.begin(), services.end(), issues_qualified)) {
                m_found.at_issuance = standing(certificate, services, certificate.facts().not_before);
                m_found.now = standing(certificate, services, m_at);
            }
            return;
        }
    }

    void not_listed(const crypto::CertificateFacts& last) {
        m_found.findings.push_back({Code::trust_certificate_not_listed, {}, ""});
        // Of the last certificate that was found on the way to an anchor. Greece and the United Kingdom have other
        // letters in lists.
        const std::string& country = last.country;
        const std::string territory = country == "GR" ? "EL" : country == "GB" ? "UK" : country;
        const auto& missing = m_bundle.missing();
        if (std::find(missing.begin(), missing.end(), territory) == missing.end())
            return;
        m_found.territory_missing = true;
        m_found.findings.push_back({Code::trust_territory_missing, {{"territory", territory}}, ""});
    }

    const TrustBundle& m_bundle;
    trust::Authorities m_authorities;
    Time m_at;
    CertificateSearch m_found;
};

} // namespace

CertificateSearch find_certificate(const TrustBundle& bundle, std::string_view content, Time at) {
    const auto certificates = Certificate::from_pem_or_der(content);
    if (certificates.empty())
        throw Error{Code::anchors_no_certificate};
    return trust::ask(bundle, [&](const trust::BundleIndex&) {
        return Search{bundle, at}.about(certificates.front(), std::span{certificates}.subspan(1));
    });
}

CertificateSearch find_fingerprint(const TrustBundle& bundle, std::string_view sha256, Time at) {
    std::string wanted{sha256};
    for (char& c : wanted)
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    return trust::ask(bundle, [&](const trust::BundleIndex& index) {
        if (const auto certificate = index.certificate_with(wanted))
            return Search{bundle, at}.about(*certificate, {});
        CertificateSearch found;
        found.sha256 = wanted;
        found.findings.push_back({Code::trust_certificate_not_listed, {}, ""});
        return found;
    });
}

} // namespace requal
