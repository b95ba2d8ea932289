#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/report.hpp"

#include <array>
#include <set>

using namespace requal;

TEST_CASE("report: nothing proves nothing") {
    CHECK(worst_of(std::span<const Verdict>{}) == Verdict::indeterminate);
    CHECK(worst_of(std::span<const CheckStatus>{}) == CheckStatus::skipped);
}

TEST_CASE("report: verdicts are combined by one order") {
    constexpr std::array order{Verdict::valid, Verdict::indeterminate, Verdict::invalid, Verdict::unprocessable};
    for (std::size_t a = 0; a < order.size(); ++a)
        for (std::size_t b = 0; b < order.size(); ++b) {
            const std::array both{order[a], order[b]};
            CHECK(worst_of(std::span<const Verdict>{both}) == order[std::max(a, b)]);
        }
}

TEST_CASE("report: one failed answer outweighs all others, a skipped one none") {
    constexpr std::array order{CheckStatus::skipped, CheckStatus::passed, CheckStatus::undetermined,
                               CheckStatus::failed};
    for (std::size_t a = 0; a < order.size(); ++a)
        for (std::size_t b = 0; b < order.size(); ++b) {
            const std::array both{order[a], order[b]};
            CHECK(worst_of(std::span<const CheckStatus>{both}) == order[std::max(a, b)]);
        }
}

TEST_CASE("report: a finding lets its effect speak, and never betters an answer") {
    CheckResult check;
    check.add({Code::revocation_good, {}, ""});
    CHECK(check.status != CheckStatus::undetermined);
    CHECK(check.status != CheckStatus::failed);
    check.add({Code::revocation_none, {}, ""});
    CHECK(check.status == CheckStatus::undetermined);
    check.add({Code::revocation_before_sealing, {}, ""});
    CHECK(check.status == CheckStatus::failed);
    check.add({Code::revocation_good, {}, ""});
    check.add({Code::revocation_none, {}, ""});
    CHECK(check.status == CheckStatus::failed);
    CHECK(check.findings.size() == 5);
}

TEST_CASE("report: every word occurs once") {
    std::set<std::string_view> words;
    for (std::size_t i = 0; i < check_count; ++i)
        words.insert(check_text(static_cast<CheckId>(i)));
    CHECK(words.size() == check_count);
    words.clear();
    for (int i = 0; i <= static_cast<int>(SubIndication::revocation_out_of_bounds_no_poe); ++i)
        words.insert(sub_indication_text(static_cast<SubIndication>(i)));
    CHECK(words.size() == 25);
    CHECK(words.contains("")); // none
}
