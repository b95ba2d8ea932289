#include "seal/revocation_evidence.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::seal {

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

std::optional<RevocationEvidence::Answer> RevocationEvidence::hear(const RevocationSource& source,
                                                                   const RevocationQuestion& question,
                                                                   RevocationVerdict& verdict) const {
    std::optional<crypto::RevocationStatus> status;
    std::optional<Finding> objection;
    const auto object = [&](Code code, Arguments more = {}) {
        more.emplace_back("subject", question.certificate.facts().common_name);
        objection = Finding{code, std::move(more), source.where};
    };
    const auto* answer = std::get_if<crypto::OcspAnswer>(&source.data);
    const auto* list = std::get_if<crypto::RevocationList>(&source.data);
    if (answer != nullptr)
        status = answer->about(question.certificate, question.issuer);
    else if (list != nullptr)
        status = list->about(question.certificate);
    if (!status)
        return std::nullopt;
    const Circumstances of{question, source, status->this_update, m_proven_time(source)};
    if (!status->unread_extension.empty())
        object(Code::revocation_critical_extension, {{"extension", status->unread_extension}});
    else if (status->about_another)
        object(Code::revocation_other_certificate);
    else
        objection = answer != nullptr ? reject_answer(*answer, of, verdict) : reject_list(*list, of, verdict);
    if (!objection && status->state == crypto::RevocationStatus::State::unknown)
        object(Code::revocation_unknown);
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
        // Other revocations are for good: off the list such a certificate comes when it has ended (RFC 5280, 5.3.1).
        if (answer->status.state == State::revoked && answer->status.reason == "certificateHold")
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
    verdict.search_ended = m_context.work->ended || m_context.work->signatures.ended();
    // What was not weighed might have said that it was revoked.
    if (verdict.search_ended && verdict.state != RevocationState::revoked)
        verdict.state = RevocationState::nothing;
    return verdict;
}

template <typename Action>
void RevocationEvidence::for_each_source(Action action) const {
    std::for_each(m_material.revocations.begin(), m_material.revocations.end(), action);
    std::for_each(m_context.revocations.begin(), m_context.revocations.end(), action);
}

/** A delta list that takes a suspended certificate off a complete list again (RFC 5280, 5.2.4), and not because it
 * has ended. */
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
            if (said && remembers(*said, question) &&
                said->this_update.seconds <= m_context.at.seconds + m_context.policy.clock_skew &&
                !reject_list(*delta, {question, source, said->this_update, m_proven_time(source)}, unused))
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
