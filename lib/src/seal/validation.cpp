#include "seal/validation.hpp"

#include "seal/certificate_use.hpp"
#include "seal/proof_of_existence.hpp"
#include "seal/qualification.hpp"
#include "seal/revocation_evidence.hpp"

#include "crypto/chain.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <charconv>

namespace requal::seal {
namespace {

class Validator {
  public:
    Validator(Material& material, const TrustContext& context) : m_material(material), m_context(context) {}

    void run() {
        m_proof = hear_timestamps(m_material, m_context);
        m_material.report.proven_since = m_proof.signature;
        m_control = m_proof.signature.value_or(m_context.at);
        m_material.report.best_signature_time = m_control;
        if (m_material.signer) {
            m_material.report.signer = signer_of(*m_material.signer);
            build_path();
            judge_revocation(); // before dates: an expired certificate known to be good has its own sub-indication
            judge_dates();
            judge_algorithms();
        } else {
            const Finding reason{Code::seal_no_certificate_to_judge, {}, m_material.report.where};
            for (const CheckId id : {CheckId::seal_chain, CheckId::seal_revocation, CheckId::seal_algorithms})
                m_material.add(id, reason);
        }
        judge_time();
        judge_signature_policy();
        judge_own_limit();
        conclude();
        judge_qualification(m_material, m_context, m_chain);
    }

  private:
    [[nodiscard]] const crypto::Certificate& signer() const { return *m_material.signer; }
    [[nodiscard]] const std::string& where() const { return m_material.report.where; }

    /** The first reason in the order of EN 319 102-1, 5.6.3 stands; all of them are findings. */
    void doubt(SubIndication sub) {
        if (m_doubt == SubIndication::none)
            m_doubt = sub;
    }
    void refuse(SubIndication sub) {
        if (m_refusal == SubIndication::none)
            m_refusal = sub;
    }

    void build_path() {
        std::vector<crypto::Certificate> pool = m_material.certificates;
        pool.insert(pool.end(), m_context.certificates.begin(), m_context.certificates.end());
        m_chain = m_context.authorities.path(signer(), pool, m_context.limits.chain_length, trust::AnchorUse::seal);
        for (const crypto::Certificate& certificate : m_chain.certificates)
            m_material.report.chain.push_back(certificate.facts().subject);
        CheckResult& check = m_material.check(CheckId::seal_chain);
        if (!m_chain.anchored)
            return doubt_path(check);
        name_anchor(m_material, m_context, m_chain.certificates.back(), m_control);
        for (const crypto::ChainProblem& problem : m_chain.problems) {
            check.add(
                {Code::chain_rule_broken,
                 {{"subject", m_chain.certificates[problem.index].facts().common_name}, {"detail", problem.detail}},
                 where()});
            doubt(SubIndication::chain_constraints_failure);
        }
        if (signer().facts().key_usage_present && !signer().facts().may_sign) {
            check.add({Code::chain_key_usage, {{"subject", signer().facts().common_name}}, where()});
            doubt(SubIndication::chain_constraints_failure);
        }
        if (const std::string use = other_use(signer()); !use.empty()) {
            check.add({Code::chain_other_use, {{"subject", signer().facts().common_name}, {"use", use}}, where()});
            doubt(SubIndication::chain_constraints_failure);
        }
        if (m_chain.directly_trusted())
            check.add({Code::chain_directly_trusted, {{"subject", signer().facts().common_name}}, where()});
        if (check.status == CheckStatus::skipped)
            check.status = CheckStatus::passed;
    }

    /** No path ends at an anchor: the specific reason before the general sentence. */
    void doubt_path(CheckResult& check) {
        doubt(SubIndication::no_certificate_chain_found);
        const std::string& last = m_chain.certificates.back().facts().common_name;
        if (m_context.authorities.empty())
            check.add({Code::chain_no_anchors, {{"issuer", m_chain.missing_issuer}}, where()});
        else if (m_chain.namesake_of_anchor)
            check.add({Code::chain_namesake, {{"issuer", m_chain.missing_issuer}, {"subject", last}}, where()});
        else if (const auto type = m_context.authorities.listed_for_another_use(m_chain))
            check.add({Code::chain_anchor_unfit,
                       {{"issuer", m_chain.missing_issuer},
                        {"type", *type},
                        {"use", std::string{use_words(trust::AnchorUse::seal)}}},
                       where()});
        else if (!m_chain.search_ended)
            check.add({Code::chain_anchor_missing, {{"issuer", m_chain.missing_issuer}}, where()});
        if (m_chain.search_ended)
            check.add({Code::chain_search_ended, {{"subject", signer().facts().common_name}}, where()});
    }

