#include "crypto/signature.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/price.hpp"

#include <algorithm>
#include <array>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace requal::crypto {

struct PublicKey::Impl {
    KeyPtr key;           ///< null when the certificate's key could not be read
    std::string only_for; ///< name of the one algorithm the key is meant for; empty: all that fit
};
struct PrivateKey::Impl {
    KeyPtr key;
};

namespace {

using Family = SignatureScheme::Family;

struct Row {
    SignatureAlgorithm algorithm;
    std::string_view text;
    Family family;
    std::optional<Hash> hash;
    int curve;              ///< NID, for ECDSA
    std::size_t half_bytes; ///< length of R and of S
};

constexpr std::array rows{
    Row{SignatureAlgorithm::rs256, "RS256", Family::rsa_pkcs1, Hash::sha256, NID_undef, 0},
    Row{SignatureAlgorithm::rs384, "RS384", Family::rsa_pkcs1, Hash::sha384, NID_undef, 0},
    Row{SignatureAlgorithm::rs512, "RS512", Family::rsa_pkcs1, Hash::sha512, NID_undef, 0},
    Row{SignatureAlgorithm::ps256, "PS256", Family::rsa_pss, Hash::sha256, NID_undef, 0},
    Row{SignatureAlgorithm::ps384, "PS384", Family::rsa_pss, Hash::sha384, NID_undef, 0},
    Row{SignatureAlgorithm::ps512, "PS512", Family::rsa_pss, Hash::sha512, NID_undef, 0},
    Row{SignatureAlgorithm::es256, "ES256", Family::ecdsa, Hash::sha256, NID_X9_62_prime256v1, 32},
    Row{SignatureAlgorithm::es384, "ES384", Family::ecdsa, Hash::sha384, NID_secp384r1, 48},
    Row{SignatureAlgorithm::es512, "ES512", Family::ecdsa, Hash::sha512, NID_secp521r1, 66},
    Row{SignatureAlgorithm::eddsa, "EdDSA", Family::eddsa, std::nullopt, NID_undef, 0}};

const Row& row(SignatureAlgorithm algorithm) {
    return rows[static_cast<std::size_t>(algorithm)];
}

int curve_of(const EVP_PKEY* key) {
    std::array<char, 64> group{};
    std::size_t size = 0;
    if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) != 1)
        return NID_undef;
    return OBJ_sn2nid(group.data());
}

bool is_of_family(Family family, const EVP_PKEY* key) {
    switch (family) {
    case Family::rsa_pkcs1:
        return EVP_PKEY_is_a(key, "RSA") == 1;
    case Family::rsa_pss:
        return EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1;
    case Family::ecdsa:
        return EVP_PKEY_is_a(key, "EC") == 1;
    case Family::dsa:
        return EVP_PKEY_is_a(key, "DSA") == 1;
    case Family::eddsa:
        return EVP_PKEY_is_a(key, "ED25519") == 1 || EVP_PKEY_is_a(key, "ED448") == 1;
    }
    return false;
}

/** RFC 7518 and RFC 8037 tie each algorithm to one kind of key; anything else is an attack or a mistake. */
bool fits(const Row& algorithm, const EVP_PKEY* key) {
    return is_of_family(algorithm.family, key) &&
           (algorithm.family != Family::ecdsa || curve_of(key) == algorithm.curve);
}

SignatureScheme scheme_of(const Row& algorithm) {
    return {algorithm.family, algorithm.hash, std::nullopt, std::nullopt};
}

bool set_padding(const SignatureScheme& scheme, EVP_PKEY_CTX* context) {
    if (scheme.family != Family::rsa_pss)
        return true;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, scheme.salt.value_or(RSA_PSS_SALTLEN_DIGEST)) == 1 &&
           (!scheme.mask_hash || EVP_PKEY_CTX_set_rsa_mgf1_md(context, openssl_digest(*scheme.mask_hash)) == 1);
}

