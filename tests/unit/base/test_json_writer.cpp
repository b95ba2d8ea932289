#include <doctest/doctest.h>

#include "requal/json_writer.hpp"

#include <cstdint>
#include <limits>
#include <vector>

using namespace requal;

TEST_CASE("JSON is written compact, in the order it is told") {
    JsonWriter out;
    out.begin_object();
    out.member("b", 1);
    out.member("a", "text");
    out.key("list");
    out.begin_array();
    out.value(true);
    out.null();
    out.begin_object();
    out.end_object();
    out.begin_array();
    out.end_array();
    out.end_array();
    out.member("last", false);
    out.end_object();
    CHECK(out.text() == R"({"b":1,"a":"text","list":[true,null,{},[]],"last":false})");
    CHECK(out.take() == R"({"b":1,"a":"text","list":[true,null,{},[]],"last":false})");
}

TEST_CASE("JSON is written indented, and may begin some levels deep") {
    const auto written = [](std::size_t depth) {
        JsonWriter out{Layout::indented, depth};
        out.begin_object();
        out.key("a");
        out.begin_array();
        out.value(1);
        out.value(2);
        out.end_array();
        out.key("empty");
        out.begin_object();
        out.end_object();
        out.end_object();
        return out.take();
    };
    CHECK(written(0) == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"empty\": {}\n}");
    CHECK(written(1) == "{\n    \"a\": [\n      1,\n      2\n    ],\n    \"empty\": {}\n  }");
}

TEST_CASE("numbers are whole, exact, and never what JSON does not know") {
    const auto one = [](auto number) {
        JsonWriter out;
        out.value(number);
        return out.take();
    };
    CHECK(one(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(one(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(one(0.1) == "0.1");
    CHECK(one(1e300) == "1e+300");
    CHECK(one(std::numeric_limits<double>::infinity()) == "null");
    CHECK(one(std::numeric_limits<double>::quiet_NaN()) == "null");
}

TEST_CASE("absent is null, never an empty text") {
    JsonWriter out;
    out.begin_object();
    out.member("none", std::optional<int>{});
    out.member("some", std::optional<int>{7});
    out.text_or_null("empty", "");
    out.text_or_null("text", "x");
    out.null_member("null");
    out.text_array("list", std::vector<std::string>{"a", "b"});
    out.end_object();
    CHECK(out.text() == R"({"none":null,"some":7,"empty":null,"text":"x","null":null,"list":["a","b"]})");
}

TEST_CASE("names are escaped like texts") {
    JsonWriter out;
    out.begin_object();
    out.member("a\"\n", "\x1b");
    out.end_object();
    CHECK(out.text() == "{\"a\\\"\\n\":\"\\u001b\"}");
}