    /** Certificates between the signer and the anchor, the anchor itself left out: it is trusted, not judged. */
    [[nodiscard]] std::size_t judged_count() const {
        return m_chain.anchored ? m_chain.certificates.size() - 1 : m_chain.certificates.size();
    }

    void judge_dates() {
        CheckResult& check = m_material.check(CheckId::seal_chain);
        for (std::size_t i = 0; i < judged_count(); ++i) {
            const crypto::CertificateFacts& facts = m_chain.certificates[i].facts();
            const Arguments arguments{{"subject", facts.common_name},
                                      {"not_before", plain_date(facts.not_before)},
                                      {"not_after", plain_date(facts.not_after)},
                                      {"at", plain_date(m_control)}};
            if (i == 0 && m_proof.latest_content && facts.not_after < *m_proof.latest_content) {
                check.add({Code::chain_expired_before_sealing, arguments, where()});
                refuse(SubIndication::expired);
            } else if (i == 0 && m_proof.signature && m_control < facts.not_before) {
                check.add({Code::chain_not_yet_valid, arguments, where()});
                refuse(SubIndication::not_yet_valid);
            } else if (!m_chain.certificates[i].valid_at(m_control)) {
                const bool early = m_control < facts.not_before;
                check.add(
                    {early ? Code::chain_judged_before_issue : Code::chain_expired_no_proof, arguments, where()});
                m_needs_proof = !early;
                const bool known_good = i == 0 && !early && m_signer_known_good;
                doubt(known_good ? SubIndication::out_of_bounds_not_revoked : SubIndication::out_of_bounds_no_poe);
            } else if (i == 0 && !m_chain.certificates[i].valid_at(m_context.at)) {
                check.add({Code::chain_expired_but_proven,
                           {{"subject", facts.common_name},
                            {"not_after", plain_date(facts.not_after)},
                            {"since", plain_date(m_control)},
                            {"authority", m_proof.authority}},
                           where()});
            }
        }
        if (m_revocation_doubt != SubIndication::none)
            doubt(m_revocation_doubt);
    }

    void judge_revocation() {
        CheckResult& check = m_material.check(CheckId::seal_revocation);
        const RevocationEvidence evidence{m_material, m_context, [this](const RevocationSource& source) {
                                              return proven_time_of(m_material, m_context, source.order,
                                                                    source.from_caller);
                                          }};
        if (m_chain.directly_trusted()) {
            check.add({Code::revocation_directly_trusted, {{"subject", signer().facts().common_name}}, where()});
            return;
        }
        for (std::size_t i = 0; i < judged_count(); ++i) {
            const crypto::Certificate& certificate = m_chain.certificates[i];
            if (i + 1 >= m_chain.certificates.size()) {
                if (i == 0)
                    check.add(
                        {Code::revocation_issuer_missing, {{"subject", certificate.facts().common_name}}, where()});
                break; // without the issuer no answer can be tied to the certificate; seal.chain says what is missing
            }
            if (needs_no_revocation(certificate)) {
                check.add({Code::revocation_not_needed, {{"subject", certificate.facts().common_name}}, where()});
                m_signer_known_good = m_signer_known_good || i == 0;
                continue;
            }
            hear_about(i, evidence.ask({certificate, m_chain.certificates[i + 1],
                                        std::span{m_chain.certificates}.subspan(i + 2), m_control,
                                        m_proof.signature.has_value()}));
        }
        if (check.status == CheckStatus::skipped)
            check.status = CheckStatus::passed;
    }

    void revocation_doubt(SubIndication sub) {
        if (m_revocation_doubt == SubIndication::none)
            m_revocation_doubt = sub;
    }

