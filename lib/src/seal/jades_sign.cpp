#include "crypto/signature.hpp"
#include "intake/jws.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/json_writer.hpp"
#include "requal/sealing.hpp"

namespace requal {

struct SealingKey::Impl {
    crypto::PrivateKey key;
    crypto::SignatureAlgorithm algorithm;
    std::vector<crypto::Certificate> certificates;
};

SealingKey SealingKey::from_pem(std::string_view private_key, const std::string& pass_phrase,
                                std::string_view certificates, const std::string& algorithm) {
    auto key = crypto::PrivateKey::from_pem(private_key, pass_phrase);
    if (!key)
        throw Error{Code::sealing_key_unreadable};
    const auto chain = crypto::Certificate::from_pem_or_der(certificates);
    if (chain.empty())
        throw Error{Code::sealing_no_certificate};
    if (!key->belongs_to(chain.front()))
        throw Error{Code::sealing_key_mismatch, {{"subject", chain.front().facts().common_name}}};
    const auto chosen = algorithm.empty() ? key->usual_algorithm() : crypto::signature_algorithm_from(algorithm);
    if (!chosen || !key->sign(*chosen, {}))
        throw Error{
            Code::sealing_algorithm_unfit,
            {{"algorithm", algorithm.empty() ? "any known one" : algorithm}, {"key", chain.front().key().text}}};
    return SealingKey{std::make_shared<const Impl>(Impl{std::move(*key), *chosen, chain})};
}

bool SealingKey::certificate_valid_at(Time time) const noexcept {
    return m_impl->certificates.front().valid_at(time);
}

std::string SealingKey::certificate_subject() const {
    return m_impl->certificates.front().facts().subject;
}

namespace {

std::string protected_header(const SealingKey::Impl& key, Time claimed) {
    JsonWriter out;
    out.begin_object();
    out.member("alg", crypto::signature_algorithm_text(key.algorithm));
    out.member("typ", "jose+json");
    out.member("x5t#S256",
               base64_encode(crypto::digest(crypto::Hash::sha256, key.certificates.front().der()), Base64::url));
    out.key("x5c");
    out.begin_array();
    for (const crypto::Certificate& certificate : key.certificates)
        out.value(base64_encode(certificate.der(), Base64::standard));
    out.end_array();
    out.member("b64", false);
    out.member("iat", claimed.seconds);
    // RFC 7797, 6: `b64` must be critical; `iat` needs not be understood to verify the signature.
    out.key("crit");
    out.begin_array();
    out.value("b64");
    out.end_array();
    out.end_object();
    return out.take();
}

} // namespace

std::string seal_jades(std::string_view payload, const SealingKey& key, Time claimed, const Limits& limits) {
    const json::Document document = json::parse(payload, limits);
    if (!document.root().is_object())
        throw Error{Code::sealing_not_an_object};
    if (intake::looks_like_jws(document.root()))
        throw Error{Code::sealing_already_sealed};
    const std::string header = base64_encode(as_bytes(protected_header(key.impl(), claimed)), Base64::url);
    std::string signing_input = header + ".";
    signing_input += payload;
    const auto value = key.impl().key.sign(key.impl().algorithm, as_bytes(signing_input));
    if (!value)
        throw Error{Code::sealing_key_unreadable};
    JsonWriter out;
    out.begin_object();
    out.member("payload", payload); // escaping is undone by every reader, so the bytes stay what was signed
    out.key("signatures");
    out.begin_array();
    out.begin_object();
    out.member("protected", header);
    out.member("signature", base64_encode(*value, Base64::url));
    out.end_object();
    out.end_array();
    out.end_object();
    return out.take();
}

} // namespace requal
