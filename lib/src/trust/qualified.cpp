#include "trust/qualified.hpp"

#include "trust/list_names.hpp"

#include <algorithm>

namespace requal::trust {
namespace {

using crypto::CertificateStatements;

bool contains(const std::vector<std::string>& set, std::string_view member) {
    return std::find(set.begin(), set.end(), member) != set.end();
}

/** Statuses under which a service may issue qualified certificates: `granted` since the Regulation, those of
 *  supervision and accreditation before (TS 119 615, 4.3.4; TS 119 612, 5.5.4). */
bool allows(const std::string& status, Time at) {
    if (status == "granted")
        return true;
    return at < eidas_begins &&
           (status == "undersupervision" || status == "supervisionincessation" || status == "accredited");
}

std::string_view additional_word(CertificateKind kind) {
    switch (kind) {
    case CertificateKind::seal:
        return "ForeSeals";
    case CertificateKind::web:
        return "ForWebSiteAuthentication";
    case CertificateKind::signature:
    case CertificateKind::unknown:
        break;
    }
    return "ForeSignatures";
}

std::optional<bool> holds(const std::vector<Criteria::Usage>& usages, const CertificateStatements& statements) {
    return std::all_of(usages.begin(), usages.end(), [&](const Criteria::Usage& usage) {
        for (std::size_t i = 0; i < crypto::key_usages.size(); ++i)
            if (crypto::key_usages.at(i) == usage.bit)
                return statements.key_usage.at(i) == usage.set;
        return false;
    });
}

std::optional<bool> all_among(const std::vector<std::string>& wanted, const std::vector<std::string>& there) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const std::string& member) { return contains(there, member); });
}

/** What the qualifiers of a service say about one certificate. */
class Qualifiers {
  public:
    Qualifiers(const ServicePeriod& period, const CertificateStatements& statements) {
        for (const Qualification& qualification : period.qualifications) {
            const auto about_it = applies(qualification.criteria, statements);
            if (!about_it)
                m_not_understood = true;
            else if (*about_it)
                m_words.insert(m_words.end(), qualification.qualifiers.begin(), qualification.qualifiers.end());
        }
    }

    [[nodiscard]] bool say(std::string_view word) const { return contains(m_words, word); }
    [[nodiscard]] bool not_understood() const { return m_not_understood; }

    /** TS 119 615, 4.4.4: pairs that cannot both hold. */
    [[nodiscard]] std::string contradiction() const {
        const auto both = [&](std::string_view a, std::string_view b) { return say(a) && say(b); };
        if (both("NotQualified", "QCStatement"))
            return "NotQualified and QCStatement";
        if (both("QCWithQSCD", "QCNoQSCD"))
            return "QCWithQSCD and QCNoQSCD";
        if (both("QCWithSSCD", "QCNoSSCD"))
            return "QCWithSSCD and QCNoSSCD";
        const int uses = (say("QCForESig") ? 1 : 0) + (say("QCForESeal") ? 1 : 0) + (say("QCForWSA") ? 1 : 0);
        return uses > 1 ? "several of QCForESig, QCForESeal and QCForWSA" : "";
    }

    [[nodiscard]] std::optional<CertificateKind> kind() const {
        if (say("QCForESeal"))
            return CertificateKind::seal;
        if (say("QCForESig"))
            return CertificateKind::signature;
        if (say("QCForWSA"))
            return CertificateKind::web;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<bool> device(bool since_eidas) const {
        const bool with = say("QCWithQSCD") || say("QCQSCDManagedOnBehalf") || (!since_eidas && say("QCWithSSCD"));
        const bool without = say("QCNoQSCD") || (!since_eidas && say("QCNoSSCD"));
        if (with || without)
            return with;
        return std::nullopt; // QCQSCDStatusAsInCert, and silence
    }

  private:
    std::vector<std::string> m_words;
    bool m_not_understood = false;
};

/** Why QcType names no kind of seal or signature (EN 319 412-5, 4.2.3); empty when it names one, or nothing. */
std::string unclear_types(const CertificateStatements& statements) {
    const auto& types = statements.qualified.types;
    std::string known;
    std::string others;
    std::size_t kinds = 0;
    for (const std::string_view word : {"signature", "seal", "web"})
        if (contains(types, word)) {
            known += (known.empty() ? "" : " and ") + std::string{word};
            ++kinds;
        }
    for (const std::string& type : types)
        if (type != "signature" && type != "seal" && type != "web" && others.find(type) == std::string::npos)
            others += (others.empty() ? "" : ", ") + type;
    if (kinds > 1)
        return "it names several kinds, " + known;
    if (known == "web")
        return "it is for web sites";
    return known.empty() && !others.empty() ? "it names a kind that is not known, " + others : "";
}

/** What the certificate says of itself. Before the Regulation the policies QCP public said it too (TS 101 456). */
struct Claim {
    bool qualified = false;
    bool device = false;
    CertificateKind kind = CertificateKind::unknown;
    bool since_eidas = true;
    std::string unclear; ///< why its kind cannot be told

