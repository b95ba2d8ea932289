#include "support/support.hpp"

#include "requal/codes.hpp"
#include "requal/table_check.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>

using namespace requal;

namespace {

/** Our table of this name with one text replaced, checked as the only table of a layer. @return the errors as
 *  "countries/ua.yaml:12:5 yaml.unknown_key", one a line */
std::string errors_after(const std::string& name, const std::string& from, const std::string& to) {
    const test::TemporaryFolder folder;
    std::string text = test::read(test::source() / "frameworks" / name);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    test::write(folder.file(name), text);
    const TableReport report = check_tables({test::source().string()}, folder.path().string());
    CHECK(report.files.size() == 1);
    std::string errors;
    for (const TableProblem& problem : report.problems) {
        CHECK(problem.position.line > 0);
        CHECK(problem.position.column > 0);
        CHECK(problem.file == folder.file(name));
        if (severity_of(problem.finding.code) == Severity::error)
            errors += (errors.empty() ? "" : "\n") + std::to_string(problem.position.line) + ":" +
                      std::to_string(problem.position.column) + " " + std::string{code_text(problem.finding.code)};
    }
    return errors;
}

/** The line of a text in our table, to say where a defect was planted. */
std::size_t line_of(const std::string& name, const std::string& text) {
    const std::string table = test::read(test::source() / "frameworks" / name);
    const auto end = table.begin() + static_cast<std::ptrdiff_t>(table.find(text));
    return static_cast<std::size_t>(std::count(table.begin(), end, '\n')) + 1;
}

} // namespace

TEST_CASE("our tables are sound") {
    const TableReport report = check_tables({test::source().string()}, "");
    for (const TableProblem& problem : report.problems)
        if (severity_of(problem.finding.code) == Severity::error)
            FAIL_CHECK(problem.file, ":", problem.position.line, ":", problem.position.column, " ",
                       message(problem.finding, Language::en));
    CHECK(report.is_sound());
    CHECK(report.files.size() > 120);
}

TEST_CASE("a table that was only copied is sound in its layer") {
    CHECK(errors_after("countries/ua.yaml", "as_of:", "as_of:") == "");
    CHECK(errors_after("nqf/france.yaml", "levels:", "levels:") == "");
    CHECK(errors_after("grades.yaml", "scales:", "scales:") == "");
}

TEST_CASE("each planted defect is named with its place") {
    const auto line = [](const std::string& name, const std::string& text, std::size_t after) {
        return std::to_string(line_of(name, text) + after);
    };
    const std::string ua = "countries/ua.yaml";
    CHECK(errors_after(ua, "- id: ua-basic\n", "- id: ua-basic\n  id: ua-basic\n") ==
          line(ua, "- id: ua-basic\n", 1) + ":3 yaml.duplicate_key");
    CHECK(errors_after(ua, "- id: ua-basic\n", "- id: ua-basic\n  colour: red\n") ==
          line(ua, "- id: ua-basic\n", 1) + ":3 yaml.unknown_key");
    CHECK(errors_after(ua, "- id: ua-bakalavr\n", "- id: ua-phd\n").ends_with("yaml.duplicate_key"));
    CHECK(errors_after(ua, "    typical: 5\n", "    typical: 9\n").ends_with("yaml.wrong_type"));
    CHECK(errors_after(ua, "    min: 6\n    max: 7\n", "    min: 7\n    max: 6\n").find("tables.range_reversed") !=
          std::string::npos);
    CHECK(errors_after(ua, "code: 'UA'", "code: 'QX'").find("tables.country_unknown") != std::string::npos);
    CHECK(errors_after(ua, "  confidence: low\n  sources:\n  - general\n", "  confidence: low\n")
              .ends_with("yaml.missing_key"));
    CHECK(errors_after(ua, "  - general\n", "  - nowhere\n").ends_with("yaml.wrong_type"));
    CHECK(errors_after(ua, "framework: ukraine\n", "framework: atlantis\n").find("tables.reference_unknown") !=
          std::string::npos);

    const std::string norway = "nqf/norway.yaml";
    CHECK(errors_after(norway, "- 'NO'", "- NO").find("tables.plain_truth_value") != std::string::npos);
    const std::string france = "nqf/france.yaml";
    CHECK(errors_after(france, "    - 6\n", "    - 06\n").find("tables.plain_number") != std::string::npos);
    CHECK(errors_after(france, "    - 6\n", "    - 9\n").ends_with("yaml.wrong_type"));
    const std::string table = test::read(test::source() / "frameworks" / france);
    const auto uri = [&](std::size_t number) {
        std::size_t at = table.find("levels:");
        for (std::size_t i = 0; i <= number; ++i)
            at = table.find("uri: http", at + 1);
        return table.substr(at, table.find('\n', at) - at);
    };
    REQUIRE(uri(0) != uri(1));
    CHECK(errors_after(france, uri(1), uri(0)).find("tables.uri_twice") != std::string::npos);
    CHECK(errors_after(france, uri(0), "uri: http://data.europa.eu/snb/qdr/c_00000000").find("tables.uri_unknown") !=
          std::string::npos);
}

