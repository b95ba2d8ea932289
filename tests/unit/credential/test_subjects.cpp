// A credential that speaks of several persons: what is claimed of one stands beside no other.

#include <doctest/doctest.h>

#include "credential/support.hpp"

using namespace requal;

namespace {

std::vector<Credential> read(const std::string& subjects, const std::string& more = "") {
    const test::Sample sample{"{'id': 'urn:c', 'type': ['VerifiableCredential', 'EuropeanDigitalCredential'], "
                              "'credentialSubject': [" +
                              subjects + "]" + more + "}"};
    return credential::read_elm3_subjects(sample.graph(), test::Sample::vocabularies(), {}, Limits{});
}

std::string person(const std::string& name, const std::string& claims) {
    return "{'id': 'urn:p:" + name + "', 'type': 'Person', 'fullName': {'en': ['" + name + "']}, 'hasClaim': [" +
           claims + "]}";
}

std::string award_of(const std::string& title) {
    return "{'id': 'urn:a:" + title + "', 'type': 'LearningAchievement', 'title': {'en': ['" + title + "']}}";
}

std::string titles(const Credential& credential) {
    std::string out;
    for (const AchievementPtr& one : credential.achievements)
        out += (out.empty() ? "" : " ") + one->title.pick("en").text;
    return out;
}

} // namespace

TEST_CASE("subjects: each has the claims that were made of it") {
    const auto all = read(person("Ann", award_of("Bachelor")) + "," + person("Bob", award_of("Doctor")));
    REQUIRE(all.size() == 2);
    CHECK(all[0].subject.full_name.pick("en").text == "Ann");
    CHECK(titles(all[0]) == "Bachelor");
    CHECK(all[1].subject.full_name.pick("en").text == "Bob");
    CHECK(titles(all[1]) == "Doctor");
    CHECK(all[1].id == "urn:c");
}

TEST_CASE("subjects: two may have the same claim") {
    const auto all = read(person("Ann", award_of("Bachelor")) + "," + person("Bob", "'urn:a:Bachelor'"));
    REQUIRE(all.size() == 2);
    CHECK(titles(all[0]) == "Bachelor");
    CHECK(titles(all[1]) == "Bachelor");
}

TEST_CASE("subjects: a claim that no subject leads to is told of the only one, or of nobody") {
    const std::string elsewhere =
        ", 'evidence': {'id': 'urn:e', 'type': 'Evidence', 'x': " + award_of("Doctor") + "}";
    const auto one = read(person("Ann", award_of("Bachelor")), elsewhere);
    REQUIRE(one.size() == 1);
    CHECK(titles(one[0]) == "Bachelor Doctor");
    const auto two = read(person("Ann", award_of("Bachelor")) + "," + person("Bob", ""), elsewhere);
    REQUIRE(two.size() == 3);
    CHECK(titles(two[0]) == "Bachelor");
    CHECK(titles(two[1]).empty());
    CHECK(titles(two[2]) == "Doctor");
    CHECK(two[2].subject.full_name.empty());
}
