#include "reference/pages.hpp"
#include "reference/words.hpp"

#include "framework/table.hpp"

namespace requal::reference {
namespace {

using framework::NationalLevel;
using framework::NationalTable;

std::string certification_words(const NationalTable& table) {
    return table.self_certified ? "self-certified against the QF-EHEA"
                                : "self-certification against the QF-EHEA not looked up";
}

void add_level(Sheet& sheet, const NationalLevel& level, const std::string& file) {
    std::string link = eqf_words(level);
    if (!level.eqf.empty())
        link += ", " + std::string{relation_text(level.relation)} + ", confidence " +
                std::string{confidence_text(level.eqf_confidence)};
    if (!level.cycle.empty())
        link += "; " + level.cycle + " cycle";
    sheet.row(2, {{level.notation, 12}}, link + "  " + source_marks(level.sources));
    for (const QualificationType& type : level.types)
        sheet.line(14, type_words(type));
    if (!level.note.empty())
        sheet.line(14, "note: " + level.note);
    if (level.file != file) // a centre's table lies over ours
        sheet.line(14, "row of " + level.file);
}

void write_level(JsonWriter& out, const NationalLevel& level) {
    out.begin_object();
    out.member("notation", level.notation);
    out.text_or_null("former", level.former);
    out.text_or_null("uri", level.uri);
    out.text_or_null("label", level.label);
    out.key("eqf");
    out.begin_object();
    write_numbers(out, "levels", level.eqf);
    out.member("typical", level.typical_eqf);
    out.member("relation", relation_text(level.relation));
    out.member("confidence", confidence_text(level.eqf_confidence));
    out.end_object();
    out.text_or_null("qf_ehea", level.cycle);
    out.array("qualification_types", level.types, [&](const auto& type) { write_type(out, type); });
    out.member("confidence", confidence_text(level.confidence));
    out.text_array("sources", level.sources);
    out.text_or_null("note", level.note);
    out.member("file", level.file);
    out.end_object();
}

} // namespace

std::string text_of(const FrameworkPage& page) {
    const NationalTable& table = *page.table;
    Sheet sheet;
    sheet.heading(table.name + "  [" + table.id + "]");
    if (table.name_national != table.name)
        sheet.line(2, table.name_national);
    sheet.field("known as", table.display());
    sheet.field("EQF", referencing_words(table.referencing));
    sheet.field("QF-EHEA", certification_words(table));
    sheet.field("owner", table.owner);
    sheet.field("legal basis", table.legal_basis);
    sheet.field("concept", table.uri);
    sheet.field("notes", table.notes);
    sheet.field("table", file_words(table));
    sheet.heading("Levels");
    for (const NationalLevel& level : table.levels)
        add_level(sheet, level, table.file);
    if (!table.unlevelled.empty()) {
        sheet.heading("Without a level");
        sheet.entries(2, table.unlevelled);
    }
    add_sources(sheet, table.sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const FrameworkPage& page) {
    const NationalTable& table = *page.table;
    out.member("page", "framework");
    write_files(out, table);
    out.member("id", table.id);
    out.member("name", table.name);
    out.member("name_national", table.name_national);
    out.member("abbreviation", table.abbreviation);
    out.text_array("countries", table.countries);
    out.text_array("subdivisions", table.subdivisions);
    out.text_array("regions", table.regions);
    out.text_or_null("uri", table.uri);
    out.key("eqf_referencing");
    out.begin_object();
    out.member("status", table.referencing.status);
    out.member("first", table.referencing.first);
    out.member("latest", table.referencing.latest);
    out.member("confidence", confidence_text(table.referencing.confidence));
    out.end_object();
    out.member("self_certified", table.self_certified);
    out.text_or_null("owner", table.owner);
    out.text_or_null("legal_basis", table.legal_basis);
    out.text_or_null("notes", table.notes);
    out.array("levels", table.levels, [&](const NationalLevel& level) { write_level(out, level); });
    out.text_array("unlevelled_qualifications", table.unlevelled);
    write_sources(out, table.sources);
}

} // namespace requal::reference
