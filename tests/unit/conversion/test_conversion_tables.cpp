#include <doctest/doctest.h>

#include "conversion/tables.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

#include <set>
#include <string>

using namespace requal;

namespace {

/** The table with one text replaced, and what it is refused with: "t.yaml 17:33 yaml.wrong_type". */
template <typename Read>
std::string refusal(Read read, const std::string& name, const std::string& from, const std::string& to) {
    std::string text = test::read(test::source() / "frameworks" / name);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    try {
        static_cast<void>(framework::read_text(read, text, "t.yaml"));
    } catch (const Error& error) {
        CHECK(error.file() == "t.yaml");
        CHECK(error.position().line > 0);
        CHECK(error.position().column > 0);
        return std::string{code_text(error.code())};
    }
    return "";
}

std::string credits_refusal(const std::string& from, const std::string& to) {
    return refusal(conversion::read_credits, "credits.yaml", from, to);
}

std::string grades_refusal(const std::string& from, const std::string& to) {
    return refusal(conversion::read_grades, "grades.yaml", from, to);
}

} // namespace

TEST_CASE("both tables load whole") {
    const conversion::Tables tables{test::our_frameworks().tables()};
    CHECK(tables.credits().systems.size() == 37);
    CHECK(tables.credits().hours.size() == 38);
    CHECK(tables.grades().scales.size() == 90);
    CHECK(tables.credits().files.at(0).sha256().size() == 64);
    for (const GradeScale& scale : tables.grades().scales) {
        CAPTURE(scale.id);
        CHECK(scale.passes(scale.best_point));
        CHECK(scale.passes(scale.pass_point));
        CHECK_FALSE(scale.sources.empty());
    }
}

TEST_CASE("a table that contradicts itself is refused with its place") {
    CHECK(credits_refusal("table: credits", "table: grades") == "yaml.wrong_type");
    CHECK(credits_refusal("hours_kind: workload", "hours_kind: other") == "yaml.wrong_type");
    CHECK(credits_refusal("  hours_kind: workload\n", "") == "yaml.wrong_type");
    CHECK(credits_refusal("- id: scqf\n  name", "- id: ects\n  name") == "yaml.wrong_type");
    CHECK(credits_refusal("  - 25\n  - 30\n", "  - 30\n  - 25\n") == "yaml.wrong_type");
    CHECK(credits_refusal("  - 1.5\n  - 2.0\n", "  - 1.5\n  - 1.9\n") == "yaml.wrong_type");
    CHECK(credits_refusal("ects_per_credit: 0.5", "ects_per_credit: '0,5'") == "yaml.wrong_type");
    CHECK(credits_refusal("ects_per_credit: 0.5", "ects_per_credits: 0.5") == "yaml.unknown_key");
    CHECK(credits_refusal("  - unilink\n", "  - unheard\n") == "yaml.wrong_type");
    CHECK(credits_refusal("country: AT", "country: BG") == "yaml.wrong_type");

    CHECK(grades_refusal("table: grades", "table: credits") == "yaml.wrong_type");
    CHECK(grades_refusal("- id: de-school", "- id: de-higher-education") == "yaml.wrong_type");
    CHECK(grades_refusal("  best: 1\n  worst: 5\n", "  best: 5\n  worst: 1\n") == "yaml.wrong_type");
    CHECK(grades_refusal("  min_pass: 4\n", "  min_pass: 6\n") == "yaml.wrong_type");
    CHECK(grades_refusal("  min_pass: 4\n", "  min_pass: 3.5\n") == "yaml.wrong_type");
    CHECK(grades_refusal("    Nmin: 4\n", "    Nmin: 5\n") == "yaml.wrong_type");
    CHECK(grades_refusal("higher_is_better: false", "higher_is_better: true") == "yaml.wrong_type");
    CHECK(grades_refusal("    from: 5\n    to: 5\n    pass: false", "    from: 5\n    to: 5\n    pass: true") ==
          "yaml.wrong_type");
    CHECK(grades_refusal("    from: 2\n    to: 2\n", "    from: 2\n    to: 3\n") == "yaml.wrong_type");
    CHECK(grades_refusal("    from: 2\n    to: 2\n", "    from: 2\n    to: 1\n") == "yaml.wrong_type");
    CHECK(grades_refusal("    from: 2\n    to: 2\n", "    from: 2\n") == "yaml.wrong_type");
    CHECK(grades_refusal("    to: 5.49\n", "    to: 5.5\n") == "yaml.wrong_type");
    CHECK(grades_refusal("  - A\n  - B\n  - C\n", "  - B\n  - A\n  - C\n") == "yaml.wrong_type");
    CHECK(grades_refusal("  classes_evidence: seen\n", "") == "yaml.wrong_type");
}

TEST_CASE("classes leave no gap at the step, except where the doubts say so") {
    // frameworks/DOUBTS.md tells what is missing in these.
    const std::set<std::string> known{"nl-higher-education", "pl-higher-education", "ph-higher-education",
                                      "bd-higher-education", "af-school",           "af-higher-education"};
    const conversion::Tables tables{test::our_frameworks().tables()};
    std::set<std::string> found;
    for (const GradeScale& scale : tables.grades().scales) {
        if (!scale.step && scale.letters.empty())
            continue;
        const Exact step = scale.step.value_or(Exact{1});
        std::optional<ExactRange> before;
        for (const GradeClass& grades : scale.classes) {
            if (!grades.points || grades.honours)
                continue;
            if (before &&
                (scale.rising() ? before->low - grades.points->high : grades.points->low - before->high) > step)
                found.insert(scale.id);
            before = grades.points;
        }
    }
    CHECK(found == known);
}
