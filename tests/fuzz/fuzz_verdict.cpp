// Whatever file comes, judged whole as requal-verify judges it, by two authorities that the caller trusts. What the
// report says as a whole must follow from its parts; its JSON is one value; and a text that it calls sealed cannot be
// changed and stay sealed. Only the owners of the keys of tests/fuzz/world made seals that pass.

#include "world.hpp"

#include "json/value.hpp"

#include "requal/error.hpp"
#include "requal/verify.hpp"

#include <algorithm>

namespace {

using namespace requal;
using fuzz::expect;

Limits small_limits() {
    Limits limits;
    limits.input_bytes = 200'000;
    limits.xml_nodes = 20'000;
    limits.json_members = 20'000;
    limits.findings = 100;
    return limits;
}

VerifyOptions options() {
    VerifyOptions made;
    made.at = Time{1748736000}; // 2025-06-01, when the world judges
    made.anchors = TrustAnchors::from_files(std::vector{fuzz::world_file("anchors.pem").string()});
    std::vector<std::string> lists;
    for (const char* name : {"list-0.crl", "list-1.crl", "list-2.crl"})
        lists.push_back(fuzz::world_file(name).string());
    made.evidence = CallerEvidence::from_files({}, lists, {});
    made.limits = small_limits();
    return made;
}

bool passed_or_unasked(const CheckResult& check) {
    return check.status == CheckStatus::passed || check.status == CheckStatus::skipped;
}

/** A seal that vouches is intact, by whoever it names, up to an anchor that the caller brought. */
void expect_passed_seal(const SealReport& seal) {
    expect(seal.sub_indication == SubIndication::none);
    expect(seal.value_intact == true);
    expect(!seal.references.empty());
    for (const SealReference& reference : seal.references)
        expect(reference.intact || (!reference.found && reference.type == "manifest-entry"));
    expect(seal.signer.has_value() && seal.anchor.has_value() && !seal.chain.empty());
    static const std::vector<crypto::Certificate> anchors = fuzz::world_certificates("anchors.pem");
    expect(std::any_of(anchors.begin(), anchors.end(),
                       [&](const crypto::Certificate& one) { return one.sha256() == seal.anchor->sha256; }));
    if (seal.best_signature_time)
        expect(seal.signer->not_before <= *seal.best_signature_time &&
               *seal.best_signature_time <= seal.signer->not_after);
}

void expect_consistent(const Report& report) {
    for (std::size_t i = 0; i < check_count; ++i) {
        const CheckResult& check = report.checks.at(i);
        expect(check.id == static_cast<CheckId>(i));
        for (const Finding& finding : check.findings)
            expect(!message(finding, Language::en).empty() && effect_of(finding.code) != Effect::environment);
    }
    for (const SealReport& seal : report.seals) {
        if (seal.indication == Indication::total_passed && !seal.counter_signature_of)
            expect_passed_seal(seal);
        if (seal.indication == Indication::total_failed)
            expect(seal.sub_indication != SubIndication::none);
        for (const SealTimestamp& stamp : seal.timestamps)
            if (stamp.indication == Indication::total_passed)
                expect(stamp.imprint_intact && stamp.signature_intact && stamp.time && *stamp.time <= report.time);
        if (seal.proven_since)
            expect(std::any_of(seal.timestamps.begin(), seal.timestamps.end(), [&](const SealTimestamp& stamp) {
                return stamp.indication == Indication::total_passed && stamp.time == seal.proven_since;
            }));
        for (const std::size_t issued : seal.issues)
            expect(std::find(seal.covers.begin(), seal.covers.end(), issued) != seal.covers.end());
    }
    for (std::size_t i = 0; i < report.credentials.size(); ++i)
        if (report.is_sealed(i))
            expect(std::any_of(report.seals.begin(), report.seals.end(), [&](const SealReport& seal) {
                return seal.value_intact == true && !seal.counter_signature_of &&
                       std::find(seal.issues.begin(), seal.issues.end(), i) != seal.issues.end();
            }));
    if (report.verdict != Verdict::valid)
        return;
    expect(!report.problem && !report.seals.empty() && !report.credentials.empty());
    for (const CheckResult& check : report.checks)
        if (check.id != CheckId::profile) // a flaw of form is a reservation
            expect(passed_or_unasked(check));
    for (const CheckId id : {CheckId::format, CheckId::seal_integrity, CheckId::seal_signer, CheckId::seal_chain,
                             CheckId::seal_coverage, CheckId::issuer})
        expect(report.check(id).status == CheckStatus::passed);
    for (const SealReport& seal : report.seals)
        expect(seal.indication == Indication::total_passed || seal.counter_signature_of);
    for (std::size_t i = 0; i < report.credentials.size(); ++i)
        expect(report.is_sealed(i));
}

void expect_json(const Report& report) {
    JsonWriter out;
    write_report(out, report, Language::en);
    Limits wide;
    wide.json_members = 100'000'000;
    wide.json_depth = 4000;
    const json::Document document = json::parse(out.text(), wide);
    const json::Value root = document.root();
    expect(root["verdict"].text() == verdict_text(report.verdict));
    expect(root["seals"].size() == report.seals.size() && root["checks"].size() == report.checks.size());
    for (const char c : render_report(report, {Language::en, true, false}))
        expect(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
}

std::optional<Report> judge(const Verifier& verifier, std::string_view content) {
    try {
        return verifier.verify("fuzz", content);
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
        (void)verifier.refused("fuzz", error);
        return std::nullopt;
    }
}

std::vector<std::string> sealed_titles(const Report& report) {
    std::vector<std::string> titles;
    for (std::size_t i = 0; i < report.credentials.size(); ++i)
        if (report.is_sealed(i))
            for (const LocalisedText::Entry& entry : report.credentials[i]->title.entries)
                titles.insert(titles.end(), entry.values.begin(), entry.values.end());
    return titles;
}

/** Every place of the file that reads like a sealed title is changed in turn: no seal may go along with it. */
void expect_bound(const Verifier& verifier, std::string_view content, const Report& report) {
    constexpr std::size_t most_places = 4;
    std::size_t places = 0;
    for (const std::string& title : sealed_titles(report)) {
        const auto letter = std::find_if(title.begin(), title.end(), [](char c) { return c >= 'a' && c < 'z'; });
        if (title.size() < 4 || letter == title.end())
            continue;
        std::string changed_title = title;
        ++changed_title[static_cast<std::size_t>(letter - title.begin())];
        for (std::size_t at = content.find(title); at != std::string_view::npos && places < most_places;
             at = content.find(title, at + 1), ++places) {
            std::string changed{content};
            changed.replace(at, title.size(), changed_title);
            if (const auto after = judge(verifier, changed))
                for (const std::string& still : sealed_titles(*after))
                    expect(still != changed_title || content.find(changed_title) != std::string_view::npos);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Verifier verifier{find_data_folder(), options()};
    const std::string_view content{reinterpret_cast<const char*>(data), size};
    const auto report = judge(verifier, content);
    if (!report)
        return 0;
    expect_consistent(*report);
    expect_json(*report);
    expect_bound(verifier, content, *report);
    return 0;
}
