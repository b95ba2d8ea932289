#include "reference/pages.hpp"
#include "reference/words.hpp"

#include "framework/table.hpp"

#include "requal/text.hpp"

namespace requal::reference {
namespace {

std::string confidence_and_sources(Confidence confidence, const std::vector<std::string>& sources) {
    return "confidence " + std::string{confidence_text(confidence)} + "  " + source_marks(sources);
}

std::string numbers_words(const std::vector<int>& numbers) {
    std::vector<std::string> texts;
    texts.reserve(numbers.size());
    for (const int number : numbers)
        texts.push_back(std::to_string(number));
    return joined(texts, " or ");
}

} // namespace

std::string text_of(const EqfPage& page) {
    Sheet sheet;
    sheet.heading(page.table->name);
    sheet.field("legal basis", page.table->legal_basis);
    sheet.field("note", page.table->note);
    sheet.field("table", file_words(*page.table));
    for (const framework::EqfLevel& level : page.table->levels) {
        sheet.heading("EQF " + std::to_string(level.level));
        sheet.field("knowledge", level.knowledge);
        sheet.field("skills", level.skills);
        sheet.field("responsibility", level.responsibility);
        if (!level.cycle.empty())
            sheet.field("QF-EHEA", level.cycle + " cycle" +
                                       (level.typical_ects.empty() ? "" : ", " + level.typical_ects + " ECTS"));
        sheet.field("ISCED 2011", numbers_words(level.isced_typical) + ", indicative");
        sheet.field("note", level.note);
        sheet.field("", confidence_and_sources(level.confidence, level.sources));
    }
    add_sources(sheet, page.table->sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const EqfPage& page) {
    out.member("page", "eqf");
    write_files(out, *page.table);
    out.member("name", page.table->name);
    out.text_or_null("legal_basis", page.table->legal_basis);
    out.text_or_null("note", page.table->note);
    out.array("levels", page.table->levels, [&](const framework::EqfLevel& level) {
        out.begin_object();
        out.member("level", level.level);
        out.member("uri", level.uri);
        out.member("knowledge", level.knowledge);
        out.member("skills", level.skills);
        out.member("responsibility_autonomy", level.responsibility);
        out.text_or_null("qf_ehea", level.cycle);
        out.text_or_null("typical_ects", level.typical_ects);
        write_numbers(out, "isced_2011_typical", level.isced_typical);
        out.member("confidence", confidence_text(level.confidence));
        out.text_array("sources", level.sources);
        out.text_or_null("note", level.note);
        out.end_object();
    });
    write_sources(out, page.table->sources);
}

std::string text_of(const CyclesPage& page) {
    Sheet sheet;
    sheet.heading("Qualifications framework of the European Higher Education Area");
    sheet.field("table", file_words(*page.table));
    sheet.heading("Cycles");
    for (const framework::Cycle& cycle : page.table->cycles) {
        std::string words = "EQF " + std::to_string(cycle.eqf);
        words += cycle.ects.empty() ? ", no ECTS range" : ", " + cycle.ects + " ECTS";
        words += cycle.since.empty() ? "" : "; " + cycle.since;
        sheet.row(2, {{cycle.name, 10}}, words + "; " + confidence_and_sources(cycle.confidence, cycle.sources));
    }
    add_sources(sheet, page.table->sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const CyclesPage& page) {
    out.member("page", "qf-ehea");
    write_files(out, *page.table);
    out.array("cycles", page.table->cycles, [&](const framework::Cycle& cycle) {
        out.begin_object();
        out.member("cycle", cycle.name);
        out.member("eqf", cycle.eqf);
        out.text_or_null("ects", cycle.ects);
        out.text_or_null("since", cycle.since);
        out.member("confidence", confidence_text(cycle.confidence));
        out.text_array("sources", cycle.sources);
        out.end_object();
    });
    write_sources(out, page.table->sources);
}

std::string text_of(const IscedPage& page) {
    Sheet sheet;
    sheet.heading("International Standard Classification of Education, ISCED 2011");
    sheet.field("beware", page.table->warning);
    sheet.field("table", file_words(*page.table));
    sheet.heading("Levels");
    for (const framework::IscedLevel& level : page.table->levels) {
        sheet.row(2, {{std::to_string(level.level), 4}}, level.name);
        if (!level.description.empty())
            sheet.line(6, level.description);
        std::string link = level.typical_eqf ? "usually EQF " + std::to_string(*level.typical_eqf) + ", indicative; "
                                             : std::string{"no EQF level; "};
        sheet.line(6, link + confidence_and_sources(level.confidence, level.sources));
        sheet.entries(6, level.exceptions);
    }
    add_sources(sheet, page.table->sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const IscedPage& page) {
    out.member("page", "isced");
    write_files(out, *page.table);
    out.member("warning", page.table->warning);
    out.array("levels", page.table->levels, [&](const framework::IscedLevel& level) {
        out.begin_object();
        out.member("level", level.level);
        out.member("name", level.name);
        out.text_or_null("description", level.description);
        out.member("typical_eqf", level.typical_eqf);
        out.text_array("exceptions", level.exceptions);
        out.member("confidence", confidence_text(level.confidence));
        out.text_array("sources", level.sources);
        out.end_object();
    });
    write_sources(out, page.table->sources);
}

std::string text_of(const FieldsPage& page) {
    Sheet sheet;
    sheet.heading("Fields of Education and Training, ISCED-F 2013");
    sheet.field("table", file_words(*page.table));
    sheet.blank();
    for (const framework::Field* field : page.fields) {
        // Of all fields only the broad and narrow ones: the detailed ones are shown with their field.
        if (page.code.empty() && field->code.size() > 3)
            continue;
        sheet.row(2 * (field->code.size() - 1), {{field->code, 6}}, field->name);
    }
    if (page.code.empty())
        sheet.line(2, "A code shows the detailed fields, for example: show ISCED-F 061");
    add_sources(sheet, page.table->sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const FieldsPage& page) {
    out.member("page", "isced-f");
    write_files(out, *page.table);
    out.text_or_null("code", page.code);
    out.array("fields", page.fields, [&](const framework::Field* field) {
        out.begin_object();
        out.member("code", field->code);
        out.member("name", field->name);
        out.end_object();
    });
    write_sources(out, page.table->sources);
}

} // namespace requal::reference
