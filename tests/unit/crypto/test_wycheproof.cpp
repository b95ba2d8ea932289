// Project Wycheproof's vectors for the primitives. "acceptable" means that both answers are allowed
// there; a strict verifier says no.

#include <doctest/doctest.h>

#include "support/jose.hpp"
#include "support/support.hpp"

#include <functional>

using namespace requal;
using crypto::SignatureAlgorithm;
using crypto::SignatureOutcome;

namespace {

struct Tally {
    std::size_t cases = 0, valid = 0;
};

using Verify = std::function<bool(const crypto::PublicKey& key, ByteView message, ByteView signature)>;

Tally run(const std::string& file, const Verify& verify) {
    const std::string text = test::read(test::corpus() / "vectors/wycheproof" / file);
    const json::Document document = json::parse(text, {});
    Tally tally;
    for (const json::Value& group : document.root()["testGroups"].items()) {
        const auto key = crypto::PublicKey::from_der(test::from_hex(group["publicKeyDer"].text()));
        for (const json::Value& vector : group["tests"].items()) {
            const bool expected = vector["result"].text() == "valid";
            const bool seen =
                key && verify(*key, test::from_hex(vector["msg"].text()), test::from_hex(vector["sig"].text()));
            ++tally.cases;
            tally.valid += expected ? 1U : 0U;
            CHECK_MESSAGE(seen == expected, file, " tcId ", vector["tcId"].integer(), ": ", vector["comment"].text(),
                          ", ", vector["result"].text());
        }
    }
    CHECK(tally.cases == static_cast<std::size_t>(document.root()["numberOfTests"].integer()));
    CHECK(tally.valid > 0);
    return tally;
}

Tally run_jws(const std::string& file, SignatureAlgorithm algorithm) {
    return run(file, [algorithm](const auto& key, ByteView message, ByteView signature) {
        return crypto::verify_signature(algorithm, key, {message}, signature) == SignatureOutcome::intact;
    });
}

} // namespace

TEST_CASE("corpus: wycheproof: ECDSA values of fixed length") {
    run_jws("ecdsa_secp256r1_sha256_p1363_test.json", SignatureAlgorithm::es256);
    run_jws("ecdsa_secp384r1_sha384_p1363_test.json", SignatureAlgorithm::es384);
    run_jws("ecdsa_secp521r1_sha512_p1363_test.json", SignatureAlgorithm::es512);
}

TEST_CASE("corpus: wycheproof: ECDSA values in DER") {
    const auto der = [](crypto::Hash hash) {
        return [hash](const auto& key, ByteView message, ByteView signature) {
            return crypto::verify_ecdsa_der(key, hash, message, signature);
        };
    };
    run("ecdsa_secp256r1_sha256_test.json", der(crypto::Hash::sha256));
    run("ecdsa_secp384r1_sha384_test.json", der(crypto::Hash::sha384));
}

TEST_CASE("corpus: wycheproof: EdDSA") {
    run_jws("ed25519_test.json", SignatureAlgorithm::eddsa);
    run_jws("ed448_test.json", SignatureAlgorithm::eddsa);
}

TEST_CASE("corpus: wycheproof: RSA PKCS#1 v1.5") {
    run_jws("rsa_signature_2048_sha256_test.json", SignatureAlgorithm::rs256);
    run_jws("rsa_signature_2048_sha512_test.json", SignatureAlgorithm::rs512);
    run_jws("rsa_signature_3072_sha256_test.json", SignatureAlgorithm::rs256);
    run_jws("rsa_signature_4096_sha256_test.json", SignatureAlgorithm::rs256);
}

TEST_CASE("corpus: wycheproof: RSA PSS") {
    run_jws("rsa_pss_2048_sha256_mgf1_32_test.json", SignatureAlgorithm::ps256);
    run_jws("rsa_pss_3072_sha256_mgf1_32_test.json", SignatureAlgorithm::ps256);
    run_jws("rsa_pss_4096_sha512_mgf1_64_test.json", SignatureAlgorithm::ps512);
}

TEST_CASE("corpus: wycheproof: curves that no JWS algorithm here is for are refused") {
    for (const std::string file :
         {"ecdsa_brainpoolP256r1_sha256_p1363_test.json", "ecdsa_secp256k1_sha256_p1363_test.json"}) {
        const std::string text = test::read(test::corpus() / "vectors/wycheproof" / file);
        const json::Document document = json::parse(text, {});
        for (const json::Value& group : document.root()["testGroups"].items()) {
            const auto key = crypto::PublicKey::from_der(test::from_hex(group["publicKeyDer"].text()));
            REQUIRE(key);
            for (const json::Value& vector : group["tests"].items())
                CHECK(crypto::verify_signature(SignatureAlgorithm::es256, *key,
                                               {test::from_hex(vector["msg"].text())},
                                               test::from_hex(vector["sig"].text())) == SignatureOutcome::wrong_key);
        }
    }
}
