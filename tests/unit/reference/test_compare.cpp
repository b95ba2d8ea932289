#include "requal/codes.hpp"
#include "requal/reference_compare.hpp"
#include "requal/reference_coverage.hpp"

#include "framework/table.hpp"

#include "requal/error.hpp"

#include "support/support.hpp"

#include <doctest/doctest.h>

#include <optional>

#include <algorithm>

using namespace requal;

namespace {

struct Fixture {
    const Frameworks& frameworks = test::our_frameworks();
    const Conversions conversions = load_conversions(frameworks);
    ReferenceTables tables{frameworks, conversions};

    [[nodiscard]] std::optional<Code> refusal(const char* left, const char* right, const char* level = "") const {
        try {
            static_cast<void>(compare_frameworks(tables, left, right, level));
        } catch (const Error& error) {
            return error.code();
        }
        return std::nullopt;
    }
};

bool differs(const ComparisonRow& row, LevelDifference difference) {
    return std::find(row.differences.begin(), row.differences.end(), difference) != row.differences.end();
}

} // namespace

TEST_CASE_FIXTURE(Fixture, "two frameworks stand side by side by EQF level") {
    const Comparison all = compare_frameworks(tables, "DE", "FR", "");
    REQUIRE(all.rows.size() >= 8);
    CHECK(all.rows.front().eqf == 8);
    for (const ComparisonRow& row : all.rows)
        for (const auto* level : row.left)
            CHECK(std::find(level->eqf.begin(), level->eqf.end(), row.eqf) != level->eqf.end());
}

TEST_CASE_FIXTURE(Fixture, "one level shows only what stands beside it") {
    const Comparison one = compare_frameworks(tables, "DE", "IE", "6");
    REQUIRE(one.rows.size() == 1);
    CHECK(one.rows.front().eqf == 6);
    CHECK(one.rows.front().right.size() == 2); // Irish 7 and 8
    CHECK(differs(one.rows.front(), LevelDifference::one_to_many));
    const Comparison back = compare_frameworks(tables, "IE", "DE", "8");
    CHECK(differs(back.rows.front(), LevelDifference::many_to_one));
}

TEST_CASE_FIXTURE(Fixture, "what cannot be compared is asked about or refused") {
    CHECK(refusal("BE", "FR") == Code::tables_name_ambiguous);
    CHECK(refusal("DE", "GB") == Code::tables_name_ambiguous);
    CHECK(refusal("DE", "SY") == Code::framework_no_framework);
    CHECK(refusal("DE", "Atlantis") == Code::tables_name_unknown);
    CHECK(refusal("DE", "FR", "17") == Code::framework_level_unknown);
    CHECK(refusal("DE", "ects") == Code::tables_name_unknown); // a credit system is no framework
}

TEST_CASE_FIXTURE(Fixture, "the coverage is what the tables hold") {
    const Coverage coverage = coverage_of(tables, DataFolder{test::source().string()});
    CHECK(coverage.vocabulary_frameworks.all() == 43);
    CHECK(coverage.vocabulary_levels.all() == 381);
    CHECK(coverage.vocabulary_frameworks.missing.empty());
    CHECK(coverage.vocabulary_levels.missing.empty());
    CHECK(coverage.european >= 44);
    CHECK(coverage.countries >= 57);
    CHECK(coverage.school_leaving.missing.empty());
    CHECK(coverage.scales.all() >= 70);
    CHECK(coverage.referenced + coverage.compared + coverage.not_referenced == coverage.frameworks);
    CHECK(coverage.school_leaving.all() == coverage.countries);
    CHECK(coverage.complete <= coverage.third_cycle.present);
    for (const std::string& code : coverage.without)
        CHECK(code.size() == 2);
}