/** R‖S to the DER that OpenSSL takes; of ECDSA and DSA alike (RFC 3279, 2.2.2 and 2.2.3). */
std::optional<Bytes> to_der(ByteView value, std::size_t half) {
    if (half == 0 || value.size() != 2 * half)
        return std::nullopt;
    const EcdsaSignaturePtr signature{ECDSA_SIG_new()};
    BignumPtr r{BN_bin2bn(value.data(), static_cast<int>(half), nullptr)};
    BignumPtr s{BN_bin2bn(value.data() + half, static_cast<int>(half), nullptr)};
    if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1)
        return std::nullopt;
    // The signature owns both numbers from here on.
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* raw = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &raw);
    const OpensslMemoryPtr der{raw};
    if (size <= 0)
        return std::nullopt;
    return Bytes(der.get(), der.get() + size);
}

std::optional<Bytes> from_der_signature(ByteView der, std::size_t half) {
    const unsigned char* at = der.data();
    const EcdsaSignaturePtr signature{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()))};
    Bytes out(2 * half);
    const int width = static_cast<int>(half);
    if (!signature || BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out.data(), width) != width ||
        BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out.data() + half, width) != width)
        return std::nullopt;
    return out;
}

Bytes join(std::initializer_list<ByteView> parts) {
    Bytes all;
    for (const ByteView part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

KeyPtr key_from(const char* type, OSSL_PARAM_BLD* builder) {
    const ParamsPtr params{OSSL_PARAM_BLD_to_param(builder)};
    const KeyContextPtr context{EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr)};
    EVP_PKEY* key = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return KeyPtr{key};
}

KeyPtr rsa_key(ByteView modulus, ByteView exponent) {
    const ParamBuilderPtr builder{OSSL_PARAM_BLD_new()};
    const BignumPtr n{BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr)};
    const BignumPtr e{BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr)};
    if (modulus.empty() || exponent.empty() || !n || !e ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return key_from("RSA", builder.get());
}

KeyPtr ec_key(const JsonWebKey& jwk) {
    const std::size_t width = jwk.crv == "P-256" ? 32 : jwk.crv == "P-384" ? 48 : jwk.crv == "P-521" ? 66 : 0;
    if (width == 0 || jwk.x.size() != width || jwk.y.size() != width)
        return nullptr;
    Bytes point{0x04};
    point.insert(point.end(), jwk.x.begin(), jwk.x.end());
    point.insert(point.end(), jwk.y.begin(), jwk.y.end());
    const ParamBuilderPtr builder{OSSL_PARAM_BLD_new()};
    if (OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, jwk.crv.c_str(), 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
        return nullptr;
    return key_from("EC", builder.get()); // refuses a point that is not on the curve
}

/** RFC 7517, 4.2 and 4.3: an owner who says what a key is for is to be believed. */
bool meant_for_verifying(const JsonWebKey& jwk) {
    return (jwk.use.empty() || jwk.use == "sig") &&
           (jwk.key_ops.empty() || std::find(jwk.key_ops.begin(), jwk.key_ops.end(), "verify") != jwk.key_ops.end());
}

} // namespace

std::optional<SignatureAlgorithm> signature_algorithm_from(std::string_view jws_name) noexcept {
    for (const Row& candidate : rows)
        if (candidate.text == jws_name)
            return candidate.algorithm;
    return std::nullopt;
}

std::string_view signature_algorithm_text(SignatureAlgorithm algorithm) noexcept {
    return row(algorithm).text;
}
std::optional<Hash> hash_of(SignatureAlgorithm algorithm) noexcept {
    return row(algorithm).hash;
}

PublicKey PublicKey::of(const Certificate& certificate) {
    auto impl = std::make_shared<Impl>();
    impl->key.reset(X509_get_pubkey(openssl_certificate(certificate)));
    return PublicKey{std::move(impl)};
}

std::optional<PublicKey> PublicKey::from_jwk(const JsonWebKey& jwk) {
    const ErrorQueueGuard guard;
    if (!meant_for_verifying(jwk))
        return std::nullopt;
    auto impl = std::make_shared<Impl>();
    impl->only_for = jwk.alg;
    if (jwk.kty == "RSA")
        impl->key = rsa_key(jwk.n, jwk.e);
    else if (jwk.kty == "EC")
        impl->key = ec_key(jwk);
    else if (jwk.kty == "OKP" && (jwk.crv == "Ed25519" || jwk.crv == "Ed448"))
        impl->key.reset(
            EVP_PKEY_new_raw_public_key_ex(nullptr, jwk.crv.c_str(), nullptr, jwk.x.data(), jwk.x.size()));
    if (!impl->key)
        return std::nullopt;
    return PublicKey{std::move(impl)};
}

