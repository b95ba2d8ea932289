// Who may answer for an authority, and which answers are not to be used: each forgery beside its genuine twin.

#include "seal/revocation_evidence.hpp"

#include "crypto/digest.hpp"
#include "support/made_answers.hpp"
#include "support/support.hpp"

#include "requal/codes.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <ctime>
#include <doctest/doctest.h>

using namespace requal;
using crypto::Certificate;
using seal::RevocationState;
using test::made;
using test::made_answer;
using test::made_list;
using test::MadeAnswerForm;
using test::MadeForm;
using test::MadeKey;
using test::MadeName;

namespace {

const MadeForm responder_form{.ca = false, .more = {{"extendedKeyUsage", "OCSPSigning"}, {"noCheck", "ignored"}}};
const MadeForm holder_form{.ca = false};

/** A root that is trusted, an authority below it, and a seal that the authority certified. */
struct World {
    MadeKey root_key, ca_key, seal_key, stranger_key;
    MadeName root_name{"TEST Root"}, ca_name{"TEST Authority"}, seal_name{"TEST Seal"},
        answers_name{"TEST Responder"};
    Certificate root = made(root_name, root_key, root_name, root_key);
    Certificate ca = made(ca_name, ca_key, root_name, root_key);
    Certificate seal = made(seal_name, seal_key, ca_name, ca_key, holder_form);
    std::vector<Certificate> anchors{root};
    std::vector<Certificate> brought{};

    [[nodiscard]] seal::RevocationVerdict
    ask(std::vector<std::variant<crypto::OcspAnswer, crypto::RevocationList>> answers) const {
        seal::Material material;
        material.certificates = {ca, root};
        material.certificates.insert(material.certificates.end(), brought.begin(), brought.end());
        for (auto& answer : answers)
            material.revocations.push_back({std::move(answer), "/answer", 0, false});
        static const policy::Policy policy = policy::load(find_data_folder(), "");
        const Limits limits;
        const trust::Authorities authorities{anchors, {}};
        const Time now{std::time(nullptr)};
        const seal::TrustContext context{authorities, {}, {}, now, limits, policy};
        const seal::RevocationEvidence evidence{material, context, [now](const auto&) { return now; }};
        const std::vector<Certificate> above{root};
        return evidence.ask({seal, ca, above, now, false});
    }
    [[nodiscard]] seal::RevocationVerdict ask(crypto::OcspAnswer answer) const {
        return ask(std::vector<std::variant<crypto::OcspAnswer, crypto::RevocationList>>{std::move(answer)});
    }
    [[nodiscard]] seal::RevocationVerdict ask(crypto::RevocationList list) const {
        return ask(std::vector<std::variant<crypto::OcspAnswer, crypto::RevocationList>>{std::move(list)});
    }
};

bool rejected(const seal::RevocationVerdict& verdict, Code code) {
    return verdict.state == RevocationState::nothing &&
           std::any_of(verdict.rejected.begin(), verdict.rejected.end(),
                       [code](const Finding& finding) { return finding.code == code; });
}

bool good(const seal::RevocationVerdict& verdict) {
    return verdict.state == RevocationState::good;
}

} // namespace

TEST_CASE("lists: the authority's own key signs, or one that somebody on the path certified") {
    World world;
    CHECK(good(world.ask(made_list(world.ca, world.ca_key))));
    CHECK(world.ask(made_list(world.ca, world.ca_key, {}, &world.seal)).state == RevocationState::revoked);

    const MadeKey next;
    SUBCASE("a second key that the authority certified itself") {
        const Certificate second = made(world.ca_name, next, world.ca_name, world.ca_key);
        world.brought = {second};
        // Whether that key was revoked, the authority has to say with its own.
        CHECK(rejected(world.ask(made_list(second, next)), Code::revocation_responder_not_checked));
        CHECK(good(world.ask({made_list(second, next), made_list(world.ca, world.ca_key)})));
    }
    SUBCASE("a renewed key that the same root certified") {
        const Certificate renewed = made(world.ca_name, next, world.root_name, world.root_key);
        world.brought = {renewed};
        CHECK(good(world.ask({made_list(renewed, next), made_list(world.root, world.root_key)})));
        CHECK(rejected(world.ask(made_list(renewed, next)), Code::revocation_responder_not_checked));
    }
}

