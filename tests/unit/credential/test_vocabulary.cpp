#include <doctest/doctest.h>

#include "credential/support.hpp"
#include "credential/terms.hpp"

using namespace requal;
using credential::Terms;

namespace {

const credential::Vocabularies& lists() {
    return test::Sample::vocabularies();
}

} // namespace

TEST_CASE("an id finds its list and its entry") {
    Terms terms{lists()};
    const auto& level = terms.of("http://data.europa.eu/snb/eqf/6");
    CHECK(level.status == ListStatus::member);
    CHECK(level.term.label == "Level 6");
    CHECK(level.list->name() == "eqf");
    CHECK(terms.of("http://data.europa.eu/snb/isced-f/0732").term.notation == "0732");
    CHECK(terms.of("http://publications.europa.eu/resource/authority/language/ENG").term.label == "English");
    CHECK(terms.of("http://publications.europa.eu/resource/authority/language/ZZJ").status == ListStatus::member);
    CHECK(lists().list_of_scheme("http://publications.europa.eu/resource/authority/country")->name() == "countries");
}

TEST_CASE("an id that only looks like an entry is none") {
    Terms terms{lists()};
    CHECK(terms.of("http://data.europa.eu/snb/eqf/9").status == ListStatus::not_in_list);
    CHECK(terms.of("http://data.europa.eu/snb/eqf/6\tLevel").status == ListStatus::not_in_list);
    CHECK(terms.of("http://data.europa.eu/snb/eqf/").status == ListStatus::no_list);
    CHECK(terms.of("http://data.europa.eu/snb/isced-f/07").status == ListStatus::member);
    CHECK(terms.of("http://data.europa.eu/snb/isced-f/073").status == ListStatus::member);
    CHECK(terms.of("http://data.europa.eu/snb/isced-f/07321").status == ListStatus::not_in_list);
    CHECK(terms.of("urn:epass:concept:1").status == ListStatus::no_list);
    CHECK(terms.of("").status == ListStatus::no_list);
}

TEST_CASE("a list of which only a part is known never says no") {
    Terms terms{lists()};
    CHECK(terms.of("http://data.europa.eu/snb/evidence-type/c_18016257").status == ListStatus::member);
    CHECK(terms.of("http://data.europa.eu/snb/evidence-type/c_00000000").status == ListStatus::not_known);
}

TEST_CASE("languages have their two letters") {
    CHECK(lists().iso639("http://publications.europa.eu/resource/authority/language/DEU") == "de");
    CHECK(lists().iso639("http://publications.europa.eu/resource/authority/language/AAA").empty());
    CHECK(lists().iso639("").empty());
}

TEST_CASE("labels are compared without spacing and case") {
    CHECK(credential::same_label(" Level  6 ", "level 6"));
    CHECK(!credential::same_label("Level 6", "Level 7"));
    CHECK(!credential::same_label("Level 6", "Level"));
}
