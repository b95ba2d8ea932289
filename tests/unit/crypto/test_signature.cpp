#include <doctest/doctest.h>

#include "crypto/signature.hpp"
#include "support/authority.hpp"

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
