// The same seals under other circumstances: whom the caller trusts, what is handed over, when it is
// judged.

#include <doctest/doctest.h>
#include <fstream>

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "support/judged.hpp"

using namespace requal;
using test::has;
using test::judge_seal;

namespace {

std::string answer(const seal::Material& material) {
    std::string out{indication_text(material.report.indication)};
    if (material.report.sub_indication != SubIndication::none)
        out += "/" + std::string{sub_indication_text(material.report.sub_indication)};
    return out;
}

const std::vector<std::string> lists{"sub-ca.crl", "root-ca.crl"};

} // namespace

TEST_CASE("validation: an anchor may be the root, the link between or the seal's own certificate") {
    CHECK(answer(judge_seal("good/b_es256.json", {.lists = lists})) == "TOTAL-PASSED");
    CHECK(answer(judge_seal("good/b_es256.json", {.anchors = {"sub-ca"}, .certificates = {}, .lists = lists})) ==
          "TOTAL-PASSED");
    const auto direct = judge_seal("good/b_es256.json", {.anchors = {"seal-p256"}, .certificates = {}});
    CHECK(answer(direct) == "TOTAL-PASSED");
    CHECK(has(direct, CheckId::seal_chain, Code::chain_directly_trusted));
    CHECK(has(direct, CheckId::seal_revocation, Code::revocation_directly_trusted));
    CHECK(direct.report.anchor->source == "own");
}

TEST_CASE("validation: without an anchor, or without the link, nothing is proven and nothing refuted") {
    const auto nobody = judge_seal("good/lta.json", {.anchors = {}});
    CHECK(answer(nobody) == "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND");
    CHECK(has(nobody, CheckId::seal_chain, Code::chain_no_anchors));
    CHECK_FALSE(nobody.report.proven_since);
    CHECK(nobody.report.value_intact == true);
    const auto stranger = judge_seal("good/lta.json", {.anchors = {"stranger-ca"}});
    CHECK(has(stranger, CheckId::seal_chain, Code::chain_anchor_missing));
    const auto no_link = judge_seal("good/b_es256.json", {.certificates = {}});
    CHECK(answer(no_link) == "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND");
    CHECK(has(no_link, CheckId::seal_revocation, Code::revocation_issuer_missing));
}

TEST_CASE("validation: revocation data of the caller") {
    const auto with = [](std::vector<std::string> crls, std::vector<std::string> ocsps) {
        return answer(judge_seal("good/b_rs256.json", {.lists = std::move(crls), .answers = std::move(ocsps)}));
    };
    const std::string none = "INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE";
    CHECK(with({}, {}) == none);
    CHECK(with({"root-ca.crl"}, {}) == none);
    CHECK(with({"sub-ca.crl"}, {}) == none); // the link between is not answered for
    CHECK(with({"root-ca.crl"}, {"ocsp-good.der"}) == "TOTAL-PASSED");
    CHECK(with({"root-ca.crl"}, {"ocsp-good-by-issuer.der"}) == "TOTAL-PASSED");
    CHECK(with({"root-ca.crl"}, {"ocsp-good-responder-outside.der"}) == none);
    CHECK(with({"root-ca.crl"}, {"ocsp-forged.der"}) == none);
    CHECK(with({"root-ca.crl"}, {"ocsp-responder-not-entitled.der"}) == none);
    // The authority above the issuer gave this responder its right (RFC 6960, 4.2.2.2: it must be the issuer's key).
    CHECK(with({"root-ca.crl"}, {"ocsp-responder-of-another-ca.der"}) == none);
    CHECK(with({"root-ca.crl"}, {"ocsp-from-the-future.der"}) == none);
    CHECK(with({"root-ca.crl"}, {"ocsp-unknown.der"}) == none);
    CHECK(with({"root-ca.crl"}, {"ocsp-responder-expired.der"}) == "INDETERMINATE/REVOCATION_OUT_OF_BOUNDS_NO_POE");
    CHECK(with({"root-ca.crl"}, {"ocsp-stale.der"}) == "INDETERMINATE/TRY_LATER");
    // One good answer is enough, whatever else is there.
    CHECK(with({"root-ca.crl", "sub-ca-forged.crl", "sub-ca-stale.crl"}, {"ocsp-forged.der", "ocsp-good.der"}) ==
          "TOTAL-PASSED");
}

