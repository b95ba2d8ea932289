#include <doctest/doctest.h>

#include "requal/detached.hpp"

using namespace requal;

TEST_CASE("detached: a header is a name and a value without the blanks around it") {
    const auto header = http_header("Content-Type:  application/json; a=b \t");
    REQUIRE(header);
    CHECK(header->name == "Content-Type");
    CHECK(header->value == "application/json; a=b");
    CHECK(http_header("Date: Sat, 01 Mar 2025 10:00:00 GMT")->value == "Sat, 01 Mar 2025 10:00:00 GMT");
    CHECK(http_header("(request-target): post /a")->name == "(request-target)");
    CHECK(http_header("X-Empty:")->value.empty());
    CHECK_FALSE(http_header("no header"));
    CHECK_FALSE(http_header(": value"));
    CHECK_FALSE(http_header("A: b\nC: d"));
}

TEST_CASE("detached: a digest names its algorithm") {
    const auto digest = detached_digest("SHA256:AAEC");
    REQUIRE(digest);
    CHECK(digest->digest_algorithm == "SHA256");
    CHECK(digest->digest == Bytes{0, 1, 2});
    CHECK_FALSE(digest->bytes);
    CHECK_FALSE(detached_digest("AAEC"));
    CHECK_FALSE(detached_digest("SHA256:"));
    CHECK_FALSE(detached_digest("SHA256:***"));
}
