#include "seal/jades.hpp"

#include "seal/jades_certificate_reference.hpp"
#include "seal/jades_content.hpp"
#include "seal/jades_level.hpp"
#include "seal/jades_stamps.hpp"
#include "seal/timestamp_damage.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

/** What the time-stamps know about the parts of a signature that does not verify. */
struct Witnesses {
    std::optional<bool> payload_unchanged;
    std::optional<bool> signature_text_unchanged;
};

Witnesses hear_witnesses(const Material& material) {
    Witnesses witnesses;
    for (const Timestamp& stamp : material.timestamps) {
        if (!stamp.token || !stamp.token->signature_intact || !stamp.not_computed.empty())
            continue; // a damaged token bears no witness, and what was not computed tells nothing
        if (stamp.role == StampRole::content)
            witnesses.payload_unchanged = stamp.imprint_intact;
        if (stamp.role == StampRole::signature)
            witnesses.signature_text_unchanged = stamp.imprint_intact;
    }
    return witnesses;
}

/** Names the part that was changed as far as it can be known: an RSA value tells the digest that was signed, a
 * content time-stamp vouches for the payload, a signature time-stamp for the signature value. */
void explain_broken(const intake::JwsSignature& signature, const JadesHeader& header, bool malformed,
                    Material& material) {
    const Witnesses witnesses = hear_witnesses(material);
    const auto hash = crypto::hash_of(*header.algorithm);
    const bool pkcs1 = header.algorithm_name.starts_with("RS");
    const bool value_is_genuine =
        pkcs1 && hash && crypto::signed_digest(crypto::PublicKey::of(*material.signer), *hash, *signature.signature);
    const auto name = [&](Code code, FormVerdict verdict, const std::string& member) {
        material.add(CheckId::seal_integrity, {code, {}, signature.where + member});
        if (material.form != FormVerdict::format_failure)
            material.form = verdict;
    };
    // Whatever a malformed value was made over, it is none of the algorithm.
    const bool from_parts = !malformed && (value_is_genuine || witnesses.payload_unchanged == false);
    if (!from_parts && (malformed || pkcs1 || witnesses.signature_text_unchanged == false))
        name(Code::seal_value_changed, FormVerdict::sig_crypto_failure, "/signature");
    else if (witnesses.payload_unchanged == false)
        name(Code::seal_payload_changed, FormVerdict::hash_failure, "");
    else if (value_is_genuine && witnesses.payload_unchanged == true)
        name(Code::seal_header_changed, FormVerdict::hash_failure, "/protected");
    else if (value_is_genuine)
        name(Code::seal_signed_content_changed, FormVerdict::hash_failure, "");
    else
        name(Code::seal_value_broken, FormVerdict::hash_failure, "");
}

crypto::SignatureOutcome outcome_with(const crypto::Certificate& certificate, const JadesHeader& header,
                                      const intake::JwsSignature& signature, const SignedContent& content) {
    return crypto::verify_signature(*header.algorithm, crypto::PublicKey::of(certificate),
                                    {as_bytes(signature.protected_text), as_bytes("."), content.octets()},
                                    *signature.signature);
}

void check_value(const intake::JwsSignature& signature, const JadesHeader& header, const SignedContent& content,
                 Material& material) {
    if (!content.found || !header.algorithm || !material.signer || !signature.signature)
        return;
    const auto outcome = outcome_with(*material.signer, header, signature, content);
    const bool intact = outcome == crypto::SignatureOutcome::intact;
    material.report.references.front().intact = intact;
    if (!crypto::is_undecided(outcome))
        material.report.value_intact = intact;
    CheckResult& check = material.check(CheckId::seal_integrity);
    switch (outcome) {
    case crypto::SignatureOutcome::intact:
        if (check.status == CheckStatus::skipped)
            check.status = CheckStatus::passed;
        break;
    case crypto::SignatureOutcome::wrong_key:
        check.add({Code::jades_alg_wrong_key,
                   {{"algorithm", header.algorithm_name}, {"key", material.signer->key().text}},
                   signature.where + "/protected/alg"});
        if (material.form != FormVerdict::format_failure)
            material.form = FormVerdict::sig_crypto_failure;
        break;
    case crypto::SignatureOutcome::in_der:
    case crypto::SignatureOutcome::other_width:
    case crypto::SignatureOutcome::other_salt:
    case crypto::SignatureOutcome::other_algorithm:
        check.add(value_form(outcome, header.algorithm_name, signature.where + "/signature"));
        material.weaken(FormVerdict::constraints_failure);
        break;
    case crypto::SignatureOutcome::unsupported:
        material.add(CheckId::seal_algorithms, {Code::jades_alg_unsupported,
                                                {{"algorithm", header.algorithm_name}},
                                                signature.where + "/protected/alg"});
        material.weaken(FormVerdict::unsupported_algorithm);
        break;
    case crypto::SignatureOutcome::malformed:
    case crypto::SignatureOutcome::broken:
        explain_broken(signature, header, outcome == crypto::SignatureOutcome::malformed, material);
        break;
    }
}

