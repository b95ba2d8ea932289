#include "seal/proof_of_existence.hpp"

#include "seal/qualification.hpp"

#include "crypto/chain.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

/** A time-stamp under judgement, with the report it fills. */
struct Witness {
    const Timestamp& stamp;
    SealTimestamp& report;
};

class Court {
  public:
    Court(Material& material, const TrustContext& context) : m_material(material), m_context(context) {
        m_candidates = material.certificates;
        m_candidates.insert(m_candidates.end(), context.certificates.begin(), context.certificates.end());
    }

    ProofOfExistence hear() {
        for (const Timestamp& stamp : m_material.timestamps)
            m_material.report.timestamps.push_back(describe(stamp));
        // Newest first: an archive stamp that is believed vouches for everything that stands before it.
        hear_role(StampRole::archive);
        hear_role(StampRole::references);
        hear_role(StampRole::signature);
        hear_role(StampRole::content);
        compare_times();
        return std::move(m_proof);
    }

  private:
    static std::string_view role_text(StampRole role) {
        switch (role) {
        case StampRole::content:
            return "content";
        case StampRole::signature:
            return "signature";
        case StampRole::references:
            return "references";
        case StampRole::archive:
            return "archive";
        }
        return "";
    }

    static SealTimestamp describe(const Timestamp& stamp) {
        SealTimestamp report;
        report.kind = role_text(stamp.role);
        report.element = stamp.element;
        report.where = stamp.where;
        report.imprint_intact = stamp.imprint_intact;
        if (stamp.token) {
            report.time = stamp.token->time;
            report.signature_intact = stamp.token->signature_intact;
            if (stamp.token->authority) {
                report.authority = stamp.token->authority->facts().common_name;
                report.authority_sha256 = stamp.token->authority->sha256();
            }
        }
        return report;
    }

    void hear_role(StampRole role) {
        for (std::size_t i = m_material.timestamps.size(); i-- > 0;) {
            const Timestamp& stamp = m_material.timestamps[i];
            if (stamp.role != role)
                continue;
            SealTimestamp& report = m_material.report.timestamps[i];
            judge({stamp, report});
            if (report.indication == Indication::total_passed)
                believe(stamp, report.qualified);
        }
    }

    /** A stamp that covers another one is later (EN 319 102-1, 5.6.3.2); clocks may differ by the skew. */
    void compare_times() {
        const auto& stamps = m_material.timestamps;
        const auto believed = [&](std::size_t i) {
            return m_material.report.timestamps[i].indication == Indication::total_passed;
        };
        const auto covers = [](const Timestamp& outer, const Timestamp& inner) {
            if (inner.role == StampRole::content)
                return outer.role != StampRole::content;
            return outer.role == StampRole::archive && inner.order < outer.order;
        };
        for (std::size_t outer = 0; outer < stamps.size(); ++outer)
            for (std::size_t inner = 0; believed(outer) && inner < stamps.size(); ++inner)
                if (believed(inner) && covers(stamps[outer], stamps[inner]) &&
                    stamps[outer].token->time.seconds + m_context.policy.clock_skew <
                        stamps[inner].token->time.seconds)
                    m_proof.disorder.push_back({Code::time_order,
                                                {{"first", stamps[inner].element},
                                                 {"first_time", rfc3339(stamps[inner].token->time)},
                                                 {"second", stamps[outer].element},
                                                 {"second_time", rfc3339(stamps[outer].token->time)}},
                                                stamps[outer].where});
    }

    void believe(const Timestamp& stamp, const std::string& qualified) {
        const Time time = stamp.token->time;
        if (stamp.role == StampRole::content) {
            if (!m_proof.latest_content || *m_proof.latest_content < time)
                m_proof.latest_content = time;
            return;
        }
        if (!m_proof.signature || time < *m_proof.signature) {
            m_proof.signature = time;
            m_proof.authority = stamp.token->authority->facts().common_name;
            m_proof.qualified = qualified;
        }
    }

