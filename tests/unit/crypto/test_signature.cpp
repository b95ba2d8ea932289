#include <doctest/doctest.h>

#include "crypto/handles.hpp"
#include "crypto/signature.hpp"
#include "support/authority.hpp"

#include <openssl/pem.h>

using namespace requal;
using crypto::PrivateKey;
using crypto::PublicKey;
using crypto::SignatureAlgorithm;
using crypto::SignatureOutcome;

namespace {

PrivateKey key(const std::string& name) {
    return PrivateKey::from_pem(test::authority_file("keys/" + name + ".pem"), "").value();
}

struct Row {
    SignatureAlgorithm algorithm;
    const char* name;
};

constexpr Row rows[] = {
    {SignatureAlgorithm::rs256, "rsa"},     {SignatureAlgorithm::rs384, "rsa"},  {SignatureAlgorithm::rs512, "rsa"},
    {SignatureAlgorithm::ps256, "rsa"},     {SignatureAlgorithm::ps384, "rsa"},  {SignatureAlgorithm::ps512, "rsa"},
    {SignatureAlgorithm::es256, "p256"},    {SignatureAlgorithm::es384, "p384"}, {SignatureAlgorithm::es512, "p521"},
    {SignatureAlgorithm::eddsa, "ed25519"}, {SignatureAlgorithm::eddsa, "ed448"}};

} // namespace

TEST_CASE("signature: what a key signs, its certificate verifies, and nothing else does") {
    const auto text = as_bytes("a text to be sealed");
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const std::string name = std::string{"seal-"} + row.name;
        const PublicKey own = PublicKey::of(test::certificate(name));
        const auto value = key(name).sign(row.algorithm, text);
        REQUIRE(value);
        CHECK(crypto::verify_signature(row.algorithm, own, {text}, *value) == SignatureOutcome::intact);
        CHECK(crypto::verify_signature(row.algorithm, own, {text.first(5), {}, text.subspan(5)}, *value) ==
              SignatureOutcome::intact);
        CHECK(crypto::verify_signature(row.algorithm, own, {text.first(5)}, *value) == SignatureOutcome::broken);
        Bytes changed = *value;
        changed.back() ^= 1;
        CHECK(crypto::verify_signature(row.algorithm, own, {text}, changed) != SignatureOutcome::intact);
        changed = *value;
        changed.push_back(0);
        CHECK(crypto::verify_signature(row.algorithm, own, {text}, changed) == SignatureOutcome::malformed);
        CHECK(crypto::verify_signature(row.algorithm, own, {text}, {}) == SignatureOutcome::malformed);
    }
}

TEST_CASE("signature: an algorithm is for one kind of key") {
    for (const Row& row : rows)
        for (const char* other : {"rsa", "p256", "p384", "p521", "ed25519"}) {
            const std::string name = std::string{"seal-"} + other;
            const bool fits = std::string{other} == row.name ||
                              (row.algorithm == SignatureAlgorithm::eddsa && std::string{other}.starts_with("ed"));
            CHECK(key(name).sign(row.algorithm, as_bytes("x")).has_value() == fits);
            if (!fits)
                CHECK(crypto::verify_signature(row.algorithm, PublicKey::of(test::certificate(name)), {as_bytes("x")},
                                               Bytes(64)) == SignatureOutcome::wrong_key);
        }
}

TEST_CASE("signature: names of algorithms") {
    for (const Row& row : rows)
        CHECK(crypto::signature_algorithm_from(crypto::signature_algorithm_text(row.algorithm)) == row.algorithm);
    for (const char* name : {"none", "HS256", "rs256", "ES256K", "", "EDDSA", "RS256 "})
        CHECK_FALSE(crypto::signature_algorithm_from(name));
    CHECK(crypto::hash_of(SignatureAlgorithm::ps384) == crypto::Hash::sha384);
    CHECK_FALSE(crypto::hash_of(SignatureAlgorithm::eddsa));
}

TEST_CASE("signature: an RSA value tells the digest it was made over") {
    const auto text = as_bytes("a text to be sealed");
    const PublicKey own = PublicKey::of(test::certificate("seal-rsa"));
    const Bytes value = key("seal-rsa").sign(SignatureAlgorithm::rs256, text).value();
    CHECK(crypto::signed_digest(own, crypto::Hash::sha256, value) == crypto::digest(crypto::Hash::sha256, text));
    CHECK_FALSE(crypto::signed_digest(own, crypto::Hash::sha512, value));
    Bytes changed = value;
    changed[9] ^= 1;
    CHECK_FALSE(crypto::signed_digest(own, crypto::Hash::sha256, changed));
}

