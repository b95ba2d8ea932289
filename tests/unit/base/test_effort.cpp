#include "base/effort.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/report.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace requal;

namespace {

template <typename Action>
std::optional<Code> code_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("Effort: all that is spent for one file is one sum, and nothing is counted outside") {
    Limits limits;
    limits.seal_work = 100;
    limits.asn1_elements = 1000;
    CHECK(!code_of([] { Effort::spend(1'000'000); }));
    {
        const Effort effort{limits};
        Effort::spend(60);
        {
            const Effort inner{limits}; // the outer one goes on counting
            Effort::spend(40);
        }
        CHECK(Effort::spent() == 100);
        CHECK(code_of([] { Effort::spend(1); }) == Code::seal_too_much_work);
        CHECK(code_of([] { Effort::spend(0); }) == Code::seal_too_much_work); // once over is over
    }
    const Effort next{limits};
    CHECK(Effort::spent() == 0);
    CHECK(code_of([] { Effort::decode(1001); }) == Code::seal_too_much_work);
}

TEST_CASE("CheckResult: a thousand findings are told as a number, and each reason once at least") {
    CheckResult check;
    check.most_listed = 3;
    for (int i = 0; i < 1000; ++i)
        check.add({Code::jades_crit_duplicate, {{"member", "crit"}}, "/crit"});
    check.add({Code::seal_payload_changed, {}, ""});
    for (int i = 0; i < 10; ++i)
        check.add({Code::seal_payload_changed, {}, ""});
    CHECK(check.status == CheckStatus::failed);
    REQUIRE(check.findings.size() == 5);
    CHECK(check.findings[3].code == Code::seal_payload_changed);
    CHECK(check.findings[4].code == Code::seal_more_findings);
    CHECK(check.findings[4].arguments.front().second == "1007");
}

TEST_CASE("CheckResult: a name of a megabyte is cut, between two letters") {
    CheckResult check;
    std::string name;
    for (int i = 0; i < 500'000; ++i)
        name += "\u00e4";
    check.add({Code::jades_crit_unknown, {{"member", "x" + name}}, "/" + name});
    const Finding& finding = check.findings.front();
    CHECK(finding.where.size() < 2010);
    CHECK(finding.where.ends_with("\u00e4\u2026"));
    CHECK(finding.arguments.front().second.ends_with("\u00e4\u2026"));
}
