#include "seal/revocation_evidence.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

/** Questions about the signers of answers: a stranger's file could ask for any number of them. */
constexpr std::size_t most_nested = 16;

} // namespace

struct RevocationEvidence::Answer {
    crypto::RevocationStatus status;
    std::string where;
};

RevocationEvidence::RevocationEvidence(const Material& material, const TrustContext& context,
                                       std::function<Time(const RevocationSource&)> proven_time)
    : m_material(material), m_context(context), m_proven_time(std::move(proven_time)),
      m_candidates(material.certificates) {
    m_candidates.insert(m_candidates.end(), context.certificates.begin(), context.certificates.end());
}

bool RevocationEvidence::is_anchor(const crypto::Certificate& certificate) const {
    return m_context.authorities.trusts(certificate);
}

/** RFC 6960, 4.2.2.2: a responder may be known by configuration: the caller named it, or a trusted list has it as the
 *  status service of the provider that issued the certificate. */
bool RevocationEvidence::answers_for(const crypto::Certificate& responder, const crypto::Certificate& issuer) const {
    if (m_context.authorities.handed_over(responder))
        return true;
    const auto of_issuer = m_context.authorities.services_of(issuer);
    const auto of_responder = m_context.authorities.services_of(responder);
    return std::any_of(of_responder.begin(), of_responder.end(), [&](const trust::ServiceRecord& status) {
        return status.own() ||
               (!status.periods.empty() && status.periods.front().type.starts_with("Certstatus/") &&
                std::any_of(of_issuer.begin(), of_issuer.end(), [&](const trust::ServiceRecord& issuing) {
                    return issuing.territory == status.territory && issuing.provider == status.provider;
                }));
    });
}

/** Who signed an answer must have been certified when it was given, and still be so when the answer is known to have
 *  existed (EN 319 102-1, 5.6.2.4). An anchor is not judged by its dates. */
std::optional<Finding> RevocationEvidence::reject_signer(const crypto::Certificate& signer, Time given,
                                                         const RevocationSource& source,
                                                         const RevocationQuestion& question,
                                                         RevocationVerdict& verdict) const {
    const Time known = m_proven_time(source);
    if (is_anchor(signer) || signer.valid_at(known))
        return std::nullopt;
    if (signer.valid_at(given) && signer.facts().not_after < known)
        verdict.signer_ended_since = true;
    return Finding{Code::revocation_signer_expired,
                   {{"subject", question.certificate.facts().common_name},
                    {"responder", signer.facts().common_name},
                    {"not_after", plain_date(signer.facts().not_after)},
                    {"at", plain_date(known)}},
                   source.where};
}

std::optional<Finding> RevocationEvidence::reject_responder(const crypto::OcspAnswer& answer, Time given,
                                                            const RevocationSource& source,
                                                            const RevocationQuestion& question,
                                                            RevocationVerdict& verdict) const {
    const Arguments about{{"subject", question.certificate.facts().common_name}};
    std::vector<crypto::Certificate> candidates = m_candidates;
    candidates.push_back(question.issuer);
    candidates.insert(candidates.end(), question.above.begin(), question.above.end());
    const auto responder = answer.responder(candidates);
    if (!responder)
        return Finding{Code::revocation_signature_broken, about, source.where};
    // RFC 6960, 4.2.2.2: the issuer itself, or a responder to whom the issuer gave the right directly. An authority
    // above the issuer on the path could certify another issuer, so its responder adds nobody to those trusted.
    const bool known = *responder == question.issuer || answers_for(*responder, question.issuer);
    const crypto::Certificate* authority =
        responder->facts().for_ocsp_signing ? delegating(*responder, question) : nullptr;
    const Arguments who{{"subject", question.certificate.facts().common_name},
                        {"responder", responder->facts().common_name}};
    if (!known && authority == nullptr)
        return Finding{Code::revocation_responder_not_authorised, who, source.where};
    if (auto objection = reject_signer(*responder, given, source, question, verdict))
        return objection;
    if (!known && !is_anchor(*responder) && !responder->facts().ocsp_no_check) {
        const bool by_issuer = authority == &question.issuer;
        const auto above =
            by_issuer ? question.above
                      : question.above.subspan(static_cast<std::size_t>(authority - question.above.data()) + 1);
        if (!known_good(*responder, *authority, above, question))
            return Finding{Code::revocation_responder_not_checked, who, source.where};
    }
    return std::nullopt;
}

/** Whose key certified the responder: the issuer, or an authority above it. */
const crypto::Certificate* RevocationEvidence::delegating(const crypto::Certificate& responder,
                                                          const RevocationQuestion& question) {
    if (question.issuer.signed_directly(responder))
        return &question.issuer;
    const auto above = std::find_if(question.above.begin(), question.above.end(),
                                    [&](const crypto::Certificate& one) { return one.signed_directly(responder); });
    return above == question.above.end() ? nullptr : &*above;
}

