// Which tables there are. The row counts are taken from the tables as they are read, so that a list never says more
// than what an answer can use.

#include "conversion/tables.hpp"
#include "framework/evidence_json.hpp"
#include "framework/tables.hpp"
#include "reference/words.hpp"

#include "requal/reference.hpp"

#include <algorithm>
#include <string_view>

namespace requal {
namespace {

template <typename Rows>
TableEntry entry_of(const framework::TableBase& table, std::string kind, std::string id, std::string name,
                    std::string row, const Rows& rows) {
    TableEntry entry{.kind = std::move(kind)};
    entry.id = std::move(id);
    entry.name = std::move(name);
    entry.row = std::move(row);
    entry.rows = rows.size();
    entry.files = table.files;
    return entry;
}

std::string_view heading_of(const std::string& kind) {
    if (kind == "national-framework")
        return "National and regional frameworks (show ID --kind framework)";
    if (kind == "country")
        return "Countries: education system and awards";
    return "International";
}

} // namespace

std::vector<TableEntry> list_tables(const ReferenceTables& all) {
    const framework::Tables& tables = all.frameworks.tables();
    const conversion::Tables& conversions = all.conversions.tables();
    std::vector<TableEntry> list;
    list.push_back(entry_of(tables.eqf(), "eqf", "EQF", tables.eqf().name, "level", tables.eqf().levels));
    list.push_back(entry_of(tables.cycles(), "qf-ehea", "QF-EHEA",
                            "Qualifications framework of the European Higher "
                            "Education Area",
                            "cycle", tables.cycles().cycles));
    list.push_back(entry_of(tables.isced(), "isced", "ISCED",
                            "International Standard Classification of Education 2011", "level",
                            tables.isced().levels));
    list.push_back(entry_of(tables.fields(), "isced-f", "ISCED-F", "Fields of Education and Training 2013", "field",
                            tables.fields().fields));
    list.push_back(entry_of(conversions.credits(), "credits", "credits", "Credit systems", "system",
                            conversions.credits().systems));
    list.push_back(
        entry_of(conversions.grades(), "grades", "grades", "Grading scales", "scale", conversions.grades().scales));
    for (const framework::IndexRow& row : tables.index().frameworks) {
        const framework::NationalTable& table = tables.national(row);
        list.push_back(entry_of(table, "national-framework", table.id, table.name, "level", table.levels));
        list.back().country = table.origin();
    }
    for (const framework::Country& country : tables.index().countries)
        if (const framework::CountryTable* table = tables.country(country.code)) {
            list.push_back(entry_of(*table, "country", table->code, table->name, "award", table->awards));
            list.back().country = table->code;
            list.back().as_of = table->as_of;
        }
    return list;
}

void write_json(JsonWriter& out, const TableEntry& table) {
    out.begin_object();
    out.member("kind", table.kind);
    out.member("id", table.id);
    out.text_or_null("country", table.country);
    out.member("name", table.name);
    out.member("row", table.row);
    out.member("rows", table.rows);
    out.text_or_null("as_of", table.as_of);
    framework::write_table_uses(out, "files", table.files);
    out.end_object();
}

std::string tables_text(const std::vector<TableEntry>& tables) {
    constexpr std::size_t id_width = 28;
    constexpr std::size_t rows_width = 12;
    reference::Sheet sheet;
    std::string_view heading;
    for (const TableEntry& table : tables) {
        if (heading != heading_of(table.kind)) {
            heading = heading_of(table.kind);
            sheet.heading(heading);
        }
        const std::string place = table.kind == "national-framework" ? table.country + " " : "";
        std::string rows = std::to_string(table.rows) + " " + table.row + (table.rows == 1 ? "" : "s");
        sheet.row(2, {{table.id, id_width}, {std::move(rows), rows_width}}, place + table.name);
    }
    return sheet.take();
}

} // namespace requal