    Claim(const crypto::Certificate& certificate, const CertificateStatements& statements)
        : qualified(statements.qualified.compliance), device(statements.qualified.device), kind(kind_of(statements)),
          since_eidas(eidas_begins <= certificate.facts().not_before) {
        if (!since_eidas) {
            const bool plus = contains(statements.policies, "0.4.0.1456.1.1");
            qualified = qualified || plus || contains(statements.policies, "0.4.0.1456.1.2");
            device = device || plus;
            kind = CertificateKind::signature; // seals came with the Regulation
        } else {
            unclear = unclear_types(statements);
        }
        // A law of another country than the Union's (EN 319 412-5, 4.2.4) makes no qualified certificate here.
        if (!statements.qualified.legislations.empty())
            qualified = false;
    }
};

QualifiedAt judge(const ServiceRecord& service, const ServicePeriod& period, const Claim& claim,
                  const CertificateStatements& statements) {
    QualifiedAt answer;
    answer.territory = service.territory;
    answer.status = period.status;
    answer.kind = claim.kind;
    if (!period.not_read.empty()) { // TS 119 612, 5.5.9: whoever does not know it must not go on as if he did
        answer.service = service.name;
        answer.not_read = period.not_read.front();
        answer.reason = "a critical extension that is not read";
        return answer;
    }
    const Qualifiers qualifiers{period, statements};
    if (const std::string both = qualifiers.contradiction(); !both.empty()) {
        answer.reason = both;
        return answer;
    }
    answer.kind = qualifiers.kind().value_or(claim.kind);
    if (!qualifiers.kind())
        answer.unclear = claim.unclear;
    else if (answer.kind == CertificateKind::web)
        answer.unclear = "it is for web sites, says the list";
    answer.device = qualifiers.device(claim.since_eidas).value_or(claim.device);
    answer.qualified = claim.qualified;
    answer.refused_by_list = qualifiers.say("NotQualified");
    if (answer.refused_by_list)
        answer.qualified = false;
    else if (qualifiers.say("QCStatement"))
        answer.qualified = true;
    if (answer.qualified != claim.qualified)
        answer.overruled.emplace_back(claim.qualified ? "NotQualified" : "QCStatement");
    if (answer.qualified == true && answer.device != claim.device)
        answer.overruled.emplace_back(answer.device ? "its key is in a qualified device"
                                                    : "its key is in no qualified device");
    if (answer.qualified == true && qualifiers.not_understood()) {
        answer.qualified = std::nullopt;
        answer.reason = "a criterion that is not read";
        return answer;
    }
    // What the service is listed for, when it says so, since the Regulation (TS 119 612, 5.5.9.4).
    const bool says_what_for =
        std::any_of(period.additional.begin(), period.additional.end(),
                    [](const std::string& word) { return word.starts_with("ForeS") || word.starts_with("ForWeb"); });
    const bool clear = answer.kind != CertificateKind::unknown;
    if (answer.qualified == true && claim.since_eidas && !qualifiers.kind() && clear && says_what_for &&
        !contains(period.additional, additional_word(answer.kind))) {
        answer.qualified = false;
        answer.reason = "the list does not name the service for this kind of certificate";
    }
    if (answer.qualified == false && answer.reason.empty())
        answer.reason = claim.qualified
                            ? "the list says that it is not qualified"
                            : "the certificate does not call itself qualified, and the list does not either";
    return answer;
}

} // namespace

CertificateKind kind_of(const CertificateStatements& statements) {
    const auto& types = statements.qualified.types;
    const bool seal = contains(types, "seal");
    const bool signature = contains(types, "signature");
    const bool web = contains(types, "web");
    if ((seal ? 1 : 0) + (signature ? 1 : 0) + (web ? 1 : 0) > 1)
        return CertificateKind::unknown; // only the list could say which
    if (seal)
        return CertificateKind::seal;
    if (signature)
        return CertificateKind::signature;
    if (web)
        return CertificateKind::web;
    if (!types.empty())
        return CertificateKind::unknown;
    if (statements.qualified.compliance)
        return CertificateKind::signature; // EN 319 412-5, 4.2.3: without a type it is for signatures
    const auto& attributes = statements.subject_attributes;
    const bool person = contains(attributes, "2.5.4.4") || contains(attributes, "2.5.4.42");
    return contains(attributes, "2.5.4.97") && !person ? CertificateKind::seal
           : person                                    ? CertificateKind::signature
                                                       : CertificateKind::unknown;
}

