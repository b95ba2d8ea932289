#include "seal/stamp_strength.hpp"

#include "requal/codes.hpp"

namespace requal::seal {
namespace {

/** @param what the algorithm and what rests on it, in words */
std::optional<Finding> objection(policy::Standing standing, const policy::Policy& policy, std::string what) {
    if (standing == policy::Standing::good)
        return std::nullopt;
    if (standing == policy::Standing::unknown)
        return Finding{Code::time_cannot_be_checked,
                       {{"detail", "the policy " + policy.name + " does not know " + std::move(what)}},
                       ""};
    return Finding{Code::time_weak_algorithm, {{"algorithm", std::move(what)}}, ""};
}

} // namespace

std::optional<Finding> weak_part(const crypto::TimestampToken& token, const crypto::Chain& chain, Time known,
                                 const policy::Policy& policy) {
    const std::string& imprint = token.imprint_algorithm;
    if (policy.digest(imprint, known).standing == policy::Standing::ended)
        return Finding{Code::time_weak_digest, {{"digest", imprint}}, ""};
    if (auto found = objection(policy.digest(imprint, known).standing, policy, imprint + ", its imprint"))
        return found;
    for (const std::string& digest : token.signature_digests)
        if (auto found = objection(policy.digest(digest, known).standing, policy, digest + ", its own signature"))
            return found;
    for (std::size_t i = 0; i < chain.certificates.size(); ++i) {
        const crypto::Certificate& certificate = chain.certificates[i];
        const crypto::CertificateFacts& facts = certificate.facts();
        const crypto::KeyFacts key = certificate.key();
        if (auto found = objection(policy.key(key.text, key.bits, known).standing, policy,
                                   key.text + ", the key of " + facts.common_name))
            return found;
        const bool end_of_path = i + 1 == chain.certificates.size();
        if (end_of_path || facts.signature_hash.empty())
            continue;
        if (auto found = objection(policy.digest(facts.signature_hash, known).standing, policy,
                                   facts.signature_hash + ", the certificate of " + facts.common_name))
            return found;
    }
    return std::nullopt;
}

} // namespace requal::seal