TEST_CASE("signature: private keys") {
    CHECK(key("seal-rsa").usual_algorithm() == SignatureAlgorithm::rs256);
    CHECK(key("seal-p384").usual_algorithm() == SignatureAlgorithm::es384);
    CHECK(key("seal-ed448").usual_algorithm() == SignatureAlgorithm::eddsa);
    CHECK(key("seal-rsa").belongs_to(test::certificate("seal-rsa")));
    CHECK_FALSE(key("seal-rsa").belongs_to(test::certificate("seal-p256")));
    CHECK_FALSE(PrivateKey::from_pem("no key", ""));
    CHECK_FALSE(PrivateKey::from_pem("", ""));
}

TEST_CASE("signature: keys in JSON keep to what their owner says they are for") {
    const auto base = [] {
        crypto::JsonWebKey jwk;
        jwk.kty = "OKP";
        jwk.crv = "Ed25519";
        jwk.x = Bytes(32, 9);
        return jwk;
    };
    CHECK(PublicKey::from_jwk(base()));
    auto jwk = base();
    jwk.use = "enc";
    CHECK_FALSE(PublicKey::from_jwk(jwk));
    jwk = base();
    jwk.key_ops = {"sign"};
    CHECK_FALSE(PublicKey::from_jwk(jwk));
    jwk.key_ops = {"sign", "verify"};
    CHECK(PublicKey::from_jwk(jwk));
    jwk = base();
    jwk.x.pop_back();
    CHECK_FALSE(PublicKey::from_jwk(jwk));
    jwk = base();
    jwk.alg = "ES256";
    CHECK(crypto::verify_signature(SignatureAlgorithm::eddsa, PublicKey::from_jwk(jwk).value(), {as_bytes("x")},
                                   Bytes(64)) == SignatureOutcome::wrong_key);
    crypto::JsonWebKey off_curve;
    off_curve.kty = "EC";
    off_curve.crv = "P-256";
    off_curve.x = Bytes(32, 1);
    off_curve.y = Bytes(32, 1);
    CHECK_FALSE(PublicKey::from_jwk(off_curve));
    crypto::JsonWebKey secret;
    secret.kty = "oct";
    CHECK_FALSE(PublicKey::from_jwk(secret));
}