std::optional<bool> applies(const Criteria& criteria, const CertificateStatements& statements) {
    std::vector<std::optional<bool>> answers;
    for (const auto& usages : criteria.key_usages)
        answers.push_back(holds(usages, statements));
    for (const auto& set : criteria.policies)
        answers.push_back(all_among(set, statements.policies));
    for (const auto& set : criteria.extended)
        answers.push_back(all_among(set, statements.extended_key_usages));
    for (const auto& set : criteria.attributes)
        answers.push_back(all_among(set, statements.subject_attributes));
    for (const Criteria& nested : criteria.nested)
        answers.push_back(applies(nested, statements));
    if (criteria.not_understood)
        answers.emplace_back(std::nullopt);
    const bool any = std::find(answers.begin(), answers.end(), std::optional{true}) != answers.end();
    const bool none_false = std::find(answers.begin(), answers.end(), std::optional{false}) == answers.end();
    const bool open = std::find(answers.begin(), answers.end(), std::optional<bool>{}) != answers.end();
    switch (criteria.match) {
    case Criteria::Match::all:
        return !none_false ? std::optional{false} : open ? std::nullopt : std::optional{true};
    case Criteria::Match::at_least_one:
        return any ? std::optional{true} : open ? std::nullopt : std::optional{false};
    case Criteria::Match::none:
        return any ? std::optional{false} : open ? std::nullopt : std::optional{true};
    }
    return std::nullopt;
}

QualifiedAt qualified_at(const crypto::Certificate& certificate, const std::vector<ServiceRecord>& services,
                         Time at) {
    const CertificateStatements statements = crypto::statements_of(certificate);
    const Claim claim{certificate, statements};
    std::optional<QualifiedAt> answer;
    QualifiedAt refused;
    refused.qualified = false;
    refused.kind = claim.kind;
    refused.unclear = claim.unclear;
    refused.reason = "the authority is not listed as issuing qualified certificates";
    for (const ServiceRecord& service : services) {
        const ServicePeriod* period = service.at(at);
        if (service.own() || period == nullptr || period->type != "CA/QC") {
            if (!service.own() && refused.territory.empty())
                refused.territory = service.territory;
            if (period != nullptr && is_foreign(period->type))
                refused.foreign = "the service is of a type that ETSI does not define, " + period->type;
            continue;
        }
        if (!service.of_union) { // Regulation (EU) 910/2014, Art. 22; TS 119 615, 4.3
            refused.territory = service.territory;
            refused.foreign = "the list is not one of the Union's own";
            refused.reason = "its authority is on a list of another law";
            continue;
        }
        if (!allows(period->status, at)) {
            refused.territory = service.territory;
            refused.status = period->status;
            refused.reason = "the status of the authority was then '" + period->status + "'";
            if (is_foreign(period->status))
                refused.foreign = "the service has a status that ETSI does not define, " + period->status;
            continue;
        }
        QualifiedAt one = judge(service, *period, claim, statements);
        if (!answer)
            answer = std::move(one);
        else if (answer->qualified != one.qualified || answer->kind != one.kind || answer->device != one.device) {
            // A service that says nothing for this kind gives way to one that does; one that says no does not.
            const auto silent = [](const QualifiedAt& entry) {
                return entry.qualified == false && !entry.refused_by_list;
            };
            if (silent(*answer) && one.qualified == true)
                answer = std::move(one);
            else if (!(answer->qualified == true && silent(one))) {
                answer->qualified = std::nullopt;
                answer->reason = "two entries of the same authority";
            }
        }
    }
    return answer.value_or(refused);
}

bool qualified_time_stamp(const std::vector<ServiceRecord>& services, Time at) {
    return std::any_of(services.begin(), services.end(), [at](const ServiceRecord& service) {
        const ServicePeriod* period = service.at(at);
        return period != nullptr && service.of_union && period->type == "TSA/QTST" && period->status == "granted" &&
               period->not_read.empty() && eidas_begins <= at;
    });
}

} // namespace requal::trust
