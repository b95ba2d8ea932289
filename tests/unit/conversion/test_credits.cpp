#include <doctest/doctest.h>

#include "conversion/tables.hpp"
#include "requal/codes.hpp"
#include "requal/credits.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

#include <algorithm>
#include <string>

using namespace requal;

namespace {

const Conversions& conversions() {
    static const Conversions tables = load_conversions(test::our_frameworks());
    return tables;
}

CreditResult convert(const CreditQuestion& question) {
    return convert_credits(conversions(), question);
}

bool has(const CreditResult& result, Code code) {
    return std::any_of(result.findings.begin(), result.findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

std::string refusal(const CreditQuestion& question) {
    try {
        static_cast<void>(convert(question));
    } catch (const Error& error) {
        return std::string{code_text(error.code())};
    }
    return "";
}

std::string argument(const Error& error, const std::string& name) {
    for (const auto& [key, value] : error.finding().arguments)
        if (key == name)
            return value;
    return "";
}

std::string text(const std::optional<CreditAnswer>& answer) {
    return answer ? answer->credits.text() : "none";
}

} // namespace

TEST_CASE("rows calculated by hand") {
    struct Row {
        const char* credits;
        const char* system;
        const char* to;
        const char* country;
        const char* workload;
        const char* year;
        const char* factor;
    };
    for (const Row& row :
         {Row{"240", "ua-ects", "ects", "UA", "240", "240", "240"},                 // 30 h / 30 h
          Row{"240", "ua-ects", "ects", "", "240 to 288", "240", "240"},            // 30 h / 25 to 30 h
          Row{"120", "us-semester", "ects", "", "180 to 216", "240", "180 to 240"}, // 5400 h; 4 years
          Row{"180", "us-quarter", "ects", "", "180 to 216", "240", "239.4"},       // 5400 h; 4 years; 1.33
          Row{"360", "uk-cats", "ects", "DE", "120 to 144", "180", "180"},          // 3600 h; 3 years
          Row{"360", "uk-cats", "ects", "GB", "180", "180", "180"},                 // 20 h an ECTS credit
          Row{"480", "scqf", "us-semester", "", "106.67", "120", "120 to 160"},
          Row{"160", "in-cbcs", "ects", "", "none", "240", "200 to 272"}, // class hours
          Row{"160", "cn-credit", "ects", "", "none", "240", "192 to 320"},
          Row{"60", "ru-ze", "ects", "RU", "60", "60", "60"}, // 36 lessons of 45 minutes are 27 h
          Row{"60", "ects", "us-semester", "", "33.33 to 40", "30", "30 to 40"},
          Row{"60", "pk-hec", "ects", "", "none", "109.09", "96 to 120"},
          Row{"100", "co-credito", "ects", "", "160 to 192", "none", "160 to 192"}}) {
        CAPTURE(row.system);
        CAPTURE(row.to);
        const CreditResult result =
            convert({.credits = row.credits, .system = row.system, .to_system = row.to, .country = row.country});
        CHECK(result.outcome == MappingOutcome::mapped);
        CHECK(text(result.workload) == row.workload);
        CHECK(text(result.year_share) == row.year);
        CHECK(text(result.table_factor) == row.factor);
    }
}

TEST_CASE("the difference of the two measures is told in credits, per cent and hours of a year") {
    const CreditResult result = convert({.credits = "120", .system = "us-semester"});
    REQUIRE(result.difference);
    CHECK(result.difference->credits.text() == "-60 to -24");
    CHECK(result.difference->percent.text() == "-25 to -10");
    CHECK(result.difference->home_year_hours->text() == "1350");
    CHECK(result.difference->target_year_hours->text() == "1500 to 1800");
    CHECK(has(result, Code::credits_years_differ));
    CHECK(has(result, Code::credits_any_country));
    const CreditResult same = convert({.credits = "240", .system = "ua-ects", .country = "UA"});
    CHECK(same.difference->credits == ExactRange{});
    CHECK_FALSE(has(same, Code::credits_years_differ));
    CHECK(same.confidence == Confidence::high);
}

TEST_CASE("an answer is never surer than its weakest row") {
    CHECK(convert({.credits = "10", .system = "vn-tinchi"}).confidence == Confidence::low);
    CHECK(has(convert({.credits = "10", .system = "vn-tinchi"}), Code::credits_low_confidence));
    CHECK(convert({.credits = "10", .system = "ua-ects", .country = "SE"}).workload->confidence ==
          Confidence::medium);
    CHECK(convert({.credits = "10", .system = "ua-ects", .country = "RS"}).workload->confidence == Confidence::low);
}

TEST_CASE("what a system lacks is said with its remedy, and may be given") {
    const CreditResult class_hours = convert({.credits = "160", .system = "in-cbcs"});
    CHECK(has(class_hours, Code::credits_class_hours));
    CHECK(text(convert({.credits = "160", .system = "in-cbcs", .hours_per_credit = "30"}).workload) == "160 to 192");
    CHECK(text(convert({.credits = "160", .system = "in-cbcs", .hours_per_credit = "25-30"}).workload) ==
          "133.33 to 192");
    CHECK(has(convert({.credits = "60", .system = "ca-credit"}), Code::credits_no_hours));
    CHECK(has(convert({.credits = "60", .system = "rqf-tqt"}), Code::credits_no_year));
    CHECK(text(convert({.credits = "60", .system = "rqf-tqt", .credits_per_year = "120"}).year_share) == "30");
    const CreditResult nothing = convert({.credits = "30", .system = "ca-credit", .to_system = "rqf-tqt"});
    CHECK(has(nothing, Code::credits_no_answer));
    CHECK(nothing.outcome == MappingOutcome::undetermined);
    CHECK(text(convert({.credits = "30",
                        .system = "ca-credit",
                        .to_system = "rqf-tqt",
                        .to_hours_per_credit = "10",
                        .to_credits_per_year = "120"})
                   .year_share) == "120");
}

TEST_CASE("credits without a relation are refused in both directions, whatever is given") {
    for (const char* id : {"ecvet", "fi-osp", "es-lru", "mk-ecvet", "br-carga"}) {
        CAPTURE(id);
        for (const CreditResult& result :
             {convert({.credits = "60", .system = id, .hours_per_credit = "25", .credits_per_year = "60"}),
              convert({.credits = "60", .system = "ects", .to_system = id})}) {
            CHECK(result.outcome == MappingOutcome::none);
            CHECK(has(result, Code::credits_no_relation));
            CHECK_FALSE(result.workload);
            CHECK_FALSE(result.year_share);
            CHECK_FALSE(result.table_factor);
        }
    }
}

TEST_CASE("names that are unclear are asked back") {
    CHECK(refusal({.credits = "60"}) == "credits.system_missing");
    CHECK(refusal({.credits = "60", .system = "ua-etcs"}) == "credits.system_unknown");
    CHECK(refusal({.credits = "60", .system = "US"}) == "credits.system_ambiguous");
    CHECK(refusal({.credits = "60", .country = "Finland"}) == "credits.system_ambiguous");
    CHECK(refusal({.credits = "60", .system = "ects", .country = "Atlantis"}) == "credits.country_unknown");
    for (const char* number : {"", "-3", "0", "many", "60-90", "1e3"})
        CHECK(refusal({.credits = number, .system = "ects"}) == "credits.number_unreadable");
    for (const char* hours : {"30-25", "0", "-", "x"})
        CHECK(refusal({.credits = "60", .system = "uk-cats", .hours_per_credit = hours}) ==
              "credits.number_unreadable");
    CHECK(refusal({.credits = "999999.9999",
                   .system = "uk-cats",
                   .hours_per_credit = "999983.0001",
                   .credits_per_year = "999979.0003"}) == "credits.too_precise");
    try {
        static_cast<void>(convert({.credits = "60", .system = "ua-etcs"}));
    } catch (const Error& error) {
        CHECK(argument(error, "known").find("ua-ects") != std::string::npos);
    }
    CHECK(convert({.credits = "60", .country = "UA"}).from.id == "ua-ects");
    CHECK(convert({.credits = "60", .system = "Ukraine"}).from.id == "ua-ects");
    CHECK(convert({.credits = "60", .system = "hogskolepoang"}).from.id == "se-hp");
    CHECK(convert({.credits = "60",
                   .system = "http://data.europa.eu/snb/education-credit/6fcec5c5af",
                   .to_system = "uk-cats"})
              .from.id == "ects");
}

TEST_CASE("hours of a country: its row, its parts together, the country of a part, or all") {
    CHECK(convert({.credits = "60", .system = "uk-cats", .country = "NL"}).ects_hours.hours.text() == "28");
    const CreditResult belgium = convert({.credits = "60", .system = "uk-cats", .country = "BE"});
    CHECK(belgium.ects_hours.hours.text() == "25 to 30");
    CHECK(belgium.ects_hours.country == "BE-VLG, BE-WAL");
    CHECK(convert({.credits = "60", .system = "uk-cats", .country = "GB-SCT"}).ects_hours.hours.text() == "20");
    const CreditResult india = convert({.credits = "60", .system = "uk-cats", .country = "IN"});
    CHECK(india.ects_hours.hours.text() == "25 to 30");
    CHECK(has(india, Code::credits_country_without_hours));
}

TEST_CASE("there and back is the same number, for all pairs of systems") {
    const auto& systems = conversions().tables().credits().systems;
    int pairs = 0;
    for (const CreditSystem& a : systems)
        for (const CreditSystem& b : systems) {
            CAPTURE(a.id);
            CAPTURE(b.id);
            const CreditResult there = convert({.credits = "240", .system = a.id, .to_system = b.id});
            if (there.outcome == MappingOutcome::none) {
                CHECK((!a.ects_factor || !b.ects_factor));
                continue;
            }
            if (a.id == b.id) {
                CHECK(has(there, Code::credits_same_system));
                CHECK(there.workload->credits.text() == "240");
                continue;
            }
            ++pairs;
            for (const auto& answer : {there.workload, there.year_share, there.table_factor}) {
                if (!answer)
                    continue;
                CHECK(Exact{0} < answer->credits.low);
                CHECK(answer->credits.low <= answer->credits.high);
            }
            const CreditResult back = convert({.credits = "240", .system = b.id, .to_system = a.id});
            // Exact numbers come back exactly; a range comes back as a range that holds the number.
            if (there.year_share)
                CHECK(there.year_share->credits.low * back.year_share->credits.low == Exact{240} * Exact{240});
            for (const auto& [one, other] :
                 {std::pair{there.workload, back.workload}, std::pair{there.table_factor, back.table_factor}}) {
                if (!one)
                    continue;
                CHECK(one->credits.low * other->credits.high == Exact{240} * Exact{240});
                CHECK(one->credits.high * other->credits.low == Exact{240} * Exact{240});
            }
        }
    CHECK(pairs == 32 * 31);
}

TEST_CASE("the answer for people begins with both measures and ends with sources") {
    const std::string answer = credits_text(convert({.credits = "120", .system = "us-semester"}), Language::en);
    CHECK(answer.find("by hours of work") < answer.find("by share of a year"));
    CHECK(answer.find("Never convert credits of failed units") != std::string::npos);
    CHECK(answer.find("How it was calculated") < answer.find("Cautions"));
    CHECK(answer.find("Cautions") < answer.find("Sources"));
    const std::string year =
        credits_text(convert({.credits = "120", .system = "us-semester", .year_share = true}), Language::en);
    CHECK(year.find("by share of a year") < year.find("by hours of work"));
}