    void hear_about(std::size_t index, const RevocationVerdict& verdict) {
        CheckResult& check = m_material.check(CheckId::seal_revocation);
        const crypto::CertificateFacts& facts = m_chain.certificates[index].facts();
        Arguments arguments{{"subject", facts.common_name}, {"at", plain_date(m_control)}};
        for (const Finding& reason : verdict.rejected)
            check.add(reason);
        if (verdict.search_ended) {
            check.add({Code::revocation_search_ended, {{"subject", facts.common_name}}, where()});
            revocation_doubt(SubIndication::try_later);
            if (verdict.state != RevocationState::revoked)
                return;
        }
        if (verdict.status) {
            arguments.emplace_back("this_update", rfc3339(verdict.status->this_update));
            arguments.emplace_back("next_update",
                                   verdict.status->next_update ? rfc3339(*verdict.status->next_update) : "no date");
        }
        switch (verdict.state) {
        case RevocationState::good:
            m_signer_known_good = m_signer_known_good || index == 0;
            check.add({Code::revocation_good, arguments, verdict.where});
            break;
        case RevocationState::stale:
            m_signer_known_good = m_signer_known_good || index == 0;
            // Without a proof of the time, whoever has the key chooses the answer too, and would choose one from
            // before the revocation (EN 319 102-1, 5.2.5 and 5.2.6 step 3).
            if (m_context.policy.demands_fresh_answers || !m_proof.signature) {
                check.add({Code::revocation_stale, arguments, verdict.where});
                revocation_doubt(SubIndication::try_later);
            } else {
                check.add({Code::revocation_old, arguments, verdict.where});
            }
            break;
        case RevocationState::nothing:
            check.add({Code::revocation_none, arguments, where()});
            // Without any answer the path could not be judged at all, whatever its dates (EN 319 102-1, 5.2.6.4). An
            // answer whose own signer has ended since would do with a proof of its time (5.6.2.4).
            if (verdict.weakened_since)
                revocation_doubt(SubIndication::crypto_constraints_failure_no_poe);
            else if (!verdict.signer_ended_since)
                doubt(SubIndication::certificate_chain_general_failure);
            else
                revocation_doubt(signer().valid_at(m_context.at) ? SubIndication::revocation_out_of_bounds_no_poe
                                                                 : SubIndication::out_of_bounds_no_poe);
            break;
        case RevocationState::revoked:
            hear_revoked(index, verdict, std::move(arguments));
            break;
        }
    }

    void hear_revoked(std::size_t index, const RevocationVerdict& verdict, Arguments arguments) {
        CheckResult& check = m_material.check(CheckId::seal_revocation);
        const auto revoked = verdict.status->revoked_at;
        arguments.emplace_back("revoked", revoked ? plain_date(*revoked) : "an unknown date");
        arguments.emplace_back("reason", verdict.status->reason.empty() ? "no reason given" : verdict.status->reason);
        if (revoked && m_proof.signature && *m_proof.signature < *revoked) {
            check.add({Code::revocation_after_sealing, std::move(arguments), verdict.where});
        } else if (verdict.status->reason == "certificateHold") {
            check.add({Code::revocation_no_proof, std::move(arguments), verdict.where});
            revocation_doubt(SubIndication::try_later); // suspended: it may come back (EN 319 102-1, 5.2.6.4)
        } else if (revoked && index == 0 && m_proof.latest_content && *revoked < *m_proof.latest_content) {
            check.add({Code::revocation_before_sealing, std::move(arguments), verdict.where});
            refuse(SubIndication::revoked);
        } else {
            check.add({index == 0 ? Code::revocation_no_proof : Code::revocation_of_authority, std::move(arguments),
                       verdict.where});
            revocation_doubt(index == 0 ? SubIndication::revoked_no_poe : SubIndication::revoked_ca_no_poe);
        }
    }

