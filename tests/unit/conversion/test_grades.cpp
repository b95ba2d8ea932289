#include <doctest/doctest.h>

#include "conversion/points.hpp"
#include "conversion/tables.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/grades.hpp"
#include "support/support.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

using namespace requal;

namespace {

const Conversions& conversions() {
    static const Conversions tables = load_conversions(test::our_frameworks());
    return tables;
}

GradeResult convert(const GradeQuestion& question) {
    return convert_grade(conversions(), question);
}

bool has(const GradeResult& result, Code code) {
    return std::any_of(result.findings.begin(), result.findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

/** "2.1", "1 to 1.7", "fail", or the code of the first finding without an answer. */
std::string answer(const GradeResult& result) {
    if (result.method == GradeMethod::fail)
        return "fail";
    if (!result.better)
        return std::string{code_text(result.findings.at(0).code)};
    return result.better->text == result.worse->text ? result.better->text
                                                     : result.better->text + " to " + result.worse->text;
}

std::string to_german(const std::string& scale, const std::string& grade,
                      std::optional<GermanRounding> rounding = std::nullopt) {
    return answer(convert({.grade = grade, .scale = scale, .to_scale = "de-higher-education", .rounding = rounding}));
}

std::string refusal(const GradeQuestion& question) {
    try {
        static_cast<void>(convert(question));
    } catch (const Error& error) {
        return std::string{code_text(error.code())};
    }
    return "";
}

std::string known(const GradeQuestion& question) {
    try {
        static_cast<void>(convert(question));
    } catch (const Error& error) {
        for (const auto& [key, value] : error.finding().arguments)
            if (key == "known")
                return value;
    }
    return "";
}

} // namespace

TEST_CASE("the worked example of the table") {
    // 1 + 3 * (100 - 82) / (100 - 50) = 2.08
    const auto convert_82 = [](std::optional<GermanRounding> rounding) {
        return convert(
            {.grade = "82", .to_scale = "de-higher-education", .best = "100", .pass = "50", .rounding = rounding});
    };
    const GradeResult result = convert_82(std::nullopt);
    CHECK(result.method == GradeMethod::bavarian);
    CHECK(result.better->exact->text() == "2.08");
    CHECK(answer(result) == "2.0");
    CHECK(answer(convert_82(GermanRounding::nearest)) == "2.1");
    CHECK(result.bounds_from == "given");
    CHECK(result.confidence == Confidence::high);
    CHECK_FALSE(has(result, Code::grades_bounds_of_table));
}

TEST_CASE("the modified Bavarian formula, calculated by hand") {
    // 1 + 3 * (12 - 9) / (12 - 4) = 2.125
    const GradeResult result = convert({.grade = "9", .scale = "ua-school", .to_scale = "de-higher-education"});
    CHECK(result.better->exact->text() == "2.125");
    CHECK(answer(result) == "2.1");
    CHECK(result.better->classes == std::vector<std::string>{"gut (good)"});
    CHECK(result.home_classes == std::vector<std::string>{"достатній (sufficient)"});
    CHECK(result.confidence == Confidence::medium);
    CHECK(has(result, Code::grades_bounds_of_table));
    CHECK(to_german("at-higher-education", "2") == "2.0");
    CHECK(to_german("ph-higher-education", "1.5") == "1.7"); // 1 + 3 * 0.5 / 2 = 1.75
    CHECK(to_german("dk-higher-education", "7") == "2.5");   // 1 + 3 * 5 / 10
    CHECK(to_german("no-higher-education", "b") == "1.7");   // rank 2 of 5: 1 + 3 / 4
    CHECK(to_german("gb-school-alevel", "A") == "1.6");      // rank 2 of 6
    CHECK(to_german("gb-school-alevel", "A*") == "1.0");
    CHECK(to_german("de-law-school", "11") == "2.5");
}

TEST_CASE("the roundings of the KMK, of Passau and of Koeln") {
    struct Row {
        const char* exact;
        const char* kmk;
        const char* nearest;
        const char* passau;
        const char* koeln;
    };
    for (const Row& row : {Row{"1.0", "1", "1", "1", "1"}, Row{"2.125", "2.1", "2.1", "2", "2"},
                           Row{"2.08", "2", "2.1", "2", "2"}, Row{"2.19", "2.1", "2.2", "2", "2.3"},
                           Row{"2.15", "2.1", "2.2", "2", "2"}, Row{"2.39", "2.3", "2.4", "2.3", "2.3"},
                           Row{"3.99", "3.9", "4", "3.7", "4"}, Row{"4.0", "4", "4", "4", "4"}}) {
        CAPTURE(row.exact);
        const Exact grade = *Exact::parse(row.exact);
        CHECK(conversion::rounded_german(grade, GermanRounding::kmk).decimal(2) == row.kmk);
        CHECK(conversion::rounded_german(grade, GermanRounding::nearest).decimal(2) == row.nearest);
        CHECK(conversion::rounded_german(grade, GermanRounding::passau).decimal(2) == row.passau);
        CHECK(conversion::rounded_german(grade, GermanRounding::koeln).decimal(2) == row.koeln);
    }
    CHECK(to_german("ua-school", "9", GermanRounding::koeln) == "2.0");
}

TEST_CASE("grades are read as people write them") {
    CHECK(to_german("fr-higher-education", "12,5") == "3.2"); // 1 + 3 * 7.5 / 10 = 3.25
    CHECK(to_german("fr-higher-education", "12.5/20") == "3.2");
    CHECK(to_german("fr-higher-education", " 12.5 / 20 ") == "3.2");
    CHECK(to_german("dk-higher-education", "02") == "4.0");
    CHECK(to_german("dk-higher-education", "-3") == "fail");
    CHECK(to_german("ua-higher-education", "90 %") == "1.7"); // 1.75
    CHECK(to_german("it-degree-final", "110 e lode") == "1.0");
    CHECK(to_german("it-degree-final", "110/110 e lode") == "1.0");
    CHECK(to_german("it-higher-education", "30L") == "1.0");
    CHECK(convert({.grade = "30 cum laude", .scale = "it-higher-education", .to_scale = "de-school"}).home_classes ==
          std::vector<std::string>{"30 e lode"});
    CHECK(to_german("int-ects-letters", "fx") == "fail");
    CHECK(to_german("at-higher-education", "SEHR GUT") == "1.0");
    CHECK(to_german("at-higher-education", "genugend") == "4.0");
    CHECK(to_german("at-higher-education", "excellent") == "1.0");
    CHECK(to_german("ch-higher-education", "très bien") == "1.0 to 1.7"); // 5.5 to 6
    CHECK(to_german("ua-school", "високий рівень") == "1.0 to 1.7");      // 10 to 12
    CHECK(to_german("pk-higher-education", "B+") == "1.7");
    CHECK(to_german("pk-higher-education", "B") == "2.0");
    CHECK(to_german("pk-higher-education", "b-") == "2.3");
    CHECK(to_german("ng-school-wassce", "C4-C6") == "2.2 to 3.1"); // ranks 4 to 6 of 8
    CHECK(to_german("ge-higher-education", "FX") == "fail");
    CHECK(to_german("lt-higher-education", "vidutiniskai") == "2.8");
    const GradeResult classes =
        convert({.grade = "Sehr gut", .scale = "de-higher-education", .to_scale = "ua-school"});
    CHECK(answer(classes) == "12 to 10.67");
    CHECK(has(classes, Code::grades_class_range));
}

TEST_CASE("what has no place on the scale gets no number") {
    CHECK(to_german("fr-higher-education", "21") == "grades.off_scale");
    CHECK(to_german("fr-higher-education", "-1") == "grades.off_scale");
    CHECK(to_german("fr-higher-education", "17/30") == "grades.other_maximum");
    CHECK(to_german("fr-higher-education", "80 %") == "grades.other_maximum");
    CHECK(to_german("ua-university-national", "зараховано") == "grades.pass_without_mark");
    CHECK(to_german("be-higher-education", "grande distinction") == "grades.class_without_range");
    CHECK(refusal({.grade = "summa", .scale = "at-higher-education", .to_scale = "FR"}) == "grades.grade_unknown");
}

TEST_CASE("an average between the marks is taken, with a warning") {
    const GradeResult result =
        convert({.grade = "4.32", .scale = "ua-university-national", .to_scale = "de-higher-education"});
    CHECK(has(result, Code::grades_off_step));
    CHECK(answer(result) == "2.0"); // 1 + 3 * 0.68 / 2 = 2.02
}

TEST_CASE("other targets: a straight line, or the rank") {
    const GradeResult line = convert({.grade = "9", .scale = "ua-school", .to_scale = "fr-higher-education"});
    CHECK(line.method == GradeMethod::linear);
    CHECK(answer(line) == "16.25"); // 20 - 10 * 3 / 8
    CHECK(line.better->nearest == "16.5");
    CHECK(has(line, Code::grades_linear));
    CHECK(line.confidence == Confidence::medium);
    const GradeResult rank = convert(
        {.grade = "9", .scale = "ua-school", .to_scale = "se-higher-education", .rounding = GermanRounding::kmk});
    CHECK(rank.method == GradeMethod::rank);
    CHECK(answer(rank) == "B"); // rank 2.5: the middle goes to the better one
    CHECK(has(rank, Code::grades_by_rank));
    CHECK(has(rank, Code::grades_rounding_unused));
    CHECK(rank.confidence == Confidence::low);
    CHECK(has(convert({.grade = "9", .scale = "ua-school", .to_scale = "so-higher-education"}),
              Code::grades_low_confidence));
    CHECK(has(convert({.grade = "9", .scale = "ua-school", .to_scale = "ua-school"}), Code::grades_same_scale));
}

TEST_CASE("scales that are unclear are asked back, never guessed") {
    CHECK(refusal({.grade = "9", .to_scale = "AT"}) == "grades.scale_missing");
    CHECK(refusal({.grade = "9", .scale = "ua-school"}) == "grades.scale_missing");
    CHECK(refusal({.grade = "9", .scale = "ua-school", .to_scale = "DE"}) == "grades.scale_ambiguous");
    CHECK(known({.grade = "9", .scale = "ua-school", .to_scale = "Germany"}).find("de-law-school") !=
          std::string::npos);
    CHECK(refusal({.grade = "9", .scale = "ua-shcool", .to_scale = "AT"}) == "grades.scale_unknown");
    CHECK(known({.grade = "9", .scale = "ua-shcool", .to_scale = "AT"}).find("ua-school") != std::string::npos);
    CHECK(refusal({.grade = "good grade", .scale = "ua-school", .to_scale = "AT"}) == "grades.grade_unknown");
    CHECK(convert({.grade = "9", .scale = "ua-school", .to_scale = "Austria"}).to->id == "at-higher-education");
}

TEST_CASE("given bounds") {
    CHECK(answer(convert(
              {.grade = "82", .scale = "ua-higher-education", .to_scale = "de-higher-education", .pass = "50"})) ==
          "2.0");
    CHECK(answer(convert({.grade = "2", .to_scale = "de-higher-education", .best = "1", .pass = "5"})) == "1.7");
    CHECK(answer(convert({.grade = "6", .to_scale = "de-higher-education", .best = "1", .pass = "5"})) == "fail");
    CHECK(answer(convert({.grade = "0.5", .to_scale = "de-higher-education", .best = "1", .pass = "5"})) ==
          "grades.off_scale");
    // "C" is 71 to 80; another pass cuts it in two.
    CHECK(answer(convert(
              {.grade = "C", .scale = "ge-higher-education", .to_scale = "de-higher-education", .pass = "75"})) ==
          "3.4 to fail");
    for (const auto& [best, pass] : {std::pair{"5", "5"}, std::pair{"x", "5"}, std::pair{"5", ""}})
        CHECK(refusal({.grade = "3",
                       .scale = "at-higher-education",
                       .to_scale = "fr-higher-education",
                       .best = best,
                       .pass = pass}) == "grades.bounds_impossible");
    CHECK(refusal({.grade = "B", .scale = "se-higher-education", .to_scale = "AT", .pass = "9"}) ==
          "grades.bounds_impossible");
    CHECK(answer(convert({.grade = "C", .scale = "se-higher-education", .to_scale = "AT", .pass = "C"})) == "4");
    CHECK(refusal(
              {.grade = "999983.0001", .to_scale = "fr-higher-education", .best = "999999.9999", .pass = "0.0001"}) ==
          "");
}

TEST_CASE("numbers that do not fit are refused, not cut") {
    // Only a table of a centre's own can have such a scale.
    std::string text = test::read(test::source() / "frameworks" / "grades.yaml");
    const std::size_t at = text.find("- id: sy-school");
    for (const auto& [from, to] :
         {std::pair{"best: 290", "best: 999983.0001"}, std::pair{"max: 290", "max: 999983.0001"},
          std::pair{"min_pass: 116", "min_pass: 0.0003"}, std::pair{"step: 1", "step: null"},
          std::pair{"Nmax: 290", "Nmax: 999983.0001"}, std::pair{"Nmin: 116", "Nmin: 0.0003"}}) {
        const std::size_t place = text.find(from, at);
        REQUIRE(place != std::string::npos);
        text.replace(place, std::string{from}.size(), to);
    }
    const test::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "frameworks");
    test::write(folder.path() / "frameworks" / "grades.yaml", text);
    const Frameworks frameworks = load_frameworks({folder.path().string()});
    const Conversions own = load_conversions(frameworks);
    try {
        static_cast<void>(convert_grade(
            own, {.grade = "777777.7777", .to_scale = "sy-school", .best = "999979.0007", .pass = "0.0001"}));
        FAIL("a fraction of more than 64 bits was kept");
    } catch (const Error& error) {
        CHECK(error.code() == Code::grades_too_precise);
    }
}

TEST_CASE("for all pairs of scales best is best, pass is pass, less is a fail, and order is kept") {
    const auto& scales = conversions().tables().grades().scales;
    int pairs = 0;
    for (const GradeScale& from : scales)
        for (const GradeScale& to : scales) {
            ++pairs;
            CAPTURE(from.id);
            CAPTURE(to.id);
            const auto at = [&](const Exact& point) {
                return convert({.grade = conversion::point_text(from, point), .scale = from.id, .to_scale = to.id});
            };
            const auto point_of = [&](const GradeResult& result) {
                const auto reading = conversion::read_grade(to, result.better->text);
                REQUIRE(reading.kind == conversion::Reading::Kind::grade);
                return reading.better;
            };
            CHECK(point_of(at(from.best_point)) == to.best_point);
            CHECK(point_of(at(from.pass_point)) == to.pass_point);
            if (from.worst_point != from.pass_point)
                CHECK(at(from.worst_point).method == GradeMethod::fail);
            const Exact step = from.letters.empty() ? Exact{1} / Exact{100} : Exact{1};
            const Exact below = from.rising() ? from.pass_point - step : from.pass_point + step;
            const GradeResult fail = at(below);
            CHECK(fail.method == GradeMethod::fail);
            CHECK(fail.outcome == MappingOutcome::mapped);
            CHECK(has(fail, Code::grades_failing));
            CHECK_FALSE(fail.better);
            CHECK_FALSE(fail.worse);
            std::optional<Exact> before;
            for (int i = 0; i <= 8; ++i) {
                const Exact point = from.best_point + Exact{i} / Exact{8} * (from.pass_point - from.best_point);
                const GradeResult result = at(from.letters.empty() ? point.rounded(2) : point);
                REQUIRE(result.better);
                CHECK(result.confidence <= std::min(from.confidence, to.confidence));
                const Exact found = point_of(result);
                CHECK(to.passes(found));
                if (before)
                    CHECK((to.rising() ? found <= *before : found >= *before));
                before = found;
            }
        }
    CHECK(pairs == 90 * 90);
}

TEST_CASE("every class of every scale can be typed, in its language and in English") {
    for (const GradeScale& scale : conversions().tables().grades().scales)
        for (const GradeClass& grades : scale.classes) {
            CAPTURE(scale.id);
            CAPTURE(grades.name);
            const auto reading = conversion::read_grade(scale, grades.name);
            CHECK(reading.kind != conversion::Reading::Kind::unknown);
            CHECK(reading.kind != conversion::Reading::Kind::off_scale);
        }
}

TEST_CASE("the answer for people begins with the grade") {
    const std::string text =
        grade_text(convert({.grade = "9", .scale = "ua-school", .to_scale = "de-higher-education"}), Language::en);
    CHECK(text.find("    2.1   gut (good)") != std::string::npos);
    CHECK(text.find("    2.1") < text.find("How it was calculated"));
    CHECK(text.find("x = 1 + 3 * (12 - 9) / (12 - 4) = 2.125") != std::string::npos);
    const std::string fail =
        grade_text(convert({.grade = "3", .scale = "ua-school", .to_scale = "de-higher-education"}), Language::en);
    CHECK(fail.find("fail   nicht ausreichend (fail)") != std::string::npos);
}