TEST_CASE("every defect of a table is reported, not only the first") {
    const test::TemporaryFolder folder;
    std::string text = test::read(test::source() / "frameworks/countries/ua.yaml");
    for (const char* id : {"- id: ua-basic\n", "- id: ua-phd\n"})
        text.replace(text.find(id), std::string{id}.size(), std::string{id} + "  colour: red\n");
    test::write(folder.file("countries/ua.yaml"), text);
    std::size_t unknown = 0;
    for (const TableProblem& problem : check_tables({test::source().string()}, folder.path().string()).problems)
        unknown += problem.finding.code == Code::yaml_unknown_key ? 1U : 0U;
    CHECK(unknown == 2);
}

TEST_CASE("a file that nothing reads, and a folder that is not there") {
    const test::TemporaryFolder folder;
    test::write(folder.file("nqf/atlantis.yaml"), "schema: requal.frameworks/1\n");
    const TableReport report = check_tables({test::source().string()}, folder.path().string());
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].finding.code == Code::tables_reference_unknown);
    CHECK_FALSE(report.is_sound());
    CHECK_THROWS_AS(static_cast<void>(check_tables({test::source().string()}, folder.file("nothing"))), Error);
}

TEST_CASE("facts of different tables are held against each other") {
    const auto codes_after = [](const std::string& name, const std::string& from, const std::string& to) {
        const test::TemporaryFolder folder;
        std::string text = test::read(test::source() / "frameworks" / name);
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        test::write(folder.file(name), text.replace(at, from.size(), to));
        std::set<Code> codes;
        for (const TableProblem& problem : check_tables({test::source().string()}, folder.path().string()).problems)
            codes.insert(problem.finding.code);
        return codes;
    };
    CHECK(codes_after("nqf/france.yaml", "id: france", "id: gaul").contains(Code::tables_index_differs));
    CHECK(codes_after("nqf/france.yaml", "number_of_levels: 8", "number_of_levels: 9")
              .contains(Code::tables_level_count));
    CHECK(codes_after("countries/ua.yaml", "    max: 7\n    typical: 7\n", "    max: 7\n    typical: 5\n")
              .contains(Code::tables_level_out_of_range));
    CHECK(codes_after("index.yaml", "frameworks:\n",
                      "frameworks:\n- {file: nqf/france.yaml, id: gaul, countries: [FR], abbreviations: [GQF]}\n")
              .contains(Code::tables_duplicate_id));

    std::set<Code> ours;
    for (const TableProblem& problem : check_tables({test::source().string()}, "").problems)
        ours.insert(problem.finding.code);
    CHECK(ours.contains(Code::tables_source_unused)); // they support heads and treaties
    CHECK(ours.contains(Code::tables_contradiction)); // frameworks/DOUBTS.md tells which
}

TEST_CASE("two awards that nothing tells apart") {
    const test::TemporaryFolder folder;
    const std::string row = "  kind: vet\n  names: {native: [Test award]}\n  confidence: low\n  sources: [general]\n";
    test::write(folder.file("countries/ua.yaml"), "schema: requal.frameworks/1\ntable: country\nqualifications:\n"
                                                  "- id: ua-test-1\n" +
                                                      row +
                                                      "  eqf: {min: 3, max: 3, basis: OWN}\n"
                                                      "- id: ua-test-2\n" +
                                                      row + "  eqf: {min: 4, max: 4, basis: OWN}\n");
    const TableReport report = check_tables({test::source().string()}, folder.path().string());
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].finding.code == Code::tables_overlap);
    CHECK(report.problems[0].position.line == 10);
}
