#include "reference/award_block.hpp"

#include "mapping/window.hpp"
#include "reference/words.hpp"

namespace requal::reference {
namespace {

using framework::Award;

std::string level_words(const Award& award) {
    std::string words = eqf_words(award.eqf) + ", confidence " + std::string{confidence_text(award.confidence)} +
                        ": " + framework::basis_text(award.eqf.basis);
    return words + "  " + source_marks(award.sources);
}

std::string isced_words(const Award& award) {
    if (!award.isced)
        return {};
    return std::to_string(*award.isced) +
           (award.isced_programme.empty() ? "" : ", programme " + award.isced_programme);
}

/** "3 to 4 years; 180-240 ECTS; awarded until 2019" */
std::string facts_of(const Award& award) {
    std::string facts = length_words(award.duration);
    const auto add = [&](const std::string& more) { facts += (facts.empty() || more.empty() ? "" : "; ") + more; };
    if (award.credits)
        add(award.credits->text);
    const std::string window = mapping::window_of(award).text;
    add(window.empty() ? "" : "awarded " + window);
    return facts;
}

std::string practice_words(const framework::ComparableLevel& eqf) {
    std::vector<std::string> texts;
    for (const auto& [country, text] : eqf.practice)
        texts.push_back(country + ": " + text);
    if (!eqf.practice_note.empty())
        texts.push_back(eqf.practice_note);
    return joined(texts, "; ");
}

/** The names below the first one, which is shown above. */
std::string other_names(const Award& award) {
    std::vector<std::string> names;
    bool first = true;
    for (const auto* column :
         {&award.names.native, &award.names.transliteration, &award.names.english, &award.names.other})
        for (const std::string& name : *column) {
            if (!first)
                names.push_back(name);
            first = false;
        }
    return joined(names, " · ");
}

} // namespace

void add_award(Sheet& sheet, const Award& award, const std::string& file) {
    const std::string& name = award.names.native.empty() ? award.names.english.front() : award.names.native.front();
    sheet.line(2, name + "  [" + award.id + "]");
    if (const std::string names = other_names(award); !names.empty())
        sheet.line(6, names);
    sheet.line(6, level_words(award));
    if (const std::string facts = facts_of(award); !facts.empty())
        sheet.line(6, facts);
    if (!award.remark.empty())
        sheet.line(6, award.remark);
    if (!award.entrance_exam.empty())
        sheet.entry(6, "entrance examination: " + award.entrance_exam);
    sheet.entries(6, award.caveats);
    if (award.file != file)
        sheet.line(6, "row of " + award.file);
}

void add_award_in_full(Sheet& sheet, const Award& award) {
    sheet.field("kind", framework::kind_words(framework::kind_text(award.kind)));
    sheet.field("native", joined(award.names.native, " · "));
    sheet.field("Latin letters", joined(award.names.transliteration, " · "));
    sheet.field("English", joined(award.names.english, " · "));
    sheet.field("other names", joined(award.names.other, " · "));
    sheet.field("remark", award.remark);
    sheet.field("awarded", mapping::window_of(award).text);
    sheet.field("", award.valid.note);
    sheet.field("by", award.awarding_authority);
    sheet.field("length", length_words(award.duration));
    if (award.credits)
        sheet.field("credits",
                    award.credits->text + (award.credits->system.empty() ? "" : "  [" + award.credits->system + "]"));
    sheet.field("entry", award.entry_requirement);
    sheet.field("gives access", award.access_at_home);
    sheet.field("entrance exam", award.entrance_exam);
    sheet.field("ISCED 2011", isced_words(award));
    for (const framework::AwardPlace& place : award.national)
        sheet.field("at home", place_words(place));
    sheet.field("EQF", level_words(award));
    sheet.field("practice", practice_words(award.eqf));
    sheet.field("note", award.note);
    if (!award.caveats.empty())
        sheet.heading("Beware");
    sheet.entries(2, award.caveats);
}

void write_award(JsonWriter& out, const Award& award) {
    out.begin_object();
    out.member("id", award.id);
    out.member("kind", framework::kind_text(award.kind));
    out.key("names");
    out.begin_object();
    out.text_array("native", award.names.native);
    out.text_array("transliteration", award.names.transliteration);
    out.text_array("english", award.names.english);
    out.text_array("other", award.names.other);
    out.end_object();
    out.text_or_null("remark", award.remark);
    out.key("duration");
    out.begin_object();
    out.member("min", award.duration.least);
    out.member("max", award.duration.most);
    out.member("counts", award.duration.total_schooling ? "total_schooling" : "programme");
    out.end_object();
    out.key("credits");
    if (award.credits) {
        out.begin_object();
        out.member("min", award.credits->least);
        out.member("max", award.credits->most);
        out.text_or_null("system", award.credits->system);
        out.text_or_null("text", award.credits->text);
        out.end_object();
    } else {
        out.null();
    }
    out.text_or_null("entry_requirement", award.entry_requirement);
    out.text_or_null("access_at_home", award.access_at_home);
    out.text_or_null("entrance_exam", award.entrance_exam);
    out.member("isced", award.isced);
    out.text_or_null("isced_programme", award.isced_programme);
    out.array("nqf", award.national, [&](const framework::AwardPlace& place) {
        out.begin_object();
        out.member("framework", place.framework);
        out.text_array("levels", place.levels);
        out.text_or_null("note", place.note);
        out.end_object();
    });
    write_eqf(out, award.eqf);
    out.member("basis", award.eqf.basis);
    out.member("basis_text", framework::basis_text(award.eqf.basis));
    out.array("practice", award.eqf.practice, [&](const auto& practice) {
        out.begin_object();
        out.member("country", practice.first);
        out.member("text", practice.second);
        out.end_object();
    });
    out.text_or_null("practice_note", award.eqf.practice_note);
    out.key("valid");
    out.begin_object();
    out.member("from", award.valid.from);
    out.member("to", award.valid.to);
    out.member("last_admission", award.valid.last_admission);
    out.member("approximate", award.valid.approximate);
    out.text_or_null("note", award.valid.note);
    out.text_or_null("text", mapping::window_of(award).text);
    out.end_object();
    out.text_or_null("awarding_authority", award.awarding_authority);
    out.text_array("caveats", award.caveats);
    out.member("confidence", confidence_text(award.confidence));
    out.text_array("sources", award.sources);
    out.text_or_null("note", award.note);
    out.member("file", award.file);
    out.end_object();
}

} // namespace requal::reference
