#include "requal/codes.hpp"
#include "requal/reference.hpp"

#include "reference/sheet.hpp"

#include "requal/error.hpp"
#include "requal/text.hpp"

#include "support/support.hpp"

#include <doctest/doctest.h>

#include <optional>

#include <sstream>

using namespace requal;

namespace {

struct Fixture {
    const Frameworks& frameworks = test::our_frameworks();
    const Conversions conversions = load_conversions(frameworks);
    ReferenceTables tables{frameworks, conversions};

    [[nodiscard]] std::optional<Code> refusal(const std::string& name, const std::string& code = {}) const {
        try {
            static_cast<void>(find_page(tables, name, code));
        } catch (const Error& error) {
            return error.code();
        }
        return std::nullopt;
    }
};

std::size_t widest_line(const std::string& text) {
    std::istringstream lines{text};
    std::size_t widest = 0;
    for (std::string line; std::getline(lines, line);)
        if (line.find("http") == std::string::npos) // an address is copied whole
            widest = std::max(widest, display_width(line));
    return widest;
}

} // namespace

TEST_CASE_FIXTURE(Fixture, "every table is listed, and its page fits a hundred columns") {
    const auto list = list_tables(tables);
    CHECK(list.size() > 100);
    CHECK(widest_line(tables_text(list)) <= reference::sheet_width);
    for (const TableEntry& table : list) {
        if (table.kind == "credits" || table.kind == "grades")
            continue;
        CAPTURE(table.id);
        CHECK(table.rows > 0);
        REQUIRE(!table.files.empty());
        CHECK(table.files.front().sha256().size() == 64);
        const std::string text =
            page_text(find_page(tables, table.id, {}, table.kind == "national-framework" ? "framework" : ""));
        CHECK(widest_line(text) <= reference::sheet_width);
        CHECK(text.find("Sources") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(Fixture, "a country is found by code, alpha-3 code and names in several languages") {
    for (const char* name : {"UA", "ua", "UKR", "Ukraine", "Україна"}) {
        CAPTURE(name);
        const ReferencePage page = find_page(tables, name);
        REQUIRE(std::holds_alternative<CountryPage>(page));
        CHECK(std::get<CountryPage>(page).table != nullptr);
    }
    const ReferencePage germany = find_page(tables, "Deutschland");
    CHECK(std::get<CountryPage>(germany).table == nullptr);
    CHECK(std::get<CountryPage>(germany).frameworks.size() == 1);
    CHECK(page_text(germany).find("There is no table of the awards") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "frameworks, classifications, scales and systems have pages") {
    CHECK(std::holds_alternative<FrameworkPage>(find_page(tables, "RNCP")));
    CHECK(std::holds_alternative<FrameworkPage>(find_page(tables, "GB-SCT")));
    CHECK(std::holds_alternative<EqfPage>(find_page(tables, "eqf")));
    CHECK(std::holds_alternative<CyclesPage>(find_page(tables, "QF-EHEA")));
    CHECK(std::holds_alternative<IscedPage>(find_page(tables, "ISCED")));
    CHECK(std::holds_alternative<ScalePage>(find_page(tables, "ua-school")));
    CHECK(std::holds_alternative<SystemPage>(find_page(tables, "ects")));
}

TEST_CASE_FIXTURE(Fixture, "a field of ISCED-F comes with those above and below it") {
    const auto fields = [&](const char* code) {
        return std::get<FieldsPage>(find_page(tables, "ISCED-F", code)).fields.size();
    };
    CHECK(fields("0613") == 3);
    CHECK(fields("061") > 4);
    CHECK(refusal("ISCED-F", "0699x") == Code::tables_field_unknown);
    CHECK(refusal("ISCED-F", "77") == Code::tables_field_unknown);
}

TEST_CASE_FIXTURE(Fixture, "a name with several meanings is asked about, and kind answers") {
    CHECK(refusal("MQF") == Code::tables_name_ambiguous);
    CHECK(refusal("scqf") == Code::tables_name_ambiguous);
    CHECK(std::holds_alternative<SystemPage>(find_page(tables, "scqf", {}, "system")));
    CHECK(std::holds_alternative<FrameworkPage>(find_page(tables, "scqf", {}, "framework")));
}

TEST_CASE_FIXTURE(Fixture, "an unknown name is refused with near ones") {
    CHECK(refusal("") == Code::tables_name_unknown);
    CHECK(refusal("Nowhere at all") == Code::tables_name_unknown);
    try {
        static_cast<void>(find_page(tables, "Frnace"));
        FAIL("found");
    } catch (const Error& error) {
        CHECK(remedy(error.finding(), Language::en).find("FR (France)") != std::string::npos);
    }
}

TEST_CASE_FIXTURE(Fixture, "an award has its way to the EQF") {
    const AwardPage page = find_award(tables, "ua-bakalavr");
    REQUIRE(!page.mapping.targets.empty());
    REQUIRE(!page.mapping.targets.front().candidates.empty());
    CHECK(page.mapping.targets.front().candidates.front().place.level == "6");
    CHECK(widest_line(award_text(page, Language::en)) <= reference::sheet_width);
    CHECK_THROWS_AS(static_cast<void>(find_award(tables, "ua-nothing")), Error);
}

TEST_CASE("text is wrapped by columns, whatever the script") {
    CHECK(reference::wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(reference::wrap("", 7) == std::vector<std::string>{""});
    CHECK(reference::wrap("普通高中毕业证书", 6) == std::vector<std::string>{"普通高", "中毕业", "证书"});
    CHECK(reference::wrap("a\x1b[31m", 40) == std::vector<std::string>{"a\\u{001b}[31m"});
    CHECK(reference::cell("été", 5) == "été  ");
    CHECK(reference::cell("证书", 5) == "证书 ");
}
