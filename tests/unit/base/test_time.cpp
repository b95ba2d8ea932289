#include <doctest/doctest.h>

#include "requal/time.hpp"

#include <limits>

using namespace requal;

namespace {

std::optional<std::string> read_as(std::string_view text) {
    const auto parsed = parse_time(text);
    return parsed ? std::optional{rfc3339(parsed->time)} : std::nullopt;
}

} // namespace

TEST_CASE("time: RFC 3339 and xsd:dateTime are read") {
    CHECK(read_as("1970-01-01T00:00:00Z") == "1970-01-01T00:00:00Z");
    CHECK(read_as("2023-10-01T12:34:56Z") == "2023-10-01T12:34:56Z");
    CHECK(read_as("2023-10-01t12:34:56z") == "2023-10-01T12:34:56Z");
    CHECK(read_as("2023-10-01 12:34:56Z") == "2023-10-01T12:34:56Z");
    CHECK(read_as("1969-12-31T23:59:59Z") == "1969-12-31T23:59:59Z");
    CHECK(parse_time("1969-12-31T23:59:59Z")->time.seconds == -1);
    CHECK(parse_time("1912-06-23")->time.seconds == -1815350400);
}

TEST_CASE("time: an offset is taken off, across midnight and the year's end") {
    CHECK(read_as("2023-10-01T00:30:00+02:00") == "2023-09-30T22:30:00Z");
    CHECK(read_as("2023-12-31T23:30:00-01:00") == "2024-01-01T00:30:00Z");
    CHECK(read_as("2023-10-01T00:00:00-00:00") == "2023-10-01T00:00:00Z");
    CHECK(read_as("2023-10-01T00:00:00+14:00") == "2023-09-30T10:00:00Z");
    for (const char* text : {"2023-10-01T00:00:00+14:01", "2023-10-01T00:00:00+15:00", "2023-10-01T00:00:00+02:60",
                             "2023-10-01T00:00:00+2:00", "2023-10-01T00:00:00+0200", "2023-10-01T00:00:00+02"})
        CHECK_FALSE_MESSAGE(parse_time(text), text);
}

TEST_CASE("time: fractions are read and cut off") {
    CHECK(read_as("2023-10-01T12:34:56.999999999999999999Z") == "2023-10-01T12:34:56Z");
    CHECK(read_as("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59Z");
    CHECK_FALSE(parse_time("2023-10-01T12:34:56.Z"));
    CHECK_FALSE(parse_time("2023-10-01T12:34:56,5Z"));
}

TEST_CASE("time: the end of a day, and the leap second") {
    CHECK(read_as("2023-12-31T24:00:00Z") == "2024-01-01T00:00:00Z");
    CHECK(read_as("2023-12-31T24:00:00.000Z") == "2024-01-01T00:00:00Z");
    CHECK_FALSE(parse_time("2023-12-31T24:00:01Z"));
    CHECK_FALSE(parse_time("2023-12-31T24:01:00Z"));
    CHECK_FALSE(parse_time("2023-12-31T24:00:00.1Z"));
    CHECK_FALSE(parse_time("2023-12-31T25:00:00Z"));
    CHECK(read_as("2016-12-31T23:59:60Z") == "2016-12-31T23:59:59Z");
    CHECK_FALSE(parse_time("2016-12-31T23:59:61Z"));
    CHECK_FALSE(parse_time("2016-12-31T23:60:00Z"));
}

TEST_CASE("time: days that no calendar has are refused") {
    CHECK(parse_time("2024-02-29"));
    CHECK(parse_time("2000-02-29"));
    for (const char* text :
         {"2023-02-29", "1900-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00", "2023-01-32"})
        CHECK_FALSE_MESSAGE(parse_time(text), text);
}

TEST_CASE("time: a text without a zone is UTC, and says that it had none") {
    const auto bare = parse_time("2023-10-01T12:00:00");
    REQUIRE(bare);
    CHECK_FALSE(bare->had_zone);
    CHECK_FALSE(bare->date_only);
    CHECK(rfc3339(bare->time) == "2023-10-01T12:00:00Z");
    const auto date = parse_time("2023-10-01");
    REQUIRE(date);
    CHECK_FALSE(date->had_zone);
    CHECK(date->date_only);
    const auto zoned = parse_time("2023-10-01+02:00");
    REQUIRE(zoned);
    CHECK(zoned->had_zone);
    CHECK(zoned->date_only);
    CHECK(rfc3339(zoned->time) == "2023-09-30T22:00:00Z");
}

TEST_CASE("time: anything else is no date") {
    using namespace std::string_view_literals;
    for (const std::string_view text : {""sv,
                                        "2023"sv,
                                        "2023-10"sv,
                                        "2023-10-1"sv,
                                        "23-10-01"sv,
                                        " 2023-10-01"sv,
                                        "2023-10-01 "sv,
                                        "2023-10-01T"sv,
                                        "2023-10-01T12:00Z"sv,
                                        "2023-10-01T12:00:00Zx"sv,
                                        "2023-10-01T12:00:00ZZ"sv,
                                        "2023-10-01\0"sv,
                                        "2023-1O-01"sv,
                                        "+2023-10-01"sv,
                                        "-2023-10-01"sv,
                                        "12023-10-01"sv,
                                        "2023/10/01"sv,
                                        "01.10.2023"sv,
                                        "20231001T000000Z"sv,
                                        "2023-10-01T-1:00:00Z"sv,
                                        "２０２３-10-01"sv})
        CHECK_FALSE_MESSAGE(parse_time(text), text);
}

TEST_CASE("time: RFC 3339 comes back from every year it can hold, and is clamped beyond") {
    for (const char* text : {"0000-01-01T00:00:00Z", "0001-03-01T00:00:00Z", "9999-12-31T23:59:59Z"})
        CHECK(read_as(text) == text);
    CHECK(rfc3339({std::numeric_limits<std::int64_t>::max()}) == "9999-12-31T23:59:59Z");
    CHECK(rfc3339({std::numeric_limits<std::int64_t>::min()}) == "0000-01-01T00:00:00Z");
}

TEST_CASE("time: a date as a person reads it") {
    CHECK(plain_date(parse_time("2023-10-01T23:59:59Z")->time) == "1 October 2023");
    CHECK(plain_date({-1}) == "31 December 1969");
    CHECK(plain_date({std::numeric_limits<std::int64_t>::max()}) == "31 December 9999");
    CHECK(plain_date({std::numeric_limits<std::int64_t>::min()}) == "1 January 0");
}

TEST_CASE("time: points in time are ordered") {
    CHECK(Time{1} < Time{2});
    CHECK(Time{-1} < Time{0});
    CHECK(Time{5} == Time{5});
}