TEST_CASE("validation: who answers for an issuer is asked about too") {
    const auto unchecked =
        judge_seal("good/b_rs256.json", {.lists = {"root-ca.crl"}, .answers = {"ocsp-responder-to-be-checked.der"}});
    CHECK(answer(unchecked) == "INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE");
    CHECK(has(unchecked, CheckId::seal_revocation, Code::revocation_responder_not_checked));
}

TEST_CASE("validation: lists for parts, and lists of changes") {
    const auto with = [](std::vector<std::string> crls) {
        crls.emplace_back("root-ca.crl");
        return answer(judge_seal("good/b_rs256.json", {.lists = std::move(crls)}));
    };
    const std::string none = "INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE";
    CHECK(with({"sub-ca-for-compromise.crl"}) == none);
    CHECK(with({"sub-ca-for-the-rest.crl"}) == none);
    CHECK(with({"sub-ca-for-the-rest.crl", "sub-ca-for-compromise.crl"}) == "TOTAL-PASSED");
    CHECK(with({"sub-ca-for-authorities.crl"}) == none);
    CHECK(with({"sub-ca-for-holders.crl"}) == "TOTAL-PASSED");
    CHECK(with({"sub-ca-numbered.crl"}) == "INDETERMINATE/TRY_LATER"); // suspended
    CHECK(with({"sub-ca-delta-releases.crl", "sub-ca-numbered.crl"}) == "TOTAL-PASSED");
    CHECK(with({"sub-ca-delta-of-before.crl", "sub-ca-numbered.crl"}) == "INDETERMINATE/TRY_LATER");
}

TEST_CASE("validation: an answer that does not reach is a doubt, or a note where the time is proven") {
    // Without a proof of the time whoever has the key chooses the answer too.
    const auto bare = judge_seal("good/b_rs256.json", {.lists = {"root-ca.crl"}, .answers = {"ocsp-stale.der"}});
    CHECK(answer(bare) == "INDETERMINATE/TRY_LATER");
    CHECK(has(bare, CheckId::seal_revocation, Code::revocation_stale));
    test::Circumstances proven;
    const auto noted = judge_seal("defects/ocsp_stale.json", proven);
    CHECK(noted.report.proven_since);
    CHECK(answer(noted) == "TOTAL-PASSED");
    CHECK(has(noted, CheckId::seal_revocation, Code::revocation_old));
    proven.policy = "strict";
    const auto demanded = judge_seal("defects/ocsp_stale.json", proven);
    CHECK(answer(demanded) == "INDETERMINATE/TRY_LATER");
    CHECK(has(demanded, CheckId::seal_revocation, Code::revocation_stale));
}

TEST_CASE("validation: an answer without an end is fresh for a day") {
    const auto at = [](const char* time) {
        return has(judge_seal("good/b_rs256.json",
                              {.at = time, .lists = {"root-ca.crl"}, .answers = {"ocsp-good-without-end.der"}}),
                   CheckId::seal_revocation, Code::revocation_stale);
    };
    CHECK_FALSE(at("2025-03-02T12:00:00Z"));
    CHECK(at("2025-03-04T00:00:00Z"));
}

TEST_CASE("validation: the time of judging decides about a bare seal") {
    const auto at = [](const char* time) {
        return answer(judge_seal("good/b_rs256.json", {.at = time, .lists = lists}));
    };
    CHECK(at("2025-06-01") == "TOTAL-PASSED");
    CHECK(at("2025-09-02") == "INDETERMINATE/TRY_LATER"); // the list has ended
    // By then the key behind the list could be broken, and nothing proves that the list is older.
    CHECK(at("2034-02-01") == "INDETERMINATE/OUT_OF_BOUNDS_NO_POE");
    CHECK(at("2023-12-31") == "INDETERMINATE/CERTIFICATE_CHAIN_GENERAL_FAILURE"); // no answer is that old
}

