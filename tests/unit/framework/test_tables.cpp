#include <doctest/doctest.h>

#include "framework/read.hpp"
#include "framework/tables.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"
#include "yaml/value.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <thread>

using namespace requal;
using framework::NationalTable;
using framework::Tables;

namespace {

DataFolder data_folder() {
    return {test::source().string()};
}

const std::string small_table = R"(schema: requal.frameworks/1
table: national-framework
framework:
  id: testland
  name_en: Test framework
  name_national: Testrahmen
  abbreviation: TQF
  countries: [XX]
  vocabulary_uri: null
  vocabulary_label: null
  number_of_levels: 1
  eqf_referencing: {status: referenced, first: 2010, latest: null, confidence: high, sources: [s1]}
  qf_ehea_self_certification: {status: self-certified, year: null, confidence: low, sources: [s1]}
levels:
- uri: null
  label: null
  notation: 6 (formerly II)
  eqf: {levels: [6], relation: exact, confidence: high, uris: [http://data.europa.eu/snb/eqf/6]}
  qf_ehea: first
  qualification_types:
  - {native: Grad, evidence: seen}
  confidence: medium
  sources: [s1]
sources:
- {id: s1, title: A source, year: n.d., kind: primary}
)";

/** The small table with one text replaced, and what it is refused with: "t.yaml 18:33
 * yaml.wrong_type". */
std::string refusal(const std::string& from, const std::string& to) {
    std::string text = small_table;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    try {
        static_cast<void>(framework::read_text(framework::read_national, text, "t.yaml"));
    } catch (const Error& error) {
        return error.file() + " " + std::to_string(error.position().line) + ":" +
               std::to_string(error.position().column) + " " + std::string{code_text(error.code())};
    }
    return "";
}

} // namespace

TEST_CASE("every table of the data folder loads") {
    const Tables tables{data_folder()};
    CHECK(tables.eqf().levels.size() == 8);
    CHECK(tables.isced().levels.size() == 10);
    std::set<std::string> listed;
    std::set<std::string> ids;
    for (const framework::IndexRow& row : tables.index().frameworks) {
        CAPTURE(row.file);
        const NationalTable& table = tables.national(row);
        CHECK(listed.insert(row.file).second);
        CHECK(ids.insert(table.id).second);
        CHECK(table.levels.size() >= 5);
        for (const std::string& country : row.countries) {
            const auto& countries = tables.index().countries;
            CHECK(std::any_of(countries.begin(), countries.end(), [&](const auto& c) { return c.code == country; }));
        }
    }
    std::set<std::string> present;
    for (const auto& entry : std::filesystem::directory_iterator{test::source() / "frameworks" / "nqf"})
        present.insert("nqf/" + entry.path().filename().string());
    CHECK(listed == present);
}

TEST_CASE("every concept of the vocabulary has exactly one row, with its label") {
    std::istringstream vocabulary{test::read(test::source() / "schemas" / "vocabulary" / "nqf.tsv")};
    std::map<std::string, std::string> labels;
    for (std::string line; std::getline(vocabulary, line);)
        labels[line.substr(0, line.find('\t'))] = line.substr(line.rfind('\t') + 1);
    REQUIRE(labels.size() == 424);

    const Tables tables{data_folder()};
    std::map<std::string, int> seen;
    for (const framework::IndexRow& row : tables.index().frameworks) {
        const NationalTable& table = tables.national(row);
        CAPTURE(row.id);
        if (!table.uri.empty())
            ++seen[table.uri];
        for (const framework::NationalLevel& level : table.levels) {
            if (level.uri.empty())
                continue;
            ++seen[level.uri];
            CHECK(labels[level.uri] == level.label);
            CHECK(tables.with_uri(level.uri) == &row);
        }
    }
    for (const auto& one : labels) {
        const std::string& uri = one.first;
        CAPTURE(uri);
        CHECK(seen[uri] == 1);
    }
    CHECK(seen.size() == labels.size());
    CHECK(tables.with_uri("http://data.europa.eu/snb/qdr/none") == nullptr);
}

TEST_CASE("a row keeps confidence, sources and doubts") {
    const NationalTable table = framework::read_text(framework::read_national, small_table, "t.yaml");
    const framework::NationalLevel& level = table.levels.at(0);
    CHECK(level.main == "6");
    CHECK(level.former == "II");
    CHECK(level.eqf == std::vector<int>{6});
    CHECK(level.eqf_confidence == Confidence::high);
    CHECK(level.confidence == Confidence::medium);
    CHECK(table.sources_of(level.sources).at(0).year == "n.d.");
    CHECK(table.referencing.first == 2010);
    CHECK(table.self_certified);
}

TEST_CASE("a link that no one decided may span levels, with the one most often used") {
    const std::string link =
        "levels: [6], relation: exact, confidence: high, uris: [http://data.europa.eu/snb/eqf/6]";
    std::string text = small_table;
    text.replace(text.find(link), link.size(),
                 "levels: [5, 6], typical: 6, relation: indicative, confidence: low, uris: "
                 "[http://data.europa.eu/snb/eqf/5, http://data.europa.eu/snb/eqf/6]");
    const NationalTable table = framework::read_text(framework::read_national, text, "t.yaml");
    CHECK(table.levels.at(0).eqf == std::vector<int>{5, 6});
    CHECK(table.levels.at(0).typical_eqf == 6);
}

TEST_CASE("a framework of several states is found by its region, not by a country") {
    const Tables tables{data_folder()};
    const auto& rows = tables.index().frameworks;
    const auto row = std::find_if(rows.begin(), rows.end(), [](const auto& r) { return r.id == "sadcqf"; });
    REQUIRE(row != rows.end());
    CHECK(tables.national(*row).display() == "Southern African Development Community SADCQF");
    CHECK(std::find(row->countries.begin(), row->countries.end(), "ZA") != row->countries.end());
}

TEST_CASE("a planted defect is refused with file, line and column") {
    CHECK(refusal("A source", "A source") == "");
    CHECK(refusal("frameworks/1", "frameworks/2") == "t.yaml 1:9 yaml.wrong_type");
    CHECK(refusal("name_en", "nmae_en") == "t.yaml 5:3 yaml.unknown_key");
    CHECK(refusal("  name_en: Test framework\n", "") == "t.yaml 4:3 yaml.missing_key");
    CHECK(refusal("status: referenced", "status: refrenced") == "t.yaml 12:29 yaml.wrong_type");
    CHECK(refusal("first: 2010", "first: 20l0") == "t.yaml 12:48 yaml.wrong_type");
    CHECK(refusal("levels: [6]", "levels: [9]") == "t.yaml 18:18 yaml.wrong_type");
    CHECK(refusal("levels: [6]", "levels: [06]") == "t.yaml 18:18 yaml.wrong_type");
    CHECK(refusal("levels: [6]", "levels: [5]") == "t.yaml 18:8 yaml.wrong_type");
    CHECK(refusal("levels: [6]", "levels: []") == "t.yaml 18:31 yaml.wrong_type");
    CHECK(refusal("levels: [6]", "levels: [5, 6]") == "t.yaml 18:35 yaml.wrong_type");
    CHECK(refusal("levels: [6], relation: exact", "levels: [6], typical: 6, relation: exact") ==
          "t.yaml 18:31 yaml.wrong_type");
    CHECK(refusal("relation: exact", "relation: same") == "t.yaml 18:32 yaml.wrong_type");
    CHECK(refusal("qf_ehea: first", "qf_ehea: bachelor") == "t.yaml 19:12 yaml.wrong_type");
    CHECK(refusal("evidence: seen", "evidence: heard") == "t.yaml 21:30 yaml.wrong_type");
    CHECK(refusal("confidence: medium", "confidence: High") == "t.yaml 22:15 yaml.wrong_type");
    CHECK(refusal("  sources: [s1]\nsources", "  sources: [s2]\nsources") == "t.yaml 23:13 yaml.wrong_type");
    CHECK(refusal("  sources: [s1]\nsources", "  sources: []\nsources") == "t.yaml 15:3 yaml.missing_key");
    CHECK(refusal("kind: primary", "kind: best") == "t.yaml 25:47 yaml.wrong_type");
    CHECK(refusal("- {id: s1, title: A source, year: n.d., kind: primary}\n",
                  "- {id: s1, title: A}\n- {id: s1, title: B}\n") == "t.yaml 26:8 yaml.wrong_type");
    CHECK(refusal("  notation: 6", "  notation: 6\n  notation: 6") == "t.yaml 18:3 yaml.duplicate_key");
    CHECK(refusal("table: national-framework", "table: eqf") == "t.yaml 2:8 yaml.wrong_type");
    CHECK(refusal("countries: [XX]", "countries: []") == "t.yaml 8:14 yaml.wrong_type");
    CHECK(refusal("  label: null\n  not", "  label: A level\n  not") == "t.yaml 15:3 yaml.wrong_type");
    CHECK(refusal("native: Grad, ", "other: [G], ") == "t.yaml 21:5 yaml.wrong_type");
    CHECK(refusal("countries: [XX]", "countries: &c [XX]") == "t.yaml 8:14 yaml.refused");
}

TEST_CASE("a table that is not the one of the index is unusable") {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "frameworks" / "nqf");
    test::write(folder.path() / "frameworks" / "nqf" / "t.yaml", small_table);
    const auto write_index = [&](const std::string& id) {
        test::write(folder.path() / "frameworks" / "index.yaml",
                    "schema: requal.frameworks/1\ntable: index\ncountries:\n  XX: {name: Testland, also: [XXX]}\n"
                    "frameworks:\n- {file: nqf/t.yaml, id: " +
                        id + ", countries: [XX], abbreviations: [TQF]}\n");
    };
    write_index("testland");
    {
        const Tables tables{DataFolder{folder.path().string()}};
        CHECK(tables.national(tables.index().frameworks.at(0)).id == "testland");
    }
    write_index("otherland");
    const Tables tables{DataFolder{folder.path().string()}};
    try {
        static_cast<void>(tables.national(tables.index().frameworks.at(0)));
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == Code::data_unusable);
    }
    try {
        static_cast<void>(tables.eqf());
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == Code::data_not_found);
    }
}

TEST_CASE("many threads may ask for the same tables") {
    const Tables tables{data_folder()};
    std::vector<std::thread> threads;
    std::vector<std::size_t> levels(4);
    for (std::size_t i = 0; i < levels.size(); ++i)
        threads.emplace_back([&, i] {
            for (const framework::IndexRow& row : tables.index().frameworks)
                levels[i] += tables.national(row).levels.size();
        });
    for (std::thread& thread : threads)
        thread.join();
    CHECK(levels == std::vector<std::size_t>(4, 621));
}
