#include <doctest/doctest.h>

#include "framework/tables.hpp"
#include "mapping/mapped.hpp"
#include "mapping/window.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/mapping.hpp"
#include "support/support.hpp"

#include <algorithm>

using namespace requal;
using mapping::Window;
using mapping::window_of;
using mapping::WindowFit;
using mapping::year_of;
using test::has;
using test::map;
using test::places;

namespace {

const Frameworks& frameworks() {
    return test::our_frameworks();
}

std::string text_of(const std::vector<Finding>& findings, Code code) {
    for (const Finding& finding : findings)
        if (finding.code == code)
            return message(finding, Language::en);
    return "";
}

/** "ua-spetsialist", every award that was taken for the title. */
std::string chosen(const MappingResult& result) {
    std::string list;
    for (const AwardMatch& match : result.awards)
        if (match.chosen)
            list += (list.empty() ? "" : ", ") + match.award;
    return list;
}

std::optional<Code> refusal(const QualificationDescription& description) {
    try {
        static_cast<void>(map(description));
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

struct Years {
    std::optional<int> from{};
    std::optional<int> to{};
    std::optional<int> last_admission{};
    bool approximate = false;
};

framework::Award award_of(const Years& valid, std::optional<double> years = {}, bool schooling = false) {
    framework::Award award;
    award.valid = {valid.from, valid.to, valid.last_admission, valid.approximate, ""};
    award.duration = {years, years, schooling};
    return award;
}

template <typename Visit>
void over_awards(Visit visit) {
    for (const framework::Country& country : frameworks().tables().index().countries)
        if (const framework::CountryTable* table = frameworks().tables().country(country.code))
            for (const framework::Award& award : table->awards) {
                CAPTURE(award.id);
                visit(*table, award);
            }
}

} // namespace

TEST_CASE("the years of an award: inside, at the edge, outside") {
    const Window exact = window_of(award_of({.from = 1995, .to = 2010}));
    CHECK(exact.text == "from 1995 to 2010");
    CHECK(exact.fit(1993) == WindowFit::outside);
    CHECK(exact.fit(1994) == WindowFit::edge); // a year of room: tables were read in secondary sources
    CHECK(exact.fit(1995) == WindowFit::inside);
    CHECK(exact.fit(2010) == WindowFit::inside);
    CHECK(exact.fit(2011) == WindowFit::edge);
    CHECK(exact.fit(2012) == WindowFit::outside);

    const Window about = window_of(award_of({.from = 1995, .to = 2010, .approximate = true}));
    CHECK(about.text == "from about 1995 to about 2010");
    CHECK(about.fit(1991) == WindowFit::outside);
    CHECK(about.fit(1992) == WindowFit::edge);
    CHECK(about.fit(1998) == WindowFit::edge);
    CHECK(about.fit(2002) == WindowFit::inside);
    CHECK(about.fit(2013) == WindowFit::edge);
    CHECK(about.fit(2014) == WindowFit::outside);

    const Window since = window_of(award_of({.from = 2022}));
    CHECK(since.text == "since 2022");
    CHECK(since.fit(2020) == WindowFit::outside);
    CHECK(since.fit(2100) == WindowFit::inside);

    const Window until = window_of(award_of({.to = 2019}));
    CHECK(until.text == "until 2019");
    CHECK(until.fit(1900) == WindowFit::inside);
    CHECK(until.fit(2021) == WindowFit::outside);

    const Window open = window_of(award_of({}));
    CHECK(open.text.empty());
    CHECK_FALSE(open.is_limited());
    CHECK(open.fit(1900) == WindowFit::unlimited);
}

TEST_CASE("after the last admissions a programme runs for its length") {
    const Window five = window_of(award_of({.last_admission = 2016}, 5));
    CHECK(five.to == 2021);
    CHECK(five.approximate);
    CHECK(five.text == "until about 2021 (last admissions in 2016)");
    CHECK(window_of(award_of({.last_admission = 2016}, 5.5)).to == 2022);
    // Years of schooling are not those of the programme, and no length is no length.
    CHECK(window_of(award_of({.last_admission = 2016}, 14, true)).to == 2021);
    CHECK(window_of(award_of({.last_admission = 2016})).to == 2021);
    CHECK(window_of(award_of({.from = 1992, .last_admission = 2016}, 4)).text ==
          "from 1992 to about 2020 (last admissions in 2016)");
    CHECK(window_of(award_of({.to = 2018, .last_admission = 2016}, 4)).to == 2018);
}

TEST_CASE("dates, as documents write them") {
    CHECK(year_of("2016") == 2016);
    CHECK(year_of("2016-06") == 2016);
    CHECK(year_of("2016-06-30") == 2016);
    CHECK(year_of("2016-06-30T12:00:00+02:00") == 2016);
    CHECK(year_of("2016-06-30Z") == 2016);
    for (const char* date : {"30.06.2016", "30/06/2016", "06/30/2016", "06/2016", "6.2016", "2016/06", "2016.6.30"}) {
        CAPTURE(date);
        CHECK(year_of(date) == 2016);
    }
    for (const char* date : {"",
                             "16",
                             "201",
                             "June 2016",
                             "31.06.2016",
                             "13/13/2016",
                             "2016-13",
                             "2016-00",
                             "2016-06-32",
                             "2016.06/30",
                             "06-2016-30",
                             "2016-06-30x",
                             "20166",
                             "30.06.16",
                             "1.30.06.2016",
                             "30.06.",
                             "1799",
                             "2201",
                             "1395-03-01",
                             "-2016",
                             "2016-",
                             "2016-2016",
                             "99999999999999999999",
                             "２０１６"}) {
        CAPTURE(date);
        CHECK_THROWS_AS(static_cast<void>(year_of(date)), Error);
    }
}

TEST_CASE("a specialist diploma of 1998, and one of 2025") {
    const MappingResult then = map({.title = "Диплом спеціаліста", .country = "UA", .awarded = "1998-06"});
    CHECK(then.outcome == MappingOutcome::mapped);
    CHECK(chosen(then) == "ua-spetsialist");
    CHECK(places(then.targets.at(0)) == "EQF 7, EQF 6"); // the typical level of the range comes first
    CHECK_FALSE(has(then.findings, Code::framework_award_outside_window));

    const MappingResult now = map({.title = "Диплом спеціаліста", .country = "UA", .awarded = "2025"});
    CHECK(now.outcome == MappingOutcome::undetermined);
    CHECK(places(now.targets.at(0)) == "EQF 7?, EQF 6?");
    CHECK(text_of(now.findings, Code::framework_award_outside_window) ==
          "Диплом спеціаліста (Specialist diploma) was awarded until about 2021 (last admissions in 2016), and "
          "this one is of 2025");

    const MappingResult edge = map({.title = "Диплом спеціаліста", .country = "UA", .awarded = "2022"});
    CHECK(edge.outcome == MappingOutcome::mapped);
    CHECK(has(edge.findings, Code::framework_award_edge_of_window));

    const MappingResult undated = map({.title = "Диплом спеціаліста", .country = "UA"});
    CHECK(undated.outcome == MappingOutcome::mapped);
    CHECK(has(undated.findings, Code::framework_award_date_missing));
}

TEST_CASE("the year decides between two awards of one name") {
    const MappingResult any = map({.title = "الشهادة الثانوية العامة", .country = "SY", .awarded = "2018"});
    CHECK(chosen(any) == "sy-general, sy-general-interim");
    CHECK(has(any.findings, Code::framework_award_several));
    CHECK(any.outcome == MappingOutcome::undetermined);
    const MappingResult old = map({.title = "الشهادة الثانوية العامة", .country = "SY", .awarded = "1999"});
    CHECK(chosen(old) == "sy-general");
    CHECK(old.outcome == MappingOutcome::mapped);
    const auto other = std::find_if(old.awards.begin(), old.awards.end(),
                                    [](const AwardMatch& match) { return match.award == "sy-general-interim"; });
    REQUIRE(other != old.awards.end());
    CHECK(other->not_chosen == "years of award");
}

TEST_CASE("an Indian bachelor of three years and one of four") {
    const MappingResult three = map({.title = "Bachelor of Arts, three years", .country = "IN"});
    CHECK(chosen(three) == "in-ba3");
    CHECK(places(three.targets.at(0)) == "EQF 6, EQF 5");
    CHECK(text_of(three.findings, Code::framework_award_range) ==
          "Bachelor of Arts is read as EQF 5 to 6; most often as EQF 6");

    const QualificationDescription honours{.title = "Bachelor (Honours)", .country = "IN", .awarded = "2026"};
    QualificationDescription shorter = honours;
    shorter.years = "3";
    QualificationDescription longer = honours;
    longer.years = "4";
    CHECK(chosen(map(shorter)) == "in-ba-hons3");
    CHECK(places(map(shorter).targets.at(0)) == "EQF 6, EQF 5");
    CHECK(chosen(map(longer)) == "in-ba-hons4");
    CHECK(places(map(longer).targets.at(0)) == "EQF 6");
    CHECK(map(longer).outcome == MappingOutcome::mapped);
    const MappingResult either = map(honours);
    CHECK(either.outcome == MappingOutcome::undetermined);
    CHECK(has(either.findings, Code::framework_award_several));

    const MappingResult neither =
        map({.title = "Bachelor of Arts (Pass)", .country = "IN", .years = "5"}); // no award has that length
    CHECK(neither.outcome == MappingOutcome::undetermined);
    CHECK(text_of(neither.findings, Code::framework_award_duration).find('5') != std::string::npos);
    // A lower end of a bachelor's range is no short cycle.
    const MappingResult cycle = map({.title = "Bachelor of Arts, three years", .country = "IN"}, {"qf-ehea"});
    CHECK(places(cycle.targets.at(0)) == "QF-EHEA first cycle, QF-EHEA short cycle?");
    CHECK(has(cycle.targets.at(0).candidates.at(1).caveats, Code::framework_cycle_of_kind));
}

TEST_CASE("the level of a long first degree says which cycle it ends") {
    const MappingResult integrated = map({.award = "gb-int-master"}, {"qf-ehea"});
    CHECK(places(integrated.targets.at(0)) == "QF-EHEA second cycle");
    // Read as EQF 6 to 7, most often as 7.
    const MappingResult specialist = map({.award = "ua-spetsialist", .awarded = "1998"}, {"qf-ehea"});
    CHECK(places(specialist.targets.at(0)) == "QF-EHEA second cycle, QF-EHEA first cycle");
}

TEST_CASE("credits tell awards apart when they count in the same system") {
    QualificationDescription honours{.title = "Bachelor (Honours)", .country = "IN", .credits = "160"};
    honours.credit_system = "in-cbcs";
    const MappingResult fitting = map({.award = "in-ba-hons4", .credits = "160", .credit_system = "in-cbcs"});
    CHECK_FALSE(has(fitting.findings, Code::framework_award_credits));
    const MappingResult wrong = map({.award = "in-ba-hons4", .credits = "60", .credit_system = "in-cbcs"});
    CHECK(has(wrong.findings, Code::framework_award_credits));
    CHECK(wrong.outcome == MappingOutcome::undetermined);
    const MappingResult other_system = map({.award = "in-ba-hons4", .credits = "60", .credit_system = "ects"});
    CHECK_FALSE(has(other_system.findings, Code::framework_award_credits));
    for (const char* number : {"x", "-3", "0", "3e2", "1e400", "10001", "nan", "inf", "3 years", "0x10"}) {
        CAPTURE(number);
        CHECK(refusal({.award = "in-ba-hons4", .credits = number}) == Code::framework_number_invalid);
        CHECK(refusal({.award = "in-ba-hons4", .years = number}) == Code::framework_number_invalid);
    }
    CHECK_FALSE(refusal({.award = "in-ba-hons4", .years = "4,0"}).has_value());
}

TEST_CASE("a French licence by its title") {
    const MappingResult result = map({.title = "Licence", .country = "FR"}, {"eqf", "qf-ehea", "isced", "DE", "IE"});
    CHECK(result.outcome == MappingOutcome::mapped);
    CHECK(chosen(result) == "france:6:1");
    CHECK(places(result.targets.at(0)) == "EQF 6");
    CHECK(places(result.targets.at(1)) == "QF-EHEA first cycle");
    CHECK(places(result.targets.at(2)) == "ISCED 2011 6, ISCED 2011 5?");
    CHECK(places(result.targets.at(3)) == "DE DQR 6");
    CHECK(places(result.targets.at(4)) == "IE NFQ 7, IE NFQ 8");
    const std::string why = text_of(result.targets.at(4).findings, Code::framework_several_levels);
    CHECK(why.find("Ordinary Bachelor Degree") != std::string::npos);
    CHECK(why.find("Honours Bachelor Degree") != std::string::npos);
    const auto& hops = result.targets.at(3).candidates.at(0).paths.at(0).hops;
    REQUIRE(hops.size() == 3);
    CHECK(hops[0].rule == "title");
    CHECK(display_name(hops[0].from) == "'Licence'");
    CHECK(display_name(hops[1].from) == "FR RNCP 6 (formerly II)");
    CHECK(display_name(hops[2].to) == "DE DQR 6");
}

TEST_CASE("a near title is never sure, and says what would settle it") {
    const MappingResult near = map({.title = "dyplom bakalavr", .country = "UA", .awarded = "2016-06"});
    CHECK(near.outcome == MappingOutcome::undetermined);
    CHECK(places(near.targets.at(0)) == "EQF 6?");
    CHECK(near.targets[0].candidates[0].confidence == Confidence::low);
    CHECK(has(near.findings, Code::framework_award_near));
    CHECK(near.awards.at(0).grade == "near");
    const MappingResult exact = map({.title = "dyplom bakalavra", .country = "UA", .awarded = "2016-06"});
    CHECK(exact.outcome == MappingOutcome::mapped);
    CHECK(exact.awards.at(0).grade == "exact");
    CHECK(exact.targets[0].candidates[0].confidence == Confidence::medium); // the row's own

    const MappingResult unknown = map({.title = "Sommelier", .country = "UA"});
    CHECK(unknown.outcome == MappingOutcome::undetermined);
    CHECK(text_of(unknown.findings, Code::framework_award_unknown).find("Ukraine") != std::string::npos);
    CHECK(has(map({.title = "Bachelor", .country = "AO"}).findings, Code::framework_award_no_table));
    CHECK(refusal({.title = "Bachelor"}) == Code::framework_title_without_country);
    CHECK(refusal({.title = "Bachelor", .country = "Atlantis"}) == Code::framework_country_unknown);
    CHECK(refusal({.title = "Bachelor", .country = "UA", .awarded = "soon"}) == Code::framework_date_invalid);
    CHECK(refusal({.award = "ua-bakalavrr"}) == Code::framework_award_id_unknown);
}

TEST_CASE("the national level and the row of the award disagree") {
    const MappingResult result = map({.award = "gb-gcse"});
    CHECK(
        text_of(result.findings, Code::framework_award_tables_disagree) ==
        "the national level of General Certificate of Secondary Education, GB RQF 2, leads to EQF 3, its own row in "
        "the table to EQF 2");
    CHECK(places(result.targets.at(0)) == "EQF 2, EQF 3"); // both are shown
    CHECK(result.awards.at(0).grade == "named");
    // Agreement is no remark.
    CHECK_FALSE(has(map({.award = "ua-bakalavr"}).findings, Code::framework_award_tables_disagree));
}

TEST_CASE("a stated level and a title that contradict each other") {
    const MappingResult result =
        map({.title = "Диплом бакалавра", .country = "UA", .framework = "UA", .level = "7"}, {"eqf"});
    CHECK(result.outcome == MappingOutcome::undetermined);
    CHECK(places(result.targets.at(0)) == "EQF 7"); // the stated level leads; the title is a remark on it
    CHECK(text_of(result.findings, Code::framework_award_contradiction).find("EQF 6") != std::string::npos);
    const MappingResult agreeing = map({.title = "Диплом бакалавра", .country = "UA", .level = "6"});
    CHECK_FALSE(has(agreeing.findings, Code::framework_award_contradiction));
    CHECK(agreeing.awards.at(0).award == "ua-bakalavr");
    // Within its range nothing contradicts, and what is only near speaks against nothing.
    CHECK_FALSE(
        has(map({.title = "Диплом спеціаліста", .country = "UA", .eqf_level = "6", .awarded = "1998"}).findings,
            Code::framework_award_contradiction));
    CHECK_FALSE(has(map({.title = "dyplom bakalavr", .country = "UA", .eqf_level = "7"}).findings,
                    Code::framework_award_contradiction));
    // No country: the level alone is mapped.
    CHECK(map({.title = "Anything", .eqf_level = "6"}).outcome == MappingOutcome::mapped);
}

TEST_CASE("what a row has no level for stays open") {
    const MappingResult result = map({.award = "ru-aspirantura"});
    CHECK(result.outcome == MappingOutcome::undetermined);
    CHECK(has(result.findings, Code::framework_award_no_level));
    CHECK(result.targets.at(0).candidates.empty());
    const MappingResult unconfirmed = map({.award = "af-tawm"});
    CHECK(unconfirmed.outcome == MappingOutcome::undetermined);
    CHECK(has(unconfirmed.findings, Code::framework_award_unconfirmed));
    CHECK(places(unconfirmed.targets.at(0)) == "EQF 4?, EQF 3?, EQF 2?");
}

TEST_CASE("every award of every table: its range, its typical level first, its access and examination") {
    std::size_t leaving_with_access = 0;
    std::size_t leaving_with_exam = 0;
    over_awards([&](const framework::CountryTable& table, const framework::Award& award) {
        const MappingResult result = map({.award = award.id}, {"eqf", "qf-ehea", "isced"});
        REQUIRE(result.awards.size() == 1);
        CHECK(result.awards[0].country == table.code);
        const auto& candidates = result.targets.at(0).candidates;
        const auto at = [&](int eqf) {
            return std::any_of(candidates.begin(), candidates.end(),
                               [&](const Candidate& c) { return c.place.level == std::to_string(eqf); });
        };
        if (award.eqf.least) {
            for (int eqf = *award.eqf.least; eqf <= *award.eqf.most; ++eqf)
                CHECK(at(eqf));
            CHECK(has(result.findings, Code::framework_award_range) == (award.eqf.least != award.eqf.most));
            const bool tables_agree = !has(result.findings, Code::framework_award_tables_disagree);
            if (award.eqf.typical && tables_agree && award.confidence != Confidence::low)
                CHECK(candidates.at(0).place.level == std::to_string(*award.eqf.typical));
        }
        // Never more certain than the row itself, on any path that rests on it.
        for (const TargetResult& target : result.targets)
            for (const Candidate& candidate : target.candidates)
                for (const MappingPath& path : candidate.paths) {
                    REQUIRE_FALSE(path.hops.empty());
                    CHECK(path.confidence() <= award.confidence);
                    for (const Hop& hop : path.hops)
                        CHECK_FALSE((hop.rule != "title" && hop.sources.empty() && hop.table.empty()));
                }
        CHECK((award.confidence != Confidence::low || result.outcome != MappingOutcome::mapped));
        const bool leaving = award.kind == framework::AwardKind::secondary_leaving;
        CHECK(has(result.findings, Code::framework_award_access) == (leaving && !award.access_at_home.empty()));
        CHECK(has(result.findings, Code::framework_award_entrance_exam) == (leaving && !award.entrance_exam.empty()));
        leaving_with_access += has(result.findings, Code::framework_award_access) ? 1U : 0U;
        leaving_with_exam += has(result.findings, Code::framework_award_entrance_exam) ? 1U : 0U;
        std::size_t caveats = 0;
        for (const Finding& finding : result.findings)
            caveats += finding.code == Code::framework_award_caveat ? 1U : 0U;
        CHECK(caveats == award.caveats.size());
        if (award.isced && award.eqf.least)
            CHECK(result.targets.at(2).candidates.at(0).place.level == std::to_string(*award.isced));
    });
    CHECK(leaving_with_access > 40);
    CHECK(leaving_with_exam > 20);
}

TEST_CASE("every level of every framework, to the EQF and back, comes to itself") {
    std::size_t frameworks_seen = 0;
    for (const framework::IndexRow& row : frameworks().tables().index().frameworks) {
        ++frameworks_seen;
        for (const framework::NationalLevel& level : frameworks().tables().national(row).levels) {
            CAPTURE(row.id);
            CAPTURE(level.notation);
            const MappingResult there = map({.framework = row.id, .level = level.notation});
            CHECK(there.targets.at(0).candidates.size() == level.eqf.size());
            for (const int eqf : there.eqf_levels) {
                const MappingResult back = map({.eqf_level = std::to_string(eqf)}, {row.id.c_str()});
                const auto& candidates = back.targets.at(0).candidates;
                CHECK(std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
                    return candidate.place.framework == row.id && candidate.place.level == level.notation;
                }));
            }
        }
    }
    CHECK(frameworks_seen >= 71);
}

