/** @file
 * What the suites of signatures need to hold the library against a JSON Web Key: production judges
 * certificates only. Every rule is asked of the production code; nothing here refuses anything on
 * its own.
 */
#pragma once

#include "crypto/signature.hpp"
#include "intake/open.hpp"
#include "seal/jades_header.hpp"
#include "json/value.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

namespace requal::test {

inline Bytes from_base64url(const json::Value& value) {
    return base64_decode(value.text(), Base64::url).value_or(Bytes{});
}

inline crypto::JsonWebKey key_from(const json::Value& jwk) {
    crypto::JsonWebKey key;
    key.kty = jwk["kty"].text();
    key.crv = jwk["crv"].text();
    key.alg = jwk["alg"].text();
    key.use = jwk["use"].text();
    for (const json::Value& operation : jwk["key_ops"].items())
        key.key_ops.emplace_back(operation.text());
    key.n = from_base64url(jwk["n"]);
    key.e = from_base64url(jwk["e"]);
    key.x = from_base64url(jwk["x"]);
    key.y = from_base64url(jwk["y"]);
    return key;
}

inline Bytes from_hex(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    Bytes out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out.push_back(static_cast<std::uint8_t>(digit(text[i]) * 16 + digit(text[i + 1])));
    return out;
}

/** Whether one signature of an opened envelope holds with a key, all rules of its header kept. */
inline bool accepts(const intake::Jws& jws, const intake::JwsSignature& signature, const crypto::JsonWebKey& jwk,
                    const std::string& payload_text) {
    if (!signature.problems.empty() || !signature.protected_header || !signature.signature)
        return false;
    seal::Material material;
    material.checks = seal::all_checks();
    const seal::JadesHeader header = seal::read_jades_header(signature, {}, material);
    const CheckStatus signer = material.check(CheckId::seal_signer).status;
    const bool certificates_fit = signer != CheckStatus::failed && signer != CheckStatus::undetermined;
    const auto key = crypto::PublicKey::from_jwk(jwk);
    if (material.form != seal::FormVerdict::usable || !certificates_fit || !header.algorithm || !key ||
        jws.signatures.empty())
        return false;
    return crypto::verify_signature(*header.algorithm, *key,
                                    {as_bytes(signature.protected_text), as_bytes("."), as_bytes(payload_text)},
                                    *signature.signature) == crypto::SignatureOutcome::intact;
}

/** Opens a token and asks whether every one of its signatures holds with the key of the same place.
 *  @param detached the payload as it stands in the signing input, when the token has none */
inline bool accepts(std::string_view token, const std::vector<crypto::JsonWebKey>& keys,
                    const std::string& detached = "") {
    try {
        const intake::Opened file = intake::open(token, {});
        // That a payload is no JSON is no concern of a JWS; wrong base64url, or JSON that two
        // readers would read in two ways, is.
        const auto problem = file.content_problem ? file.content_problem->code : Code::json_syntax;
        if (!file.jws || file.jws->signatures.size() != keys.size() || problem == Code::jws_payload_not_base64url ||
            problem == Code::json_duplicate_member)
            return false;
        for (std::size_t i = 0; i < keys.size(); ++i)
            if (!accepts(*file.jws, file.jws->signatures[i], keys[i], file.jws->payload_text.value_or(detached)))
                return false;
        return true;
    } catch (const Error&) {
        return false;
    }
}

} // namespace requal::test
