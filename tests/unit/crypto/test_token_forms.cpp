// Time-stamp tokens in every lawful form, each beside its forged twin.

#include <doctest/doctest.h>

#include "crypto/timestamp.hpp"
#include "support/authority.hpp"
#include "support/made_tokens.hpp"

using namespace requal;
using namespace requal::test;
using crypto::Certificate;
using crypto::TimestampToken;

namespace {

const Der covered{'s', 'e', 'a', 'l'};

/** An authority and a unit below it. */
struct World {
    UnitKey root_key, key;
    Certificate root, unit;
    explicit World(const std::string& kind = "P-256", const UnitForm& form = {})
        : key(kind), root(unit_certificate("TEST Time CA", root_key, "TEST Time CA", root_key, {.ca = true})),
          unit(unit_certificate("TEST TSU", key, "TEST Time CA", root_key, form)) {}
    [[nodiscard]] TimestampToken read(TokenForm form, const std::vector<Certificate>& candidates = {}) const {
        if (form.certificates.empty())
            form.certificates = {unit};
        return TimestampToken::parse(token_over(covered, unit, key, form), candidates).value();
    }
};

TokenForm over_sha512() {
    TokenForm form;
    form.digest = EVP_sha512();
    form.digest_algorithm = "2.16.840.1.101.3.4.2.3";
    return form;
}

} // namespace

TEST_CASE("token: signed attributes count in the order of DER, and as they are stored") {
    const World world;
    for (const bool stored : {false, true})
        for (const bool is_signed : {false, true}) {
            CAPTURE(stored);
            CAPTURE(is_signed);
            TokenForm form;
            form.stored_unsorted = stored;
            form.signed_unsorted = is_signed;
            const bool lawful = stored || !is_signed; // stored sorted and signed unsorted: another text was signed
            CHECK(world.read(form).signature_intact == lawful);
            CHECK(world.read(form).not_computed.empty());
            form.flip_value = true;
            CHECK_FALSE(world.read(form).signature_intact);
        }
}

TEST_CASE("token: EdDSA is computed, and a forged one is broken") {
    for (const char* kind : {"ED25519", "ED448"}) {
        CAPTURE(kind);
        const World world{kind};
        for (const bool unsorted : {false, true}) {
            TokenForm form = over_sha512();
            form.stored_unsorted = unsorted;
            const auto good = world.read(form);
            CHECK(good.signature_intact);
            CHECK(good.authority_bound);
            CHECK(good.not_computed.empty());
            CHECK(good.signature_digests == std::vector<std::string>{"sha512"});
            form.flip_value = true;
            CHECK_FALSE(world.read(form).signature_intact);
            CHECK(world.read(form).not_computed.empty());
        }
        // RFC 8419, 3.1: Ed448 goes with SHAKE256 of 64 octets.
        TokenForm shake;
        shake.digest = EVP_shake256();
        shake.digest_algorithm = "2.16.840.1.101.3.4.2.18";
        CHECK(world.read(shake).signature_intact);
        // The content is another one than the attributes speak of.
        TokenForm other = over_sha512();
        other.digest = EVP_sha384();
        CHECK_FALSE(world.read(other).signature_intact);
    }
}

TEST_CASE("token: the value may be made with another digest than that of the content") {
    const World world;
    TokenForm form;
    form.value_digest = EVP_sha512();
    form.value_algorithm = "1.2.840.10045.4.3.4";
    const auto token = world.read(form);
    CHECK(token.signature_intact);
    CHECK(token.signature_digests == std::vector<std::string>{"sha256", "sha512"});
    form.flip_value = true;
    CHECK_FALSE(world.read(form).signature_intact);
}

TEST_CASE("token: what is not known is neither intact nor broken") {
    const World world;
    TokenForm digest;
    digest.digest_algorithm = "1.2.3.4.5";
    CHECK(world.read(digest).not_computed == "the digest 1.2.3.4.5");
    TokenForm value;
    value.value_algorithm = "1.2.3.4.6";
    CHECK(world.read(value).not_computed == "the signature algorithm 1.2.3.4.6");
    TokenForm imprint;
    imprint.imprint_algorithm = "1.2.3.4.7";
    const auto token = world.read(imprint);
    CHECK(token.signature_intact);
    CHECK_FALSE(token.imprint_hash);
    CHECK(token.imprint_algorithm == "1.2.3.4.7");
    TokenForm critical;
    critical.info_extensions = {sequence({oid("1.2.3.4.8"), tlv(0x01, {0xff}), octets({})})};
    CHECK(world.read(critical).not_computed == "the critical extension 1.2.3.4.8");
    critical.info_extensions = {sequence({oid("1.2.3.4.8"), octets({})})};
    CHECK(world.read(critical).not_computed.empty());
    critical.info_extensions = {sequence({oid("1.3.6.1.5.5.7.1.3"), tlv(0x01, {0xff}), octets(sequence({}))})};
    CHECK(world.read(critical).not_computed.empty());
}

TEST_CASE("token: attributes signed for something else are no token's") {
    TokenForm form;
    form.content_type = "1.2.840.113549.1.7.1";
    CHECK_FALSE(World{}.read(form).signature_intact);
}

