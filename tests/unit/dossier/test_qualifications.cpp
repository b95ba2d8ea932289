#include <doctest/doctest.h>

#include "requal/qualifications.hpp"
#include "requal/show.hpp"
#include "support/support.hpp"

using namespace requal;

namespace {

AchievementPtr achievement(const std::string& title, const std::string& eqf, std::vector<AchievementPtr> parts = {}) {
    auto specification = std::make_shared<Specification>();
    if (!eqf.empty())
        specification->eqf_level.id = "http://data.europa.eu/snb/eqf/" + eqf;
    auto out = std::make_shared<Achievement>();
    out->title.entries.push_back({"fr", {title}});
    out->specification = specification;
    out->parts = std::move(parts);
    return out;
}

/** "degree!, other": what has a level is marked. */
std::string titles(const Credential& credential) {
    std::string list;
    for (const StatedQualification& stated : stated_qualifications(credential, "en"))
        list += (list.empty() ? "" : ", ") + stated.title + (stated.has_level() ? "!" : "");
    return list;
}

} // namespace

TEST_CASE("every achievement at the top, and the parts that state a level, once") {
    const AchievementPtr shared = achievement("module", "5");
    Credential credential;
    CHECK(titles(credential).empty());
    credential.achievements = {achievement("degree", "6", {achievement("course", ""), shared}),
                               achievement("other", "", {shared})};
    CHECK(titles(credential) == "degree!, module!, other");
}

TEST_CASE("from a file to the levels it states") {
    const Viewer viewer{DataFolder{test::source().string()}};
    const ShownFile file = viewer.show(test::read(test::data() / "credentials" / "licence_with_levels.jsonld"), {});
    const auto found = stated_qualifications(file.credential, "fr");
    REQUIRE(found.size() == 1); // the part states no level
    CHECK(found[0].title == "Licence d'informatique");
    CHECK(found[0].where == "/credentialSubject/hasClaim/0");
    const QualificationDescription& description = found[0].description;
    CHECK(description.country == "http://publications.europa.eu/resource/authority/country/FRA");
    CHECK(description.eqf_level == "http://data.europa.eu/snb/eqf/6");
    CHECK(description.nqf_uris == std::vector<std::string>{"http://data.europa.eu/snb/qdr/c_5ad5d222"});
}

TEST_CASE("corpus: the levels of the samples are held against the tables") {
    const DataFolder data{test::source().string()};
    const Viewer viewer{data};
    const Frameworks frameworks = load_frameworks(data);
    const auto map = [&](const char* name) {
        const ShownFile file = viewer.show(test::read(test::corpus() / "elm-v3" / name), {});
        const auto found = stated_qualifications(file.credential, "en");
        REQUIRE(found.size() == 1);
        return map_qualification(frameworks, found[0].description, {mapping_target("eqf")});
    };
    CHECK(map("2024-2025/Sample-JointDegree-signed.jsonld").eqf_agrees == true);
    CHECK(map("Sample-MC-Annex1-signed.jsonld").eqf_agrees == true);
    // This sample gives an Irish level 6, which is EQF 5, together with EQF 6.
    const MappingResult contradicting = map("2024-2025/AA-Annex1-MC-signed.jsonld");
    CHECK(contradicting.eqf_agrees == false);
    CHECK(contradicting.outcome == MappingOutcome::undetermined);
    const ShownFile certificate =
        viewer.show(test::read(test::corpus() / "elm-v3/Sample-CertOfPart-signed.jsonld"), {});
    CHECK(stated_qualifications(certificate.credential, "en").empty()); // it holds no achievement
}