TEST_CASE("signature: a value that holds in another form is told apart from one that does not hold") {
    const auto text = as_bytes("a text to be sealed");
    const auto other = as_bytes("another text");
    const auto signed_by_library = [](const std::string& name, ByteView message, std::optional<int> salt,
                                      const EVP_MD* digest = EVP_sha256(), const EVP_MD* mask = nullptr) {
        const std::string pem = test::authority_file("keys/" + name + ".pem");
        const crypto::BioPtr file{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
        const crypto::KeyPtr pkey{PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, nullptr)};
        const crypto::DigestContextPtr context{EVP_MD_CTX_new()};
        Bytes value(256);
        std::size_t size = value.size();
        EVP_PKEY_CTX* padding = nullptr;
        REQUIRE(EVP_DigestSignInit(context.get(), &padding, digest, nullptr, pkey.get()) == 1);
        if (salt) {
            REQUIRE(EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) == 1);
            REQUIRE(EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, *salt) == 1);
            REQUIRE((mask == nullptr || EVP_PKEY_CTX_set_rsa_mgf1_md(padding, mask) == 1));
        }
        REQUIRE(EVP_DigestSign(context.get(), value.data(), &size, message.data(), message.size()) == 1);
        value.resize(size);
        return value;
    };
    const PublicKey p256 = PublicKey::of(test::certificate("seal-p256"));
    const crypto::SignatureScheme ecdsa{crypto::SignatureScheme::Family::ecdsa, crypto::Hash::sha256};
    // Long and short ones, of an even and of an odd number of bytes.
    for (int i = 0; i < 16; ++i) {
        const Bytes der = signed_by_library("seal-p256", text, std::nullopt);
        CHECK(crypto::verify_signature(SignatureAlgorithm::es256, p256, {text}, der) == SignatureOutcome::in_der);
        CHECK(crypto::verify_signature(ecdsa, p256, text, der) == SignatureOutcome::in_der);
        const auto of_another = crypto::verify_signature(ecdsa, p256, other, der);
        CHECK((of_another == SignatureOutcome::broken || of_another == SignatureOutcome::malformed));
        CHECK(crypto::verify_signature(SignatureAlgorithm::es256, p256, {other}, der) == SignatureOutcome::malformed);
        Bytes longer = der;
        longer.push_back(0);
        CHECK(crypto::verify_signature(SignatureAlgorithm::es256, p256, {text}, longer) ==
              SignatureOutcome::malformed);
    }
    const Bytes pair = key("seal-p256").sign(SignatureAlgorithm::es256, text).value();
    Bytes wide(16);
    wide.insert(wide.end(), pair.begin(), pair.begin() + 32);
    wide.resize(wide.size() + 16);
    wide.insert(wide.end(), pair.begin() + 32, pair.end());
    CHECK(crypto::verify_signature(SignatureAlgorithm::es256, p256, {text}, wide) == SignatureOutcome::other_width);
    CHECK(crypto::verify_signature(SignatureAlgorithm::es256, p256, {other}, wide) == SignatureOutcome::malformed);

    const PublicKey rsa = PublicKey::of(test::certificate("seal-rsa"));
    Bytes number = key("seal-rsa").sign(SignatureAlgorithm::rs256, text).value();
    number.insert(number.begin(), 0);
    CHECK(crypto::verify_signature(SignatureAlgorithm::rs256, rsa, {text}, number) == SignatureOutcome::other_width);
    CHECK(crypto::verify_signature(SignatureAlgorithm::rs256, rsa, {other}, number) == SignatureOutcome::malformed);
    CHECK(crypto::verify_signature(SignatureAlgorithm::rs256, rsa, {text}, Bytes(255)) ==
          SignatureOutcome::malformed);
    // Libraries take the longest salt that fits, RFC 7518, 3.5 the length of the digest.
    for (const int salt : {0, 20, RSA_PSS_SALTLEN_MAX}) {
        const Bytes salted = signed_by_library("seal-rsa", text, salt);
        CHECK(crypto::verify_signature(SignatureAlgorithm::ps256, rsa, {text}, salted) ==
              SignatureOutcome::other_salt);
        CHECK(crypto::verify_signature(SignatureAlgorithm::ps256, rsa, {other}, salted) == SignatureOutcome::broken);
    }
    // Programs name one algorithm and use its neighbour. A digest that can be forged says nothing about the text.
    const auto outcome_of = [&](SignatureAlgorithm algorithm, const PublicKey& by, const Bytes& value) {
        CHECK(crypto::verify_signature(algorithm, by, {other}, value) == SignatureOutcome::broken);
        return crypto::verify_signature(algorithm, by, {text}, value);
    };
    const Bytes over_sha512 = signed_by_library("seal-rsa", text, std::nullopt, EVP_sha512());
    CHECK(outcome_of(SignatureAlgorithm::rs256, rsa, over_sha512) == SignatureOutcome::other_algorithm);
    CHECK(outcome_of(SignatureAlgorithm::ps512, rsa, over_sha512) == SignatureOutcome::other_algorithm);
    const Bytes probabilistic = signed_by_library("seal-rsa", text, RSA_PSS_SALTLEN_DIGEST);
    CHECK(outcome_of(SignatureAlgorithm::rs256, rsa, probabilistic) == SignatureOutcome::other_algorithm);
    CHECK(outcome_of(SignatureAlgorithm::ps384, rsa, probabilistic) == SignatureOutcome::other_algorithm);
    const Bytes masked = signed_by_library("seal-rsa", text, RSA_PSS_SALTLEN_DIGEST, EVP_sha256(), EVP_sha1());
    CHECK(outcome_of(SignatureAlgorithm::ps256, rsa, masked) == SignatureOutcome::other_algorithm);
    const Bytes over_sha1 = signed_by_library("seal-rsa", text, std::nullopt, EVP_sha1());
    CHECK(outcome_of(SignatureAlgorithm::rs256, rsa, over_sha1) == SignatureOutcome::broken);
    const crypto::SignatureScheme with_sha512{crypto::SignatureScheme::Family::ecdsa, crypto::Hash::sha512};
    CHECK(crypto::verify_signature(with_sha512, p256, text, pair) == SignatureOutcome::other_algorithm);
    CHECK(crypto::verify_signature(with_sha512, p256, other, pair) == SignatureOutcome::broken);
    for (const auto outcome : {SignatureOutcome::in_der, SignatureOutcome::other_width, SignatureOutcome::other_salt,
                               SignatureOutcome::other_algorithm}) {
        CHECK(crypto::made_by_key(outcome));
        CHECK(crypto::is_undecided(outcome));
    }
}

TEST_CASE("signature: what OpenSSL cannot compute is unsupported, not broken") {
    // RSA with Whirlpool has a name (RFC 9231, 2.3.5) and no implementation.
    const auto scheme = crypto::scheme_from_uri("http://www.w3.org/2007/05/xmldsig-more#rsa-whirlpool");
    REQUIRE(scheme);
    const PublicKey rsa = PublicKey::of(test::certificate("seal-rsa"));
    CHECK(crypto::verify_signature(*scheme, rsa, as_bytes("x"), Bytes(256, 1)) == SignatureOutcome::unsupported);
    CHECK_FALSE(crypto::scheme_from_uri("http://www.w3.org/2001/04/xmldsig-more#rsa-unknown"));
}
