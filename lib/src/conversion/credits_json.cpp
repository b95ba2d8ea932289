#include "conversion/write.hpp"

#include "requal/credits.hpp"

namespace requal {
namespace {

using conversion::write_number;
using conversion::write_range;

void write_system(JsonWriter& out, std::string_view name, const CreditSystem& system) {
    out.key(name);
    out.begin_object();
    out.member("id", system.id);
    out.member("name", system.name);
    out.text_array("countries", system.countries);
    out.member("sector", system.sector);
    write_range(out, "hours_per_credit", system.hours);
    out.member("class_hours", system.class_hours);
    write_number(out, "credits_per_year", system.credits_per_year);
    write_range(out, "ects_per_credit", system.ects_factor);
    out.member("relation", system.relation);
    out.member("confidence", confidence_text(system.confidence));
    out.text_or_null("note", system.note);
    out.end_object();
}

void write_answer(JsonWriter& out, std::string_view name, const std::optional<CreditAnswer>& answer) {
    out.key(name);
    if (!answer) {
        out.null();
        return;
    }
    out.begin_object();
    write_range(out, "credits", answer->credits);
    write_range(out, "ects", answer->ects);
    out.text_array("steps", answer->steps);
    out.member("confidence", confidence_text(answer->confidence));
    out.end_object();
}

} // namespace

void write_json(JsonWriter& out, const CreditResult& result, Language language) {
    const CreditQuestion& question = result.question;
    out.begin_object();
    out.key("question");
    out.begin_object();
    out.member("credits", question.credits);
    out.text_or_null("system", question.system);
    out.member("to_system", question.to_system);
    out.text_or_null("country", question.country);
    out.text_or_null("hours_per_credit", question.hours_per_credit);
    out.text_or_null("credits_per_year", question.credits_per_year);
    out.text_or_null("to_hours_per_credit", question.to_hours_per_credit);
    out.text_or_null("to_credits_per_year", question.to_credits_per_year);
    out.member("year_share", question.year_share);
    out.end_object();
    out.member("outcome", outcome_text(result.outcome));
    write_number(out, "credits", result.credits);
    write_system(out, "from", result.from);
    write_system(out, "to", result.to);
    out.key("ects_hours");
    out.begin_object();
    out.text_or_null("country", result.ects_hours.country);
    write_range(out, "hours", result.ects_hours.hours);
    out.member("confidence", confidence_text(result.ects_hours.confidence));
    out.text_or_null("note", result.ects_hours.note);
    out.end_object();
    write_answer(out, "workload", result.workload);
    write_answer(out, "year_share", result.year_share);
    write_answer(out, "table_factor", result.table_factor);
    out.key("difference");
    if (result.difference) {
        out.begin_object();
        write_range(out, "credits", result.difference->credits);
        write_range(out, "percent", result.difference->percent);
        write_range(out, "home_year_hours", result.difference->home_year_hours);
        write_range(out, "target_year_hours", result.difference->target_year_hours);
        out.end_object();
    } else {
        out.null();
    }
    out.member("rounding", "calculated exactly; shown rounded half away from zero to two decimals");
    out.member("confidence", confidence_text(result.confidence));
    out.member("caution", result.caution);
    conversion::write_evidence(out, result.findings, result.sources, result.tables, language);
    out.end_object();
}

} // namespace requal
