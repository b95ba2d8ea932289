#include "seal/jades.hpp"

#include "seal/jades_header.hpp"
#include "seal/jades_level.hpp"
#include "seal/jades_unsigned.hpp"
#include "seal/timestamp_damage.hpp"

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
        if (!stamp.token || !stamp.token->signature_intact)
            continue; // a damaged token bears no witness
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

void check_value(const intake::Jws& jws, const intake::JwsSignature& signature, const JadesHeader& header,
                 Material& material) {
    SealReference reference{"", "jws-signing-input", jws.payload_text.has_value(), false};
    const auto done = [&] { material.report.references.push_back(reference); };
    if (header.detached)
        material.add(CheckId::seal_integrity,
                     {Code::jades_detached_not_supported, {}, signature.where + "/protected/sigD"});
    else if (!jws.payload_text)
        material.add(CheckId::seal_integrity, {Code::jades_payload_missing, {}, "/payload"});
    if (header.detached || !jws.payload_text) {
        reference.found = false;
        if (material.form == FormVerdict::usable || material.form == FormVerdict::constraints_failure)
            material.form = FormVerdict::signed_data_not_found;
        done();
        return;
    }
    if (!header.algorithm || !material.signer || !signature.signature) {
        done();
        return;
    }
    const auto outcome = crypto::verify_signature(
        *header.algorithm, crypto::PublicKey::of(*material.signer),
        {as_bytes(signature.protected_text), as_bytes("."), as_bytes(*jws.payload_text)}, *signature.signature);
    reference.intact = outcome == crypto::SignatureOutcome::intact;
    material.report.value_intact = reference.intact;
    done();
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
    case crypto::SignatureOutcome::malformed:
    case crypto::SignatureOutcome::broken:
        explain_broken(signature, header, outcome == crypto::SignatureOutcome::malformed, material);
        break;
    }
}

} // namespace

Material read_jades(const intake::Jws& jws, const intake::JwsSignature& signature, const Limits& limits) {
    Material material;
    material.checks = all_checks();
    material.report.where = signature.where;
    material.report.format = "JAdES";
    material.report.level = "JSON-NOT-ETSI";
    for (const Finding& problem : signature.problems)
        material.add(CheckId::seal_integrity, problem);
    if (!signature.problems.empty())
        material.form = FormVerdict::format_failure;
    if (!signature.protected_header) {
        material.form = FormVerdict::format_failure;
        material.report.references.push_back({"", "jws-signing-input", jws.payload_text.has_value(), false});
        return material;
    }
    const JadesHeader header = read_jades_header(signature, limits, material);
    const UnsignedProperties properties = read_unsigned(signature, limits, material);
    material.certificates = header.certificates;
    collect_validation_data(properties, limits, material);
    identify_signer(signature, header, material);
    collect_timestamps(signature, jws.payload_text, properties, limits, material);
    check_value(jws, signature, header, material);
    report_stamp_damage(material);
    material.report.level = jades_level(header.baseline, properties);
    return material;
}

} // namespace requal::seal
