#include <doctest/doctest.h>

#include "verify/dates.hpp"

#include "requal/codes.hpp"

using namespace requal;

namespace {

DateTime date(const std::string& raw) {
    DateTime out;
    out.raw = raw;
    if (const auto parsed = parse_time(raw))
        out.time = parsed->time;
    out.where = "/date";
    return out;
}

CheckResult judge(const Credential& credential, const std::string& at) {
    CheckResult check;
    verify::check_validity(credential, parse_time(at).value().time, check);
    return check;
}

Credential between(const std::string& from, const std::string& until, const std::string& expiration = "") {
    Credential credential;
    credential.valid_from = date(from);
    credential.valid_until = date(until);
    credential.expiration_date = date(expiration);
    return credential;
}

} // namespace

TEST_CASE("dates: within, before and after; both ends belong to the time") {
    const Credential credential = between("2025-01-01T00:00:00Z", "2025-12-31T00:00:00Z");
    CHECK(judge(credential, "2025-06-01").status == CheckStatus::passed);
    CHECK(judge(credential, "2025-01-01T00:00:00Z").status == CheckStatus::passed);
    CHECK(judge(credential, "2025-12-31T00:00:00Z").status == CheckStatus::passed);
    const auto early = judge(credential, "2024-12-31T23:59:59Z");
    CHECK(early.status == CheckStatus::failed);
    CHECK(early.findings.at(0).code == Code::validity_not_begun);
    const auto late = judge(credential, "2025-12-31T00:00:01Z");
    CHECK(late.status == CheckStatus::failed);
    CHECK(late.findings.at(0).code == Code::validity_ended);
}

TEST_CASE("dates: without dates nothing has ended") {
    CHECK(judge(Credential{}, "2025-06-01").status == CheckStatus::passed);
}

TEST_CASE("dates: of two ends the earlier counts, and the difference is said") {
    const Credential credential = between("", "2025-12-31", "2025-03-31");
    const auto check = judge(credential, "2025-06-01");
    CHECK(check.status == CheckStatus::failed);
    REQUIRE(check.findings.size() == 2);
    CHECK(check.findings[0].code == Code::validity_ends_differ);
    CHECK(check.findings[1].code == Code::validity_ended);
    CHECK(judge(credential, "2025-01-01").status == CheckStatus::passed);
}

TEST_CASE("dates: one that cannot be read proves nothing, and hides no other") {
    const auto unreadable = judge(between("soon", ""), "2025-06-01");
    CHECK(unreadable.status == CheckStatus::undetermined);
    CHECK(unreadable.findings.at(0).code == Code::validity_unreadable_date);
    CHECK(judge(between("soon", "2025-01-01"), "2025-06-01").status == CheckStatus::failed);
}
