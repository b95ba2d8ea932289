#include <doctest/doctest.h>

#include "award/match.hpp"
#include "base/title_key.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

#include <algorithm>
#include <chrono>

using namespace requal;
using namespace requal::award;

namespace {

const Indexes& indexes() {
    return test::our_frameworks().awards();
}

/** "ua-bakalavr exact, ua-mb near", at most `most` of them. */
std::string found(const char* country, std::string_view title, std::size_t most = 1) {
    std::string list;
    const auto answer = indexes().match(country, title);
    for (std::size_t i = 0; i < answer->matches.size() && i < most; ++i) {
        const Match& match = answer->matches[i];
        list += (list.empty() ? "" : ", ") + match.known->id + " " + std::string{grade_text(match.grade)};
    }
    return list.empty() ? "none" : list;
}

const Match& best(const char* country, std::string_view title) {
    static std::shared_ptr<const TitleMatches> kept;
    kept = indexes().match(country, title);
    REQUIRE_FALSE(kept->matches.empty());
    return kept->matches.front();
}

std::vector<std::string> countries() {
    std::vector<std::string> codes;
    for (const framework::Country& country : test::our_frameworks().tables().index().countries)
        codes.push_back(country.code);
    return codes;
}

template <typename Work>
double seconds_of(Work work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

TEST_CASE("the same award by its own script, transliterated and in English") {
    for (const char* title : {"Диплом бакалавра", "dyplom bakalavra", "bachelor", "BACHELOR", "диплом  бакалавра."})
        CHECK_MESSAGE(found("UA", title) == "ua-bakalavr exact", title);
    for (const char* title : {"الشهادة الثانوية العامة", "al-shahada al-thanawiya", "general secondary certificate",
                              "الشهاده الثانويه العامه", "Al-Shahada al-Thanawiya al-'Amma"})
        CHECK_MESSAGE(found("SY", title) == "sy-general exact", title);
}

TEST_CASE("a slip is offered as near, and never as exact") {
    CHECK(found("UA", "dyplom bakalavr") == "ua-bakalavr near");
    CHECK(found("UA", "Диплом бакалавр") == "ua-bakalavr near");
    CHECK(found("UA", "Диплом бакаловра") == "ua-bakalavr near");
    CHECK(best("UA", "Диплом бакаловра").rule == MatchRule::letters);
    CHECK(best("SY", "الشهادة الثانوية العاملة").grade == MatchGrade::near);
    CHECK(found("UA", "Sommelier") == "none");
    CHECK(found("UA", "xyzzy") == "none");
}

TEST_CASE("another spelling, romanisation or form of a name is a variant of it") {
    CHECK(found("UA", "Bachelor's degree") == "ua-bakalavr variant");
    CHECK(best("UA", "Bachelor's degree").rule == MatchRule::form_words);
    CHECK(found("UA", "diplom bakalavra") == "ua-bakalavr variant");
    CHECK(best("UA", "diplom bakalavra").rule == MatchRule::form_words);
    CHECK(found("UA", "Dyplom spetsialista") == "ua-spetsialist exact");
    CHECK(found("UA", "Dyplom specialista") == "ua-spetsialist variant");
    CHECK(best("UA", "Dyplom specialista").rule == MatchRule::romanisation);
    CHECK(found("UA", "Bachelor in Computer Science") == "ua-bakalavr variant");
    CHECK(best("UA", "Bachelor in Computer Science").rule == MatchRule::field);
}

TEST_CASE("abbreviations, with points and without") {
    for (const char* title : {"BSc", "B.Sc.", "B. Sc.", "b.sc"})
        CHECK_MESSAGE(found("IN", title) == "in-ba3 exact", title);
    for (const char* title : {"BSc (Hons)", "B.Sc. (Hons.)"})
        CHECK_MESSAGE(found("IN", title).find("hons") != std::string::npos, title);
    for (const char* title : {"MBBS", "M.B.B.S.", "MB BS"})
        CHECK_MESSAGE(found("IN", title) == "in-mbbs exact", title);
    for (const char* title : {"PhD", "Ph.D.", "Ph. D"})
        CHECK_MESSAGE(found("UA", title) == "ua-phd exact", title);
    CHECK(found("IN", "B.Sc. in Physics") == "in-ba3 variant");
    CHECK(best("UA", "MSc").grade == MatchGrade::variant);
    for (const char* title : {"BEng", "B.Eng.", "B. Eng"}) { // no name of the table is short: it is written out
        CHECK_MESSAGE(found("PK", title) == "pk-beng variant", title);
        CHECK(best("PK", title).rule == MatchRule::abbreviation);
    }
}

TEST_CASE("a junior bachelor is no bachelor, and the other way round") {
    CHECK(found("UA", "junior bachelor").starts_with("ua-"));
    CHECK(found("UA", "junior bachelor") != "ua-bakalavr exact");
    CHECK(best("UA", "junior bachelor").grade == MatchGrade::exact);
    CHECK(best("GB", "higher national certificate").known->id != best("GB", "higher national diploma").known->id);
}

TEST_CASE("a length in the title is told, and is no part of the name") {
    const auto answer = indexes().match("IN", "Bachelor of Arts, three years");
    CHECK(answer->years == 3);
    REQUIRE_FALSE(answer->matches.empty());
    CHECK(answer->matches.front().known->id == "in-ba3");
    CHECK(answer->matches.front().grade == MatchGrade::exact);
    // Where the length is part of a name, it stays.
    const auto named = indexes().match("IN", "Three-year bachelor");
    CHECK(named->years == 3);
    CHECK(named->matches.front().grade == MatchGrade::exact);
}

TEST_CASE("the examples that a framework gives for its levels can be found as well") {
    const Match& licence = best("FR", "licence");
    CHECK(licence.grade == MatchGrade::exact);
    CHECK(licence.known->award == nullptr);
    CHECK(licence.known->framework->id == "france");
    CHECK(licence.known->level->main == "6");
    CHECK(&indexes().with_id(licence.known->id) == licence.known);
}

TEST_CASE("the Arabic article, and words for a paper in other scripts, make no other title") {
    CHECK(found("IQ", "بكالوريوس") == "iq-bsc variant");
    CHECK(found("IQ", "شهادة البكالوريوس") == "iq-bsc variant");
    CHECK(found("SY", "ثانوية عامة") == "sy-general variant");
    CHECK(found("VN", "cử nhân") == "vn-dai-hoc variant");
}

TEST_CASE("a short form of few names is near to them, and of many to none") {
    CHECK(found("UA", "атестат") == "ua-atestat near");
    CHECK(found("UA", "диплом") == "none");
    // A slip in a name is no short form of longer ones.
    CHECK(found("UA", "dyplom bakalavr", 9) == "ua-bakalavr near, ukraine:6:1 near, ua-mb near");
}

TEST_CASE("every title that a table writes is in the index, whichever column it stands in") {
    CHECK(found("FR", "Baccalauréat") == "france:4:1 exact");
    CHECK(best("DE", "Abitur").known->example->native == "Allgemeine Hochschulreife");
    std::size_t titles = 0;
    for (const framework::IndexRow& row : test::our_frameworks().tables().index().frameworks) {
        if (!row.regions.empty() || row.countries.empty())
            continue;
        const CountryIndex& index = indexes().of(row.countries.front());
        for (const framework::NationalLevel& level : test::our_frameworks().tables().national(row).levels)
            for (const QualificationType& type : level.types) {
                std::vector<std::string> written = type.other;
                written.push_back(type.native);
                written.push_back(type.english);
                for (const std::string& title : written) {
                    if (title.empty())
                        continue;
                    CAPTURE(row.id);
                    CAPTURE(title);
                    ++titles;
                    CHECK(std::any_of(index.names().begin(), index.names().end(), [&](const KnownName& name) {
                        return name.text == title && index.awards()[name.award].example == &type;
                    }));
                }
            }
    }
    CHECK(titles > 1700);
}

TEST_CASE("every name of every award finds its own award, as exact") {
    std::size_t names = 0;
    for (const std::string& code : countries()) {
        const CountryIndex& index = indexes().of(code);
        for (const KnownAward& known : index.awards())
            CHECK(index.with_id(known.id) != nullptr);
        for (const KnownName& name : index.names()) {
            CAPTURE(code);
            CAPTURE(name.text);
            ++names;
            const TitleMatches answer = match_title(index, name.text, index.awards().size());
            const KnownAward* own = &index.awards()[name.award];
            const auto match = std::find_if(answer.matches.begin(), answer.matches.end(),
                                            [&](const Match& m) { return m.known == own; });
            REQUIRE(match != answer.matches.end());
            CHECK(match->grade == MatchGrade::exact);
            CHECK(match->closeness == 1);
            // The answer that is shown has room for all awards of one name.
            const auto shown = indexes().match(code, name.text);
            CHECK(std::any_of(shown->matches.begin(), shown->matches.end(),
                              [&](const Match& m) { return m.known == own && m.grade == MatchGrade::exact; }));
            // In capitals too, but for letters whose capitals depend on the language.
            std::string shouted = name.text;
            for (char& c : shouted)
                c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            CHECK(indexes().match(code, shouted)->matches.front().grade == MatchGrade::exact);
        }
    }
    CHECK(names > 2000);
}

TEST_CASE("every id of an award leads to it") {
    std::size_t awards = 0;
    for (const std::string& code : countries())
        for (const KnownAward& known : indexes().of(code).awards()) {
            CAPTURE(known.id);
            CHECK(&indexes().with_id(known.id) == &known);
            CHECK(known.code() == code);
            ++awards;
        }
    CHECK(awards > 500);
}

TEST_CASE("an id that no award has is refused with a near one") {
    const auto refusal = [](std::string_view id) -> std::string {
        try {
            return indexes().with_id(id).id;
        } catch (const Error& error) {
            return std::string{code_text(error.code())} + " " + message(error.finding(), Language::en);
        }
    };
    CHECK(refusal("ua-bakalavrr").find("ua-bakalavr") != std::string::npos);
    for (const char* id : {"", "-", "ua-", "xx-bachelor", "france:6:99", "france:", "UA-bakalavr", "acqf:6:1",
                           "sadcqf:6:1", "ua-bakalavr\n", "\xFF\xFE-"}) {
        CAPTURE(id);
        CHECK(refusal(id).starts_with(code_text(Code::framework_award_id_unknown)));
    }
}

TEST_CASE("titles in which nothing stands, and countries without tables, find nothing") {
    CHECK(found("UA", "") == "none");
    CHECK(found("UA", "…—") == "none");
    CHECK(found("UA", "\u200B") == "none");
    CHECK(found("XX", "Bachelor") == "none");
    CHECK(found("", "Bachelor") == "none");
    CHECK(indexes().of("XX").awards().empty());
}

TEST_CASE("short titles are not guessed at") {
    CHECK(found("GB", "HN") == "none");
    for (const char* title : {"B", "x", "ab"})
        for (const char* country : {"UA", "IN", "GB", "SY"})
            for (const Match& match : indexes().match(country, title)->matches)
                CHECK(match.rule != MatchRule::letters);
}

TEST_CASE("a hostile title ends quickly") {
    constexpr std::size_t megabyte = 1'000'000;
    const auto repeated = [](std::string_view part) {
        std::string text;
        while (text.size() < megabyte)
            text += part;
        return text;
    };
    for (const std::string& title :
         {repeated("a"), repeated("diploma "), "bachelor" + repeated(" diploma"), "bachelor in " + repeated("x "),
          repeated("Диплом "), repeated("ا"), repeated("e\u0301\u0301"), repeated("\u0301"), repeated("three years "),
          repeated("bsc "), repeated("学"), repeated("\xFF"), repeated("("), repeated("ﷺ"),
          "Диплом" + repeated(" х")})
        for (const char* country : {"UA", "IN", "GB"}) {
            CAPTURE(title.substr(0, 20));
            CHECK(found(country, title) == "none");
            const double taken = seconds_of([&] {
                static_cast<void>(indexes().match(country, title));
                static_cast<void>(indexes().match(country, title.substr(0, 4096)));
                static_cast<void>(indexes().match(country, title.substr(0, 290)));
            });
            CHECK(taken < 1); // some milliseconds, but for sanitizers
        }
}

TEST_CASE("an answer given from memory is the answer given first") {
    for (const char* title : {"dyplom bakalavr", "Bachelor of Arts, three years", "xyzzy"}) {
        const auto fresh = match_title(indexes().of("UA"), title, 8);
        for (int i = 0; i < 2; ++i) {
            const auto remembered = indexes().match("UA", title);
            REQUIRE(remembered->matches.size() == fresh.matches.size());
            CHECK(remembered->years == fresh.years);
            for (std::size_t k = 0; k < fresh.matches.size(); ++k) {
                CHECK(remembered->matches[k].known == fresh.matches[k].known);
                CHECK(remembered->matches[k].grade == fresh.matches[k].grade);
            }
        }
    }
}