std::optional<PublicKey> PublicKey::from_rsa(ByteView modulus, ByteView exponent) {
    const ErrorQueueGuard guard;
    auto impl = std::make_shared<Impl>();
    impl->key = rsa_key(modulus, exponent);
    if (!impl->key)
        return std::nullopt;
    return PublicKey{std::move(impl)};
}

std::optional<PublicKey> PublicKey::from_der(ByteView spki) {
    const ErrorQueueGuard guard;
    auto impl = std::make_shared<Impl>();
    const unsigned char* at = spki.data();
    impl->key.reset(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
    if (!impl->key || at != spki.data() + spki.size())
        return std::nullopt;
    return PublicKey{std::move(impl)};
}

namespace {

/** A key that is itself restricted to certain digests and salts (RFC 4055, 1.2) refuses others; any other key that
 *  OpenSSL does not take with a digest it merely does not know how to use. */
SignatureOutcome not_taken(const EVP_PKEY* key) {
    return EVP_PKEY_is_a(key, "RSA-PSS") == 1 ? SignatureOutcome::wrong_key : SignatureOutcome::unsupported;
}

/** @param value in OpenSSL's form: DER for ECDSA and DSA */
SignatureOutcome verify_as_given(const SignatureScheme& scheme, EVP_PKEY* pkey, std::initializer_list<ByteView> parts,
                                 ByteView value) {
    const DigestContextPtr context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;
    const EVP_MD* md = scheme.hash ? openssl_digest(*scheme.hash) : nullptr;
    if (EVP_DigestVerifyInit_ex(context.get(), &key_context, md != nullptr ? EVP_MD_get0_name(md) : nullptr,
                                openssl_context(scheme.hash), nullptr, pkey, nullptr) != 1 ||
        !set_padding(scheme, key_context))
        return not_taken(pkey);
    int result = 0;
    if (scheme.family == Family::eddsa) {
        const Bytes all = join(parts); // EdDSA reads its message twice
        result = EVP_DigestVerify(context.get(), value.data(), value.size(), all.data(), all.size());
    } else {
        for (const ByteView part : parts)
            EVP_DigestVerifyUpdate(context.get(), part.data(), part.size());
        result = EVP_DigestVerifyFinal(context.get(), value.data(), value.size());
    }
    return result == 1 ? SignatureOutcome::intact : SignatureOutcome::broken;
}

/** R‖S, two numbers of `half` bytes. A value that holds in another form is told apart from one that does not hold:
 *  nothing was changed, and still no other program has to take it. */
SignatureOutcome verify_pair(const SignatureScheme& scheme, EVP_PKEY* pkey, std::initializer_list<ByteView> parts,
                             ByteView value, std::size_t half) {
    auto outcome = SignatureOutcome::malformed;
    if (const auto der = to_der(value, half))
        outcome = verify_as_given(scheme, pkey, parts, *der);
    if (outcome != SignatureOutcome::malformed && outcome != SignatureOutcome::broken)
        return outcome;
    if (verify_as_given(scheme, pkey, parts, value) == SignatureOutcome::intact)
        return SignatureOutcome::in_der;
    const auto other = value.size() % 2 == 0 ? to_der(value, value.size() / 2) : std::nullopt;
    if (value.size() != 2 * half && other && verify_as_given(scheme, pkey, parts, *other) == SignatureOutcome::intact)
        return SignatureOutcome::other_width;
    return outcome;
}

/** RFC 8017, 8.2.2: an RSA value is as long as the modulus. Programs that print numbers drop leading zeros, or write
 *  one too many. */
SignatureOutcome verify_number(const SignatureScheme& scheme, EVP_PKEY* pkey, std::initializer_list<ByteView> parts,
                               ByteView value) {
    const auto width = static_cast<std::size_t>(EVP_PKEY_get_size(pkey));
    if (value.size() == width) {
        const auto outcome = verify_as_given(scheme, pkey, parts, value);
        if (scheme.family != Family::rsa_pss || outcome != SignatureOutcome::broken)
            return outcome;
        // Libraries take the longest salt unless they are told otherwise (RFC 7518, 3.5 demands that of the digest).
        SignatureScheme with_any_salt = scheme;
        with_any_salt.salt = RSA_PSS_SALTLEN_AUTO;
        return verify_as_given(with_any_salt, pkey, parts, value) == SignatureOutcome::intact
                   ? SignatureOutcome::other_salt
                   : outcome;
    }
    if (scheme.family == Family::eddsa)
        return SignatureOutcome::malformed;
    const auto first = std::find_if(value.begin(), value.end(), [](std::uint8_t byte) { return byte != 0; });
    const auto digits = static_cast<std::size_t>(value.end() - first);
    if (digits == 0 || digits > width)
        return SignatureOutcome::malformed;
    Bytes padded(width - digits);
    padded.insert(padded.end(), first, value.end());
    return verify_as_given(scheme, pkey, parts, padded) == SignatureOutcome::intact ? SignatureOutcome::other_width
                                                                                    : SignatureOutcome::malformed;
}

SignatureOutcome verify_in_its_form(const SignatureScheme& scheme, EVP_PKEY* pkey,
                                    std::initializer_list<ByteView> parts, ByteView value, std::size_t half) {
    if (scheme.family == Family::ecdsa || scheme.family == Family::dsa)
        return verify_pair(scheme, pkey, parts, value, half);
    return verify_number(scheme, pkey, parts, value);
}

/** What programs confuse with the algorithm that they name: the digest, the padding of RSA, the digest of the PSS
 * mask. Digests that can be forged are none of them: what holds over SHA-1 alone may have been changed. */
std::vector<SignatureScheme> neighbours_of(const SignatureScheme& scheme) {
    std::vector<SignatureScheme> others;
    const bool rsa = scheme.family == Family::rsa_pkcs1 || scheme.family == Family::rsa_pss;
    if (!rsa && scheme.family != Family::ecdsa)
        return others;
    for (const Hash hash : {Hash::sha256, Hash::sha384, Hash::sha512}) {
        if (!rsa && scheme.hash != hash)
            others.push_back({Family::ecdsa, hash});
        if (rsa && (scheme.family != Family::rsa_pkcs1 || scheme.hash != hash))
            others.push_back({Family::rsa_pkcs1, hash});
        if (rsa && (scheme.family != Family::rsa_pss || scheme.hash != hash))
            others.push_back({Family::rsa_pss, hash, std::nullopt, RSA_PSS_SALTLEN_AUTO});
    }
    if (scheme.family == Family::rsa_pss)
        others.push_back({Family::rsa_pss, scheme.hash, Hash::sha1, RSA_PSS_SALTLEN_AUTO}); // the default of RFC 8017
    return others;
}

SignatureOutcome verify_value(const SignatureScheme& scheme, const PublicKey& key,
                              std::initializer_list<ByteView> parts, ByteView value, std::size_t half_bytes) {
    constexpr std::size_t longest_asked_again = std::size_t{4} << 20; // it is hashed for each algorithm
    EVP_PKEY* pkey = key.impl().key.get();
    const SignatureOutcome outcome = verify_in_its_form(scheme, pkey, parts, value, half_bytes);
    std::size_t size = 0;
    for (const ByteView part : parts)
        size += part.size();
    if (outcome != SignatureOutcome::broken || size > longest_asked_again)
        return outcome;
    for (const SignatureScheme& other : neighbours_of(scheme)) {
        pay_for_asking(pkey, parts);
        if (verify_in_its_form(other, pkey, parts, value, half_bytes) == SignatureOutcome::intact)
            return SignatureOutcome::other_algorithm;
    }
    return outcome;
}

} // namespace

SignatureOutcome verify_signature(SignatureAlgorithm algorithm, const PublicKey& key,
                                  std::initializer_list<ByteView> parts, ByteView value) {
    const ErrorQueueGuard guard;
    const Row& wanted = row(algorithm);
    const EVP_PKEY* pkey = key.impl().key.get();
    const std::string& only_for = key.impl().only_for;
    if (pkey == nullptr)
        return SignatureOutcome::unsupported;
    if (!fits(wanted, pkey) || (!only_for.empty() && only_for != wanted.text))
        return SignatureOutcome::wrong_key;
    pay_for_asking(pkey, parts);
    return verify_value(scheme_of(wanted), key, parts, value, wanted.half_bytes);
}

SignatureOutcome verify_signature(const SignatureScheme& scheme, const PublicKey& key, ByteView message,
                                  ByteView value) {
    const ErrorQueueGuard guard;
    const EVP_PKEY* pkey = key.impl().key.get();
    if (pkey == nullptr)
        return SignatureOutcome::unsupported;
    if (!is_of_family(scheme.family, pkey))
        return SignatureOutcome::wrong_key;
    pay_for_asking(pkey, {message});
    return verify_value(scheme, key, {message}, value, value.size() / 2);
}

std::optional<Bytes> signed_digest(const PublicKey& key, Hash hash, ByteView value) {
    const ErrorQueueGuard guard;
    EVP_PKEY* pkey = key.impl().key.get();
    if (pkey == nullptr || EVP_PKEY_is_a(pkey, "RSA") != 1)
        return std::nullopt;
    const KeyContextPtr context{EVP_PKEY_CTX_new(pkey, nullptr)};
    Bytes out(static_cast<std::size_t>(EVP_PKEY_get_size(pkey)));
    std::size_t size = out.size();
    if (EVP_PKEY_verify_recover_init(context.get()) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context.get(), openssl_digest(hash)) != 1 ||
        EVP_PKEY_verify_recover(context.get(), out.data(), &size, value.data(), value.size()) != 1)
        return std::nullopt;
    out.resize(size);
    return out;
}

