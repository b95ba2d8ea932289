#include "credential/meaning.hpp"

#include "requal/limits.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace requal;

namespace {

bool same(std::string_view text) {
    const json::Document pair = json::parse(text, Limits{});
    credential::Meanings meanings;
    const auto items = pair.root().items();
    return meanings.of(items[0]) == meanings.of(items[1]);
}

std::string turned(int count, int depth, bool backwards, int last) {
    if (depth == 0)
        return std::to_string(last);
    std::vector<std::string> items;
    for (int i = 0; i + 1 < count; ++i)
        items.push_back(turned(count, depth - 1, backwards, i));
    if (backwards)
        std::reverse(items.begin(), items.end());
    items.push_back(turned(count, depth - 1, backwards, 1000 + last));
    std::string out = R"({"a":[)";
    for (const std::string& item : items)
        out += (&item == &items.front() ? "" : ",") + item;
    return out + "]}";
}

} // namespace

TEST_CASE("Meanings: equal as JSON-LD sees it") {
    CHECK(same(R"([[1,2],[2,1]])"));
    CHECK(same(R"([["a"],"a"])"));
    CHECK(same(R"([{"x":1,"y":["b","a"]},{"y":["a","b"],"x":[1]}])"));
    CHECK(same(R"([{"id":"urn:a","x":1},"urn:a"])"));
    CHECK(same(R"([[1,null],1])"));
    CHECK(same(R"([0.0,-0.0])"));
    CHECK(!same(R"([[1,1,2],[1,2,2]])"));
    CHECK(!same(R"([1,1.0])"));
    CHECK(!same(R"([1,"1"])"));
    CHECK(!same(R"([true,1])"));
    CHECK(!same(R"([[],{}])"));
    CHECK(!same(R"([{"x":1},{"x":1,"y":1}])"));
    CHECK(!same(R"([{"id":"urn:a"},{"id":"urn:b"}])"));
    CHECK(!same(R"([["a","b"],["ab"]])"));
    CHECK(!same(R"([{"ab":1,"c":2},{"a":1,"bc":2}])"));
}

TEST_CASE("Meanings: lists in another order at every level are compared once") {
    const std::string one = turned(30, 3, false, 0);
    const auto began = std::chrono::steady_clock::now();
    CHECK(same("[" + one + "," + turned(30, 3, true, 0) + "]"));
    CHECK(!same("[" + one + "," + turned(30, 3, true, 1) + "]"));
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{5}); // by pairs it takes hours
}