    /** EN 319 102-1, 5.2.8: every algorithm must have been good when the seal is proven to have existed. */
    void judge_algorithms() {
        CheckResult& check = m_material.check(CheckId::seal_algorithms);
        std::set<std::string> digests = m_material.reference_hashes;
        digests.insert(m_material.signature_hash);
        for (const std::string& digest : digests)
            if (!digest.empty())
                judge_algorithm(m_context.policy.digest(digest, m_control), digest, Code::algorithms_weak_digest,
                                {{"digest", digest}});
        const std::size_t count = m_chain.certificates.size();
        for (std::size_t i = 0; i < count; ++i) {
            const crypto::CertificateFacts& facts = m_chain.certificates[i].facts();
            const crypto::KeyFacts key = m_chain.certificates[i].key();
            const Arguments about{
                {"subject", facts.common_name}, {"key", key.text}, {"digest", facts.signature_hash}};
            // The anchor's key too: what it has signed can be forged when it is weak. Nobody relies on the signature
            // on the anchor, nor on one that a root nobody trusts has made on itself.
            judge_algorithm(m_context.policy.key(key.text, key.bits, m_control), key.text, Code::algorithms_short_key,
                            about);
            const bool relied_on = i < judged_count() && (i + 1 < count || !facts.self_signed);
            if (relied_on && !facts.signature_hash.empty())
                judge_algorithm(m_context.policy.digest(facts.signature_hash, m_control), facts.signature_hash,
                                Code::algorithms_weak_certificate, about);
        }
        if (check.status == CheckStatus::skipped)
            check.status = CheckStatus::passed;
    }

    void judge_algorithm(const policy::Judgement& judgement, const std::string& algorithm, Code ended,
                         Arguments arguments) {
        CheckResult& check = m_material.check(CheckId::seal_algorithms);
        if (judgement.standing == policy::Standing::good)
            return;
        if (judgement.standing == policy::Standing::unknown) {
            check.add({Code::algorithms_not_in_policy,
                       {{"policy", m_context.policy.name}, {"algorithm", algorithm}},
                       where()});
        } else {
            arguments.emplace_back("until", judgement.until ? plain_date(*judgement.until) : "long ago");
            arguments.emplace_back("at", plain_date(m_control));
            check.add({ended, std::move(arguments), where()});
        }
        // Signed after the algorithm had ended, as a time-stamp inside what was signed proves: no proof could help.
        const bool too_late =
            judgement.until && m_proof.latest_content && *judgement.until <= *m_proof.latest_content;
        doubt(too_late ? SubIndication::crypto_constraints_failure
                       : SubIndication::crypto_constraints_failure_no_poe);
    }

    void judge_time() {
        CheckResult& check = m_material.check(CheckId::seal_time);
        for (const Finding& reason : m_proof.reasons)
            check.add(reason);
        for (const Finding& contradiction : m_proof.disorder) {
            check.add(contradiction);
            doubt(SubIndication::timestamp_order_failure);
        }
        if (m_proof.signature) {
            check.add({Code::time_proven,
                       {{"since", rfc3339(*m_proof.signature)}, {"authority", m_proof.authority}},
                       where()});
            if (m_proof.qualified != "indeterminate")
                check.add({m_proof.qualified == "yes" ? Code::time_qualified : Code::time_not_qualified,
                           {{"authority", m_proof.authority}, {"time", plain_date(*m_proof.signature)}},
                           where()});
            if (check.status == CheckStatus::skipped)
                check.status = CheckStatus::passed;
            return;
        }
        const Code code = m_material.timestamps.empty() ? Code::time_no_timestamp : Code::time_not_proven;
        check.add({code, {}, where()});
        // Only where the answer hangs on it is the missing proof a doubt; now, the file itself is the witness.
        if (m_needs_proof && check.status != CheckStatus::failed)
            check.status = CheckStatus::undetermined;
    }

    /** EN 319 102-1, 5.2.4: a seal made under rules that nobody has cannot be judged by them. */
    void judge_signature_policy() {
        for (const Finding& finding : m_material.check(CheckId::seal_integrity).findings)
            if (finding.code == Code::xades_policy_not_checked || finding.code == Code::jades_policy_not_checked)
                doubt(SubIndication::signature_policy_not_available);
    }

    /** RFC 7519, 4.1.4: not accepted on or after that time, however old the signature is. */
    void judge_own_limit() {
        const auto until = m_material.accepted_until;
        if (!until || m_context.at < *until)
            return;
        m_material.add(CheckId::seal_integrity,
                       {Code::jades_header_expired,
                        {{"limits", "until " + plain_date(*until)}, {"at", plain_date(m_context.at)}},
                        where() + "/protected/exp"});
        doubt(SubIndication::sig_constraints_failure);
    }

