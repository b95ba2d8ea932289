// The order of practice: what the system is like, what its awards are worth, whether papers can be trusted, what is
// not known.

#include "framework/country.hpp"
#include "reference/award_block.hpp"
#include "reference/pages.hpp"
#include "reference/words.hpp"

#include <array>

namespace requal::reference {
namespace {

using framework::AwardKind;
using framework::CountryTable;
using framework::NationalTable;

constexpr std::array kinds{AwardKind::lower_secondary, AwardKind::secondary_leaving, AwardKind::vet,
                           AwardKind::short_cycle,     AwardKind::first_cycle,       AwardKind::second_cycle,
                           AwardKind::long_cycle,      AwardKind::professional,      AwardKind::third_cycle,
                           AwardKind::intermediate};

std::string heading_of(AwardKind kind) {
    switch (kind) {
    case AwardKind::lower_secondary:
        return "Awards: lower secondary";
    case AwardKind::secondary_leaving:
        return "Awards: school-leaving";
    case AwardKind::vet:
        return "Awards: vocational";
    case AwardKind::short_cycle:
        return "Awards: short cycle";
    case AwardKind::first_cycle:
        return "Awards: first cycle";
    case AwardKind::second_cycle:
        return "Awards: second cycle";
    case AwardKind::third_cycle:
        return "Awards: third cycle";
    case AwardKind::long_cycle:
        return "Awards: long first degrees";
    case AwardKind::professional:
        return "Awards: long first degrees of regulated fields";
    case AwardKind::intermediate:
        return "Awards: between the cycles";
    }
    return {};
}

std::string school_years(const framework::EducationSystem& education) {
    std::string words;
    const auto add = [&](const std::optional<int>& years, std::string_view stage) {
        if (years)
            words += (words.empty() ? "" : " + ") + std::to_string(*years) + " " + std::string{stage};
    };
    add(education.primary_years, "primary");
    add(education.lower_secondary_years, "lower secondary");
    add(education.upper_secondary_years, "upper secondary");
    if (education.total_school_years)
        words += (words.empty() ? "" : ", ") + std::to_string(*education.total_school_years) + " years in all";
    return words;
}

void add_education(Sheet& sheet, const framework::EducationSystem& education) {
    sheet.heading("Education system");
    sheet.field("school", school_years(education));
    sheet.field("leaving award", education.school_leaving_award);
    sheet.field("entrance exam", education.entrance_exam);
    sheet.field("higher", education.structure);
    sheet.entries(2, education.notes);
}

void add_awards(Sheet& sheet, const CountryTable& table) {
    for (const AwardKind kind : kinds) {
        bool first = true;
        for (const framework::Award& award : table.awards)
            if (award.kind == kind) {
                first ? sheet.heading(heading_of(kind)) : sheet.blank();
                first = false;
                add_award(sheet, award, table.file);
            }
    }
}

std::string framework_words(const NationalTable& framework) {
    return framework.display() + "  [" + framework.id + "], " + std::to_string(framework.levels.size()) +
           " levels, " + referencing_words(framework.referencing) + "; show " + framework.id + " --kind framework";
}

void add_frameworks(Sheet& sheet, const CountryPage& page) {
    sheet.heading("National framework");
    if (page.table != nullptr) {
        const framework::HomeFramework& home = page.table->home;
        sheet.field("name", home.name);
        sheet.field("EQF", home.eqf_relation);
        sheet.field("note", home.note);
        sheet.field("confidence", std::string{confidence_text(home.confidence)});
    }
    for (const NationalTable* framework : page.frameworks)
        sheet.field("table", framework_words(*framework));
    if (page.frameworks.empty())
        sheet.line(2, "There is no table of a national framework of this country.");
}

void add_conversions(Sheet& sheet, const CountryPage& page) {
    if (page.scales.empty() && page.systems.empty())
        return;
    sheet.heading("Grades and credits");
    for (const GradeScale* scale : page.scales)
        sheet.field("scale", scale->id + ": best " + scale->best + ", lowest pass " + scale->lowest_pass);
    for (const CreditSystem* system : page.systems)
        sheet.field("credits", system->id + ": " + system->name);
}

void add_treaties(Sheet& sheet, const framework::Treaties& treaties) {
    sheet.heading("Treaties");
    sheet.field("Lisbon", treaties.lisbon_recognition_convention);
    sheet.field("EHEA", treaties.ehea_member.empty() ? "no member" : "member since " + treaties.ehea_member);
    sheet.field("Global 2019", treaties.global_convention_2019);
    std::string apostille = treaties.apostille;
    for (const std::string& more : {treaties.apostille_in_force, treaties.apostille_note})
        apostille += more.empty() ? "" : ", " + more;
    sheet.field("apostille", apostille);
    sheet.field("note", treaties.note);
}

void add_verification(Sheet& sheet, const CountryTable& table) {
    sheet.heading("How to verify");
    for (const std::string& text : table.authorities.awarding)
        sheet.field("awarded by", text);
    for (const std::string& text : table.authorities.verifying)
        sheet.field("verified by", text);
    for (const std::string& text : table.authorities.recognised_institution_list)
        sheet.field("recognised", text);
    sheet.entries(2, table.authorities.notes);
    sheet.heading("Documents");
    sheet.field("cannot be had", "risk " + table.documents.unobtainable_risk);
    sheet.entries(2, table.documents.reasons);
    for (const std::string& text : table.documents.verification_practice)
        sheet.field("practice", text);
    for (const auto& [code, text] : table.documents.alternative_route)
        sheet.field("instead", text.empty() ? code : text);
    sheet.entries(2, table.documents.notes);
}

void write_home(JsonWriter& out, const framework::HomeFramework& home) {
    out.begin_object();
    out.text_or_null("name", home.name);
    out.member("levels", home.levels);
    out.text_or_null("eqf_relation", home.eqf_relation);
    out.text_or_null("framework", home.framework);
    out.text_or_null("note", home.note);
    out.member("confidence", confidence_text(home.confidence));
    out.end_object();
}

void write_education(JsonWriter& out, const framework::EducationSystem& education) {
    out.begin_object();
    out.member("primary_years", education.primary_years);
    out.member("lower_secondary_years", education.lower_secondary_years);
    out.member("upper_secondary_years", education.upper_secondary_years);
    out.member("total_school_years", education.total_school_years);
    out.text_or_null("school_leaving_award", education.school_leaving_award);
    out.text_or_null("entrance_exam", education.entrance_exam);
    out.text_or_null("higher_education", education.structure);
    out.text_array("notes", education.notes);
    out.end_object();
}

void write_treaties(JsonWriter& out, const framework::Treaties& treaties) {
    out.begin_object();
    out.text_or_null("lisbon_recognition_convention", treaties.lisbon_recognition_convention);
    out.text_or_null("ehea_member", treaties.ehea_member);
    out.text_or_null("global_convention_2019", treaties.global_convention_2019);
    out.text_or_null("apostille", treaties.apostille);
    out.text_or_null("apostille_in_force", treaties.apostille_in_force);
    out.text_or_null("apostille_note", treaties.apostille_note);
    out.text_or_null("note", treaties.note);
    out.end_object();
}

void write_documents(JsonWriter& out, const framework::Documents& documents) {
    out.begin_object();
    out.member("unobtainable_risk", documents.unobtainable_risk);
    out.text_array("reasons", documents.reasons);
    out.text_array("verification_practice", documents.verification_practice);
    out.array("alternative_route", documents.alternative_route, [&](const auto& route) {
        out.begin_object();
        out.member("code", route.first);
        out.text_or_null("text", route.second);
        out.end_object();
    });
    out.text_array("notes", documents.notes);
    out.end_object();
}

/** What only a country with a table of awards has. */
void write_country_table(JsonWriter& out, const CountryTable& table) {
    out.begin_object();
    write_files(out, table);
    out.text_or_null("name_native", table.name_native);
    out.text_or_null("as_of", table.as_of);
    out.member("confidence", confidence_text(table.confidence));
    out.array("section_confidence", table.section_confidence, [&](const auto& section) {
        out.begin_object();
        out.member("section", section.first);
        out.member("text", section.second);
        out.end_object();
    });
    out.key("education_system");
    write_education(out, table.education);
    out.array("awards", table.awards, [&](const framework::Award& award) { write_award(out, award); });
    out.key("nqf");
    write_home(out, table.home);
    out.key("treaties");
    write_treaties(out, table.treaties);
    out.key("authorities");
    out.begin_object();
    out.text_array("awarding", table.authorities.awarding);
    out.text_array("verifying", table.authorities.verifying);
    out.text_array("recognised_institution_list", table.authorities.recognised_institution_list);
    out.text_array("notes", table.authorities.notes);
    out.end_object();
    out.key("documents");
    write_documents(out, table.documents);
    out.text_array("doubts", table.doubts);
    write_sources(out, table.sources);
    out.end_object();
}

} // namespace

std::string text_of(const CountryPage& page) {
    Sheet sheet;
    const CountryTable* table = page.table;
    const std::string native =
        table == nullptr || table->name_native.empty() || table->name_native == page.country->name
            ? ""
            : " (" + table->name_native + ")";
    sheet.heading(page.country->name + native + "  [" + page.country->code + "]");
    if (table == nullptr) {
        sheet.line(2,
                   "There is no table of the awards of this country; its frameworks give examples for each level.");
        add_frameworks(sheet, page);
        add_conversions(sheet, page);
        return sheet.take();
    }
    sheet.field("as of", table->as_of + ", confidence " + std::string{confidence_text(table->confidence)});
    sheet.field("table", file_words(*table));
    add_education(sheet, table->education);
    add_awards(sheet, *table);
    add_frameworks(sheet, page);
    add_conversions(sheet, page);
    add_treaties(sheet, table->treaties);
    add_verification(sheet, *table);
    if (!table->doubts.empty() || !table->section_confidence.empty())
        sheet.heading("Doubts");
    sheet.entries(2, table->doubts);
    for (const auto& [section, text] : table->section_confidence)
        sheet.entry(2, "confidence of " + section + ": " + text);
    add_sources(sheet, table->sources);
    return sheet.take();
}

void write_members(JsonWriter& out, const CountryPage& page) {
    out.member("page", "country");
    out.member("code", page.country->code);
    out.member("name", page.country->name);
    out.text_array("also", page.country->also);
    out.key("country");
    if (page.table == nullptr)
        out.null();
    else
        write_country_table(out, *page.table);
    out.array("frameworks", page.frameworks, [&](const NationalTable* framework) { out.value(framework->id); });
    out.array("scales", page.scales, [&](const GradeScale* scale) { out.value(scale->id); });
    out.array("systems", page.systems, [&](const CreditSystem* system) { out.value(system->id); });
}

} // namespace requal::reference