/** Whether there is a good answer about a signer of answers too, and not by itself (RFC 6960, 4.2.2.2.1). */
bool RevocationEvidence::known_good(const crypto::Certificate& signer, const crypto::Certificate& issuer,
                                    std::span<const crypto::Certificate> above,
                                    const RevocationQuestion& question) const {
    if (needs_no_revocation(signer))
        return true;
    if (m_nested >= most_nested || std::find(m_in_doubt.begin(), m_in_doubt.end(), signer) != m_in_doubt.end())
        return false;
    ++m_nested;
    m_in_doubt.push_back(signer);
    const RevocationVerdict verdict = ask({signer, issuer, above, question.time, question.proven});
    m_in_doubt.pop_back();
    return verdict.state == RevocationState::good || verdict.state == RevocationState::stale;
}

/** A list may be signed with another key than the certificates of its issuer, or by another authority altogether,
 * which the certificate names (RFC 5280, 6.3.3 (f)). */
std::optional<Finding> RevocationEvidence::reject_list(const crypto::RevocationList& list, Time given,
                                                       const RevocationSource& source,
                                                       const RevocationQuestion& question,
                                                       RevocationVerdict& verdict) const {
    if (list.signed_by(question.issuer))
        return reject_signer(question.issuer, given, source, question, verdict);
    const auto signer = list.signer(m_candidates);
    if (!signer)
        return Finding{
            Code::revocation_signature_broken, {{"subject", question.certificate.facts().common_name}}, source.where};
    if (!may_list_for(*signer, question))
        return Finding{
            Code::revocation_responder_not_authorised,
            {{"subject", question.certificate.facts().common_name}, {"responder", signer->facts().common_name}},
            source.where};
    return reject_signer(*signer, given, source, question, verdict);
}

/** The signer of such a list needs a path to the same anchor, on which nothing was revoked. */
bool RevocationEvidence::may_list_for(const crypto::Certificate& signer, const RevocationQuestion& question) const {
    const crypto::Certificate& anchor = question.above.empty() ? question.issuer : question.above.back();
    const crypto::Chain chain =
        m_context.authorities.path(signer, m_candidates, m_context.limits.chain_length, trust::AnchorUse::revocation);
    if (!chain.anchored || !chain.problems.empty() ||
        chain.certificates.back().facts().subject != anchor.facts().subject)
        return false;
    for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
        // An authority that certifies its own next key speaks about that certificate with the key itself.
        if (chain.certificates[i] != question.certificate &&
            !known_good(chain.certificates[i], chain.certificates[i + 1],
                        std::span{chain.certificates}.subspan(i + 2), question))
            return false;
    }
    return true;
}

std::optional<RevocationEvidence::Answer> RevocationEvidence::hear(const RevocationSource& source,
                                                                   const RevocationQuestion& question,
                                                                   RevocationVerdict& verdict) const {
    std::optional<crypto::RevocationStatus> status;
    std::optional<Finding> objection;
    const auto object = [&](Code code, Arguments more = {}) {
        more.emplace_back("subject", question.certificate.facts().common_name);
        objection = Finding{code, std::move(more), source.where};
    };
    if (const auto* answer = std::get_if<crypto::OcspAnswer>(&source.data)) {
        status = answer->about(question.certificate, question.issuer);
        if (status)
            objection = reject_responder(*answer, status->this_update, source, question, verdict);
        if (status && !objection && status->state == crypto::RevocationStatus::State::unknown)
            object(Code::revocation_unknown);
    } else if (const auto* list = std::get_if<crypto::RevocationList>(&source.data)) {
        status = list->about(question.certificate);
        if (status)
            objection = reject_list(*list, status->this_update, source, question, verdict);
    }
    if (!status)
        return std::nullopt;
    // Before any other objection: seen from an earlier time, its signer may not even have been certified yet.
    if (status->this_update.seconds > m_context.at.seconds + m_context.policy.clock_skew)
        object(Code::revocation_from_the_future,
               {{"this_update", rfc3339(status->this_update)}, {"at", rfc3339(m_context.at)}});
    else if (!objection && status->this_update < question.certificate.facts().not_before &&
             status->state == crypto::RevocationStatus::State::good)
        object(Code::revocation_before_issue);
    else if (!objection && !remembers(*status, question))
        object(Code::revocation_after_expiry, {{"not_after", plain_date(question.certificate.facts().not_after)}});
    if (objection) {
        verdict.rejected.push_back(std::move(*objection));
        return std::nullopt;
    }
    return Answer{*status, source.where};
}

/** Authorities may drop certificates that have ended (RFC 5280, 3.3): "not revoked" counts after that only when the
 *  answer, or the trusted list for its authority, says that they are kept. */
