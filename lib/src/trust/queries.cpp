#include "trust/queries.hpp"

#include "crypto/certificate_statements.hpp"

#include <algorithm>

namespace requal {
namespace trust {
namespace {

ServiceStatusPeriod facts_of(const ServicePeriod& period) {
    ServiceStatusPeriod facts{period.type, period.status, period.from, period.until, period.additional, {}};
    for (const Qualification& qualification : period.qualifications)
        for (const std::string& qualifier : qualification.qualifiers)
            if (std::find(facts.qualifiers.begin(), facts.qualifiers.end(), qualifier) == facts.qualifiers.end())
                facts.qualifiers.push_back(qualifier);
    return facts;
}

} // namespace

NamedCertificate named(const crypto::Certificate& certificate) {
    const crypto::CertificateFacts& facts = certificate.facts();
    return {facts.common_name.empty() ? facts.subject : facts.common_name,
            facts.issuer_name,
            facts.sha256,
            crypto::key_sha256(certificate),
            facts.not_before,
            facts.not_after};
}

ListedServiceFacts facts_of(const ListedRecord& record) {
    ListedServiceFacts facts{record.service.territory, record.service.provider, record.service.name, {}, {}};
    for (const crypto::Certificate& certificate : record.certificates)
        facts.certificates.push_back(named(certificate));
    for (const ServicePeriod& period : record.service.periods)
        facts.periods.push_back(facts_of(period));
    return facts;
}

} // namespace trust

std::vector<ListedServiceFacts> services_of(const TrustBundle& bundle, const std::string& territory) {
    std::vector<ListedServiceFacts> services;
    if (!bundle.exists() || territory.empty())
        return services;
    const auto records =
        trust::ask(bundle, [&](const trust::BundleIndex& index) { return index.services_in(territory); });
    services.reserve(records.size());
    for (const trust::ListedRecord& record : records)
        services.push_back(trust::facts_of(record));
    return services;
}

std::string_view list_age_text(ListAge age) noexcept {
    switch (age) {
    case ListAge::current:
        return "current";
    case ListAge::ending:
        return "ending";
    case ListAge::ended:
        break;
    }
    return "ended";
}

std::string_view change_text(ChangeKind kind) noexcept {
    switch (kind) {
    case ChangeKind::added:
        return "added";
    case ChangeKind::removed:
        return "removed";
    case ChangeKind::renewed:
        return "renewed";
    case ChangeKind::older:
        return "older";
    case ChangeKind::status:
        return "status";
    case ChangeKind::rules:
        break;
    }
    return "rules";
}

} // namespace requal
