#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/grades.hpp"
#include "support/support.hpp"

#include <algorithm>
#include <string>

using namespace requal;

namespace {

const std::string home = R"(schema: requal.grade-distribution/1
scale: ua-university-national
institution: Test University
grades:
- {grade: '5', count: 20}
- {grade: '4', count: 50}
- {grade: '3', count: 30}
reference_group: {isced_f: '0613', description: Software development}
years: [2022, 2023]
source: Transcript of records, test data
)";

// Cumulative: A 10, B 35, C 65, D 90, E 100.
const std::string host = R"(schema: requal.grade-distribution/1
scale: se-higher-education
grades:
- {grade: A, percent: 10}
- {grade: B, percent: 25}
- {grade: C, percent: 30}
- {grade: D, percent: 25}
- {grade: E, percent: 10}
reference_group: {isced_f: '0613'}
years: [2022, 2023]
source: Test table
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

GradeResult convert(const std::string& grade, const std::string& one, const std::string& other,
                    OverlapRule rule = OverlapRule::middle, const std::string& scale = {}) {
    static const Conversions tables = load_conversions(test::our_frameworks());
    return convert_grade(tables, {.grade = grade,
                                  .scale = scale,
                                  .overlap = rule,
                                  .distribution = read_grade_distribution(one, "home.yaml"),
                                  .to_distribution = read_grade_distribution(other, "host.yaml")});
}

std::string overlapped(const GradeResult& result) {
    std::string list;
    for (const Overlap& overlap : result.overlaps)
        list += overlap.grade;
    return list;
}

bool has(const GradeResult& result, Code code) {
    return std::any_of(result.findings.begin(), result.findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

std::string refusal(const std::string& text) {
    try {
        static_cast<void>(read_grade_distribution(text, "home.yaml"));
    } catch (const Error& error) {
        CHECK(error.file() == "home.yaml");
        CHECK(error.position().line > 0);
        return std::string{code_text(error.code())};
    }
    return "";
}

} // namespace

TEST_CASE("the position of a grade picks the host grades it overlaps") {
    const GradeResult result = convert("4", home, host);
    CHECK(result.method == GradeMethod::distribution);
    CHECK(result.position->text() == "20 to 70");
    CHECK(overlapped(result) == "BCD"); // 20 to 35, 35 to 65, 65 to 70
    CHECK(result.better->text == "C");  // the middle is 45
    CHECK(result.overlaps[0].share.text() == "30");
    CHECK(result.overlaps[1].share.text() == "60");
    CHECK(result.overlaps[1].picked);
    CHECK(result.confidence == Confidence::high);
    CHECK(has(result, Code::grades_several_overlap));
    CHECK(convert("4", home, host, OverlapRule::minimum).better->text == "D");
    CHECK(convert("4", home, host, OverlapRule::maximum).better->text == "B");
    CHECK(convert("4", home, host, OverlapRule::mean).better->text == "C");
    CHECK(overlapped(convert("5", home, host)) == "AB");
    CHECK(convert("5", home, host).better->text == "A"); // the middle, 10, is the end of A
    CHECK(overlapped(convert("відмінно", home, host)) == "");
    CHECK(has(convert("відмінно", home, host), Code::grades_not_in_distribution));
    CHECK(has(convert("3.5", home, host), Code::grades_not_in_distribution));
}

TEST_CASE("the mean of host grades that are numbers") {
    const GradeResult result = convert("C", host, home, OverlapRule::mean);
    CHECK(result.position->text() == "35 to 65");
    CHECK(result.better->text == "4");
    CHECK(convert("D", host, home, OverlapRule::mean).better->text == "3.5"); // 65 to 90 overlaps 4 and 3
}

TEST_CASE("a fail has no position") {
    CHECK(convert("2", home, host).method == GradeMethod::fail);
    CHECK(convert("2", home, host).failing_classes == std::vector<std::string>{"F / FX (fail)"});
}

TEST_CASE("a grade that nobody was given stands where it would be") {
    const GradeResult result =
        convert("4", with(with(home, "count: 50", "count: 0"), "count: 20", "count: 70"), host);
    CHECK(result.position->text() == "70");
    CHECK(result.better->text == "D");
}

TEST_CASE("what makes a distribution less sure is said") {
    const GradeResult other = convert("4", with(home, "'0613'", "'0911'"), host);
    CHECK(has(other, Code::grades_groups_differ));
    CHECK(other.confidence == Confidence::medium);
    CHECK(has(convert("4", with(home, "[2022, 2023]", "[2023]"), host), Code::grades_few_years));
    CHECK(has(convert("4", with(home, "[2022, 2023]", "[2023, 2023]"), host), Code::grades_few_years));
}

TEST_CASE("a list of its own needs no scale") {
    const std::string own = with(home, "scale: ua-university-national\n", "");
    CHECK(convert("4", own, host).better->text == "C");
    CHECK(convert("4.0", own, host).better->text == "C");
    CHECK_FALSE(convert("4", own, host).from);
    CHECK(grade_text(convert("4", own, host), Language::en).find("the list of Test University") != std::string::npos);
}

TEST_CASE("calls that contradict the distributions are refused") {
    static const Conversions tables = load_conversions(test::our_frameworks());
    const auto refused = [](const GradeQuestion& question) {
        try {
            static_cast<void>(convert_grade(tables, question));
        } catch (const Error& error) {
            return std::string{code_text(error.code())};
        }
        return std::string{};
    };
    CHECK(refused({.grade = "4", .distribution = read_grade_distribution(home, "home.yaml")}) ==
          "grades.distribution_missing");
    CHECK(refused({.grade = "4",
                   .scale = "ua-school",
                   .distribution = read_grade_distribution(home, "home.yaml"),
                   .to_distribution = read_grade_distribution(host, "host.yaml")}) == "grades.distribution_scale");
}

TEST_CASE("a distribution is read strictly") {
    CHECK(refusal(home).empty());
    CHECK(refusal(with(home, "/1", "/2")) == "yaml.wrong_type");
    CHECK(refusal(with(home, "count: 20", "percent: 20")) == "yaml.wrong_type");
    CHECK(refusal(with(home, "count: 20", "counts: 20")) == "yaml.unknown_key");
    CHECK(refusal(with(home, "count: 20", "count: -1")) == "yaml.wrong_type");
    CHECK(refusal(with(home, "'4'", "'5.0'")) == "yaml.wrong_type");
    CHECK(refusal(with(home, "years: [2022, 2023]", "years: []")) == "yaml.wrong_type");
    CHECK(refusal(with(home, "source: Transcript of records, test data\n", "")) == "yaml.missing_key");
    CHECK(refusal(with(host, "percent: 30", "percent: 3")) == "yaml.wrong_type");
    CHECK(refusal(with(host, "percent: 30", "percent: 30.4")).empty());
    CHECK(refusal(with(host, "percent: 30", "percent: 1e1")) == "yaml.wrong_type");
}
