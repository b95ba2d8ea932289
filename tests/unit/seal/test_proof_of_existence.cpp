// Time-stamps as witnesses: tokens made on the spot, each beside one that proves nothing.

#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/file.hpp"
#include "seal/proof_of_existence.hpp"
#include "seal/stamp_claims.hpp"
#include "seal/timestamp_damage.hpp"
#include "seal/xml_names.hpp"
#include "support/made_tokens.hpp"

using namespace requal;
using namespace requal::test;
using crypto::Certificate;

namespace {

const Der covered{'v', 'a', 'l', 'u', 'e'};

/** An authority, a unit below it, and a seal that carries time-stamps of the unit. */
struct Scene {
    UnitKey root_key, key;
    Certificate root, unit;
    std::string at = "2025-06-01T00:00:00Z";
    std::string policy;
    bool with_list = true;
    seal::Material material;

    explicit Scene(const std::string& kind = "P-256", const UnitForm& form = {},
                   const std::string& root_kind = "P-256")
        : root_key(root_kind), key(kind),
          root(unit_certificate("TEST Time CA", root_key, "TEST Time CA", root_key, {.ca = true})),
          unit(unit_certificate("TEST TSU", key, "TEST Time CA", root_key, form)) {
        material.checks = seal::all_checks();
    }

    Scene& stamp(seal::StampFormat format, const std::string& element, TokenForm form = {}, std::size_t order = 0) {
        const seal::StampKind* kind = seal::stamp_kind(format, element, seal::xades141);
        REQUIRE(kind != nullptr);
        form.certificates = {unit};
        if (EVP_PKEY_is_a(key.get(), "RSA") == 1)
            form.value_algorithm = "1.2.840.113549.1.1.1";
        seal::Timestamp stamp;
        stamp.role = kind->role;
        stamp.proof = kind->proof;
        stamp.covers = kind->covers;
        stamp.element = element;
        stamp.order = order;
        stamp.token = crypto::TimestampToken::parse(token_over(covered, unit, key, form), {});
        REQUIRE(stamp.token);
        stamp.imprint_intact = stamp.token->matches({covered});
        material.timestamps.push_back(std::move(stamp));
        return *this;
    }

    seal::ProofOfExistence heard() {
        if (with_list) {
            const Der list = empty_list(root, root_key);
            material.revocations.push_back({crypto::RevocationList::parse(list).value(), "", 0, false});
        }
        const Limits limits;
        const policy::Policy rules = policy::load(find_data_folder(), policy);
        const trust::Authorities authorities{{root}, {}};
        const seal::TrustContext context{authorities, {}, {}, parse_time(at).value().time, limits, rules};
        return seal::hear_timestamps(material, context);
    }
};

bool says(const std::vector<Finding>& findings, Code code) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return one.code == code; });
}

constexpr auto jades = seal::StampFormat::jades;
constexpr auto xades = seal::StampFormat::xades;

} // namespace

TEST_CASE("proof of existence: each kind of time-stamp alone") {
    for (const seal::StampKind& kind : seal::stamp_kinds()) {
        CAPTURE(kind.element);
        Scene scene;
        scene.stamp(kind.format, std::string{kind.element});
        const auto proof = scene.heard();
        const bool of_seal =
            kind.proof == seal::StampProof::sealed_before || kind.proof == seal::StampProof::all_before;
        CHECK(proof.signature.has_value() == of_seal);
        CHECK(proof.latest_content.has_value() == (kind.proof == seal::StampProof::sealed_after));
        CHECK(says(proof.reasons, Code::time_references_only) == (kind.proof == seal::StampProof::nothing));
    }
}

TEST_CASE("proof of existence: references prove nothing beside a stamp that does") {
    Scene scene;
    TokenForm early;
    early.time = "20250110100000Z";
    scene.stamp(jades, "sigTst").stamp(jades, "rfsTst", early, 1);
    CHECK(rfc3339(scene.heard().signature.value()) == "2025-03-01T10:00:05Z");
    Scene both;
    both.stamp(jades, "sigTst").stamp(jades, "sigRTst", early, 1); // over the value: earlier than what it covers
    const auto proof = both.heard();
    CHECK(says(proof.disorder, Code::time_order));
    Scene refs;
    refs.stamp(xades, "SignatureTimeStamp").stamp(xades, "RefsOnlyTimeStampV2", early, 1);
    CHECK(refs.heard().disorder.empty()); // it does not cover the other one
}

TEST_CASE("proof of existence: a time-stamp over nothing proves nothing, whatever its kind") {
    for (const seal::StampKind& kind : seal::stamp_kinds()) {
        CAPTURE(kind.element);
        Scene scene;
        scene.stamp(kind.format, std::string{kind.element}, {}, 3);
        scene.material.timestamps.back().covers_nothing = true;
        const auto proof = scene.heard();
        CHECK_FALSE(proof.signature);
        CHECK_FALSE(proof.latest_content);
        CHECK(says(proof.reasons, Code::time_references_only));
        const Limits limits;
        const policy::Policy rules = policy::load(find_data_folder(), "");
        const trust::Authorities nobody;
        const seal::TrustContext context{nobody, {}, {}, parse_time(scene.at).value().time, limits, rules};
        CHECK(seal::proven_time_of(scene.material, context, 0, false) == context.at);
    }
}

