#include <doctest/doctest.h>

#include "requal/time.hpp"

using namespace requal;

namespace {

std::string day(std::string_view text) {
    return brussels_day(parse_time(text)->time);
}

} // namespace

TEST_CASE("local midnight in UTC is the day that was meant") {
    CHECK(day("1999-10-01T22:00:00Z") == "1999-10-02"); // summer time lasts until the end of October
    CHECK(day("1999-11-01T23:00:00Z") == "1999-11-02");
    CHECK(day("1999-11-01T22:59:59Z") == "1999-11-01");
    CHECK(day("1999-10-02T00:00:00Z") == "1999-10-02");
    CHECK(day("2024-02-28T23:00:00Z") == "2024-02-29");
}

TEST_CASE("clock changes of every era") {
    CHECK(day("1995-09-23T22:30:00Z") == "1995-09-24"); // summer time ended in September until 1995
    CHECK(day("1995-09-30T22:30:00Z") == "1995-09-30");
    CHECK(day("1996-09-30T22:30:00Z") == "1996-10-01"); // and in October since 1996
    CHECK(day("2021-03-27T22:30:00Z") == "2021-03-27"); // the night before the last Sunday of March
    CHECK(day("2021-03-28T22:30:00Z") == "2021-03-29");
    CHECK(day("1950-07-01T22:30:00Z") == "1950-07-01"); // no summer time between 1946 and 1977
    CHECK(day("1950-07-01T23:00:00Z") == "1950-07-02");
    CHECK(day("1942-07-01T22:00:00Z") == "1942-07-02"); // two hours ahead
    CHECK(day("1935-12-31T23:59:00Z") == "1935-12-31"); // Western European Time
    CHECK(day("1935-07-01T23:00:00Z") == "1935-07-02");
    CHECK(day("1900-01-01T00:00:00Z") == "1900-01-01");
}