TEST_CASE("a document is always answered, whatever it states") {
    const std::vector<std::string> texts{"",
                                         "UA",
                                         "Atlantis",
                                         "http://publications.europa.eu/resource/authority/country/UKR",
                                         "2016",
                                         "31.12.2016",
                                         "-1",
                                         "9",
                                         "EQF 9",
                                         "\xFF\xFE",
                                         "\x1b[2J",
                                         "http://data.europa.eu/snb/eqf/6",
                                         "http://data.europa.eu/snb/qdr/c_0",
                                         "Bachelor",
                                         "Диплом бакалавра",
                                         std::string(5000, 'x')};
    std::vector<MappingTarget> targets = default_targets();
    targets.push_back(mapping_target("DE"));
    const auto answer = [&](QualificationDescription description) {
        description.from_document = true;
        const MappingResult result = map_qualification(frameworks(), description, targets);
        CHECK(result.targets.size() == targets.size());
        CHECK_FALSE(mapping_text(result, Language::en, {.explain = true}).empty());
        JsonWriter out;
        write_json(out, result, Language::en);
    };
    for (const std::string& one : texts)
        for (const std::string& two : texts) {
            CAPTURE(one);
            CAPTURE(two);
            CHECK_NOTHROW(answer({.title = one, .country = two}));
            CHECK_NOTHROW(answer({.title = "Bachelor", .country = one, .eqf_level = two, .awarded = one}));
            CHECK_NOTHROW(
                answer({.title = "Bachelor", .country = "UA", .awarded = one, .years = two, .credits = one}));
            CHECK_NOTHROW(answer({.title = one, .country = "IN", .nqf_uris = {one, two}, .other_titles = {two}}));
            CHECK_NOTHROW(answer({.title = one, .country = "UA", .credits = two, .credit_system = one}));
        }
    // What it has wrong is a gap, not an answer.
    const MappingResult gap = map_qualification(
        frameworks(), {.title = "Диплом спеціаліста", .country = "UA", .awarded = "soon", .from_document = true},
        {{}});
    CHECK(has(gap.findings, Code::framework_award_date_missing));
    CHECK(has(map_qualification(frameworks(), {.title = "Bachelor", .from_document = true}, {{}}).findings,
              Code::framework_no_level));
}