    void judge(const Witness& witness) {
        const auto conclude = [&](Indication indication, SubIndication sub) {
            witness.report.indication = indication;
            witness.report.sub_indication = sub;
        };
        const auto doubt = [&](SubIndication sub, Code code, Arguments arguments) {
            conclude(Indication::indeterminate, sub);
            arguments.emplace_back("element", witness.stamp.element);
            arguments.emplace_back("authority", witness.report.authority);
            if (witness.report.time)
                arguments.emplace_back("time", rfc3339(*witness.report.time));
            m_proof.reasons.push_back({code, std::move(arguments), witness.stamp.where});
        };
        const Timestamp& stamp = witness.stamp;
        if (!stamp.token)
            return conclude(Indication::total_failed, SubIndication::format_failure);
        const crypto::TimestampToken& token = *stamp.token;
        if (!token.authority)
            return doubt(SubIndication::no_signing_certificate_found, Code::time_authority_unknown, {});
        if (!token.signature_intact)
            return conclude(Indication::total_failed, SubIndication::sig_crypto_failure);
        if (!stamp.imprint_intact)
            return conclude(Indication::total_failed, SubIndication::hash_failure);
        const crypto::CertificateFacts& authority = token.authority->facts();
        const crypto::Chain chain = chain_of(token);
        if (!chain.anchored)
            return doubt(SubIndication::no_certificate_chain_found, Code::time_authority_not_trusted,
                         {{"issuer", chain.missing_issuer}});
        if (!token.authority_bound || !authority.for_time_stamping || !chain.problems.empty())
            return doubt(SubIndication::chain_constraints_failure, Code::time_authority_not_entitled, {});
        witness.report.qualified = time_stamp_qualified(m_context, chain.certificates.back(), token.time);
        const std::string imprint_digest{token.imprint_hash ? crypto::hash_text(*token.imprint_hash) : ""};
        if (m_context.policy.digest(imprint_digest, proven_time(stamp)).standing != policy::Standing::good)
            return doubt(SubIndication::crypto_constraints_failure_no_poe, Code::time_weak_digest,
                         {{"digest", imprint_digest}});
        if (token.time.seconds > m_context.at.seconds + m_context.policy.clock_skew)
            return doubt(SubIndication::timestamp_order_failure, Code::time_from_the_future,
                         {{"at", rfc3339(m_context.at)}});
        if (!token.authority->valid_at(token.time))
            return doubt(
                SubIndication::out_of_bounds_no_poe, Code::time_outside_authority,
                {{"not_before", plain_date(authority.not_before)}, {"not_after", plain_date(authority.not_after)}});
        const Time known = proven_time(stamp);
        for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
            const crypto::CertificateFacts& facts = chain.certificates[i].facts();
            if (!chain.certificates[i].valid_at(known))
                return doubt(SubIndication::out_of_bounds_no_poe, Code::time_authority_expired,
                             {{"certificate", facts.common_name},
                              {"not_after", plain_date(facts.not_after)},
                              {"at", plain_date(known)}});
            if (const auto sub = revocation_doubt(chain, i, known, token.time))
                return doubt(*sub, Code::time_authority_revocation, {{"certificate", facts.common_name}});
        }
        conclude(Indication::total_passed, SubIndication::none);
    }

    [[nodiscard]] crypto::Chain chain_of(const crypto::TimestampToken& token) {
        // The same authority signs all stamps of a file as a rule: one path serves them.
        for (const auto& [sha256, chain] : m_chains)
            if (sha256 == token.authority->sha256())
                return chain;
        std::vector<crypto::Certificate> pool = m_candidates;
        pool.insert(pool.end(), token.certificates.begin(), token.certificates.end());
        m_chains.emplace_back(token.authority->sha256(),
                              m_context.authorities.path(*token.authority, pool, m_context.limits.chain_length,
                                                         trust::AnchorUse::time_stamp));
        return m_chains.back().second;
    }

    /** Nothing when the authority was good when it stamped. */
    [[nodiscard]] std::optional<SubIndication> revocation_doubt(const crypto::Chain& chain, std::size_t index,
                                                                Time known, Time stamped) const {
        const crypto::Certificate& certificate = chain.certificates[index];
        if (needs_no_revocation(certificate))
            return std::nullopt;
        const RevocationEvidence evidence{m_material, m_context, [this](const RevocationSource& source) {
                                              return proven_time_of(m_material, m_context, source.order,
                                                                    source.from_caller);
                                          }};
        // The token is known to exist at `known`; an answer that reaches from the stamping to there will do.
        const RevocationVerdict verdict =
            evidence.ask({certificate, chain.certificates[index + 1],
                          std::span{chain.certificates}.subspan(index + 2), known, known < m_context.at});
        switch (verdict.state) {
        case RevocationState::good:
            return std::nullopt;
        case RevocationState::revoked:
            // Stamped before the revocation, and known to exist before it: still a witness.
            if (verdict.status->revoked_at && known < *verdict.status->revoked_at &&
                stamped < *verdict.status->revoked_at)
                return std::nullopt;
            return SubIndication::revoked_no_poe;
        case RevocationState::stale:
            if (!m_context.policy.demands_fresh_answers)
                return std::nullopt;
            return SubIndication::try_later;
        case RevocationState::nothing:
            break;
        }
        return SubIndication::certificate_chain_general_failure;
    }

    /** When the token itself is known to have existed. */
    [[nodiscard]] Time proven_time(const Timestamp& stamp) const {
        if (stamp.role == StampRole::content && m_proof.signature)
            return *m_proof.signature; // it stands inside what was signed
        return proven_time_of(m_material, m_context, stamp.order, false);
    }

    Material& m_material;
    const TrustContext& m_context;
    std::vector<crypto::Certificate> m_candidates;
    std::vector<std::pair<std::string, crypto::Chain>> m_chains;
    ProofOfExistence m_proof;
};

} // namespace

ProofOfExistence hear_timestamps(Material& material, const TrustContext& context) {
    return Court{material, context}.hear();
}

Time proven_time_of(const Material& material, const TrustContext& context, std::size_t order, bool from_caller) {
    Time earliest = context.at;
    if (from_caller)
        return earliest;
    const std::size_t judged = std::min(material.timestamps.size(), material.report.timestamps.size());
    for (std::size_t i = 0; i < judged; ++i) {
        const Timestamp& stamp = material.timestamps[i];
        const bool believed = material.report.timestamps[i].indication == Indication::total_passed;
        if (believed && stamp.role == StampRole::archive && stamp.order > order && stamp.token->time < earliest)
            earliest = stamp.token->time;
    }
    return earliest;
}

} // namespace requal::seal