TEST_CASE("lists: a namesake is nobody, whatever its certificate says") {
    World world;
    const MadeKey& forger = world.stranger_key;
    const MadeName printed{world.ca_name.common_name, V_ASN1_PRINTABLESTRING};
    const auto forged = [&](const Certificate& namesake) {
        world.brought = {namesake};
        return world.ask(made_list(namesake, forger));
    };
    CHECK(rejected(forged(made(world.ca_name, forger, world.ca_name, forger)), Code::revocation_namesake));
    CHECK(rejected(forged(made(printed, forger, printed, forger)), Code::revocation_namesake));
    CHECK(rejected(forged(made(world.ca_name, forger, world.root_name, forger)), Code::revocation_namesake));
    CHECK(rejected(
        forged(made(world.ca_name, forger, world.root_name, forger, {.claimed_issuer_key = world.root_key.get()})),
        Code::revocation_namesake));
    SUBCASE("below a namesake of the root") {
        const MadeKey false_root;
        world.brought = {made(world.root_name, false_root, world.root_name, false_root),
                         made(world.ca_name, forger, world.root_name, false_root)};
        CHECK(rejected(world.ask(made_list(world.ca, forger)), Code::revocation_namesake));
    }
    SUBCASE("certified by another authority below the same root") {
        const MadeKey other;
        const MadeName other_name{"TEST Other authority"};
        world.brought = {made(other_name, other, world.root_name, world.root_key),
                         made(world.ca_name, forger, other_name, other)};
        CHECK(rejected(world.ask({made_list(world.ca, forger), made_list(world.root, world.root_key),
                                  made_list(world.brought[0], other)}),
                       Code::revocation_namesake));
    }
    SUBCASE("without its certificate nobody is known") {
        CHECK(rejected(world.ask(made_list(world.ca, forger)), Code::revocation_namesake));
    }
    SUBCASE("it hides neither the genuine list nor what that says") {
        const Certificate namesake = made(world.ca_name, forger, world.ca_name, forger);
        world.brought = {namesake};
        CHECK(good(world.ask({made_list(namesake, forger), made_list(world.ca, world.ca_key)})));
        CHECK(world.ask({made_list(namesake, forger), made_list(world.ca, world.ca_key, {}, &world.seal)}).state ==
              RevocationState::revoked);
    }
}

TEST_CASE("answers: the issuer's key answers, or whom it named for that") {
    const World world;
    const MadeKey key;
    const auto by = [&](const Certificate& responder) {
        return world.ask(made_answer(world.seal, world.ca, responder, key));
    };
    CHECK(good(world.ask(made_answer(world.seal, world.ca, world.ca, world.ca_key))));
    CHECK(good(by(made(world.answers_name, key, world.ca_name, world.ca_key, responder_form))));
    CHECK(rejected(by(made(world.answers_name, key, world.ca_name, world.ca_key, holder_form)),
                   Code::revocation_responder_not_authorised));
    // RFC 6960, 4.2.2.2: delegated by the key that signed the certificate, not by another authority.
    CHECK(rejected(by(made(world.answers_name, key, world.root_name, world.root_key, responder_form)),
                   Code::revocation_responder_not_authorised));
    CHECK(rejected(by(made(world.answers_name, key, world.answers_name, key, responder_form)),
                   Code::revocation_responder_not_authorised));
    CHECK(rejected(by(made(world.answers_name, key, world.ca_name, key, responder_form)), Code::revocation_namesake));
    CHECK(rejected(by(made(world.ca_name, key, world.ca_name, key)), Code::revocation_namesake));
    CHECK(rejected(world.ask(made_answer(world.seal, world.ca, world.seal, world.seal_key)),
                   Code::revocation_responder_not_authorised));
}

TEST_CASE("answers: an own anchor answers when that is its use") {
    World world;
    const MadeKey key;
    const Certificate responder = made(world.answers_name, key, world.answers_name, key, responder_form);
    const Certificate other_seal = made(world.answers_name, key, world.answers_name, key, holder_form);
    world.anchors = {world.root, other_seal};
    CHECK(rejected(world.ask(made_answer(world.seal, world.ca, other_seal, key)),
                   Code::revocation_responder_not_authorised));
    world.anchors = {world.root, responder};
    CHECK(good(world.ask(made_answer(world.seal, world.ca, responder, key))));
}

TEST_CASE("answers: of several certificates of one responder the one that fits counts") {
    const World world;
    const MadeKey key, renewed;
    const Certificate right = made(world.answers_name, key, world.ca_name, world.ca_key, responder_form);
    const Certificate namesake = made(world.answers_name, renewed, world.ca_name, world.ca_key, responder_form);
    const Certificate useless = made(world.answers_name, key, world.ca_name, world.ca_key, holder_form);
    const Certificate self_signed = made(world.answers_name, key, world.answers_name, key, responder_form);
    const std::vector<std::vector<Certificate>> bags{
        {right}, {namesake, right}, {right, namesake}, {useless, self_signed, right}};
    for (const bool by_key : {false, true})
        for (const auto& bag : bags)
            CHECK(good(world.ask(made_answer(world.seal, world.ca, right, key,
                                             {.with_certificates = false, .named_by_key = by_key}, bag))));
    CHECK(rejected(world.ask(made_answer(world.seal, world.ca, right, key, {.with_certificates = false},
                                         {useless, self_signed})),
                   Code::revocation_responder_not_authorised));
}

