#include <doctest/doctest.h>

#include "requal/error.hpp"
#include "yaml/value.hpp"

#include <string>

using namespace requal;
using yaml::Kind;

namespace {

/** "yaml.duplicate_key 3:1", or "" when the text is accepted. */
std::string refusal(std::string_view text, const yaml::Limits& limits = {}) {
    try {
        static_cast<void>(yaml::parse(text, limits));
    } catch (const Error& error) {
        return std::string{code_text(error.code())} + " " + std::to_string(error.position().line) + ":" +
               std::to_string(error.position().column);
    }
    return "";
}

std::string detail(std::string_view text) {
    try {
        static_cast<void>(yaml::parse(text, {}));
    } catch (const Error& error) {
        return error.finding().arguments.front().second;
    }
    return "";
}

} // namespace

TEST_CASE("scalars stay the texts they are") {
    const auto document = yaml::parse("country: NO\nlevel: 010\nyes: on\nversion: 1.10\n"
                                      "date: 2020-01-01\nquoted: 'null'\nescaped: \"a\\tb\"\n",
                                      {});
    const yaml::Value& root = document.root();
    CHECK(root["country"].text() == "NO");
    CHECK(root["level"].text() == "010");
    CHECK(root["yes"].text() == "on");
    CHECK(root["version"].text() == "1.10");
    CHECK(root["date"].text() == "2020-01-01");
    CHECK(root["quoted"].text() == "null");
    CHECK(root["quoted"].kind() == Kind::scalar);
    CHECK(root["escaped"].text() == "a\tb");
}

TEST_CASE("null in every spelling, and what is absent") {
    const auto document = yaml::parse("a: null\nb: ~\nc:\nd: NULL\ne: ''\n", {});
    for (const char* key : {"a", "b", "c", "d"}) {
        CAPTURE(key);
        CHECK(document.root()[key].kind() == Kind::null);
    }
    CHECK(document.root()["e"].kind() == Kind::scalar);
    CHECK(document.root()["z"].kind() == Kind::absent);
    CHECK(document.root()["z"]["deeper"].kind() == Kind::absent);
    CHECK(yaml::parse("", {}).root().kind() == Kind::absent);
    CHECK(yaml::parse({}, {}).root().kind() == Kind::absent);
}

TEST_CASE("sequences, maps and their order") {
    const auto document = yaml::parse("list:\n- 1\n- {x: 2, y: [3, 4]}\n- null\n", {});
    const auto items = document.root()["list"].items();
    REQUIRE(items.size() == 3);
    CHECK(items[0].text() == "1");
    CHECK(items[1].items()[0].key() == "x");
    CHECK(items[1]["y"].items()[1].text() == "4");
    CHECK(items[2].kind() == Kind::null);
}

TEST_CASE("positions count from one") {
    const auto document = yaml::parse("a: 1\nb:\n  cé: 2\n", {});
    const yaml::Value& value = document.root()["b"]["cé"];
    CHECK(value.key_position().line == 3);
    CHECK(value.key_position().column == 3);
    CHECK(value.position().line == 3);
    CHECK(value.position().column == 7); // columns count characters, as editors do
}

TEST_CASE("a defect is named with its place") {
    CHECK(refusal("a: 1\nb: 2\na: 3\n") == "yaml.duplicate_key 3:1");
    CHECK(refusal("a: {x: 1, y: 2, x: 3}\n") == "yaml.duplicate_key 1:17");
    CHECK(refusal("a: 1\n'a': 2\n") == "yaml.duplicate_key 2:1");
    CHECK(refusal("a: &x 1\n") == "yaml.refused 1:4");
    CHECK(refusal("a: &x [1]\nb: *x\n") == "yaml.refused 1:4");
    CHECK(refusal("<<: {a: 1}\n") == "yaml.refused 1:1");
    CHECK(refusal("a: !!int 1\n") == "yaml.refused 1:4");
    CHECK(refusal("a: !own [1]\n") == "yaml.refused 1:4");
    CHECK(refusal("a: !!null null\n") == "yaml.refused 1:4");
    CHECK(refusal("? [1, 2]\n: 3\n") == "yaml.refused 1:3");
    CHECK(refusal("? {a: 1}\n: 3\n") == "yaml.refused 1:3");
    CHECK(refusal("null: 3\n") == "yaml.refused 1:1");
    CHECK(refusal("a: 1\n---\nb: 2\n") == "yaml.refused 2:1");
    CHECK(refusal("a: [1, 2\n") == "yaml.syntax 2:1");
    CHECK(refusal("a: 'open\n") == "yaml.syntax 1:4");
    CHECK(refusal("a: 'it''s open''\n") == "yaml.syntax 1:4");
    CHECK(refusal("a: 'it''s open''").starts_with("yaml.syntax"));
    CHECK(refusal("a: 'it''s closed'''\n") == "");
    CHECK(refusal("é: 'closed'\n") == "");
    CHECK(refusal("é: 'open\n") == "yaml.syntax 1:4");
    CHECK(refusal("- a\r\n- 'open\r\n") == "yaml.syntax 2:3");
    CHECK(refusal("a: \"open\n") == "yaml.syntax 1:4");
    CHECK(refusal("a: \"open\\\"\n") == "yaml.syntax 1:4");
    CHECK(refusal("a: \"closed \\\" \\\\\"\n") == "");
    CHECK(refusal("a: b: c\n") == "yaml.syntax 1:5");
    CHECK(refusal("a:\n\t- 1\n").starts_with("yaml.syntax"));
    CHECK(detail("a: &x 1\n") == "an anchor");
    CHECK(detail("a: *x\n") != "");
}

TEST_CASE("characters that would be swallowed or replaced") {
    using namespace std::string_view_literals;
    CHECK(refusal("a: 1\nb: \x04 2\nc: 3\n") == "yaml.syntax 2:4");
    CHECK(refusal("a: \0 1\n"sv) == "yaml.syntax 1:4");
    CHECK(refusal("a: \x7F\n") == "yaml.syntax 1:4");
    CHECK(refusal("\xEF\xBB\xBF"
                  "a: 1\n") == "yaml.syntax 1:1");
    CHECK(refusal("a: 1\nb: \xFF\n") == "yaml.syntax 2:4");
    CHECK(refusal("\xFF\xFE"
                  "a\0:\0 \0"sv) == "yaml.syntax 1:1");
    CHECK(refusal("a: Ελλάδα\nb: é\r\n") == "");
}

TEST_CASE("limits hold at one more") {
    yaml::Limits limits;
    limits.depth = 3;
    CHECK(refusal("[[[1]]]", limits) == "");
    CHECK(refusal("[[[[1]]]]", limits) == "yaml.too_deep 1:4");
    limits = {};
    limits.values = 4;
    CHECK(refusal("[1, 2, 3]", limits) == "");
    CHECK(refusal("[1, 2, 3, 4]", limits) == "yaml.too_large 1:11");
    limits = {};
    limits.bytes = 4;
    CHECK(refusal("a: 1", limits) == "");
    CHECK(refusal("a: 12", limits) == "yaml.too_large 0:0");
    CHECK(refusal(std::string(100'000, '[')).starts_with("yaml."));
    CHECK(refusal(std::string(100'000, '{')).starts_with("yaml."));
    std::string blocks;
    for (int i = 0; i < 2000; ++i)
        blocks += "- ";
    CHECK(refusal(blocks).starts_with("yaml.too_deep"));
}
