// Other people's suites of JWS tokens, held against the code that production opens and judges
// envelopes with.

#include <doctest/doctest.h>

#include "support/jose.hpp"
#include "support/support.hpp"

#include <map>
#include <set>
#include <sstream>

using namespace requal;

namespace {

std::map<std::int64_t, bool> overrides() {
    std::istringstream rows{test::read(test::corpus() / "vectors/wycheproof/jws_expected_overrides.tsv")};
    std::map<std::int64_t, bool> out;
    std::string id, says, strict, why;
    std::getline(rows, why);
    while (std::getline(rows, id, '\t') && std::getline(rows, says, '\t') && std::getline(rows, strict, '\t') &&
           std::getline(rows, why))
        out[std::stoll(id)] = strict == "valid";
    return out;
}

bool refused(const json::Value& output, const crypto::JsonWebKey& key, const std::string& detached) {
    for (const json::Value& form : output.items())
        if (form.is_string() && test::accepts(form.text(), {key}, detached))
            return false;
    return true;
}

/** The JSON text of a value of a suite, written anew. */
std::string dump(const json::Value& value) {
    if (value.is_string()) {
        std::string out = "\"";
        for (const char c : value.text())
            if (c == '"' || c == '\\')
                out += std::string{'\\'} + c;
            else
                out += c;
        return out + '"';
    }
    if (!value.is_array() && !value.is_object())
        return std::to_string(value.integer());
    std::string out;
    for (const json::Value& item : value.items())
        out +=
            (out.empty() ? "" : ",") + (value.is_object() ? '"' + std::string{item.name()} + "\":" : "") + dump(item);
    return value.is_object() ? "{" + out + "}" : "[" + out + "]";
}

} // namespace

TEST_CASE("corpus: wycheproof: JWS tokens") {
    const std::string text = test::read(test::corpus() / "vectors/wycheproof/json_web_signature_test.json");
    const json::Document document = json::parse(text, {});
    const auto strict = overrides();
    REQUIRE(strict.size() == 8);
    std::size_t seen = 0, symmetric = 0;
    for (const json::Value& group : document.root()["testGroups"].items()) {
        const json::Value& jwk = group["public"].exists() ? group["public"] : group["private"];
        const auto key = test::key_from(jwk);
        for (const json::Value& vector : group["tests"].items()) {
            const std::int64_t id = vector["tcId"].integer();
            bool expected = vector["result"].text() == "valid";
            if (const auto row = strict.find(id); row != strict.end())
                expected = row->second;
            // A seal must name its maker: a shared secret proves nothing to a third party
            // (ETSI TS 119 182-1, 5.1.2), so even the right ones are refused.
            if (key.kty == "oct") {
                expected = false;
                ++symmetric;
            }
            ++seen;
            CHECK_MESSAGE(test::accepts(vector["jws"].text(), {key}) == expected, "tcId ", id, ": ",
                          vector["comment"].text());
        }
    }
    CHECK(seen == 401);
    CHECK(symmetric == 40);
}

TEST_CASE("corpus: the examples of RFC 7520 and RFC 8037 hold in every serialisation") {
    const auto folder = test::corpus() / "vectors/jose-rfc";
    for (const std::string file : {"jws/4_1.rsa_v15_signature.json", "jws/4_2.rsa-pss_signature.json",
                                   "jws/4_3.ecdsa_signature.json", "curve25519/jws.json"}) {
        CAPTURE(file);
        const std::string text = test::read(folder / file);
        const json::Document document = json::parse(text, {});
        const json::Value& root = document.root();
        const auto key = test::key_from(root["input"]["key"]);
        const json::Value& output = root["output"];
        REQUIRE(output["compact"].is_string());
        CHECK(test::accepts(output["compact"].text(), {key}));
        CHECK(test::accepts(dump(output["json"]), {key}));
        CHECK(test::accepts(dump(output["json_flat"]), {key}));
        std::string changed{output["compact"].text()};
        changed[changed.find('.') + 2] ^= 1;
        CHECK_FALSE(test::accepts(changed, {key}));
    }
}

