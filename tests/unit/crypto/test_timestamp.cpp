#include <doctest/doctest.h>

#include "crypto/timestamp.hpp"
#include "requal/base64.hpp"
#include "support/authority.hpp"
#include "json/value.hpp"

using namespace requal;
using crypto::TimestampToken;

namespace {

/** The signature text of a sealed file and the token of its sigTst. */
struct Stamped {
    std::string signature;
    Bytes token;
};

Stamped stamped(const std::string& name) {
    const std::string text = test::read(test::data() / "jades" / name);
    const json::Document file = json::parse(text, {});
    const json::Value& entry = file.root()["signatures"].items()[0];
    const auto inner = base64_decode(entry["header"]["etsiU"].items()[0].text(), Base64::url).value();
    const json::Document property = json::parse(as_text(inner), {});
    const json::Value& token = property.root()["sigTst"]["tstTokens"].items()[0]["val"];
    return {std::string{entry["signature"].text()}, base64_decode(token.text(), Base64::standard).value()};
}

} // namespace

TEST_CASE("time-stamp: what it says") {
    const Stamped good = stamped("good/t.json");
    const auto token = TimestampToken::parse(good.token, {});
    REQUIRE(token);
    CHECK(rfc3339(token->time) == "2025-03-01T10:00:05Z");
    CHECK(token->imprint_hash == crypto::Hash::sha256);
    CHECK(token->policy == "1.2.3.4.1");
    CHECK(token->certificates.size() == 2);
    CHECK(token->authority == test::certificate("tsa"));
    CHECK(token->signature_intact);
    CHECK(token->authority_bound);
    CHECK(token->consistent);
    CHECK(token->matches({as_bytes(good.signature)}));
    CHECK(token->matches({as_bytes(good.signature).first(5), as_bytes(good.signature).subspan(5)}));
    CHECK_FALSE(token->matches({as_bytes("another text")}));
    CHECK_FALSE(token->matches({}));
}

TEST_CASE("time-stamp: defects") {
    const auto parse = [](const std::string& name) {
        return TimestampToken::parse(stamped("defects/" + name).token, {}).value();
    };
    CHECK_FALSE(parse("sigTst_without_its_signature.json").signature_intact);
    CHECK_FALSE(parse("sigTst_not_bound_to_its_authority.json").authority_bound);
    CHECK(parse("sigTst_sha1.json").imprint_hash == crypto::Hash::sha1);
    CHECK_FALSE(TimestampToken::parse({}, {}));
    CHECK_FALSE(TimestampToken::parse(as_bytes("no token"), {}));
    CHECK_FALSE(TimestampToken::parse(test::certificate("tsa").der(), {}));
    Bytes longer = stamped("good/t.json").token;
    longer.push_back(0);
    CHECK_FALSE(TimestampToken::parse(longer, {}));
}

TEST_CASE("time-stamp: a changed byte is seen, whether its authority signed it or not") {
    const Stamped good = stamped("good/t.json");
    std::size_t unseen = 0;
    for (std::size_t at = 0; at < good.token.size(); ++at) {
        Bytes changed = good.token;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1U << (at % 8)));
        const auto token = TimestampToken::parse(changed, {test::certificate("root-ca")});
        const bool seen = !token || !token->authority || !token->signature_intact || !token->authority_bound ||
                          !token->consistent || !token->matches({as_bytes(good.signature)});
        unseen += seen ? 0U : 1U;
        // Whatever happens, it says the same time about the same bytes.
        if (!seen)
            CHECK(rfc3339(token->time) == "2025-03-01T10:00:05Z");
    }
    // The root that the token carries may name an issuer nobody knows, or one whose namesake is at hand, as renewed
    // authorities leave them behind; and in names the case of letters means nothing (RFC 5280, 7.1).
    CHECK_MESSAGE(unseen * 50 <= good.token.size(), unseen, " of ", good.token.size());
}

TEST_CASE("corpus: time-stamps of other people's authorities") {
    for (const char* name : {"dss/disig.tst", "dss/timestamp.tst", "dss/tst-two-refs.tst"}) {
        CAPTURE(name);
        const std::string bytes = test::read(test::corpus() / "vectors/rfc3161" / name);
        const auto token = TimestampToken::parse(as_bytes(bytes), {});
        REQUIRE(token);
        CHECK(token->imprint_hash);
        if (token->authority)
            CHECK(token->signature_intact);
    }
}
