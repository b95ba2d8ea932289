#include "requal/codes.hpp"
#include "requal/reference_search.hpp"

#include "requal/error.hpp"

#include "support/support.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace requal;

namespace {

struct Fixture {
    const Frameworks& frameworks = test::our_frameworks();
    const Conversions conversions = load_conversions(frameworks);

    [[nodiscard]] SearchResult search(const std::string& text, const SearchOptions& options = {}) const {
        return search_tables({frameworks, conversions}, text, options);
    }
};

const SearchHit* hit_with(const SearchResult& result, const std::string& id) {
    const auto found =
        std::find_if(result.hits.begin(), result.hits.end(), [&](const SearchHit& hit) { return hit.id == id; });
    return found == result.hits.end() ? nullptr : &*found;
}

std::string grade_of(const SearchResult& result, const std::string& id) {
    const SearchHit* hit = hit_with(result, id);
    return hit == nullptr ? "no hit" : hit->grade;
}

} // namespace

TEST_CASE_FIXTURE(Fixture, "an award is found by native script, transliteration and English") {
    for (const char* text : {"Диплом бакалавра", "dyplom bakalavra", "DYPLOM  Bakalavra"}) {
        CAPTURE(text);
        CHECK(grade_of(search(text), "ua-bakalavr") == "exact");
    }
    CHECK(grade_of(search("bachelor", {.country = "UA"}), "ua-bakalavr") == "exact");
    for (const char* text : {"الشهادة الثانوية العامة", "al-shahada al-thanawiya", "general secondary certificate"}) {
        CAPTURE(text);
        const SearchResult found = search(text, {.country = "Syria"});
        REQUIRE(!found.hits.empty());
        CHECK(found.hits.front().grade == "exact");
        CHECK(found.hits.front().country == "SY");
    }
}

TEST_CASE_FIXTURE(Fixture, "a near miss is near, and never exact") {
    const SearchResult found = search("dyplom bakalavr", {.country = "UA"});
    CHECK(grade_of(found, "ua-bakalavr") == "near");
    CHECK(found.exact == 0);
    CHECK(found.near > 0);
}

TEST_CASE_FIXTURE(Fixture, "hits come best first and are counted although some are left out") {
    const SearchResult found = search("bachelor", {.most = 5});
    CHECK(found.hits.size() == 5);
    CHECK(found.exact + found.variant + found.near == 5 + found.left_out());
    CHECK(found.left_out() > 0);
    const SearchResult all = search("bachelor", {.most = 10'000});
    CHECK(all.left_out() == 0);
    const auto rank = [](const SearchHit& hit) { return hit.grade == "exact" ? 0 : hit.grade == "variant" ? 1 : 2; };
    CHECK(std::is_sorted(all.hits.begin(), all.hits.end(),
                         [&](const SearchHit& a, const SearchHit& b) { return rank(a) < rank(b); }));
}

TEST_CASE_FIXTURE(Fixture, "countries, frameworks, scales and systems are found by name") {
    CHECK(grade_of(search("Україна", {.kind = "country"}), "UA") == "exact");
    CHECK(grade_of(search("osterreich", {.kind = "country"}), "AT") == "exact");
    CHECK(grade_of(search("Germny", {.kind = "country"}), "DE") == "near");
    CHECK(grade_of(search("RNCP"), "france") == "exact");
    CHECK(grade_of(search("ua-school", {.kind = "scale"}), "ua-school") == "exact");
    CHECK(grade_of(search("uk-cats", {.kind = "system"}), "uk-cats") == "exact");
}

TEST_CASE_FIXTURE(Fixture, "kind and country narrow a search") {
    for (const SearchHit& hit : search("bachelor", {.kind = "first_cycle", .most = 1000}).hits)
        CHECK(hit.award_kind == "first_cycle");
    for (const SearchHit& hit : search("licence", {.country = "FR", .most = 1000}).hits)
        CHECK(hit.country == "FR");
    CHECK_THROWS_AS(static_cast<void>(search("licence", {.country = "Atlantis"})), Error);
}

TEST_CASE_FIXTURE(Fixture, "a text that nothing is like is a finding with what to try") {
    for (const char* text : {"qqqqzzzz", "!!!", "\xff\xfe"}) {
        CAPTURE(text);
        const SearchResult found = search(text);
        CHECK(found.hits.empty());
        REQUIRE(found.findings.size() == 1);
        CHECK(found.findings.front().code == Code::tables_no_hit);
        CHECK(remedy(found.findings.front(), Language::en).find("fewer words") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(Fixture, "every kind can be asked for") {
    for (const std::string& kind : search_kinds()) {
        CAPTURE(kind);
        for (const SearchHit& hit : search("diploma", {.kind = kind, .most = 1000}).hits)
            CHECK((hit.kind == kind || hit.award_kind == kind));
    }
}