TEST_CASE("corpus: the examples of RFC 7520 and RFC 7797 with a shared secret are refused") {
    const auto folder = test::corpus() / "vectors/jose-rfc";
    for (const std::string file :
         {"jws/4_4.hmac-sha2_integrity_protection.json", "jws/4_5.signature_with_detached_content.json",
          "jws/4_6.protecting_specific_header_fields.json", "jws/4_7.protecting_content_only.json",
          "rfc7797/4.2.hmac-sha2_b64_false.json", "rfc7797/hmac-sha2_b64_false.json"}) {
        CAPTURE(file);
        const std::string text = test::read(folder / file);
        const json::Document document = json::parse(text, {});
        const auto key = test::key_from(document.root()["input"]["key"]);
        const json::Value& output = document.root()["output"];
        CHECK(refused(output, key, std::string{document.root()["signing"]["sig-input"].text()}));
        CHECK_FALSE(test::accepts(dump(output["json"]), {key}));
        CHECK_FALSE(test::accepts(dump(output["json_flat"]), {key}));
    }
}

TEST_CASE("corpus: RFC 7520, 4.8: of three signatures each is judged by itself") {
    const std::string text = test::read(test::corpus() / "vectors/jose-rfc/jws/4_8.multiple_signatures.json");
    const json::Document document = json::parse(text, {});
    const std::string token = dump(document.root()["output"]["json"]);
    const intake::Opened file = intake::open(token, {});
    REQUIRE(file.jws);
    REQUIRE(file.jws->signatures.size() == 3);
    const auto keys = document.root()["input"]["key"].items();
    const auto holds = [&](std::size_t signature, std::size_t key) {
        return test::accepts(*file.jws, file.jws->signatures[signature], test::key_from(keys[key]),
                             *file.jws->payload_text);
    };
    CHECK(holds(0, 0));
    CHECK_FALSE(holds(0, 1));
    // The second has its algorithm in the unprotected header alone, the third is an HMAC: a JAdES
    // seal must be neither (ETSI TS 119 182-1, 5.1.1 and 5.1.2).
    CHECK_FALSE(holds(1, 1));
    CHECK_FALSE(holds(2, 2));
}

TEST_CASE("corpus: a detached payload counts byte for byte") {
    const std::string text = test::read(test::corpus() / "vectors/jose-rfc/house_detached_b64_false_es256.json");
    const json::Document document = json::parse(text, {});
    const json::Value& root = document.root();
    const auto key = test::key_from(root["key"]);
    const Bytes bytes = test::from_hex(root["payload_hex"].text());
    const std::string payload{as_text(bytes)};
    const std::string_view token = root["compact_detached"].text();
    CHECK(test::accepts(token, {key}, payload));
    CHECK_FALSE(test::accepts(token, {key}, payload.substr(0, payload.size() - 1)));
    CHECK_FALSE(test::accepts(token, {key}, payload.substr(0, payload.size() - 1) + "\r\n"));
    CHECK_FALSE(test::accepts(token, {key}, base64_encode(bytes, Base64::url)));
}

TEST_CASE("corpus: hostile tokens are refused") {
    // Rules about claims, about where keys come from, and about the credential inside: no concern
    // of the JWS itself. They belong to the reader of credentials in a JWT, which is not built yet.
    const std::set<std::string> elsewhere{"kid-path-traversal", "kid-sql", "iss-mismatch", "vc-issuer-mismatch"};
    const std::string text = test::read(test::corpus() / "vectors/jose-negative/vectors.json");
    const json::Document document = json::parse(text, {});
    const auto key = test::key_from(document.root()["issuer_jwk"]);
    std::size_t asserted = 0;
    for (const json::Value& vector : document.root()["tests"].items()) {
        const std::string id{vector["id"].text()};
        if (elsewhere.contains(id)) {
            CHECK_MESSAGE(test::accepts(vector["jws"].text(), {key}), id, " is refused already");
            continue;
        }
        ++asserted;
        CHECK_MESSAGE(test::accepts(vector["jws"].text(), {key}) == (vector["expected"].text() == "valid"), id, ": ",
                      vector["why"].text());
    }
    CHECK(asserted + elsewhere.size() == document.root()["tests"].size());
}
