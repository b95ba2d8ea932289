/** @file
 * Public and private keys, and the signature algorithms of JWS (RFC 7518, 3.1; RFC 8037) and of XML Signature
 * (XML Signature 1.1, 6.4; RFC 9231).
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/digest.hpp"

#include <initializer_list>

namespace requal::crypto {

enum class SignatureAlgorithm : std::uint8_t { rs256, rs384, rs512, ps256, ps384, ps512, es256, es384, es512, eddsa };

[[nodiscard]] std::optional<SignatureAlgorithm> signature_algorithm_from(std::string_view jws_name) noexcept;
[[nodiscard]] std::string_view signature_algorithm_text(SignatureAlgorithm algorithm) noexcept;
/** The digest of the algorithm; nothing for EdDSA, which hashes inside. */
[[nodiscard]] std::optional<Hash> hash_of(SignatureAlgorithm algorithm) noexcept;

/** A JSON Web Key's members, decoded from base64url; unused ones are empty (RFC 7517, RFC 7518, 6). */
struct JsonWebKey {
    std::string kty;
    std::string crv;
    std::string alg;                  ///< the only algorithm the key is for (RFC 7517, 4.4)
    std::string use;                  ///< "sig" (4.2)
    std::vector<std::string> key_ops; ///< "verify" among them (4.3)
    Bytes n, e;                       ///< RSA
    Bytes x, y;                       ///< EC, OKP
};

/** How a signature value is made, whatever name a format gives to it. */
struct SignatureScheme {
    enum class Family : std::uint8_t { rsa_pkcs1, rsa_pss, ecdsa, dsa, eddsa };
    Family family = Family::rsa_pkcs1;
    std::optional<Hash> hash{};      ///< nothing for EdDSA, which hashes inside
    std::optional<Hash> mask_hash{}; ///< of PSS, when it is not `hash`
    std::optional<int> salt{};       ///< of PSS, in bytes; nothing: as long as the digest
};

/** The scheme that an algorithm identifier of XML Signature names. Identifiers of message authentication codes are
 * not among them: with a key that everybody knows they prove nothing. */
[[nodiscard]] std::optional<SignatureScheme> scheme_from_uri(std::string_view uri);

class PublicKey {
  public:
    struct Impl;
    [[nodiscard]] static PublicKey of(const Certificate& certificate);
    /** @return nothing when the key is of no kind used for signing, is meant for another use, or its point is not on
     *  the curve. */
    [[nodiscard]] static std::optional<PublicKey> from_jwk(const JsonWebKey& jwk);
    /** The two numbers of ds:RSAKeyValue (XML Signature 1.1, 4.5.2.2), unsigned, most significant byte first. */
    [[nodiscard]] static std::optional<PublicKey> from_rsa(ByteView modulus, ByteView exponent);
    /** SubjectPublicKeyInfo, DER. */
    [[nodiscard]] static std::optional<PublicKey> from_der(ByteView spki);
    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }

  private:
    explicit PublicKey(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

enum class SignatureOutcome : std::uint8_t {
    intact,
    broken,          ///< the mathematics say no
    wrong_key,       ///< the algorithm is not for this kind of key (RFC 7518: curve and kind are fixed by it)
    malformed,       ///< the value cannot be a signature of this algorithm, for example a wrong length
    in_der,          ///< R and S hold, but are written in DER, as certificates have them: not the form of JWS and XML
    other_width,     ///< the numbers hold, but are not written in the length that the algorithm prescribes
    other_salt,      ///< an RSA-PSS value that holds with a salt of another length than the algorithm prescribes
    other_algorithm, ///< holds with another algorithm for the same key: another digest, padding or mask
    unsupported      ///< OpenSSL cannot compute it: it does not know the key, or not the digest for such a key
};

/** Whether the key made the value, in whatever form it is written. Only `intact` is a signature of the algorithm. */
[[nodiscard]] constexpr bool made_by_key(SignatureOutcome outcome) noexcept {
    return outcome == SignatureOutcome::intact || outcome == SignatureOutcome::in_der ||
           outcome == SignatureOutcome::other_width || outcome == SignatureOutcome::other_salt ||
           outcome == SignatureOutcome::other_algorithm;
}
/** Whether the outcome proves neither that the value is good nor that anything was changed. */
[[nodiscard]] constexpr bool is_undecided(SignatureOutcome outcome) noexcept {
    return outcome == SignatureOutcome::unsupported || (made_by_key(outcome) && outcome != SignatureOutcome::intact);
}

/** Verifies a JWS signature value over the parts, one after the other. ECDSA values are R‖S of fixed length
 *  (RFC 7518, 3.4), PSS salts are as long as the digest (3.5). */
[[nodiscard]] SignatureOutcome verify_signature(SignatureAlgorithm algorithm, const PublicKey& key,
                                                std::initializer_list<ByteView> parts, ByteView value);

/** The same for a scheme, with any key of its family: ECDSA and DSA values are R‖S, both of the same length
 *  (XML Signature 1.1, 6.4.1, 6.4.3), on any curve. */
[[nodiscard]] SignatureOutcome verify_signature(const SignatureScheme& scheme, const PublicKey& key, ByteView message,
                                                ByteView value);

/** What an RSASSA-PKCS1-v1_5 value was made over: the digest inside it, when the value is a well-formed signature by
 *  this key with this digest. Tells a changed text from a changed value. */
[[nodiscard]] std::optional<Bytes> signed_digest(const PublicKey& key, Hash hash, ByteView value);

/** ECDSA in DER, as X.509 and CMS have it; for test vectors. */
[[nodiscard]] bool verify_ecdsa_der(const PublicKey& key, Hash hash, ByteView message, ByteView value);

class PrivateKey {
  public:
    struct Impl;
    /** @return nothing when the text holds no private key or the pass phrase does not open it. */
    [[nodiscard]] static std::optional<PrivateKey> from_pem(std::string_view pem, const std::string& pass_phrase);
    /** The algorithm that fits the kind of key: RS256, ES256/384/512 or EdDSA; nothing for other kinds. */
    [[nodiscard]] std::optional<SignatureAlgorithm> usual_algorithm() const;
    [[nodiscard]] bool belongs_to(const Certificate& certificate) const;
    /** A JWS signature value; nothing when the algorithm does not fit the key. */
    [[nodiscard]] std::optional<Bytes> sign(SignatureAlgorithm algorithm, ByteView message) const;

  private:
    explicit PrivateKey(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

} // namespace requal::crypto
