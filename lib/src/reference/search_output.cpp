#include "requal/reference_search.hpp"

#include "reference/words.hpp"

#include "requal/finding_json.hpp"

#include <algorithm>

namespace requal {
namespace {

std::string eqf_of(const SearchHit& hit) {
    if (!hit.eqf_min || !hit.eqf_max)
        return {};
    std::string words = "EQF " + std::to_string(*hit.eqf_min);
    if (*hit.eqf_max != *hit.eqf_min)
        words += " to " + std::to_string(*hit.eqf_max);
    return words;
}

std::string heading_of(const std::string& grade, std::size_t count) {
    const std::string number = std::to_string(count);
    if (grade == "exact")
        return "Exact: the same but for case, accents and punctuation (" + number + ")";
    if (grade == "variant")
        return "Variant: another spelling or form of the same title (" + number + ")";
    return "Near: like the text, not the same; to be confirmed (" + number + ")";
}

std::string column_words(const std::string& column) {
    if (column == "transliteration")
        return "romanised name";
    if (column == "native" || column == "english" || column == "other")
        return (column == "english" ? "English" : column) + " name";
    return column;
}

std::string rule_words(const SearchHit& hit) {
    if (hit.rule == "same")
        return "";
    if (hit.rule == "form_words")
        return ", the same but for words like diploma";
    if (hit.rule == "abbreviation")
        return ", the same when the abbreviation is written out";
    if (hit.rule == "field")
        return ", and the text adds a field";
    if (hit.rule == "romanisation")
        return ", the same in Latin letters";
    if (hit.rule == "words")
        return ", one has words that the other has not";
    if (hit.rule == "part")
        return ", which contains the text";
    return hit.rule == "letters" ? ", some letters differ" : "";
}

void add_hit(reference::Sheet& sheet, const SearchHit& hit) {
    constexpr std::size_t place_width = 8;
    constexpr std::size_t eqf_width = 12;
    sheet.row(2, {{hit.country, place_width}, {eqf_of(hit), eqf_width}}, hit.name + "  [" + hit.id + "]");
    std::string about = hit.kind == "award"   ? framework::kind_words(hit.award_kind)
                        : hit.kind == "level" ? "example of a level"
                                              : hit.kind;
    if (hit.confidence)
        about += ", confidence " + std::string{confidence_text(*hit.confidence)};
    if (!hit.years.empty())
        about += ", awarded " + hit.years;
    about += "; by its " + column_words(hit.column);
    if (hit.grade != "exact" || hit.matched != hit.name)
        about += " '" + hit.matched + "'";
    sheet.line(2 + place_width + eqf_width, about + rule_words(hit));
}

} // namespace

void write_json(JsonWriter& out, const SearchResult& result, Language language) {
    out.begin_object();
    out.member("text", result.text);
    out.text_or_null("country", result.country);
    out.text_or_null("kind", result.kind);
    out.member("exact", result.exact);
    out.member("variant", result.variant);
    out.member("near", result.near);
    out.member("left_out", result.left_out());
    out.array("hits", result.hits, [&](const SearchHit& hit) {
        out.begin_object();
        out.member("kind", hit.kind);
        out.member("id", hit.id);
        out.text_or_null("country", hit.country);
        out.member("name", hit.name);
        out.text_or_null("award_kind", hit.award_kind);
        out.member("grade", hit.grade);
        out.member("rule", hit.rule);
        out.member("matched", hit.matched);
        out.member("column", hit.column);
        out.member("closeness", hit.closeness);
        out.key("eqf");
        out.begin_object();
        out.member("min", hit.eqf_min);
        out.member("max", hit.eqf_max);
        out.member("typical", hit.eqf_typical);
        out.end_object();
        out.text_or_null("confidence", hit.confidence ? confidence_text(*hit.confidence) : "");
        out.text_or_null("years_of_award", hit.years);
        out.text_or_null("table", hit.table);
        out.end_object();
    });
    out.array("findings", result.findings, [&](const Finding& finding) { write_finding(out, finding, language); });
    out.end_object();
}

std::string search_text(const SearchResult& result, Language language) {
    reference::Sheet sheet;
    std::string grade;
    for (const SearchHit& hit : result.hits) {
        if (hit.grade != grade) {
            grade = hit.grade;
            sheet.heading(heading_of(grade, grade == "exact"     ? result.exact
                                            : grade == "variant" ? result.variant
                                                                 : result.near));
        }
        add_hit(sheet, hit);
    }
    for (const Finding& finding : result.findings) {
        sheet.line(0, message(finding, language) + " [" + std::string{code_text(finding.code)} + "]");
        sheet.line(2, "-> " + remedy(finding, language));
    }
    if (result.left_out() > 0)
        sheet.heading(std::to_string(result.left_out()) +
                      " more hits; --limit N shows them, --country and --kind narrow the search");
    return sheet.take();
}

} // namespace requal
