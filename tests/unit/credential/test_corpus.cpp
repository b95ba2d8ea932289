#include <doctest/doctest.h>

#include "credential/support.hpp"
#include "intake/open.hpp"

using namespace requal;

namespace {

std::vector<std::filesystem::path> files(const std::string& folder) {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::corpus() / folder))
        if (const auto extension = entry.path().extension(); extension == ".json" || extension == ".jsonld")
            found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

std::size_t occurrences(std::string_view text, std::string_view word) {
    std::size_t n = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
        ++n;
    return n;
}

void collect(const Achievement& achievement, std::vector<const Claim*>& all) {
    if (std::find(all.begin(), all.end(), &achievement) != all.end())
        return;
    all.push_back(&achievement);
    for (const AchievementPtr& part : achievement.parts)
        collect(*part, all);
}

/** Ids of all objects of a type, found by a walk that knows nothing of the reader. */
void ids_of_type(const json::Value& value, std::string_view type, std::vector<std::string>& ids) {
    if (value.is_object() && value["type"].text() == type && value.size() > 2) {
        const std::string id{value["id"].text()};
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    }
    for (const json::Value& item : value.items())
        ids_of_type(item, type, ids);
}

} // namespace

TEST_CASE("corpus: every ELM 3 sample is read whole") {
    std::size_t read = 0;
    for (const std::string folder : {"elm-v3", "vectors/ebsi"})
        for (const auto& path : files(folder)) {
            CAPTURE(path.string());
            const auto content = test::read(path);
            const auto opened = intake::open(content, Limits{});
            if (opened.credential == nullptr)
                continue;
            ++read;
            const Credential credential = credential::read_elm3(*opened.credential, opened.credential_where,
                                                                test::Sample::vocabularies(), {}, Limits{});
            CHECK(!credential.title.empty());
            CHECK(!credential.subject.name().empty());
            CHECK((credential.issuer != nullptr) == (*opened.credential)["issuer"].exists());
            std::vector<const Claim*> achievements;
            for (const AchievementPtr& one : credential.achievements)
                collect(*one, achievements);
            std::vector<std::string> ids;
            ids_of_type(*opened.credential, "LearningAchievement", ids);
            CHECK(achievements.size() == ids.size());
            for (const Finding& finding : credential.findings)
                CHECK(effect_of(finding.code) == Effect::none);
            CHECK(credential.unmapped_count == 0);
        }
    CHECK(read >= 14);
}

TEST_CASE("corpus: the sealed official samples conform to the profile they name") {
    std::size_t sealed = 0;
    for (const auto& path : files("elm-v3")) {
        CAPTURE(path.string());
        const auto content = test::read(path);
        const auto opened = intake::open(content, Limits{});
        REQUIRE(opened.credential != nullptr);
        const credential::Graph graph{*opened.credential, Limits{}};
        const auto result = credential::check_profile(graph, test::Sample::tables(), test::Sample::vocabularies(),
                                                      opened.jws.has_value(), Limits{});
        if (opened.jws) {
            ++sealed;
            CHECK(result.findings.empty());
        } else if (occurrences(path.string(), "unsigned") > 0) {
            CHECK(result.draft);
            CHECK(test::failures(result.findings) == 0);
        } else {
            CHECK(test::failures(result.findings) == 1); // the small sample has no individualDisplay
        }
    }
    CHECK(sealed == 4);
}
