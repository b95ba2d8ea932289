#include "verify/issuer_match.hpp"

#include "base/fold.hpp"
#include "verify/organisation_match.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace requal::verify {
namespace {

constexpr std::string_view mandated_issue =
    "http://data.europa.eu/snb/verifiable-presentation/c_825cddc0"; // ELM v2: sealed for somebody else

bool is_mandated(const Presentation& presentation) {
    return std::any_of(presentation.types.begin(), presentation.types.end(),
                       [](const Concept& type) { return type.id == mandated_issue; });
}

std::string issuer_name(const Organisation* issuer) {
    const std::string name = issuer != nullptr ? issuer->name() : "";
    return name.empty() ? "nobody" : name;
}

bool says(const OrganisationMatch& match, Code code) {
    return std::any_of(match.findings.begin(), match.findings.end(),
                       [code](const Finding& finding) { return finding.code == code; });
}

/** The seal around a presentation, seen from one of its credentials. */
OrganisationMatch match_presented(const Organisation* issuer, const Sealer& sealer, const Presentation& presentation,
                                  bool has_own, const DataFolder& data) {
    OrganisationMatch as_issuer = match_organisation(issuer, sealer, data);
    if (as_issuer.speaks || !sealer.signer || says(as_issuer, Code::issuer_not_vouched))
        return as_issuer;
    // Not the issuer. That is no contradiction: the seal says who presents.
    OrganisationMatch match;
    if (presentation.issuer)
        match = match_organisation(presentation.issuer.get(), sealer, data);
    const bool presenter = match.speaks;
    const bool named_so = presenter || says(match, Code::issuer_not_vouched);
    match.speaks = false;
    if (has_own)
        return match;
    const Arguments both{{"presenter", sealer_name(*sealer.signer)}, {"name", issuer_name(issuer)}};
    const bool named = issuer != nullptr && !issuer->reference_only;
    if (named_so && named && is_mandated(presentation)) {
        match.findings.push_back({Code::issuer_mandate_claimed, both, issuer->where});
        match.speaks = presenter;
    } else {
        match.findings.push_back({Code::issuer_presented, both, named ? issuer->where : presentation.where});
    }
    return match;
}

/** The names of those who awarded and are not the issuer; parts of a whole may have others than the whole. */
std::set<std::string> other_bodies(const Credential& credential, const Organisation* issuer) {
    const std::string own = issuer != nullptr ? fold_name(issuer->name()) : "";
    std::set<std::string> names;
    std::set<const Achievement*> seen;
    std::vector<const Achievement*> open;
    const auto add = [&](const std::vector<AchievementPtr>& achievements) {
        for (const AchievementPtr& one : achievements)
            if (one && seen.insert(one.get()).second)
                open.push_back(one.get());
    };
    add(credential.achievements);
    while (!open.empty()) {
        const Achievement& achievement = *open.back();
        open.pop_back();
        for (const OrganisationPtr& body : achievement.awarded_by.bodies) {
            const bool same =
                body.get() == issuer || (body && issuer != nullptr && !body->id.empty() && body->id == issuer->id);
            // Files describe one organisation under several ids, as who issues and as who awards.
            if (body && !same && (own.empty() || fold_name(body->name()) != own))
                names.insert(body->name());
        }
        add(achievement.parts);
    }
    return names;
}

/** Whoever issues what others awarded should carry their mandate; nobody can check one offline. */
void tell_bodies(const Credential& credential, const Organisation* issuer, const Presentation* presentation,
                 CheckResult& check) {
    constexpr std::size_t most = 8; // names in one message
    const std::set<std::string> names = other_bodies(credential, issuer);
    if (names.empty())
        return;
    std::string others;
    std::size_t count = 0;
    for (const std::string& name : names)
        if (count++ < most)
            others += (others.empty() ? "" : ", ") + name;
    if (names.size() > most)
        others += " and " + std::to_string(names.size() - most) + " more";
    const bool mandated = (presentation != nullptr && is_mandated(*presentation)) ||
                          std::any_of(credential.evidence.begin(), credential.evidence.end(),
                                      [](const Evidence& one) { return one.is_mandate(); });
    check.add({mandated ? Code::issuer_mandate : Code::issuer_no_mandate,
               {{"bodies", others}, {"name", issuer_name(issuer)}},
               "/evidence"});
}

} // namespace

std::vector<bool> match_issuer(const Credential& credential, const Organisation* issuer,
                               std::span<const Sealer> sealers, const Presentation* presentation,
                               const DataFolder& data, CheckResult& check) {
    const bool has_own = std::any_of(sealers.begin(), sealers.end(), [](const Sealer& sealer) { return sealer.own; });
    std::vector<OrganisationMatch> matches;
    matches.reserve(sealers.size());
    for (const Sealer& sealer : sealers)
        matches.push_back(presentation != nullptr && !sealer.own
                              ? match_presented(issuer, sealer, *presentation, has_own, data)
                              : match_organisation(issuer, sealer, data));
    std::vector<bool> as_issuer;
    as_issuer.reserve(matches.size());
    for (const OrganisationMatch& match : matches)
        as_issuer.push_back(match.speaks && !says(match, Code::issuer_mandate_claimed));
    const bool spoken =
        std::any_of(matches.begin(), matches.end(), [](const OrganisationMatch& match) { return match.speaks; });
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (matches[i].speaks || !spoken) {
            for (Finding& finding : matches[i].findings)
                check.add(std::move(finding));
        } else if (sealers[i].signer) { // who seals beside the issuer takes nothing from it, and adds nothing
            check.add({Code::issuer_also_sealed,
                       {{"certificate", sealer_name(*sealers[i].signer)}, {"name", issuer_name(issuer)}},
                       sealers[i].where});
        }
    }
    if (spoken && check.status == CheckStatus::skipped)
        check.status = CheckStatus::passed;
    if (!sealers.empty())
        tell_bodies(credential, issuer, presentation, check);
    return as_issuer;
}

} // namespace requal::verify
