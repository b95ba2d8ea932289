#include <doctest/doctest.h>

#include "requal/credential.hpp"
#include "requal/mapping.hpp"
#include "requal/show.hpp"
#include "support/support.hpp"

using namespace requal;

namespace {

LocalisedText text(const std::string& language, const std::string& value) {
    LocalisedText out;
    out.entries.push_back({language, {value}});
    return out;
}

Concept stated(const std::string& id) {
    Concept out;
    out.id = id;
    out.where = "/somewhere";
    return out;
}

AchievementPtr achievement(const std::string& title, const std::string& eqf, std::vector<AchievementPtr> parts = {}) {
    auto specification = std::make_shared<Specification>();
    if (!eqf.empty())
        specification->eqf_level = stated("http://data.europa.eu/snb/eqf/" + eqf);
    auto out = std::make_shared<Achievement>();
    out->title = text("fr", title);
    out->where = "/" + title;
    out->specification = specification;
    out->parts = std::move(parts);
    return out;
}

std::string titles(const Credential& credential) {
    std::string list;
    for (const QualificationDescription& d : stated_qualifications(credential, "en"))
        list += (list.empty() ? "" : ", ") + d.title + (d.eqf_level.empty() ? "" : "!");
    return list;
}

} // namespace

TEST_CASE("achievements that state a level are described, once, parts included") {
    const AchievementPtr shared = achievement("module", "5");
    Credential credential;
    credential.achievements = {achievement("degree", "6", {achievement("course", ""), shared}),
                               achievement("other", "", {shared})};
    CHECK(titles(credential) == "degree!, module!");
}

TEST_CASE("without any level the achievements at the top are described") {
    Credential credential;
    credential.achievements = {achievement("degree", "", {achievement("course", "")}), achievement("other", "")};
    CHECK(titles(credential) == "degree, other");
}

TEST_CASE("a credential without achievements is described by its title") {
    Credential credential;
    credential.title = text("en", "Certificate");
    CHECK(titles(credential) == "Certificate");
}

TEST_CASE("a level without an address is given in the words of the file") {
    auto specification = std::make_shared<Specification>();
    Concept eqf;
    eqf.notation = "EQF 6";
    eqf.where = "/eqf";
    specification->eqf_level = eqf;
    Concept nqf;
    nqf.label = text("en", "Level six");
    nqf.where = "/nqf";
    specification->nqf_levels = {nqf};
    auto degree = std::make_shared<Achievement>();
    degree->specification = specification;
    Credential credential;
    credential.achievements = {degree};
    const auto found = stated_qualifications(credential, "en");
    REQUIRE(found.size() == 1);
    CHECK(found[0].eqf_level == "EQF 6");
    CHECK(found[0].nqf_uris == std::vector<std::string>{"Level six"});
}

TEST_CASE("from a file to its description") {
    const Viewer viewer{DataFolder{test::source().string()}};
    const ShownFile file = viewer.show(test::read(test::data() / "credentials" / "licence_with_levels.jsonld"), {});
    const auto found = stated_qualifications(file.credential, "fr");
    REQUIRE(found.size() == 1);
    CHECK(found[0].title == "Licence d'informatique");
    CHECK(found[0].country == "http://publications.europa.eu/resource/authority/country/FRA");
    CHECK(found[0].eqf_level == "http://data.europa.eu/snb/eqf/6");
    CHECK(found[0].nqf_uris == std::vector<std::string>{"http://data.europa.eu/snb/qdr/c_5ad5d222"});
    CHECK(found[0].isced_f == "0613");
    CHECK(found[0].where == "/credentialSubject/hasClaim/0");
}

TEST_CASE("corpus: the levels of the samples are read and held against the tables") {
    const DataFolder data{test::source().string()};
    const Viewer viewer{data};
    const Frameworks frameworks = load_frameworks(data);
    const auto map = [&](const char* name) {
        const ShownFile file = viewer.show(test::read(test::corpus() / "elm-v3" / name), {});
        const auto found = stated_qualifications(file.credential, "en");
        REQUIRE(found.size() == 1);
        return map_qualification(frameworks, found[0], {mapping_target("eqf")});
    };
    CHECK(map("2024-2025/Sample-JointDegree-signed.jsonld").eqf_agrees == true);
    CHECK(map("Sample-MC-Annex1-signed.jsonld").eqf_agrees == true);
    // This sample gives an Irish level 6, which is EQF 5, together with EQF 6.
    const MappingResult contradicting = map("2024-2025/AA-Annex1-MC-signed.jsonld");
    CHECK(contradicting.eqf_agrees == false);
    CHECK(contradicting.outcome == MappingOutcome::undetermined);
    CHECK(map("Sample-CertOfPart-signed.jsonld").starts.empty());
}
