#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"
#include "json/diagnose.hpp"
#include "json/value.hpp"

#include <algorithm>

using namespace requal;
using namespace std::string_view_literals;
using json::Kind;

namespace {

std::optional<Error> refusal(std::string_view text, const Limits& limits = {}) {
    try {
        (void)json::parse(text, limits);
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

std::optional<Code> code(std::string_view text, const Limits& limits = {}) {
    const auto error = refusal(text, limits);
    return error ? std::optional{error->code()} : std::nullopt;
}

/** The parser refuses exactly what the scanner can name, but for duplicates and counts, which it
 * does not look for. */
bool agree(std::string_view text, const Limits& limits = {}) {
    const auto refused = code(text, limits);
    const auto named = json::diagnose(text, limits);
    if (refused == Code::json_duplicate_member || refused == Code::json_too_many_values)
        return !named;
    if (refused == Code::json_byte_order_mark)
        return named.has_value();
    return refused.has_value() == named.has_value() && (!named || named->code() == *refused);
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

} // namespace

TEST_CASE("json: every kind of value comes through") {
    const json::Document document = json::parse(
        R"({"s":"a\u00e9\n\ud83d\udc69\/","i":-42,"d":1.5e3,"t":true,"f":false,"n":null,"a":[1,[],{}],"":0})", {});
    const json::Value& root = document.root();
    REQUIRE(root.is_object());
    CHECK(root.size() == 8);
    CHECK(root["s"].text() == "aé\n👩/");
    CHECK(root["i"].is_integer());
    CHECK(root["i"].integer() == -42);
    CHECK(root["i"].number() == -42.0);
    CHECK(root["d"].kind() == Kind::number);
    CHECK(root["d"].number() == 1500.0);
    CHECK(root["t"].truth());
    CHECK_FALSE(root["f"].truth());
    CHECK(root["f"].is_boolean());
    CHECK(root["n"].kind() == Kind::null);
    CHECK(root["n"].exists());
    CHECK(root["a"].items()[0].integer() == 1);
    CHECK(root["a"].items()[1].is_array());
    CHECK(root["a"].items()[2].is_object());
    CHECK(root[""].exists());
    CHECK(root.items()[6].name() == "a");
}

TEST_CASE("json: members keep the order of the document") {
    const json::Document document = json::parse(R"({"b":1,"a":2,"c":3})", {});
    std::string names;
    for (const json::Value& member : document.root().items())
        names += member.name();
    CHECK(names == "bac");
}

TEST_CASE("json: what is not there is absent, all the way down, and never a crash") {
    const json::Document document = json::parse(R"({"a":"text","b":[1]})", {});
    const json::Value& root = document.root();
    CHECK_FALSE(root["x"]["y"]["z"].exists());
    CHECK(root["x"]["y"].text().empty());
    CHECK_FALSE(root["a"]["y"].exists());
    CHECK(root["a"].integer() == 0);
    CHECK(root["b"].text().empty());
    CHECK(root["b"]["0"].kind() == Kind::absent);
    CHECK(root["a"].items().empty());
    CHECK_FALSE(root["a"].truth());
    CHECK(root["a"].number() == 0.0);
}

TEST_CASE("json: a string may hold NUL, and keeps it") {
    CHECK(json::parse("\"a\\u0000b\"", {}).root().text() == "a\0b"sv);
}

TEST_CASE("json: integers are exact where 64 bits hold them") {
    CHECK(json::parse("9223372036854775807", {}).root().integer() == 9223372036854775807);
    CHECK(json::parse("-9223372036854775808", {}).root().integer() == std::numeric_limits<std::int64_t>::min());
    CHECK(json::parse("9223372036854775808", {}).root().kind() == Kind::number);
    CHECK(code("18446744073709551616") == Code::json_number_out_of_range);
    CHECK(code("-9223372036854775809") == Code::json_number_out_of_range);
    CHECK(code("[1e999]") == Code::json_number_out_of_range);
    CHECK(code("[-1e999]") == Code::json_number_out_of_range);
    CHECK_FALSE(code("1e-999"));
    CHECK(json::parse("1.0", {}).root().kind() == Kind::number);
}

TEST_CASE("json: each rule has its code, its line and its column") {
    const auto at = [](std::string_view text, Code expected, std::uint64_t line, std::uint64_t column) {
        CAPTURE(text);
        const auto error = refusal(text);
        REQUIRE(error);
        CHECK(error->code() == expected);
        CHECK(error->position().line == line);
        CHECK(error->position().column == column);
    };
    at("", Code::json_syntax, 1, 1);
    at("  \n ", Code::json_syntax, 2, 2);
    at("{\n  \"a\": 1,\n}", Code::json_syntax, 3, 1);
    at("[1,]", Code::json_syntax, 1, 4);
    at("[1 2]", Code::json_syntax, 1, 4);
    at("{'a':1}", Code::json_syntax, 1, 2);
    at("{\"a\" 1}", Code::json_syntax, 1, 6);
    at("[}", Code::json_syntax, 1, 2);
    at("[1", Code::json_syntax, 1, 3);
    at("[01]", Code::json_syntax, 1, 3);
    at("[1.]", Code::json_syntax, 1, 4);
    at("[+1]", Code::json_syntax, 1, 2);
    at("[1e]", Code::json_syntax, 1, 4);
    at("[NaN]", Code::json_syntax, 1, 2);
    at("[tru]", Code::json_syntax, 1, 2);
    at("// comment\n1", Code::json_syntax, 1, 1);
    at("[\"a\tb\"]", Code::json_syntax, 1, 4);
    at("[\"\\x41\"]", Code::json_syntax, 1, 3);
    at("[\"\\u12\"]", Code::json_syntax, 1, 3);
    at("[\"abc", Code::json_syntax, 1, 6);
    at("\"\xff\"", Code::json_not_utf8, 1, 2);
    at("\n[\"\xed\xa0\x80\"]", Code::json_not_utf8, 2, 3);
    at("\xEF\xBB\xBF{}", Code::json_byte_order_mark, 1, 1);
    at("[\"\\ud800\"]", Code::json_lone_surrogate, 1, 3);
    at("[\"\\udc00\"]", Code::json_lone_surrogate, 1, 3);
    at("[\"\\ud800\\u0041\"]", Code::json_lone_surrogate, 1, 3);
    at("[\"\\udc00\\ud800\"]", Code::json_lone_surrogate, 1, 3);
    at("[1e400]", Code::json_number_out_of_range, 1, 2);
    at("{} {}", Code::json_trailing_data, 1, 4);
    at("1\n2", Code::json_trailing_data, 2, 1);
    at("{}\0"sv, Code::json_trailing_data, 1, 3);
}

TEST_CASE("json: a member that occurs twice is refused, compared after unescaping, and named by "
          "its place") {
    for (const std::string_view text :
         {R"({"a":1,"a":1})"sv, R"({"a":1,"b":2,"a":3})"sv, R"({"a":1,"\u0061":2})"sv, R"({"":1,"":2})"sv,
          R"({"a\u0000":1,"a\u0000":2})"sv, R"([{"x":{"a":1,"a":2}}])"sv})
        CHECK_MESSAGE(code(text) == Code::json_duplicate_member, text);
    CHECK(refusal(R"([0,{"x/y":{"a~b":1,"a~b":2}}])")->finding().where == "/1/x~1y/a~0b");
    for (const std::string_view text : {R"({"a":1,"A":2})"sv, R"({"a":{"a":1}})"sv, R"([{"a":1},{"a":2}])"sv,
                                        "{\"\u00e9\":1,\"e\u0301\":2}"sv, R"({"a":1,"a\u0000":2})"sv})
        CHECK_FALSE_MESSAGE(code(text), text);
}

TEST_CASE("json: the depth is limited, and one more is refused") {
    Limits limits;
    CHECK_FALSE(code(nested(limits.json_depth)));
    CHECK(code(nested(limits.json_depth + 1)) == Code::json_too_deep);
    limits.json_depth = 3;
    CHECK_FALSE(code("[[[1]]]", limits));
    CHECK_FALSE(code(R"({"a":{"b":{"c":1}}})", limits));
    CHECK(code("[[[[]]]]", limits) == Code::json_too_deep);
    CHECK(code(R"({"a":{"b":{"c":{}}}})", limits) == Code::json_too_deep);
    CHECK(code(nested(1'000'000)) == Code::json_too_deep);
    CHECK(code(std::string(1'000'000, '[')) == Code::json_too_deep);
}

TEST_CASE("json: the number of values is limited, and one more is refused") {
    Limits limits;
    limits.json_members = 4;
    CHECK_FALSE(code("[1,2,3]", limits)); // the array is a value too
    CHECK(code("[1,2,3,4]", limits) == Code::json_too_many_values);
    CHECK(code(R"({"a":[],"b":{},"c":1,"d":2})", limits) == Code::json_too_many_values);
}

TEST_CASE("json: one string of many megabytes is only a string") {
    const std::string text = "\"" + std::string(16U * 1024U * 1024U, 'x') + "\"";
    CHECK(json::parse(text, {}).root().text().size() == text.size() - 2);
}

TEST_CASE("json: more entries than the parser's own counter holds") {
    Limits limits;
    limits.json_members = 20'000'000;
    const std::size_t count = (1U << 24U) + 5;
    std::string text = "[";
    for (std::size_t i = 0; i < count; ++i)
        text += "1,";
    text.back() = ']';
    CHECK(json::parse(text, limits).root().size() == count);
}

TEST_CASE("json: parser and scanner agree on every prefix and every changed byte of a document") {
    const std::string text =
        R"({"a":["\u00e9\ud83d\udc69",-1.5e+3,true,null,{"é":0}],"b":false, "n":18446744073709551615})";
    CHECK_FALSE(code(text));
    for (std::size_t size = 0; size <= text.size(); ++size)
        CHECK_MESSAGE(agree(text.substr(0, size)), text.substr(0, size));
    for (std::size_t at = 0; at < text.size(); ++at)
        for (const char byte : "\0\"\\,:[]{}09eE+-.tnu\n\x1f\x7f\x80\xc3\xed\xff"sv) {
            std::string changed = text;
            changed[at] = byte;
            CHECK_MESSAGE(agree(changed), changed);
        }
}

TEST_CASE("json: pointer steps are escaped after RFC 6901") {
    CHECK(json::pointer_step("a/b~c") == "/a~1b~0c");
    CHECK(json::pointer_step("") == "/");
    CHECK(json::pointer_step(std::size_t{12}) == "/12");
}

TEST_CASE("corpus: JSONTestSuite is answered as a verifier must") {
    const auto folder = test::corpus() / "vectors/json-parsing/test_parsing";
    // i_: a name that says what a strict reader must not let through. The rest are values that we
    // can hold.
    const auto must_refuse = [](const std::string& name) {
        return name.find("surrogate") != std::string::npos || name.find("utf-8") != std::string::npos ||
               name.find("UTF-8") != std::string::npos || name.find("utf16") != std::string::npos ||
               name.find("UTF-16") != std::string::npos || name.find("BOM") != std::string::npos;
    };
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const std::string name = entry.path().filename().string();
        const std::string text = test::read(entry.path());
        const auto answer = code(text);
        CAPTURE(name);
        ++seen;
        CHECK(agree(text));
        if (name.starts_with("y_object_duplicated_key"))
            CHECK(answer == Code::json_duplicate_member);
        else if (name.starts_with("y_"))
            CHECK_FALSE(answer);
        else if (name.starts_with("n_") || must_refuse(name))
            CHECK(answer);
    }
    CHECK(seen > 300);
}

TEST_CASE("corpus: the transformations that programs disagree on") {
    const auto folder = test::corpus() / "vectors/json-parsing/test_transform";
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const std::string name = entry.path().filename().string();
        const std::string text = test::read(entry.path());
        CAPTURE(name);
        ++seen;
        CHECK(agree(text));
        if (name.starts_with("object_same_key"))
            CHECK(code(text) == Code::json_duplicate_member);
        if (name.find("invalid_codepoint") != std::string::npos)
            CHECK(code(text));
        if (name.starts_with("object_key_nf"))
            CHECK_FALSE(code(text)); // two names, however alike they look
    }
    CHECK(seen > 20);
}

TEST_CASE("Members of large objects are found by name, and doubles among them refused") {
    std::string text = "{";
    for (int i = 0; i < 1000; ++i)
        text += "\"m" + std::to_string((i * 7) % 1000) + "\":" + std::to_string(i) + ",";
    const json::Document document = json::parse(text + "\"last\":[]}", Limits{});
    const json::Value& root = document.root();
    CHECK(root.size() == 1001);
    CHECK(root.items().back().name() == "last");
    for (int i = 0; i < 1000; ++i)
        CHECK(root["m" + std::to_string((i * 7) % 1000)].integer() == i);
    CHECK(!root["m1000"].exists());
    CHECK(!root[""].exists());
    CHECK(!root["zzz"].exists());
    CHECK_THROWS_AS(json::parse(text + "\"m5\":0}", Limits{}), Error);
}

TEST_CASE("Too many values are refused before they are read; brackets in texts are none") {
    Limits limits;
    limits.json_members = 10;
    CHECK_THROWS_AS(json::parse("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", limits), Error);
    CHECK(
        json::parse(R"(["[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[","\"{{{{{{{{{{{{,,,,,,,,,,,,,,,"])", limits).root().size() ==
        2);
    CHECK(json::parse("[[],[],[],[],[],[],[],[],[]]", limits).root().size() == 9);
}