bool verify_ecdsa_der(const PublicKey& key, Hash hash, ByteView message, ByteView value) {
    const ErrorQueueGuard guard;
    const DigestContextPtr context{EVP_MD_CTX_new()};
    EVP_PKEY* pkey = key.impl().key.get();
    return pkey != nullptr &&
           EVP_DigestVerifyInit(context.get(), nullptr, openssl_digest(hash), nullptr, pkey) == 1 &&
           EVP_DigestVerify(context.get(), value.data(), value.size(), message.data(), message.size()) == 1;
}

std::optional<PrivateKey> PrivateKey::from_pem(std::string_view pem, const std::string& pass_phrase) {
    const ErrorQueueGuard guard;
    const BioPtr bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    std::string phrase = pass_phrase;
    auto impl = std::make_shared<Impl>();
    impl->key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, phrase.data()));
    if (!impl->key)
        return std::nullopt;
    return PrivateKey{std::move(impl)};
}

std::optional<SignatureAlgorithm> PrivateKey::usual_algorithm() const {
    for (const Row& candidate : rows)
        if (candidate.family != Family::rsa_pss && fits(candidate, m_impl->key.get()))
            return candidate.algorithm;
    return std::nullopt;
}

bool PrivateKey::belongs_to(const Certificate& certificate) const {
    const ErrorQueueGuard guard;
    return X509_check_private_key(openssl_certificate(certificate), m_impl->key.get()) == 1;
}

std::optional<Bytes> PrivateKey::sign(SignatureAlgorithm algorithm, ByteView message) const {
    const ErrorQueueGuard guard;
    const Row& wanted = row(algorithm);
    EVP_PKEY* pkey = m_impl->key.get();
    if (!fits(wanted, pkey))
        return std::nullopt;
    const DigestContextPtr context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* key_context = nullptr;
    const EVP_MD* md = wanted.hash ? openssl_digest(*wanted.hash) : nullptr;
    std::size_t size = 0;
    if (EVP_DigestSignInit(context.get(), &key_context, md, nullptr, pkey) != 1 ||
        !set_padding(scheme_of(wanted), key_context) ||
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) != 1)
        return std::nullopt;
    Bytes value(size);
    if (EVP_DigestSign(context.get(), value.data(), &size, message.data(), message.size()) != 1)
        return std::nullopt;
    value.resize(size);
    if (wanted.family == Family::ecdsa)
        return from_der_signature(value, wanted.half_bytes);
    return value;
}

} // namespace requal::crypto
