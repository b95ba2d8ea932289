#include "seal/proof_of_existence.hpp"

#include "seal/qualification.hpp"
#include "seal/stamp_claims.hpp"
#include "seal/stamp_strength.hpp"

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
        compare_claim();
        return std::move(m_proof);
    }

  private:
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
        const auto reaches = [](const Timestamp& outer, const Timestamp& inner) {
            if (inner.proof == StampProof::sealed_after)
                return (outer.covers & covers::value) != 0;
            return inner.order < outer.order &&
                   ((outer.covers & covers::all_before) != 0 ||
                    ((outer.covers & covers::signature_stamps) != 0 && inner.role == StampRole::signature));
        };
        for (std::size_t outer = 0; outer < stamps.size(); ++outer)
            for (std::size_t inner = 0; believed(outer) && inner < stamps.size(); ++inner)
                if (believed(inner) && reaches(stamps[outer], stamps[inner]) &&
                    stamps[outer].token->time.seconds + m_context.policy.clock_skew <
                        stamps[inner].token->time.seconds)
                    m_proof.disorder.push_back({Code::time_order,
                                                {{"first", stamps[inner].element},
                                                 {"first_time", rfc3339(stamps[inner].token->time)},
                                                 {"second", stamps[outer].element},
                                                 {"second_time", rfc3339(stamps[outer].token->time)}},
                                                stamps[outer].where});
    }

    /** The claim of the seal itself is no proof; that it contradicts one is said. */
    void compare_claim() {
        const KnownTimes known{m_context.at,           m_proof.signature,   m_proof.authority,
                               m_proof.latest_content, m_content_authority, m_context.policy.clock_skew};
        for (Finding& contradiction :
             judge_claim(m_material.report.claimed_signing_time, known, m_material.report.where))
            m_proof.reasons.push_back(std::move(contradiction));
    }

    void believe(const Timestamp& stamp, const std::string& qualified) {
        const Time time = stamp.token->time;
        const std::string& authority = stamp.token->authority->facts().common_name;
        if (stamp.covers_nothing || stamp.proof == StampProof::nothing) {
            m_proof.reasons.push_back(
                {Code::time_references_only,
                 {{"element", stamp.element},
                  {"authority", authority},
                  {"what", stamp.covers_nothing ? "nothing at all" : "references to certificates and answers only"}},
                 stamp.where});
        } else if (stamp.proof == StampProof::sealed_after) {
            if (!m_proof.latest_content || *m_proof.latest_content < time) {
                m_proof.latest_content = time;
                m_content_authority = authority;
            }
        } else if (!m_proof.signature || time < *m_proof.signature) {
            m_proof.signature = time;
            m_proof.authority = authority;
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
        if (!token.not_computed.empty()) // told by report_stamp_damage()
            return conclude(Indication::indeterminate, SubIndication::crypto_constraints_failure_no_poe);
        if (!token.signature_intact)
            return conclude(Indication::total_failed, SubIndication::sig_crypto_failure);
        if (!stamp.not_computed.empty())
            return conclude(Indication::indeterminate, stamp.content_missing
                                                           ? SubIndication::signed_data_not_found
                                                           : SubIndication::crypto_constraints_failure_no_poe);
        if (!stamp.imprint_intact)
            return conclude(Indication::total_failed, SubIndication::hash_failure);
        const crypto::CertificateFacts& authority = token.authority->facts();
        const crypto::Chain chain = chain_of(token);
        if (!chain.anchored)
            return doubt(SubIndication::no_certificate_chain_found, Code::time_authority_not_trusted,
                         {{"issuer", chain.missing_issuer}});
        if (std::string detail = not_entitled(token, chain); !detail.empty())
            return doubt(SubIndication::chain_constraints_failure, Code::time_authority_not_entitled,
                         {{"detail", std::move(detail)}});
        witness.report.qualified = time_stamp_qualified(m_context, chain.certificates.back(), token.time);
        const Time known = proven_time(stamp);
        if (const auto weak = weak_part(token, chain, known, m_context.policy))
            return doubt(SubIndication::crypto_constraints_failure_no_poe, weak->code, weak->arguments);
        if (token.time.seconds > m_context.at.seconds + m_context.policy.clock_skew)
            return doubt(SubIndication::timestamp_order_failure, Code::time_from_the_future,
                         {{"at", rfc3339(m_context.at)}});
        if (!token.authority->valid_at(token.time))
            return doubt(
                SubIndication::out_of_bounds_no_poe, Code::time_outside_authority,
                {{"not_before", plain_date(authority.not_before)}, {"not_after", plain_date(authority.not_after)}});
        for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
            const crypto::CertificateFacts& facts = chain.certificates[i].facts();
            if (!chain.certificates[i].valid_at(known))
                return doubt(SubIndication::out_of_bounds_no_poe, Code::time_authority_expired,
                             {{"certificate", facts.common_name},
                              {"not_after", plain_date(facts.not_after)},
                              {"at", plain_date(known)}});
            if (auto objection = revocation_doubt(chain, i, known, token.time))
                return doubt(objection->sub, Code::time_authority_revocation,
                             {{"certificate", facts.common_name}, {"detail", std::move(objection->detail)}});
        }
        conclude(Indication::total_passed, SubIndication::none);
    }

    /** Why the authority may not stamp, in words; empty when it may (RFC 3161, 2.3; RFC 5816). */
    static std::string not_entitled(const crypto::TimestampToken& token, const crypto::Chain& chain) {
        const crypto::CertificateFacts& facts = token.authority->facts();
        if (!token.authority_bound)
            return "the time-stamp does not name the certificate of " + facts.common_name +
                   " as the one that made it";
        if (!facts.for_time_stamping || (facts.key_usage_present && !facts.may_sign))
            return facts.common_name + " is no time-stamping authority by its certificate";
        if (!chain.problems.empty())
            return "the path from " + facts.common_name + " breaks a rule, " + chain.problems.front().detail;
        return {};
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

    struct RevocationDoubt {
        SubIndication sub;
        std::string detail;
    };

    /** Nothing when the authority was good when it stamped. */
    [[nodiscard]] std::optional<RevocationDoubt> revocation_doubt(const crypto::Chain& chain, std::size_t index,
                                                                  Time known, Time stamped) const {
        const crypto::Certificate& certificate = chain.certificates[index];
        const std::string& name = certificate.facts().common_name;
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
        if (verdict.search_ended && verdict.state != RevocationState::revoked)
            return RevocationDoubt{SubIndication::try_later, "not all answers about the certificate of " + name +
                                                                 " were weighed, there are too many"};
        switch (verdict.state) {
        case RevocationState::good:
            return std::nullopt;
        case RevocationState::revoked:
            // Stamped before the revocation, and known to exist before it: still a witness.
            if (verdict.status->revoked_at && known < *verdict.status->revoked_at &&
                stamped < *verdict.status->revoked_at)
                return std::nullopt;
            return RevocationDoubt{
                SubIndication::revoked_no_poe,
                "the certificate of " + name + " was revoked" +
                    (verdict.status->revoked_at ? " on " + plain_date(*verdict.status->revoked_at) : std::string{})};
        case RevocationState::stale:
            // Until something later vouches for the token, whoever has the key of its unit chooses the answer too,
            // and would choose one from before the revocation (EN 319 102-1, 5.2.5 and 5.2.6 step 3).
            if (known < m_context.at && !m_context.policy.demands_fresh_answers)
                return std::nullopt;
            return RevocationDoubt{SubIndication::try_later, "the answer about the certificate of " + name +
                                                                 " is too old for " + plain_date(known)};
        case RevocationState::nothing:
            break;
        }
        return RevocationDoubt{SubIndication::certificate_chain_general_failure,
                               "whether the certificate of " + name + " was revoked is not known"};
    }

    /** When the token itself is known to have existed. */
    [[nodiscard]] Time proven_time(const Timestamp& stamp) const {
        if (stamp.proof == StampProof::sealed_after && m_proof.signature)
            return *m_proof.signature; // it stands inside what was signed
        return proven_time_of(m_material, m_context, stamp.order, false);
    }

    Material& m_material;
    const TrustContext& m_context;
    std::vector<crypto::Certificate> m_candidates;
    std::vector<std::pair<std::string, crypto::Chain>> m_chains;
    ProofOfExistence m_proof;
    std::string m_content_authority; ///< of the latest believed time-stamp inside what was signed
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
        if (believed && stamp.proof == StampProof::all_before && !stamp.covers_nothing && stamp.order > order &&
            stamp.token->time < earliest)
            earliest = stamp.token->time;
    }
    return earliest;
}

} // namespace requal::seal
