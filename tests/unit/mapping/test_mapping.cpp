#include <doctest/doctest.h>

#include "framework/tables.hpp"
#include "mapping/mapped.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/mapping.hpp"
#include "support/support.hpp"

#include <algorithm>

using namespace requal;
using test::has;
using test::map;
using test::places;

namespace {

const Frameworks& frameworks() {
    return test::our_frameworks();
}

std::optional<Code> refusal(const QualificationDescription& description, const char* to = "eqf") {
    try {
        static_cast<void>(map(description, {to}));
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("a French licence in the German framework, hop by hop") {
    const MappingResult result = map({.framework = "FR", .level = "6"}, {"DE"});
    CHECK(result.outcome == MappingOutcome::mapped);
    CHECK(places(result.targets.at(0)) == "DE DQR 6");
    const Candidate& candidate = result.targets[0].candidates[0];
    CHECK(candidate.confidence == Confidence::high);
    REQUIRE(candidate.paths.size() == 1);
    const auto& hops = candidate.paths[0].hops;
    REQUIRE(hops.size() == 2);
    CHECK(display_name(hops[0].from) == "FR RNCP 6 (formerly II)");
    CHECK(display_name(hops[0].to) == "EQF 6");
    CHECK(display_name(hops[1].to) == "DE DQR 6");
    CHECK(hops[0].to.uri == hops[1].from.uri);
    CHECK(hops[0].table == "frameworks/nqf/france.yaml");
    CHECK(hops[1].table == "frameworks/nqf/germany.yaml");
    for (const Hop& hop : hops) {
        CHECK(hop.relation == Relation::exact);
        CHECK_FALSE(hop.sources.empty());
        CHECK(hop.referencing->status == "referenced");
    }
    REQUIRE(result.tables.size() == 2);
    CHECK(result.tables[0].sha256().size() == 64);
}

TEST_CASE("a licence also maps to the EQF, the first cycle, ISCED 6 and two Irish levels") {
    const MappingResult result =
        map({.title = "Licence", .framework = "FR", .level = "6"}, {"eqf", "qf-ehea", "isced", "IE"});
    CHECK(result.outcome == MappingOutcome::mapped);
    CHECK(places(result.targets.at(0)) == "EQF 6");
    CHECK(places(result.targets.at(1)) == "QF-EHEA first cycle");
    CHECK(result.targets[1].candidates[0].confidence == Confidence::medium); // not self-certified
    CHECK(places(result.targets.at(2)) == "ISCED 2011 6, ISCED 2011 5?");
    CHECK(places(result.targets.at(3)) == "IE NFQ 7, IE NFQ 8");
    REQUIRE(has(result.targets[3].findings, Code::framework_several_levels));
    const std::string why = message(result.targets[3].findings[0], Language::en);
    CHECK(why.find("Ordinary Bachelor Degree") != std::string::npos);
    CHECK(why.find("Honours Bachelor Degree") != std::string::npos);
}

TEST_CASE("a path is as sure as its weakest hop") {
    MappingPath path;
    CHECK_FALSE(path.confidence().has_value());
    path.hops.emplace_back().confidence = Confidence::high;
    path.hops.emplace_back().confidence = Confidence::medium;
    CHECK(path.confidence() == Confidence::medium);
    path.hops.emplace_back().confidence = Confidence::low;
    CHECK(path.confidence() == Confidence::low);
}

TEST_CASE("from every EQF level to every framework and back") {
    for (const framework::IndexRow& row : frameworks().tables().index().frameworks) {
        CAPTURE(row.id);
        for (int eqf = 1; eqf <= 8; ++eqf) {
            CAPTURE(eqf);
            const MappingResult there = map({.eqf_level = std::to_string(eqf)}, {row.id.c_str()});
            const TargetResult& target = there.targets.at(0);
            CHECK(target.candidates.empty() == (target.outcome == MappingOutcome::none));
            for (const Candidate& candidate : target.candidates) {
                CAPTURE(candidate.place.level);
                const MappingResult back = map({.framework = row.id, .level = candidate.place.level}, {"eqf"});
                const auto& levels = back.eqf_levels;
                CHECK(std::find(levels.begin(), levels.end(), eqf) != levels.end());
                CHECK_FALSE(candidate.paths.at(0).hops.at(0).sources.empty());
            }
        }
    }
}

TEST_CASE("every national level leads somewhere, or says that it is linked to nothing") {
    for (const framework::IndexRow& row : frameworks().tables().index().frameworks)
        for (const auto& level : frameworks().tables().national(row).levels) {
            CAPTURE(row.id);
            CAPTURE(level.notation);
            const MappingResult result =
                map_qualification(frameworks(), {.framework = row.id, .level = level.notation}, default_targets());
            CHECK(result.eqf_levels == level.eqf);
            if (level.eqf.empty()) {
                CHECK(result.outcome == MappingOutcome::none);
                CHECK(has(result.findings, Code::framework_no_eqf_level));
            }
            if (result.outcome == MappingOutcome::mapped)
                CHECK(level.eqf_confidence != Confidence::low);
            // The cycle of a national table is never another one than that of its EQF level.
            for (const int eqf : level.eqf)
                if (!level.cycle.empty())
                    CHECK(level.cycle == frameworks().tables().eqf().at(eqf).cycle);
        }
}

TEST_CASE("a stated EQF level is held against the table") {
    const MappingResult agreeing =
        map({.framework = "FR", .level = "6", .eqf_level = "http://data.europa.eu/snb/eqf/6"}, {"eqf"});
    CHECK(agreeing.outcome == MappingOutcome::mapped);
    CHECK(agreeing.eqf_agrees == true);

    const MappingResult contradicting = map({.framework = "FR", .level = "6", .eqf_level = "7"}, {"eqf", "DE"});
    CHECK(contradicting.outcome == MappingOutcome::undetermined);
    CHECK(contradicting.eqf_agrees == false);
    CHECK(has(contradicting.findings, Code::framework_eqf_contradiction));
    CHECK(places(contradicting.targets.at(0)) == "EQF 6, EQF 7");
    CHECK(places(contradicting.targets.at(1)) == "DE DQR 6, DE DQR 7");

    const MappingResult unlinked = map({.framework = "NL", .level = "Entry", .eqf_level = "1"}, {"eqf"});
    CHECK(has(unlinked.findings, Code::framework_eqf_contradiction));

    const MappingResult within = map({.framework = "IS", .level = "1", .eqf_level = "2"}, {"eqf"});
    CHECK(within.eqf_agrees == true);
    CHECK(within.eqf_levels == std::vector<int>{1, 2}); // a range stays a range

    const MappingResult alone = map({.eqf_level = "5"}, {"eqf"});
    CHECK_FALSE(alone.eqf_agrees.has_value());
    CHECK(has(alone.findings, Code::framework_stated_only));
    CHECK_FALSE(alone.targets.at(0).candidates.at(0).confidence.has_value());
}

TEST_CASE("the statements of a credential: URIs and nothing typed") {
    const MappingResult result =
        map({.title = "Licence",
             .country = "FR",
             .eqf_level = "http://data.europa.eu/snb/eqf/6",
             .nqf_uris = {"http://data.europa.eu/snb/qdr/c_5ad5d222", "http://data.europa.eu/snb/qdr/c_c8bc1cb9"},
             .isced_f = "0613"},
            {"DE"});
    CHECK(result.outcome == MappingOutcome::mapped);
    CHECK(result.eqf_agrees == true);
    REQUIRE(result.starts.size() == 2); // the national level and the EQF level; the framework itself is no level
    CHECK(result.starts[0].uri == "http://data.europa.eu/snb/qdr/c_5ad5d222");

    const MappingResult unknown = map({.eqf_level = "6", .nqf_uris = {"http://data.europa.eu/snb/qdr/zzz"}}, {"DE"});
    CHECK(unknown.outcome == MappingOutcome::undetermined);
    CHECK(has(unknown.findings, Code::framework_uri_unknown));

    const MappingResult two =
        map({.nqf_uris = {"http://data.europa.eu/snb/qdr/c_5ad5d222", "http://data.europa.eu/snb/qdr/c_184f7fed"}},
            {"eqf"});
    CHECK(two.outcome == MappingOutcome::undetermined);
    CHECK(has(two.findings, Code::framework_levels_disagree));

    const MappingResult wrong = map({.eqf_level = "http://data.europa.eu/snb/eqf/9"}, {"eqf"});
    CHECK(wrong.outcome == MappingOutcome::undetermined);
    CHECK(has(wrong.findings, Code::framework_eqf_unknown));

    const MappingResult nothing = map({.country = "FR"}, {"eqf"});
    CHECK(nothing.outcome == MappingOutcome::undetermined);
    CHECK(has(nothing.findings, Code::framework_no_level));
}

TEST_CASE("a country with several frameworks gives all of them") {
    const MappingResult from = map({.country = "GB", .level = "6"}, {"eqf"});
    CHECK(from.outcome == MappingOutcome::undetermined); // Scotland's level 6 is another one
    CHECK(places(from.targets.at(0)) == "EQF 6, EQF 4");
    CHECK(has(from.findings, Code::framework_several_frameworks));
    CHECK(has(from.findings, Code::framework_levels_disagree));

    const MappingResult same = map({.country = "BE", .level = "6"}, {"eqf"});
    CHECK(same.outcome == MappingOutcome::mapped);
    CHECK(same.targets.at(0).candidates.at(0).paths.size() == 3);

    const MappingResult to = map({.eqf_level = "6"}, {"BE", "GB"});
    CHECK(places(to.targets.at(0)) == "BE VKS 6, BE CFC 6, BE QDG 6?");
    CHECK(places(to.targets.at(1)) == "GB RQF 6, GB-SCT SCQF 9, GB-SCT SCQF 10, GB-WLS CQFW 6");
}

TEST_CASE("what no one referenced, or the table doubts, cannot be told") {
    const MappingResult indicative = map({.framework = "BA", .level = "6"}, {"eqf"});
    CHECK(indicative.outcome == MappingOutcome::undetermined);
    CHECK(places(indicative.targets.at(0)) == "EQF 6?");
    CHECK(has(indicative.findings, Code::framework_not_referenced));

    const MappingResult doubted = map({.framework = "UA", .level = "3"}, {"eqf"});
    CHECK(doubted.outcome == MappingOutcome::undetermined);
    CHECK(has(doubted.findings, Code::framework_low_confidence));
    CHECK(has(doubted.findings, Code::framework_compared));

    const MappingResult split = map({.framework = "FR", .level = "I"}, {"eqf"});
    CHECK(split.outcome == MappingOutcome::undetermined);
    CHECK(has(split.findings, Code::framework_several_meanings));

    const MappingResult no_degree = map({.framework = "DE", .level = "5"}, {"qf-ehea"});
    CHECK(no_degree.outcome == MappingOutcome::undetermined);
    CHECK(has(no_degree.targets.at(0).candidates.at(0).caveats, Code::framework_no_degree_at_level));
}

TEST_CASE("a definite no") {
    CHECK(map({.eqf_level = "1"}, {"DK"}).outcome == MappingOutcome::none);
    CHECK(map({.eqf_level = "3"}, {"qf-ehea"}).outcome == MappingOutcome::none);
    CHECK(map({.framework = "NO", .level = "1"}, {"DE"}).outcome == MappingOutcome::none);
    // Where the cycle was not asked for, its absence is no failure.
    CHECK(map_qualification(frameworks(), {.eqf_level = "3"}, default_targets()).outcome == MappingOutcome::mapped);
}

TEST_CASE("degrees of the same cycle come first") {
    const MappingResult result = map({.framework = "FR", .level = "6"}, {"MK", "CH"});
    CHECK(places(result.targets.at(0)) == "MK NMQF VI A, MK NMQF VI B, MK NMQF VI");
    CHECK(has(result.targets.at(1).candidates.at(0).caveats, Code::framework_cycle_elsewhere));
}

TEST_CASE("what is wrongly named is refused, for programs by code, for people with a list") {
    CHECK(refusal({.framework = "FR", .level = "9"}) == Code::framework_level_unknown);
    CHECK(refusal({.framework = "Atlantis", .level = "6"}) == Code::framework_country_unknown);
    CHECK(refusal({.framework = "Atlantis", .eqf_level = "6"}) == Code::framework_country_unknown);
    CHECK(refusal({.framework = "QNQ", .level = "6"}) == Code::framework_name_ambiguous);
    CHECK(refusal({.level = "6"}) == Code::framework_framework_missing);
    CHECK(refusal({.eqf_level = "6"}, "Atlantis") == Code::framework_country_unknown);
    CHECK_FALSE(refusal({.level = "EQF 6"}).has_value());
    try {
        static_cast<void>(map({.framework = "FR", .level = "9"}, {"eqf"}));
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(message(error.finding(), Language::en) ==
              "FR RNCP has no level '9'; its levels are 1, 2, 3 (formerly V), 4 (formerly IV), 5 "
              "(formerly III), 6 (formerly II), 7 (formerly I), 8 (formerly I)");
    }
}

TEST_CASE("hostile words are carried raw and printed escaped") {
    const MappingResult result =
        map({.title = "Licence\x1b[2J\u202E", .eqf_level = "6", .isced_f = "06\n13"}, {"DE"});
    const std::string text = mapping_text(result, Language::en, {});
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
    CHECK(text.find("Licence\\u{001b}[2J\\u{202e}") != std::string::npos);
    CHECK(text.find("06\\u{000a}13") != std::string::npos);
    JsonWriter out;
    write_json(out, result, Language::en);
    CHECK(out.text().find("\\u001b[2J") != std::string::npos);
}

TEST_CASE("the ladder marks the levels that the answer speaks of") {
    const MappingResult result = map({.framework = "IE", .level = "8"}, {"FR"});
    const std::string text = mapping_text(result, Language::en, {});
    CHECK(text.find("  >  6  | 7, [8] | [6 (formerly II)]\n") != std::string::npos);
    CHECK(text.find("     7  | 9      | 7 (formerly I)\n") != std::string::npos);
    CHECK(mapping_text(result, Language::en, {.ladder = false}).find("EQF |") == std::string::npos);
}