    /** EN 319 102-1, 5.6.3: form first, then the path, then dates and revocation, then constraints. */
    void conclude() {
        SealReport& report = m_material.report;
        const auto say = [&](Indication indication, SubIndication sub) {
            report.indication = indication;
            report.sub_indication = sub;
        };
        switch (m_material.form) {
        case FormVerdict::format_failure:
            return say(Indication::total_failed, SubIndication::format_failure);
        case FormVerdict::no_signing_certificate:
            return say(Indication::indeterminate, SubIndication::no_signing_certificate_found);
        case FormVerdict::signed_data_not_found:
            return say(Indication::indeterminate, SubIndication::signed_data_not_found);
        case FormVerdict::hash_failure:
            return say(Indication::total_failed, SubIndication::hash_failure);
        case FormVerdict::sig_crypto_failure:
            return say(Indication::total_failed, SubIndication::sig_crypto_failure);
        case FormVerdict::unsupported_algorithm:
            return say(Indication::indeterminate, SubIndication::crypto_constraints_failure_no_poe);
        case FormVerdict::constraints_failure:
            doubt(SubIndication::sig_constraints_failure);
            break;
        case FormVerdict::usable:
            break;
        }
        if (report.value_intact != true)
            return say(Indication::indeterminate, SubIndication::sig_constraints_failure);
        if (m_refusal != SubIndication::none)
            return say(Indication::total_failed, m_refusal);
        if (m_doubt != SubIndication::none)
            return say(Indication::indeterminate, m_doubt);
        say(Indication::total_passed, SubIndication::none);
    }

    Material& m_material;
    const TrustContext& m_context;
    ProofOfExistence m_proof;
    Time m_control; ///< the time at which certificates must have been good
    crypto::Chain m_chain;
    bool m_signer_known_good = false;
    bool m_needs_proof = false;
    SubIndication m_revocation_doubt = SubIndication::none;
    SubIndication m_doubt = SubIndication::none;
    SubIndication m_refusal = SubIndication::none;
};

} // namespace

Finding value_form(crypto::SignatureOutcome outcome, const std::string& algorithm, std::string where) {
    const char* detail = "its numbers are written longer or shorter than the key demands";
    if (outcome == crypto::SignatureOutcome::in_der)
        detail = "it is coded in DER, as certificates have it, not as two numbers side by side";
    else if (outcome == crypto::SignatureOutcome::other_salt)
        detail = "its salt is of another length";
    else if (outcome == crypto::SignatureOutcome::other_algorithm)
        detail = "it was made with another digest, padding or mask";
    return {Code::seal_value_form, {{"algorithm", algorithm}, {"detail", detail}}, std::move(where)};
}

std::vector<CheckResult> all_checks() {
    std::vector<CheckResult> checks(check_count);
    for (std::size_t i = 0; i < check_count; ++i)
        checks[i].id = static_cast<CheckId>(i);
    constexpr std::size_t of_one_seal = 200; // a file has many seals, and a report the findings of all
    for (auto i = static_cast<std::size_t>(CheckId::seal_integrity);
         i <= static_cast<std::size_t>(CheckId::seal_algorithms); ++i)
        checks[i].most_listed = of_one_seal;
    return checks;
}

void validate(Material& material, const TrustContext& context) {
    Validator{material, context}.run();
}

SealSigner signer_of(const crypto::Certificate& certificate) {
    const crypto::CertificateFacts& facts = certificate.facts();
    SealSigner signer;
    signer.common_name = facts.common_name;
    signer.organisation = facts.organisation;
    signer.organisation_identifier = facts.organisation_identifier;
    signer.country = facts.country;
    signer.serial = facts.serial;
    signer.sha256 = facts.sha256;
    signer.issuer = facts.issuer;
    signer.issuer_name = facts.issuer_name;
    signer.key = certificate.key().text;
    signer.not_before = facts.not_before;
    signer.not_after = facts.not_after;
    return signer;
}

} // namespace requal::seal
