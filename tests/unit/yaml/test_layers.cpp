#include <doctest/doctest.h>

#include "requal/error.hpp"
#include "yaml/value.hpp"

#include <array>
#include <string>

using namespace requal;
using yaml::Document;
using yaml::RowList;
using yaml::Value;

namespace {

constexpr std::array<RowList, 3> lists{{{"rows", "id"}, {"levels", "notation"}, {"levels", "level"}}};

Document lay(std::string_view below, std::string_view above) {
    return yaml::laid_over(yaml::parse(below, {}, "below"), yaml::parse(above, {}, "above"), lists);
}

/** One line of the whole value: {a: 1, rows: [{id: x}]} */
std::string shown(const Value& value) {
    if (value.is_map()) {
        std::string text;
        for (const Value& entry : value.items())
            text += (text.empty() ? "" : ", ") + std::string{entry.key()} + ": " + shown(entry);
        return "{" + text + "}";
    }
    if (value.is_sequence()) {
        std::string text;
        for (const Value& entry : value.items())
            text += (text.empty() ? "" : ", ") + shown(entry);
        return "[" + text + "]";
    }
    return value.is_scalar() ? std::string{value.text()} : "null";
}

std::string laid(std::string_view below, std::string_view above) {
    const Document document = lay(below, above);
    return shown(document.root());
}

std::string refusal(std::string_view below, std::string_view above) {
    try {
        static_cast<void>(lay(below, above));
    } catch (const Error& error) {
        return error.file() + " " + std::string{code_text(error.code())} + " " +
               std::to_string(error.position().line) + ":" + std::to_string(error.position().column);
    }
    return "";
}

} // namespace

TEST_CASE("maps are merged, key by key, and what lies above wins") {
    CHECK(laid("a: 1\nb: 2\n", "b: 3\nc: 4\n") == "{a: 1, b: 3, c: 4}");
    CHECK(laid("m: {a: 1, b: {c: 2, d: 3}}\n", "m: {b: {d: 4}}\n") == "{m: {a: 1, b: {c: 2, d: 4}}}");
    CHECK(laid("a: 1\n", "a: null\n") == "{a: null}"); // said to be nothing, not left out
    CHECK(laid("a: {b: 1}\n", "a: 5\n") == "{a: 5}");
    CHECK(laid("a: 5\n", "a: {b: 1}\n") == "{a: {b: 1}}");
}

TEST_CASE("rows of one name are replaced as a whole, others are added at the end") {
    CHECK(laid("rows:\n- {id: x, a: 1, b: 2}\n- {id: y, a: 3}\n", "rows:\n- {id: z, a: 4}\n- {id: x, a: 5}\n") ==
          "{rows: [{id: x, a: 5}, {id: y, a: 3}, {id: z, a: 4}]}");
    CHECK(laid("rows: []\n", "rows: [{id: x}]\n") == "{rows: [{id: x}]}");
    CHECK(laid("rows: [{id: x}]\n", "rows: []\n") == "{rows: [{id: x}]}");
    CHECK(laid("a: 1\n", "rows: [{id: x}]\n") == "{a: 1, rows: [{id: x}]}");
}

TEST_CASE("a list may name its rows in two ways") {
    CHECK(laid("levels: [{notation: '6', a: 1}, {notation: '7', a: 2}]\n", "levels: [{notation: '7', a: 3}]\n") ==
          "{levels: [{notation: 6, a: 1}, {notation: 7, a: 3}]}");
    CHECK(laid("levels: [{level: 6, a: 1}]\n", "levels: [{level: 6, a: 2}]\n") == "{levels: [{level: 6, a: 2}]}");
}

TEST_CASE("lists without named rows are replaced") {
    CHECK(laid("other: [{id: x}, {id: y}]\n", "other: [{id: z}]\n") == "{other: [{id: z}]}");
    CHECK(laid("rows: [a, b]\n", "rows: [c]\n") == "{rows: [c]}");
    CHECK(laid("rows: [{id: x}]\n", "rows: [c]\n") == "{rows: [c]}"); // refused by the reader, with its place
    CHECK(laid("m: {notes: [a, b]}\n", "m: {notes: [c]}\n") == "{m: {notes: [c]}}");
}

TEST_CASE("a row without its name is added, never taken for another") {
    CHECK(laid("rows: [{a: 1}]\n", "rows: [{a: 2}]\n") == "{rows: [{a: 1}, {a: 2}]}");
    CHECK(laid("rows: [{id: '', a: 1}]\n", "rows: [{id: '', a: 2}]\n") == "{rows: [{id: , a: 1}, {id: , a: 2}]}");
    CHECK(laid("rows: [{id: {x: 1}}]\n", "rows: [{id: [x]}]\n") == "{rows: [{id: {x: 1}}, {id: [x]}]}");
}

TEST_CASE("the name of a row is its text: 010 is not 10, NO is not false") {
    CHECK(laid("rows: [{id: 010}]\n", "rows: [{id: 10}]\n") == "{rows: [{id: 010}, {id: 10}]}");
    CHECK(laid("rows: [{id: NO, a: 1}]\n", "rows: [{id: 'NO', a: 2}]\n") == "{rows: [{id: NO, a: 2}]}");
}

TEST_CASE("two rows of one name in a layer are refused at the second") {
    CHECK(refusal("rows: [{id: x}]\n", "rows:\n- {id: y}\n- {id: x}\n- {id: x}\n") == "above yaml.duplicate_key 4:3");
    CHECK(refusal("a: 1\nrows: []\n", "rows:\n- {id: y}\n- {id: y}\n") == "above yaml.duplicate_key 3:3");
    CHECK(refusal("rows: [{id: x}]\n", "rows: [{id: y}]\n").empty());
}

TEST_CASE("every value knows the document that it was written in") {
    const Document document = lay("a: 1\nrows:\n- {id: x}\n- {id: y}\n", "b: 2\nrows:\n- {id: y, c: 3}\n");
    const Value& root = document.root();
    CHECK(root["a"].document() == "below");
    CHECK(root["b"].document() == "above");
    const auto rows = root["rows"].items();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].document() == "below");
    CHECK(rows[1].document() == "above");
    CHECK(rows[1]["c"].document() == "above");
    CHECK(rows[0].position().line == 3);
    CHECK(rows[1].position().line == 3);
}

TEST_CASE("several layers, the last one on top; the texts outlive the documents they came from") {
    Document below =
        lay("rows: [{id: x, a: 1}, {id: y, a: 1}, {id: z, a: 1}]\n", "rows: [{id: y, a: 2}, {id: z, a: 2}]\n");
    const Document all = yaml::laid_over(std::move(below), yaml::parse("rows: [{id: z, a: 3}]\n", {}, "top"), lists);
    const Document moved = yaml::laid_over(yaml::parse("e: 0\n", {}), yaml::parse("f: 1\n", {}), {});
    CHECK(shown(all.root()) == "{rows: [{id: x, a: 1}, {id: y, a: 2}, {id: z, a: 3}]}");
    CHECK(all.root()["rows"].items()[2].document() == "top");
    CHECK(shown(moved.root()) == "{e: 0, f: 1}");
}

TEST_CASE("empty documents") {
    CHECK(laid("a: 1\n", "") == "null"); // nothing is above: refused by the reader as no map
    CHECK(laid("", "a: 1\n") == "{a: 1}");
}
