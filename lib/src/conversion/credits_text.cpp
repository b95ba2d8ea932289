// The answer for people: both measures first and side by side, then how they came about, cautions, sources.

#include "base/joined.hpp"
#include "conversion/write.hpp"

#include "requal/credits.hpp"

namespace requal {
namespace {

using conversion::Lines;

constexpr std::size_t label_width = 26;

std::string titled(const CreditSystem& system) {
    return system.id + " (" + system.name + (system.countries.empty() ? "" : ", " + joined(system.countries)) + ")";
}

std::string answer_text(const std::optional<CreditAnswer>& answer) {
    return answer ? answer->credits.text() + " credits   (confidence " +
                        std::string{confidence_text(answer->confidence)} + ")"
                  : "no answer, see below";
}

void add_steps(Lines& out, std::string_view title, const std::optional<CreditAnswer>& answer) {
    if (!answer || answer->steps.empty())
        return;
    out.line(2, title);
    for (const std::string& step : answer->steps)
        out.line(4, step);
}

void add_difference(Lines& out, const CreditResult& result) {
    if (!result.difference)
        return;
    const CreditDifference& difference = *result.difference;
    if (difference.credits == ExactRange{}) {
        out.row(4, "difference", label_width, "none: both measures agree");
        return;
    }
    out.row(4, "difference", label_width,
            difference.credits.text() + " credits by workload against share of a year (" + difference.percent.text() +
                " %)");
    if (difference.home_year_hours && difference.target_year_hours)
        out.row(4, "", label_width,
                "a year of " + result.from.id + " is " + difference.home_year_hours->text() + " hours, of " +
                    result.to.id + " " + difference.target_year_hours->text());
}

void add_notes(Lines& out, const CreditResult& result) {
    for (const CreditSystem* system : {&result.from, &result.to})
        if (!system->note.empty() && (system == &result.from || result.from.id != result.to.id))
            out.line(2, "- " + system->id + ": " + system->note);
    if (!result.ects_hours.note.empty() && !result.ects_hours.country.empty())
        out.line(2, "- ECTS in " + result.ects_hours.country + ": " + result.ects_hours.note);
    out.line(2, "- " + result.caution);
}

} // namespace

std::string credits_text(const CreditResult& result, Language language) {
    Lines out;
    out.line(0, result.credits.decimal(4) + " credits of " + titled(result.from));
    out.line(0, "in credits of " + titled(result.to));
    out.blank();
    if (result.outcome == MappingOutcome::none) {
        out.line(4, "not converted");
    } else {
        const auto workload = [&] { out.row(4, "by hours of work", label_width, answer_text(result.workload)); };
        const auto year = [&] { out.row(4, "by share of a year", label_width, answer_text(result.year_share)); };
        if (result.question.year_share)
            year();
        workload();
        if (!result.question.year_share)
            year();
        out.row(4, "by the table's factor", label_width, answer_text(result.table_factor));
        add_difference(out, result);
        out.blank();
        out.line(0, "How it was calculated");
        add_steps(out, "by hours of work", result.workload);
        add_steps(out, "by share of a year", result.year_share);
        add_steps(out, "by the table's factor", result.table_factor);
        out.line(2, "calculated exactly; shown rounded half away from zero to two decimals");
    }
    out.blank();
    out.line(0, "Cautions   (confidence of the whole: " + std::string{confidence_text(result.confidence)} + ")");
    out.findings(result.findings, language);
    add_notes(out, result);
    out.sources(result.sources);
    return out.take();
}

} // namespace requal