TEST_CASE("titles in other languages of a document help") {
    const MappingResult result =
        map({.title = "Диплом о чём-то", .country = "UA", .other_titles = {"Диплом бакалавра"}});
    CHECK(chosen(result) == "ua-bakalavr");
    CHECK(result.awards.at(0).grade == "exact");
}

TEST_CASE("a row of a layer decides, and its file is named") {
    const test::TemporaryFolder layer;
    test::write(layer.path() / "countries" / "ua.yaml", R"(qualifications:
- id: ua-bakalavr
  kind: first_cycle
  names:
    native: [Диплом бакалавра]
  duration: {min: 4, max: 4, counts: programme}
  eqf: {min: 6, max: 7, typical: 7, basis: OWN}
  valid: {from: 2005}
  confidence: high
  sources: [own]
- id: ua-own
  kind: second_cycle
  names:
    native: [Диплом центру]
  duration: {min: 1, max: 1, counts: programme}
  eqf: {min: 7, max: 7, typical: 7, basis: OWN}
  valid: {from: 2005}
  confidence: high
  sources: [own]
sources:
- {id: own, title: Decision 1 of the centre (test data), year: '2026', kind: primary}
)");
    const Frameworks layered = load_frameworks(DataFolder{test::source().string()}, {layer.path().string()});
    const auto ask = [&](const QualificationDescription& description) {
        return map_qualification(layered, description, {mapping_target("eqf")});
    };
    const std::string file = layer.file("countries/ua.yaml");
    const MappingResult replaced = ask({.title = "Диплом бакалавра", .country = "UA", .awarded = "2016"});
    CHECK(places(replaced.targets.at(0)) == "EQF 7, EQF 6");
    const MappingPath& path = replaced.targets[0].candidates.at(0).paths.at(0);
    CHECK(path.hops.back().table == file);
    CHECK(path.hops.back().sources.begin()->title == "Decision 1 of the centre (test data)");
    CHECK(path.hops.back().note.starts_with("decision of the centre"));
    CHECK(std::any_of(replaced.tables.begin(), replaced.tables.end(),
                      [&](const TableUse& t) { return t.file == file; }));
    CHECK(std::any_of(replaced.tables.begin(), replaced.tables.end(),
                      [&](const TableUse& t) { return t.file == "frameworks/countries/ua.yaml"; }));
    // The names of our row are gone with it, other rows stay, and new ones are found.
    CHECK(ask({.title = "dyplom bakalavra", .country = "UA"}).awards.at(0).grade != "exact");
    CHECK(chosen(ask({.title = "Диплом спеціаліста", .country = "UA", .awarded = "1998"})) == "ua-spetsialist");
    CHECK(ask({.title = "Диплом спеціаліста", .country = "UA", .awarded = "1998"})
              .targets.at(0)
              .candidates.at(0)
              .paths.at(0)
              .hops.back()
              .table == "frameworks/countries/ua.yaml");
    CHECK(chosen(ask({.title = "Диплом центру", .country = "UA", .awarded = "2020"})) == "ua-own");
}

TEST_CASE("a line of a list says what the whole answer says") {
    for (const char* title : {"Диплом бакалавра", "dyplom bakalavr", "Sommelier"}) {
        const MappingResult result = map({.title = title, .country = "UA"}, {"eqf", "DE"});
        const std::string text = brief_text(result, Language::en);
        for (const TargetResult& target : result.targets)
            for (const Candidate& candidate : target.candidates)
                CHECK(text.find(display_name(candidate.place) + (candidate.doubtful ? "?" : "")) !=
                      std::string::npos);
        for (const Finding& finding : result.findings)
            if (severity_of(finding.code) != Severity::info)
                CHECK(text.find(code_text(finding.code)) != std::string::npos);
        JsonWriter out;
        write_brief_json(out, result, Language::en);
        CHECK(out.text().find(title) != std::string::npos);
    }
}
