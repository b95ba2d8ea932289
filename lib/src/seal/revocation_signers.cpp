// Who may answer for an authority: asked of keys, never of names alone.

#include "seal/revocation_evidence.hpp"

#include "crypto/holder.hpp"
#include "trust/anchor_uses.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <array>

namespace requal::seal {
namespace {

/** Statuses under which a listed service was at work (TS 119 612, 5.5.4, and those of lists before the Regulation).
 */
constexpr std::array<std::string_view, 6> at_work{"granted",          "recognisedatnationallevel", "setbynationallaw",
                                                  "undersupervision", "supervisionincessation",    "accredited"};

constexpr std::string_view status_by_answers = "Certstatus/OCSP";
constexpr std::string_view status_by_lists = "Certstatus/CRL";

/** The way up from the issuer of the certificate that is asked about. */
const crypto::Certificate* on_path(const RevocationQuestion& question, const auto& fits) {
    if (fits(question.issuer))
        return &question.issuer;
    const auto above = std::find_if(question.above.begin(), question.above.end(), fits);
    return above == question.above.end() ? nullptr : &*above;
}

std::span<const crypto::Certificate> above(const RevocationQuestion& question, const crypto::Certificate& one) {
    if (&one == &question.issuer)
        return question.above;
    return question.above.subspan(static_cast<std::size_t>(&one - question.above.data()) + 1);
}

const crypto::Certificate& anchor_of(const RevocationQuestion& question) {
    return question.above.empty() ? question.issuer : question.above.back();
}

/** RFC 5280, 6.3.3 (f): paths that end at one anchor. Trusted lists also name authorities in the middle: then the one
 *  anchor has certified the other with its key. */
bool same_anchor(const crypto::Certificate& a, const crypto::Certificate& b) {
    return crypto::same_holder(a, b) || (b.facts().is_ca && crypto::issued_by(a, b)) ||
           (a.facts().is_ca && crypto::issued_by(b, a));
}

/** The authority under the same name with another key of its own: it certified that key itself, or the authority that
 *  certified the first one did. */
bool renewed(const crypto::Certificate& signer, const RevocationQuestion& question) {
    return signer.facts().is_ca && crypto::same_name(signer, question.issuer) &&
           (crypto::issued_by(signer, question.issuer) ||
            (!question.above.empty() && crypto::issued_by(signer, question.above.front())));
}

/** Several certificates may bear the name and the key that signed: the first that may answer counts, and then there
 * is no objection. Of the objections to all of them the last in the order of the questions is told: it came furthest.
 */
template <class ObjectionTo>
std::optional<Finding> objection_to_all(const std::vector<crypto::Certificate>& signers,
                                        const crypto::Certificate& about, const RevocationSource& source,
                                        const ObjectionTo& objection_to) {
    Finding told{Code::revocation_signature_broken, {{"subject", about.facts().common_name}}, source.where};
    bool by_somebody = false;
    for (const crypto::Certificate& signer : signers) {
        auto objection = objection_to(signer);
        if (!objection)
            return std::nullopt;
        const bool stranger = objection->code == Code::revocation_responder_not_authorised ||
                              objection->code == Code::revocation_namesake;
        if (!by_somebody || !stranger)
            told = std::move(*objection);
        by_somebody = true;
    }
    return told;
}

} // namespace

bool RevocationEvidence::is_anchor(const crypto::Certificate& certificate) const {
    return m_context.authorities.trusts(certificate);
}

/** RFC 6960, 4.2.2.2: a signer may be known by configuration. The caller named it, and its certificate says that this
 *  is its use; or a trusted list has it as status service of the provider that issued the certificate, or as that
 *  provider's authority of the same name. */
bool RevocationEvidence::configured(const crypto::Certificate& signer, std::string_view type,
                                    const Circumstances& of) const {
    const crypto::Certificate& issuer = of.question.issuer;
    const auto of_signer = m_context.authorities.services_of(signer);
    const bool own =
        m_context.authorities.handed_over(signer) ||
        std::any_of(of_signer.begin(), of_signer.end(), [](const auto& service) { return service.own(); });
    if (own && type == status_by_answers && signer.facts().for_ocsp_signing)
        return true;
    const auto of_issuer = m_context.authorities.services_of(issuer);
    const bool same_authority = signer.facts().is_ca && crypto::same_name(signer, issuer);
    return std::any_of(of_signer.begin(), of_signer.end(), [&](const trust::ServiceRecord& status) {
        const trust::ServicePeriod* period = status.own() ? nullptr : status.at(of.given);
        const bool fits = period != nullptr &&
                          std::find(at_work.begin(), at_work.end(), period->status) != at_work.end() &&
                          (period->type.starts_with(type) || (period->type.starts_with("CA/") && same_authority)) &&
                          trust::may_anchor(*period, trust::AnchorUse::revocation);
        return fits && std::any_of(of_issuer.begin(), of_issuer.end(), [&](const trust::ServiceRecord& issuing) {
                   return !issuing.own() && issuing.territory == status.territory &&
                          issuing.provider == status.provider;
               });
    });
}

Finding RevocationEvidence::not_entitled(const crypto::Certificate& signer, bool namesake, const Circumstances& of) {
    return {namesake ? Code::revocation_namesake : Code::revocation_responder_not_authorised,
            {{"subject", of.question.certificate.facts().common_name}, {"responder", signer.facts().common_name}},
            of.source.where};
}

/** Who signed an answer must have been certified when it was given, and still be so when the answer is known to have
 *  existed (EN 319 102-1, 5.6.2.4). An anchor is not judged by its dates. */
std::optional<Finding> RevocationEvidence::reject_dates(const crypto::Certificate& signer, const Circumstances& of,
                                                        RevocationVerdict& verdict) const {
    if (is_anchor(signer) || signer.valid_at(of.known))
        return std::nullopt;
    if (signer.valid_at(of.given) && signer.facts().not_after < of.known)
        verdict.signer_ended_since = true;
    return Finding{Code::revocation_signer_expired,
                   {{"subject", of.question.certificate.facts().common_name},
                    {"responder", signer.facts().common_name},
                    {"not_after", plain_date(signer.facts().not_after)},
                    {"at", plain_date(of.known)}},
                   of.source.where};
}

/** What was signed over a digest, or with a key, that could be forged when the answer is first known to have existed
 *  says nothing (EN 319 102-1, 5.2.5 with 5.2.8; TS 119 312). */
std::optional<Finding> RevocationEvidence::reject_digest(const std::string& digest, const Circumstances& of,
                                                         RevocationVerdict& verdict) const {
    const policy::Policy& policy = m_context.policy;
    if (digest.empty() || policy.digest(digest, of.known).standing == policy::Standing::good)
        return std::nullopt;
    verdict.weakened_since =
        verdict.weakened_since || policy.digest(digest, of.given).standing == policy::Standing::good;
    return weak(digest, of);
}

std::optional<Finding> RevocationEvidence::reject_key(const crypto::Certificate& signer, const Circumstances& of,
                                                      RevocationVerdict& verdict) const {
    const policy::Policy& policy = m_context.policy;
    const crypto::KeyFacts key = signer.key();
    if (policy.key(key.text, key.bits, of.known).standing == policy::Standing::good)
        return std::nullopt;
    verdict.weakened_since =
        verdict.weakened_since || policy.key(key.text, key.bits, of.given).standing == policy::Standing::good;
    return weak(key.text, of);
}

/** Its key, and the digest over which its certificate was signed. */
std::optional<Finding> RevocationEvidence::reject_certificate(const crypto::Certificate& signer,
                                                              const Circumstances& of,
                                                              RevocationVerdict& verdict) const {
    if (auto objection = reject_key(signer, of, verdict))
        return objection;
    return reject_digest(signer.facts().signature_hash, of, verdict);
}

Finding RevocationEvidence::weak(const std::string& algorithm, const Circumstances& of) {
    return {Code::revocation_weak,
            {{"subject", of.question.certificate.facts().common_name}, {"algorithm", algorithm}},
            of.source.where};
}

std::optional<Finding> RevocationEvidence::reject_answer(const crypto::OcspAnswer& answer, const Circumstances& of,
                                                         RevocationVerdict& verdict) const {
    std::vector<crypto::Certificate> candidates{of.question.issuer};
    candidates.insert(candidates.end(), of.question.above.begin(), of.question.above.end());
    candidates.insert(candidates.end(), m_candidates.begin(), m_candidates.end());
    const auto objection = objection_to_all(
        answer.responders(candidates, m_context.work->signatures), of.question.certificate, of.source,
        [&](const crypto::Certificate& responder) { return reject_responder(responder, of, verdict); });
    return objection ? objection : reject_digest(answer.signature_hash(), of, verdict);
}

/** RFC 6960, 4.2.2.2: the issuer itself, or a responder to whom the issuer's key gave the right directly. An
 * authority above the issuer could certify another issuer, so its responders add nobody to those trusted. */
std::optional<Finding> RevocationEvidence::reject_responder(const crypto::Certificate& responder,
                                                            const Circumstances& of,
                                                            RevocationVerdict& verdict) const {
    const RevocationQuestion& question = of.question;
    const crypto::Certificate& issuer = question.issuer;
    const bool issuer_itself = crypto::same_holder(responder, issuer);
    const bool by_configuration = !issuer_itself && configured(responder, status_by_answers, of);
    const bool delegated = responder.facts().for_ocsp_signing && crypto::issued_by(responder, issuer);
    if (!issuer_itself && !by_configuration && !delegated && !renewed(responder, question)) {
        const bool namesake = crypto::same_name(responder, issuer) ||
                              (crypto::claims_issuer(responder, issuer) && !issuer.signed_directly(responder));
        return not_entitled(responder, namesake, of);
    }
    // Anybody can write another certificate about the issuer's key, with other dates.
    if (auto objection = reject_dates(issuer_itself ? issuer : responder, of, verdict))
        return objection;
    // The signature on a certificate that is trusted for itself is nothing to rely on.
    const bool trusted_itself = issuer_itself || by_configuration;
    if (auto objection =
            trusted_itself ? reject_key(responder, of, verdict) : reject_certificate(responder, of, verdict))
        return objection;
    if (trusted_itself || is_anchor(responder) || responder.facts().ocsp_no_check)
        return std::nullopt;
    const crypto::Certificate& authority =
        issuer.signed_directly(responder) ? issuer : question.above.front(); // see renewed()
    if (!known_good(responder, authority, above(question, authority), question))
        return Finding{
            Code::revocation_responder_not_checked,
            {{"subject", question.certificate.facts().common_name}, {"responder", responder.facts().common_name}},
            of.source.where};
    return std::nullopt;
}

bool RevocationEvidence::may_ask_further() const {
    RevocationWork& work = *m_context.work;
    if (work.questions == 0) {
        work.ended = true;
        return false;
    }
    --work.questions;
    return true;
}

/** Whether there is a good answer about a signer of answers too, and not by itself (RFC 6960, 4.2.2.2.1). */
bool RevocationEvidence::known_good(const crypto::Certificate& signer, const crypto::Certificate& issuer,
                                    std::span<const crypto::Certificate> above,
                                    const RevocationQuestion& question) const {
    constexpr std::size_t deepest = 16;
    if (needs_no_revocation(signer))
        return true;
    if (std::find(m_in_doubt.begin(), m_in_doubt.end(), signer) != m_in_doubt.end() || m_in_doubt.size() >= deepest ||
        !may_ask_further())
        return false;
    m_in_doubt.push_back(signer);
    const RevocationVerdict verdict = ask({signer, issuer, above, question.time, question.proven});
    m_in_doubt.pop_back();
    return verdict.state == RevocationState::good || verdict.state == RevocationState::stale;
}

/** A list may be signed with another key than the certificates of its issuer, or by another authority altogether,
 *  which the certificate names (RFC 5280, 6.3.3 (f)). */
std::optional<Finding> RevocationEvidence::reject_list(const crypto::RevocationList& list, const Circumstances& of,
                                                       RevocationVerdict& verdict) const {
    crypto::SignatureBudget& budget = m_context.work->signatures;
    if (list.signed_by(of.question.issuer, budget)) {
        if (auto objection = reject_dates(of.question.issuer, of, verdict))
            return objection;
        if (auto objection = reject_key(of.question.issuer, of, verdict))
            return objection;
        return reject_digest(list.signature_hash(), of, verdict);
    }
    std::vector<crypto::Certificate> candidates{of.question.above.begin(), of.question.above.end()};
    candidates.insert(candidates.end(), m_candidates.begin(), m_candidates.end());
    const auto objection =
        objection_to_all(list.signers(candidates, budget), of.question.certificate, of.source,
                         [&](const crypto::Certificate& signer) { return reject_list_signer(signer, of, verdict); });
    return objection ? objection : reject_digest(list.signature_hash(), of, verdict);
}

/** The signer of such a list needs a proven path to the same anchor, on which nothing was revoked. Under the name of
 *  the issuer only a key speaks that somebody on the path of the certificate certified: an authority elsewhere below
 *  the anchor could certify anybody under that name. */
std::optional<Finding> RevocationEvidence::reject_list_signer(const crypto::Certificate& signer,
                                                              const Circumstances& of,
                                                              RevocationVerdict& verdict) const {
    const RevocationQuestion& question = of.question;
    const bool own_name = crypto::same_name(signer, question.issuer);
    const bool issuer_itself = own_name && crypto::same_key(signer, question.issuer);
    if (issuer_itself || configured(signer, status_by_lists, of)) {
        if (auto objection = reject_dates(issuer_itself ? question.issuer : signer, of, verdict))
            return objection;
        return reject_key(signer, of, verdict);
    }
    if (!may_ask_further())
        return not_entitled(signer, false, of);
    const crypto::Chain chain =
        m_context.authorities.path(signer, m_candidates, m_context.limits.chain_length, trust::AnchorUse::revocation);
    const bool below_the_path =
        !own_name || chain.certificates.size() < 2 || on_path(question, [&](const crypto::Certificate& one) {
                                                          return crypto::same_key(one, chain.certificates[1]);
                                                      }) != nullptr;
    if (!chain.anchored || !chain.problems.empty() || !below_the_path ||
        !same_anchor(chain.certificates.back(), anchor_of(question)))
        return not_entitled(signer, own_name || chain.namesake_of_anchor, of);
    if (auto objection = reject_dates(signer, of, verdict))
        return objection;
    for (std::size_t i = 0; i < chain.certificates.size(); ++i) {
        const bool last = i + 1 == chain.certificates.size();
        if (auto objection = last ? reject_key(chain.certificates[i], of, verdict)
                                  : reject_certificate(chain.certificates[i], of, verdict))
            return objection;
        // An authority that certifies its own next key speaks about that certificate with the key itself.
        if (!last && chain.certificates[i] != question.certificate &&
            !known_good(chain.certificates[i], chain.certificates[i + 1],
                        std::span{chain.certificates}.subspan(i + 2), question))
            return Finding{Code::revocation_responder_not_checked,
                           {{"subject", question.certificate.facts().common_name},
                            {"responder", chain.certificates[i].facts().common_name}},
                           of.source.where};
    }
    return std::nullopt;
}

} // namespace requal::seal