TEST_CASE("answers: what is critical and unknown stops their use") {
    const World world;
    const std::pair<std::string, std::string> critical{"1.2.3.4.5", "critical,DER:05:00"};
    const std::pair<std::string, std::string> idle{"1.2.3.4.5", "DER:05:00"};
    const auto with = [&](const MadeAnswerForm& form) {
        return world.ask(made_answer(world.seal, world.ca, world.ca, world.ca_key, form));
    };
    CHECK(good(with({.extensions = {idle}, .of_the_entry = {idle}})));
    CHECK(rejected(with({.extensions = {critical}}), Code::revocation_critical_extension));
    CHECK(rejected(with({.of_the_entry = {critical}}), Code::revocation_critical_extension));
    CHECK(good(world.ask(made_list(world.ca, world.ca_key, {.extensions = {idle}}))));
    CHECK(rejected(world.ask(made_list(world.ca, world.ca_key, {.extensions = {critical}})),
                   Code::revocation_critical_extension));
}

TEST_CASE("answers: CertHash binds them to one certificate") {
    const World world;
    const auto cert_hash = [](const Certificate& certificate) {
        std::string hex = "DER:30:31:30:0d:06:09:60:86:48:01:65:03:04:02:01:05:00:04:20";
        const std::string digest = crypto::sha256_hex(certificate.der());
        for (std::size_t i = 0; i < digest.size(); i += 2)
            hex += ":" + digest.substr(i, 2);
        return std::pair<std::string, std::string>{"1.3.36.8.3.13", hex};
    };
    const auto with = [&](const std::pair<std::string, std::string>& extension) {
        return world.ask(made_answer(world.seal, world.ca, world.ca, world.ca_key, {.of_the_entry = {extension}}));
    };
    CHECK(good(with(cert_hash(world.seal))));
    CHECK(rejected(with(cert_hash(world.ca)), Code::revocation_other_certificate));
    CHECK(rejected(with({"1.3.36.8.3.13", "DER:05:00"}), Code::revocation_other_certificate));
}

TEST_CASE("answers: what could be forged when it is first known to exist says nothing") {
    const World world;
    const MadeKey key, weak{"P-192"};
    const auto answer = [&](const MadeKey& of, const MadeForm& form, const EVP_MD* digest) {
        const Certificate responder = made(world.answers_name, of, world.ca_name, world.ca_key, form);
        return world.ask(made_answer(world.seal, world.ca, responder, of, {.digest = digest}));
    };
    MadeForm sha1 = responder_form;
    sha1.digest = EVP_sha1();
    CHECK(good(answer(key, responder_form, EVP_sha384())));
    CHECK(rejected(answer(key, responder_form, EVP_sha1()), Code::revocation_weak));
    CHECK(rejected(answer(weak, responder_form, EVP_sha256()), Code::revocation_weak));
    CHECK(rejected(answer(key, sha1, EVP_sha256()), Code::revocation_weak));
    CHECK(rejected(world.ask(made_list(world.ca, world.ca_key, {.digest = EVP_sha1()})), Code::revocation_weak));
}

TEST_CASE("answers: more signatures than the budget allows leave it undetermined") {
    World world;
    for (int i = 0; i < 40; ++i) {
        const MadeKey key;
        world.brought.push_back(made(world.ca_name, key, world.ca_name, key));
    }
    std::vector<std::variant<crypto::OcspAnswer, crypto::RevocationList>> few, many;
    const MadeKey nobody;
    for (int i = 0; i < 40; ++i) {
        if (i < 4)
            few.emplace_back(made_list(world.ca, nobody, {.age = 3600 + i}));
        many.emplace_back(made_list(world.ca, nobody, {.age = 3600 + i}));
    }
    few.emplace_back(made_list(world.ca, world.ca_key));
    CHECK(good(world.ask(few)));
    many.insert(many.begin(), made_list(world.ca, world.ca_key));
    const auto ended = world.ask(many);
    CHECK(ended.search_ended);
    CHECK(ended.state == RevocationState::nothing);
    many.insert(many.begin(), made_list(world.ca, world.ca_key, {}, &world.seal));
    CHECK(world.ask(many).state == RevocationState::revoked);
}

TEST_CASE("answers: another certificate about the issuer's key gives it no other dates") {
    World world;
    const MadeAnswerForm half_an_hour_ago{.age = 1800};
    const Certificate longer = made(world.ca_name, world.ca_key, world.ca_name, world.stranger_key);
    const auto asked = [&] {
        return world.ask(made_answer(world.seal, world.ca, world.ca, world.ca_key, half_an_hour_ago, {longer}));
    };
    CHECK(good(asked()));
    world.ca = made(world.ca_name, world.ca_key, world.root_name, world.root_key, {.lasts = -60});
    world.seal = made(world.seal_name, world.seal_key, world.ca_name, world.ca_key, holder_form);
    CHECK(rejected(asked(), Code::revocation_signer_expired));
}