TEST_CASE("proof of existence: the policy reaches every key and digest behind a time-stamp") {
    const auto proven = [](Scene scene, const TokenForm& form = {}) {
        scene.stamp(jades, "sigTst", form);
        auto proof = scene.heard();
        const bool weak = says(proof.reasons, Code::time_weak_algorithm);
        CHECK(proof.signature.has_value() == !weak);
        return proof.signature.has_value();
    };
    CHECK(proven(Scene{"RSA 2048"}));
    CHECK_FALSE(proven(Scene{"RSA 1024"}));
    CHECK_FALSE(proven(Scene{"P-256", {}, "RSA 1024"})); // the anchor's own key made the path
    CHECK_FALSE(proven(Scene{"P-256", {.digest = EVP_sha1()}}));
    TokenForm sha1;
    sha1.digest = EVP_sha1();
    sha1.digest_algorithm = "1.3.14.3.2.26";
    sha1.value_algorithm = "1.2.840.10045.4.1";
    CHECK_FALSE(proven(Scene{}, sha1)); // the imprint is SHA-256, the token was signed over SHA-1
    Scene imprint;
    TokenForm weak_imprint;
    weak_imprint.imprint = EVP_sha1();
    weak_imprint.imprint_algorithm = "1.3.14.3.2.26";
    imprint.stamp(jades, "sigTst", weak_imprint);
    const auto proof = imprint.heard();
    CHECK_FALSE(proof.signature);
    CHECK(says(proof.reasons, Code::time_weak_digest));
    // A weak one that a later, strong one preserves is judged as of that one: 1024 bits are too few in 2025 even so.
    Scene kept{"RSA 1024"};
    kept.at = "2019-06-01T00:00:00Z";
    kept.with_list = false;
    TokenForm old;
    old.time = "20190301100000Z";
    kept.stamp(jades, "sigTst", old);
    CHECK_FALSE(says(kept.heard().reasons, Code::time_weak_algorithm));
}

TEST_CASE("proof of existence: only who is entitled, bound and not in doubt is heard") {
    const auto reasons = [](Scene scene, const TokenForm& form = {}) {
        scene.stamp(jades, "sigTst", form);
        auto proof = scene.heard();
        CHECK_FALSE(proof.signature);
        return proof.reasons;
    };
    CHECK(says(reasons(Scene{"P-256", {.for_stamping = false}}), Code::time_authority_not_entitled));
    TokenForm unbound;
    unbound.bound = false;
    CHECK(says(reasons(Scene{}, unbound), Code::time_authority_not_entitled));
    Scene unanswered;
    unanswered.with_list = false;
    CHECK(says(reasons(std::move(unanswered)), Code::time_authority_revocation));
    // The only answer ended in September: whoever stole the key since would show the same one.
    Scene late;
    late.at = "2025-12-01T00:00:00Z";
    CHECK(says(reasons(std::move(late)), Code::time_authority_revocation));
}

TEST_CASE("proof of existence: what cannot be computed is not called damaged") {
    Scene scene;
    TokenForm unknown;
    unknown.value_algorithm = "1.2.3.4.6";
    scene.stamp(jades, "sigTst", unknown).stamp(jades, "arcTst", {}, 1);
    scene.material.timestamps.back().not_computed = "something that it covers is not at hand";
    scene.material.timestamps.back().imprint_intact = false;
    seal::report_stamp_damage(scene.material);
    const auto& findings = scene.material.check(CheckId::seal_time).findings;
    CHECK(findings.size() == 2);
    CHECK(says(findings, Code::time_cannot_be_checked));
    CHECK_FALSE(says(findings, Code::seal_timestamp_damaged));
    CHECK_FALSE(says(findings, Code::seal_timestamp_imprint));
    CHECK_FALSE(scene.heard().signature);
    for (const SealTimestamp& stamp : scene.material.report.timestamps)
        CHECK(stamp.indication == Indication::indeterminate);
}

TEST_CASE("proof of existence: a claim that contradicts what is known is told") {
    const auto told = [](const char* claimed, const char* element = "sigTst") {
        Scene scene;
        scene.stamp(jades, element);
        scene.material.report.claimed_signing_time = parse_time(claimed).value().time;
        const auto proof = scene.heard();
        return std::pair{says(proof.reasons, Code::time_before_claim),
                         says(proof.reasons, Code::time_claimed_in_future)};
    };
    using Told = std::pair<bool, bool>;
    CHECK(told("2025-03-01T10:00:00Z") == Told{false, false});
    CHECK(told("2025-03-01T10:05:05Z") == Told{false, false}); // clocks may differ by five minutes
    CHECK(told("2025-03-01T10:05:06Z") == Told{true, false});
    CHECK(told("2025-06-01T00:05:00Z") == Told{true, false});
    CHECK(told("2025-06-01T00:05:01Z") == Told{true, true});
    CHECK(told("9999-12-31T23:59:59Z") == Told{true, true});
    CHECK(told("2020-01-01T00:00:00Z") == Told{false, false});          // sealed long before it was stamped
    CHECK(told("2020-01-01T00:00:00Z", "adoTst") == Told{true, false}); // and yet with a stamp of 2025 inside
    CHECK(told("2025-03-01T10:00:00Z", "adoTst") == Told{false, false});
    CHECK(told("2025-05-01T00:00:00Z", "rfsTst") == Told{false, false}); // it proves nothing to contradict
    CHECK(seal::judge_claim(std::nullopt, {}, "").empty());
}