/** Reads the signatures of one envelope, and those inside them. */
class SealReader {
  public:
    SealReader(const Beside& beside, const Limits& limits) : m_beside(beside), m_limits(limits) {}

    /** @param master the seal that a counter-signature stands in */
    void read(const intake::Jws& jws, const intake::JwsSignature& signature, const intake::JwsSignature* master,
              std::optional<std::size_t> master_index) {
        if (m_seals.size() >= m_limits.signatures)
            throw Error{
                Code::jws_too_many_signatures, {{"limit", std::to_string(m_limits.signatures)}}, signature.where};
        const std::size_t index = m_seals.size();
        m_seals.emplace_back();
        UnsignedProperties properties;
        m_seals[index] = read_alone(jws, signature, master, properties);
        m_seals[index].material.report.counter_signature_of = master_index;
        read_counter_signatures(signature, properties, index);
    }

    /** One signature, without those inside it. */
    JadesSeal read_alone(const intake::Jws& jws, const intake::JwsSignature& signature,
                         const intake::JwsSignature* master, UnsignedProperties& properties) const {
        JadesSeal seal;
        Material& material = seal.material;
        material.checks = all_checks();
        material.report.where = signature.where;
        material.report.format = "JAdES";
        material.report.level = "JSON-NOT-ETSI";
        for (const Finding& problem : signature.problems)
            material.add(CheckId::seal_integrity, problem);
        if (!signature.problems.empty())
            material.form = FormVerdict::format_failure;
        material.report.references.push_back({"", "jws-signing-input", jws.payload_text.has_value(), false});
        if (!signature.protected_header) {
            material.form = FormVerdict::format_failure;
            return seal;
        }
        JadesHeader header = read_jades_header(signature, m_limits, material);
        properties = read_unsigned(signature, m_limits, material);
        material.certificates = header.certificates;
        collect_validation_data(properties, m_limits, material);
        const SignedContent content = master != nullptr
                                          ? read_counter_content(jws, signature, header, *master, material)
                                          : read_content(jws, signature, header, m_beside, m_limits, material);
        material.report.references.front().found = content.found;
        identify_signer(
            signature, header, m_beside,
            [&](const crypto::Certificate& certificate) {
                return content.found && header.algorithm && signature.signature &&
                       crypto::made_by_key(outcome_with(certificate, header, signature, content));
            },
            material);
        collect_timestamps(signature, content, properties, m_beside, m_limits, material);
        check_value(signature, header, content, material);
        material.report.references.insert(material.report.references.end(), content.references.begin(),
                                          content.references.end());
        report_stamp_damage(material);
        material.report.level =
            jades_level({header, signature, properties, material, master != nullptr}, m_beside, m_limits);
        seal.detached = content.detached;
        if (vouches(material))
            seal.contents = content.contents;
        return seal;
    }

    std::vector<JadesSeal> take() { return std::move(m_seals); }

  private:
    /** Nothing is read through a seal that does not hold, or that nobody knows who made. */
    static bool vouches(const Material& material) {
        const auto& references = material.report.references;
        return material.report.value_intact == true && material.form != FormVerdict::format_failure &&
               material.form != FormVerdict::no_signing_certificate &&
               std::all_of(references.begin(), references.end(),
                           [](const SealReference& reference) { return reference.intact; });
    }

    /** TS 119 182-1, 5.3.2: one counter-signature in each `cSig`, in the compact or the flattened form. */
    void read_counter_signatures(const intake::JwsSignature& master, const UnsignedProperties& properties,
                                 std::size_t index) {
        for (const UnsignedProperty& entry : properties.entries) {
            if (entry.name != "cSig")
                continue;
            if (const auto jws = intake::open_inner_jws(*entry.value, entry.where + "/cSig", m_limits))
                read(*jws, jws->signatures.front(), &master, index);
            else
                m_seals[index].material.add(CheckId::seal_integrity,
                                            {Code::jades_counter_damaged,
                                             {{"detail", "it is neither a compact nor a flattened signature"}},
                                             entry.where});
        }
    }

    const Beside& m_beside;
    const Limits& m_limits;
    std::vector<JadesSeal> m_seals;
};

} // namespace

std::vector<JadesSeal> read_jades_seals(const intake::Jws& jws, const Beside& beside, const Limits& limits) {
    SealReader reader{beside, limits};
    for (const intake::JwsSignature& signature : jws.signatures)
        reader.read(jws, signature, nullptr, std::nullopt);
    return reader.take();
}

Material read_jades(const intake::Jws& jws, const intake::JwsSignature& signature, const Limits& limits,
                    const Beside& beside) {
    UnsignedProperties properties;
    return SealReader{beside, limits}.read_alone(jws, signature, nullptr, properties).material;
}

} // namespace requal::seal
