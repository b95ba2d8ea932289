#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "yaml/reader.hpp"

#include <functional>

using namespace requal;
using yaml::MapReader;

namespace {

const std::string table = "name: EQF\n"
                          "level: 6\n"
                          "padded: 06\n"
                          "empty: null\n"
                          "list: [a, b]\n"
                          "numbers:\n"
                          "- 1\n"
                          "- 9\n"
                          "word: low\n";

/** What an attempt at the table is refused with: "yaml.wrong_type 3:9 padded must be …". */
std::string refusal(const std::function<void(const MapReader&)>& attempt) {
    const auto document = yaml::parse(table, {});
    const MapReader row{document.root(), {"name", "level", "padded", "empty", "list", "numbers", "word", "other"}};
    try {
        attempt(row);
    } catch (const Error& error) {
        return std::string{code_text(error.code())} + " " + std::to_string(error.position().line) + ":" +
               std::to_string(error.position().column) + " " + message(error.finding(), Language::en);
    }
    return "";
}

} // namespace

TEST_CASE("a row is read by the keys it knows") {
    const auto document = yaml::parse(table, {});
    const MapReader row{document.root(), {"name", "level", "padded", "empty", "list", "numbers", "word"}};
    CHECK(row.text("name") == "EQF");
    CHECK(row.number("level", 1, 8) == 6);
    CHECK(row.text_or_empty("empty").empty());
    CHECK(row.text_or_empty("missing").empty());
    CHECK_FALSE(row.number_if_any("empty", 1, 8).has_value());
    CHECK(row.texts("list") == std::vector<std::string>{"a", "b"});
    CHECK(row.numbers("numbers", 1, 9) == std::vector<int>{1, 9});
    CHECK(row.texts("missing").empty());
    CHECK(row.word<int>("word", {{"high", 2}, {"low", 0}}) == 0);
    CHECK(row.present("empty").kind() == yaml::Kind::null);
}

TEST_CASE("an unknown key names those that are known") {
    const auto document = yaml::parse("a: 1\nsoruces: []\n", {});
    try {
        const MapReader row{document.root(), {"a", "sources"}};
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == Code::yaml_unknown_key);
        CHECK(error.position().line == 2);
        CHECK(error.position().column == 1);
        CHECK(message(error.finding(), Language::en) == "unknown key soruces");
        CHECK(remedy(error.finding(), Language::en).find("a, sources") != std::string::npos);
    }
}

TEST_CASE("what a row may not say") {
    const auto drop = [](const auto& value) { static_cast<void>(value); };
    CHECK(refusal([&](const MapReader& r) { drop(r.text("other")); }) == "yaml.missing_key 1:1 key other is missing");
    CHECK(refusal([&](const MapReader& r) { drop(r.text("empty")); }) == "yaml.missing_key 1:1 key empty is missing");
    CHECK(refusal([&](const MapReader& r) { drop(r.present("other")); }) ==
          "yaml.missing_key 1:1 key other is missing");
    CHECK(refusal([&](const MapReader& r) { drop(r.text("list")); }) == "yaml.wrong_type 5:7 list must be a text");
    CHECK(refusal([&](const MapReader& r) { drop(r.text_or_empty("list")); }) ==
          "yaml.wrong_type 5:7 list must be a text");
    CHECK(refusal([&](const MapReader& r) { drop(r.number("name", 1, 8)); }) ==
          "yaml.wrong_type 1:7 name must be a whole number from 1 to 8");
    CHECK(refusal([&](const MapReader& r) { drop(r.number("padded", 1, 8)); }) ==
          "yaml.wrong_type 3:9 padded must be a whole number from 1 to 8");
    CHECK(refusal([&](const MapReader& r) { drop(r.numbers("numbers", 1, 8)); }) ==
          "yaml.wrong_type 8:3 numbers must be a whole number from 1 to 8");
    CHECK(refusal([&](const MapReader& r) { drop(r.texts("name")); }) == "yaml.wrong_type 1:7 name must be a list");
    CHECK(refusal([&](const MapReader& r) {
              drop(r.word<int>("word", {{"a", 1}, {"b", 2}}));
          }) == "yaml.wrong_type 9:7 word must be one of a, b");
}

TEST_CASE("only a map is read by keys") {
    const auto document = yaml::parse("row: [1]\n", {});
    CHECK_THROWS_AS(MapReader(document.root()["row"], {"a"}), Error);
    CHECK_THROWS_AS(MapReader(document.root()["absent"], {"a"}), Error);
}