bool RevocationEvidence::remembers(const crypto::RevocationStatus& status, const RevocationQuestion& question) const {
    const Time ended = question.certificate.facts().not_after;
    if (status.state != crypto::RevocationStatus::State::good || status.this_update <= ended)
        return true;
    if (status.keeps_ended_since && *status.keeps_ended_since <= ended)
        return true;
    const auto services = m_context.authorities.services_of(question.issuer);
    return std::any_of(services.begin(), services.end(), [&](const trust::ServiceRecord& service) {
        const trust::ServicePeriod* period = service.at(status.this_update);
        return period != nullptr && period->expired_certificates_known_since &&
               *period->expired_certificates_known_since <= ended;
    });
}

bool RevocationEvidence::reaches(const crypto::RevocationStatus& status, const RevocationQuestion& question) const {
    const std::int64_t time = question.time.seconds;
    if (m_context.policy.oldest_answer && status.this_update.seconds + *m_context.policy.oldest_answer < time)
        return false;
    if (question.proven && status.this_update.seconds >= time)
        return true; // given after the proven time, it speaks for that time
    const std::int64_t until = status.next_update
                                   ? status.next_update->seconds
                                   : status.this_update.seconds + m_context.policy.fresh_without_next_update;
    return status.this_update.seconds <= time + m_context.policy.clock_skew && time <= until;
}

RevocationVerdict RevocationEvidence::ask(const RevocationQuestion& question) const {
    using State = crypto::RevocationStatus::State;
    RevocationVerdict verdict;
    const auto rank = [](RevocationState state) {
        switch (state) {
        case RevocationState::nothing:
            return 0;
        case RevocationState::stale:
            return 1;
        case RevocationState::good:
            return 2;
        case RevocationState::revoked:
            return 3;
        }
        return 0;
    };
    std::vector<Answer> parts;
    for_each_source([&](const RevocationSource& source) {
        auto answer = hear(source, question, verdict);
        if (!answer || answer->status.state == State::unknown)
            return;
        if (answer->status.state == State::revoked)
            if (auto release = released(source, question))
                answer->status = std::move(*release);
        if (answer->status.state == State::good && answer->status.reasons != crypto::RevocationStatus::every_reason) {
            parts.push_back(std::move(*answer));
            return;
        }
        RevocationState state = reaches(answer->status, question) ? RevocationState::good : RevocationState::stale;
        if (answer->status.state == State::revoked)
            state = RevocationState::revoked;
        const bool newer =
            verdict.status && state == verdict.state && verdict.status->this_update < answer->status.this_update;
        if (rank(state) > rank(verdict.state) || newer) {
            verdict.state = state;
            verdict.status = answer->status;
            verdict.where = answer->where;
        }
    });
    if (verdict.state == RevocationState::nothing)
        put_together(parts, question, verdict);
    return verdict;
}

template <typename Action>
void RevocationEvidence::for_each_source(Action action) const {
    std::for_each(m_material.revocations.begin(), m_material.revocations.end(), action);
    std::for_each(m_context.revocations.begin(), m_context.revocations.end(), action);
}

/** A delta list that takes the certificate off a complete list again: it was only suspended (RFC 5280, 5.2.4). */
std::optional<crypto::RevocationStatus> RevocationEvidence::released(const RevocationSource& complete,
                                                                     const RevocationQuestion& question) const {
    const auto* list = std::get_if<crypto::RevocationList>(&complete.data);
    std::optional<crypto::RevocationStatus> release;
    if (list != nullptr)
        for_each_source([&](const RevocationSource& source) {
            const auto* delta = std::get_if<crypto::RevocationList>(&source.data);
            if (delta == nullptr || release)
                return;
            auto said = delta->release(question.certificate, *list);
            RevocationVerdict unused;
            if (said && said->this_update.seconds <= m_context.at.seconds + m_context.policy.clock_skew &&
                !reject_list(*delta, said->this_update, source, question, unused))
                release = std::move(said);
        });
    return release;
}

/** Lists that each speak for some reasons of revocation: together they must speak for all (RFC 5280, 6.3.3). The
 * oldest counts. */
void RevocationEvidence::put_together(const std::vector<Answer>& parts, const RevocationQuestion& question,
                                      RevocationVerdict& verdict) const {
    for (const RevocationState state : {RevocationState::good, RevocationState::stale}) {
        unsigned reasons = 0;
        const Answer* oldest = nullptr;
        for (const Answer& part : parts)
            if (state == RevocationState::stale || reaches(part.status, question)) {
                reasons |= part.status.reasons;
                if (oldest == nullptr || part.status.this_update < oldest->status.this_update)
                    oldest = &part;
            }
        if (oldest == nullptr || reasons != crypto::RevocationStatus::every_reason)
            continue;
        verdict.state = state;
        verdict.status = oldest->status;
        verdict.where = oldest->where;
        return;
    }
}

bool needs_no_revocation(const crypto::Certificate& certificate) noexcept {
    return certificate.facts().no_revocation_available;
}

} // namespace requal::seal
