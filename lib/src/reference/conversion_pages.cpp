#include "reference/pages.hpp"
#include "reference/words.hpp"

#include "conversion/table.hpp"

namespace requal::reference {
namespace {

std::string class_words(const GradeClass& grade) {
    std::string words = grade.name;
    if (!grade.english.empty() && grade.english != grade.name)
        words += " (" + grade.english + ")";
    if (grade.pass)
        words += *grade.pass ? "" : ", fail";
    return words + (grade.honours ? ", a distinction on top" : "");
}

std::string bounds_of(const GradeClass& grade) {
    if (grade.from.empty() || grade.from == grade.to)
        return grade.from;
    return grade.from + " to " + grade.to;
}

void write_exact(JsonWriter& out, std::string_view name, const std::optional<Exact>& number) {
    out.text_or_null(name, number ? number->text() : "");
}

void write_exact(JsonWriter& out, std::string_view name, const std::optional<ExactRange>& range) {
    out.key(name);
    if (!range) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("min", range->low.text());
    out.member("max", range->high.text());
    out.end_object();
}

} // namespace

std::string text_of(const ScalePage& page) {
    const GradeScale& scale = *page.scale;
    Sheet sheet;
    sheet.heading("Grading scale " + scale.id);
    sheet.field("country", scale.country);
    sheet.field("sector", scale.sector);
    sheet.field("best", scale.best);
    sheet.field("lowest pass", scale.lowest_pass);
    sheet.field("worst", scale.worst);
    sheet.field("step", scale.step ? scale.step->text() : "");
    sheet.field("letters", joined(scale.letters));
    sheet.field("note", scale.note);
    sheet.field("confidence", std::string{confidence_text(scale.confidence)} + "  " + source_marks(scale.sources));
    sheet.field("table", file_words(*page.table));
    if (!scale.classes.empty())
        sheet.heading("Classes, best first");
    for (const GradeClass& grade : scale.classes)
        sheet.row(2, {{bounds_of(grade), 14}}, class_words(grade));
    add_sources(sheet, scale.sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const ScalePage& page) {
    const GradeScale& scale = *page.scale;
    out.member("page", "scale");
    write_files(out, *page.table);
    out.member("id", scale.id);
    out.text_or_null("country", scale.country);
    out.text_or_null("sector", scale.sector);
    out.member("best", scale.best);
    out.member("lowest_pass", scale.lowest_pass);
    out.member("worst", scale.worst);
    write_exact(out, "step", scale.step);
    out.text_array("letters", scale.letters);
    out.array("classes", scale.classes, [&](const GradeClass& grade) {
        out.begin_object();
        out.member("name", grade.name);
        out.text_or_null("english", grade.english);
        out.text_or_null("from", grade.from);
        out.text_or_null("to", grade.to);
        out.member("pass", grade.pass);
        out.member("honours", grade.honours);
        out.end_object();
    });
    out.member("confidence", confidence_text(scale.confidence));
    out.text_or_null("note", scale.note);
    write_sources(out, scale.sources);
}

std::string text_of(const SystemPage& page) {
    const CreditSystem& system = *page.system;
    Sheet sheet;
    sheet.heading("Credit system " + system.id);
    sheet.field("name", system.name);
    sheet.field("countries", joined(system.countries));
    sheet.field("sector", system.sector);
    sheet.field("one credit", system.hours ? system.hours->text() + " hours" +
                                                 (system.class_hours ? " in class, without self-study" : " of work")
                                           : "the table has no hours");
    sheet.field("a year", system.credits_per_year ? system.credits_per_year->text() + " credits of full-time study"
                                                  : "the table has no number of credits");
    sheet.field("in ECTS", system.ects_factor ? system.ects_factor->text() + " for one credit" : "no relation");
    sheet.field("because", system.relation);
    sheet.field("note", system.note);
    sheet.field("confidence", std::string{confidence_text(system.confidence)} + "  " + source_marks(system.sources));
    sheet.field("beware", page.table->caution);
    sheet.field("table", file_words(*page.table));
    add_sources(sheet, system.sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const SystemPage& page) {
    const CreditSystem& system = *page.system;
    out.member("page", "system");
    write_files(out, *page.table);
    out.member("id", system.id);
    out.member("name", system.name);
    out.text_array("countries", system.countries);
    out.text_or_null("sector", system.sector);
    write_exact(out, "hours_per_credit", system.hours);
    out.member("class_hours", system.class_hours);
    write_exact(out, "credits_per_year", system.credits_per_year);
    write_exact(out, "ects_per_credit", system.ects_factor);
    out.text_or_null("relation", system.relation);
    out.text_or_null("caution", page.table->caution);
    out.member("confidence", confidence_text(system.confidence));
    out.text_or_null("note", system.note);
    write_sources(out, system.sources);
}

} // namespace requal::reference