TEST_CASE("proof of existence: only an authority that the caller trusts is heard") {
    const auto at = "2035-06-01"; // the seal's certificate has ended
    // Keys of 2048 bits could be broken by then: with the rules of today their time-stamps prove nothing any more.
    const auto weak = judge_seal("good/lta.json", {.at = at, .anchors = {"root-ca", "tsa"}});
    CHECK_FALSE(weak.report.proven_since);
    CHECK(has(weak, CheckId::seal_time, Code::time_weak_algorithm));
    const test::TemporaryFolder folder;
    const std::string patient = folder.file("patient.yaml");
    std::string rules = test::read(test::source() / "frameworks/policy/default.yaml");
    const std::string today = "{kind: RSA, bits: 1900, until: 2029-01-01}";
    rules.replace(rules.find(today), today.size(), "{kind: RSA, bits: 1900, until: 2040-01-01}");
    std::ofstream{patient} << rules;
    const auto trusted = judge_seal("good/lta.json", {.at = at, .anchors = {"root-ca", "tsa"}, .policy = patient});
    CHECK(answer(trusted) == "TOTAL-PASSED");
    CHECK(rfc3339(trusted.report.proven_since.value()) == "2025-03-01T10:00:05Z");
    CHECK(has(trusted, CheckId::seal_chain, Code::chain_expired_but_proven));

    // The root alone: the authority's certificate has ended too, and nothing later vouches for it.
    const auto late = judge_seal("good/lta.json", {.at = at, .policy = patient});
    CHECK(late.report.indication == Indication::indeterminate);
    CHECK_FALSE(late.report.proven_since);
    CHECK(has(late, CheckId::seal_time, Code::time_authority_expired));

    const auto foreign = judge_seal("good/lta.json", {.at = at, .anchors = {"sub-ca"}, .policy = patient});
    CHECK_FALSE(foreign.report.proven_since);
    CHECK(has(foreign, CheckId::seal_time, Code::time_authority_not_trusted));
    CHECK(foreign.report.timestamps.at(1).sub_indication == SubIndication::no_certificate_chain_found);
}

TEST_CASE("proof of existence: a content time-stamp says nothing about the seal's age") {
    const auto material = judge_seal("defects/sigTst_of_another_file.json", {});
    REQUIRE(material.report.timestamps.size() == 2);
    CHECK(material.report.timestamps[0].element == "adoTst");
    CHECK(material.report.timestamps[0].indication == Indication::total_passed);
    CHECK_FALSE(material.report.proven_since);
}

TEST_CASE("proof of existence: an archive time-stamp vouches for what stands before it") {
    // The responder of the answer ended on 2025-03-15. Judged in June its answer is worth nothing
    // by itself (see ocsp_responder_expired.json); under a trusted archive stamp it stands.
    const auto bare = judge_seal("defects/ocsp_responder_expired.json", {});
    CHECK(has(bare, CheckId::seal_revocation, Code::revocation_signer_expired));
    const auto archived = judge_seal("good/lta_responder_expired_since.json", {});
    CHECK(answer(archived) == "TOTAL-PASSED");
    CHECK(has(archived, CheckId::seal_revocation, Code::revocation_good));
    CHECK_FALSE(has(archived, CheckId::seal_revocation, Code::revocation_signer_expired));
}

TEST_CASE("level: what stands in the file, trusted or not") {
    const auto level = [](const char* file) { return judge_seal(file, {.anchors = {}}).report.level; };
    CHECK(level("good/b_rs256.json") == "JAdES-BASELINE-B");
    CHECK(level("good/t.json") == "JAdES-BASELINE-T");
    CHECK(level("good/lt_crl.json") == "JAdES-BASELINE-LT");
    CHECK(level("good/lta.json") == "JAdES-BASELINE-LTA");
    CHECK(level("defects/sigTst_of_another_file.json") == "JAdES-BASELINE-LT");
    CHECK(level("defects/no_signing_time.json") == "JSON-NOT-ETSI");
    CHECK(level("defects/sigT_and_iat.json") == "JSON-NOT-ETSI");
    CHECK(level("defects/no_certificate_reference.json") == "JSON-NOT-ETSI");
}

TEST_CASE("limits: one signature asks for no more than the limits allow") {
    const std::string text = test::read(test::data() / "jades/good/lta.json");
    const auto refused = [&](auto set) {
        Limits limits;
        set(limits);
        const intake::Opened opened = intake::open(text, limits);
        try {
            (void)seal::read_jades(*opened.jws, opened.jws->signatures.at(0), limits);
        } catch (const Error& error) {
            return error.code() == Code::jades_too_much_data;
        }
        return false;
    };
    CHECK_FALSE(refused([](Limits&) {}));
    CHECK_FALSE(refused([](Limits& limits) { limits.timestamps = 3; }));
    CHECK(refused([](Limits& limits) { limits.timestamps = 2; }));
    CHECK_FALSE(refused([](Limits& limits) { limits.revocations = 2; }));
    CHECK(refused([](Limits& limits) { limits.revocations = 1; }));
    CHECK_FALSE(refused([](Limits& limits) { limits.certificates = 3; }));
    CHECK(refused([](Limits& limits) { limits.certificates = 2; }));
    CHECK(refused([](Limits& limits) { limits.certificates = 0; }));
}