TEST_CASE("token: the certificate of its unit may stand elsewhere") {
    const World world;
    TokenForm form;
    form.certificates = {world.root}; // not the unit's
    CHECK(world.read(form, {world.unit}).signature_intact);
    CHECK_FALSE(world.read(form).authority);
    const Der der = token_over(covered, world.unit, world.key, form);
    crypto::SignerName asked;
    const auto token = TimestampToken::parse(der, {}, {.find_signer = [&](const crypto::SignerName& name) {
                                                 asked = name;
                                                 return std::vector<Certificate>{world.root, world.unit};
                                             }});
    REQUIRE(token->authority);
    CHECK(*token->authority == world.unit);
    CHECK(token->signature_intact);
    CHECK(asked.sha256 == world.unit.sha256());
    CHECK(asked.serial == world.unit.facts().serial);
    form.bound = false;
    const Der unbound = token_over(covered, world.unit, world.key, form);
    (void)TimestampToken::parse(unbound, {}, {.find_signer = [&](const crypto::SignerName& name) {
                                    asked = name;
                                    return std::vector<Certificate>{};
                                }});
    CHECK(asked.sha256.empty());
}

TEST_CASE("token: a namesake never hides the one that signed, nor stands for it") {
    const World world;
    const UnitKey other;
    const Certificate namesake = unit_certificate("TEST TSU", other, "TEST Time CA", other,
                                                  {.serial = std::stol(world.unit.facts().serial, nullptr, 16)});
    for (const std::vector<Certificate>& bag :
         {std::vector{namesake, world.unit}, std::vector{world.unit, namesake}}) {
        TokenForm form;
        form.certificates = bag;
        CHECK(world.read(form).authority == world.unit);
        CHECK(world.read(form).signature_intact);
    }
    TokenForm only;
    only.certificates = {namesake};
    CHECK_FALSE(world.read(only).signature_intact);
    CHECK(world.read(only, {world.unit}).authority == world.unit);
    CHECK(world.read(only, {world.unit}).signature_intact);
    // Without a binding the keys alone decide: such a token is intact, and its unit is not bound.
    TokenForm unbound;
    unbound.bound = false;
    unbound.certificates = {namesake, world.unit};
    CHECK(world.read(unbound).signature_intact);
    CHECK(world.read(unbound).authority == world.unit);
    CHECK_FALSE(world.read(unbound).authority_bound);
    // Forged: the namesake signed, and binds the genuine certificate.
    TokenForm forged;
    forged.certificates = {namesake, world.unit};
    const auto token = TimestampToken::parse(token_over(covered, world.unit, other, forged), {}).value();
    CHECK_FALSE((token.signature_intact && token.authority_bound));
}

TEST_CASE("token: revocation data that it carries") {
    const World world;
    const Der list = empty_list(world.root, world.root_key);
    const std::string answer = authority_file("ocsp-good.der");
    const Der ocsp{answer.begin(), answer.end()};
    TokenForm form;
    form.revocation_choices = {list, tlv(0xA1, joined({oid("1.3.6.1.5.5.7.16.2"), ocsp}))};
    const auto token = world.read(form);
    CHECK(token.signature_intact);
    CHECK(token.lists.size() == 1);
    CHECK(token.answers.size() == 1);
    CHECK(token.all_revocations);
    // RevocationValues of CAdES, in an unsigned attribute.
    TokenForm attribute;
    attribute.unsigned_attributes = {
        sequence({oid("1.2.840.113549.1.9.16.2.24"),
                  tlv(0x31, sequence({tlv(0xA0, sequence({list, list})), tlv(0xA1, sequence({}))}))})};
    CHECK(world.read(attribute).lists.size() == 2);
    // A stranger may bring any number; what is over the limit is said, not read.
    form.certificates = {world.unit};
    const auto few =
        TimestampToken::parse(token_over(covered, world.unit, world.key, form), {}, {.most_revocations = 1});
    CHECK(few->lists.size() + few->answers.size() == 1);
    CHECK_FALSE(few->all_revocations);
}

TEST_CASE("token: an issuer in another case or spacing, and a renewed one, are nothing suspicious") {
    const auto consistent = [](const Certificate& unit, const UnitKey& key, std::vector<Certificate> others) {
        TokenForm form;
        form.certificates = {unit};
        form.certificates.insert(form.certificates.end(), others.begin(), others.end());
        return TimestampToken::parse(token_over(covered, unit, key, form), {}).value().consistent;
    };
    for (const bool identifiers : {true, false}) {
        CAPTURE(identifiers);
        UnitForm form;
        form.identifiers = identifiers;
        form.issuer_spelling = "test  TIME ca";
        const World world{"P-256", form};
        CHECK(consistent(world.unit, world.key, {world.root}));
        const UnitKey renewed_key;
        const Certificate renewed = unit_certificate("TEST Time CA", renewed_key, "TEST Time CA", renewed_key,
                                                     {.ca = true, .identifiers = identifiers});
        CHECK(consistent(world.unit, world.key, {renewed}));
        CHECK(consistent(world.unit, world.key, {renewed, world.root}));
    }
    // Forged: it names the key of the authority, and another one signed.
    const World world;
    Bytes der = world.unit.der();
    der.back() ^= 1;
    const auto forged = Certificate::from_der(der);
    if (forged)
        CHECK_FALSE(consistent(*forged, world.key, {world.root}));
}
