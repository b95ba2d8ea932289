// Every sub-indication has words, and a sentence about one seal is never left with a place unfilled.

#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/sub_indications.hpp"
#include "verify/explanation.hpp"

#include <set>

using namespace requal;

namespace {

Time day(const char* text) {
    return parse_time(text)->time;
}

/** A report of one seal whose certificate ended at the end of 2024. */
Report report_with(Indication indication, SubIndication sub) {
    Report report;
    report.time = day("2025-06-01");
    report.checks.resize(check_count);
    for (std::size_t i = 0; i < check_count; ++i)
        report.checks[i].id = static_cast<CheckId>(i);
    SealReport seal;
    seal.where = "/signatures/0";
    seal.indication = indication;
    seal.sub_indication = sub;
    seal.signer.emplace();
    seal.signer->common_name = "TEST Seal";
    seal.signer->not_before = day("2024-01-01");
    seal.signer->not_after = day("2024-12-31");
    seal.anchor.emplace();
    seal.anchor->common_name = "TEST Root";
    seal.anchor->sha256 = "aa";
    seal.best_signature_time = report.time;
    report.seals.push_back(seal);
    return report;
}

SealTimestamp stamp(const char* time, Indication indication, SubIndication sub) {
    SealTimestamp out;
    out.kind = "signature";
    out.time = day(time);
    out.authority = "TEST Time-stamps";
    out.imprint_intact = out.signature_intact = true;
    out.indication = indication;
    out.sub_indication = sub;
    return out;
}

std::string explain(const Report& report, std::size_t seal = 0) {
    return verify::explain_seal(report, report.seals[seal], Language::en);
}

} // namespace

TEST_CASE("every sub-indication has its words, found by its name") {
    std::set<std::string> messages;
    for (std::size_t i = 0; i < sub_indication_count(); ++i) {
        const SubIndication sub = sub_indication_at(i);
        CAPTURE(std::string{sub_indication_text(sub)});
        CHECK(sub_indication_from_text(sub_indication_text(sub)) == sub);
        messages.insert(message(sub, Language::en));
        for (const std::string& text :
             {message(sub, Language::en), cause(sub, Language::en), remedy(sub, Language::en)}) {
            CHECK(!text.empty());
            CHECK(text.find('{') == std::string::npos);
        }
    }
    CHECK(sub_indication_count() == 24);
    CHECK(messages.size() == sub_indication_count());
    CHECK(!sub_indication_from_text(""));
    CHECK(!sub_indication_from_text("hash_failure"));
    CHECK(effect_of(SubIndication::hash_failure) == Effect::failed);
    CHECK(effect_of(SubIndication::out_of_bounds_no_poe) == Effect::indeterminate);
}

TEST_CASE("a report that holds no details still explains every sub-indication") {
    for (std::size_t i = 0; i < sub_indication_count(); ++i) {
        const SubIndication sub = sub_indication_at(i);
        CAPTURE(std::string{sub_indication_text(sub)});
        const Indication indication =
            effect_of(sub) == Effect::failed ? Indication::total_failed : Indication::indeterminate;
        Report report = report_with(indication, sub);
        CHECK(!explain(report).empty());
        CHECK(explain(report).find('{') == std::string::npos);
        report.seals[0].signer.reset();
        report.seals[0].anchor.reset();
        CHECK(!explain(report).empty());
        CHECK(explain(report).find('{') == std::string::npos);
    }
}

TEST_CASE("a certificate that has ended since, and what proves that the seal is older") {
    Report report = report_with(Indication::total_passed, SubIndication::none);
    report.seals[0].proven_since = day("2024-11-10");
    report.seals[0].timestamps = {stamp("2024-11-10", Indication::total_passed, SubIndication::none)};
    CHECK(explain(report) ==
          "the certificate of TEST Seal ended on 31 December 2024, but the time-stamp of 10 November "
          "2024 by TEST Time-stamps proves that the seal existed before: it counts");
    report.seals[0].timestamps[0].qualified = "yes";
    CHECK(explain(report).find("the qualified time-stamp of") != std::string::npos);
    report.time = day("2024-12-01");
    CHECK(explain(report).find("while the certificate of TEST Seal was valid") != std::string::npos);
}

TEST_CASE("what would settle the age of a seal depends on why its time-stamp is not believed") {
    Report report = report_with(Indication::indeterminate, SubIndication::out_of_bounds_no_poe);
    report.check(CheckId::seal_chain)
        .add({Code::chain_expired_no_proof,
              {{"subject", "TEST Seal"}, {"not_after", "31 December 2024"}},
              "/signatures/0"});
    const auto settled_by = [&](const char* time, SubIndication sub) {
        report.seals[0].timestamps = {stamp(time, Indication::indeterminate, sub)};
        return explain(report);
    };
    CHECK(settled_by("2024-11-10", SubIndication::no_certificate_chain_found)
              .ends_with("its time-stamp of 10 November 2024 by TEST Time-stamps could prove it, if that authority "
                         "led to one that you "
                         "trust"));
    CHECK(settled_by("2024-11-10", SubIndication::try_later).find("was not revoked") != std::string::npos);
    // Too late to prove anything, or broken.
    CHECK(settled_by("2025-02-01", SubIndication::no_certificate_chain_found).find("fresh seal") !=
          std::string::npos);
    CHECK(settled_by("2024-11-10", SubIndication::hash_failure).find("fresh seal") != std::string::npos);
}

TEST_CASE("a seal is explained by its own findings") {
    Report report = report_with(Indication::indeterminate, SubIndication::no_certificate_chain_found);
    report.seals.push_back(report.seals[0]);
    report.seals[0].where = "/signatures/1";
    report.seals[1].where = "/signatures/10";
    CheckResult& chain = report.check(CheckId::seal_chain);
    chain.add({Code::chain_anchor_missing, {{"issuer", "TEST Stranger"}}, "/signatures/10"});
    CHECK(explain(report, 0) == message(SubIndication::no_certificate_chain_found, Language::en));
    CHECK(explain(report, 1).find("TEST Stranger") != std::string::npos);
    CHECK(verify::concerns({Code::chain_anchor_missing, {}, "/signatures/1/header"}, report.seals[0], report));
    CHECK_FALSE(verify::concerns({Code::chain_anchor_missing, {}, "/signatures/10"}, report.seals[0], report));
}

TEST_CASE("a name that looks like a place is no place") {
    Report report = report_with(Indication::total_passed, SubIndication::none);
    report.seals[0].signer->common_name = "{judged} {x";
    report.seals[0].signer->not_after = day("2034-01-01");
    CHECK(explain(report).find("the certificate of {judged} {x was valid") != std::string::npos);
}
