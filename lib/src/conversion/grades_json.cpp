#include "conversion/write.hpp"

#include "requal/grades.hpp"

namespace requal {
namespace {

using conversion::write_number;
using conversion::write_range;

void write_scale(JsonWriter& out, std::string_view name, const std::optional<GradeScale>& scale) {
    out.key(name);
    if (!scale) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("id", scale->id);
    out.text_or_null("country", scale->country);
    out.text_or_null("sector", scale->sector);
    out.member("best", scale->best);
    out.member("worst", scale->worst);
    out.member("lowest_pass", scale->lowest_pass);
    out.text_array("letters", scale->letters);
    write_number(out, "step", scale->step);
    out.array("classes", scale->classes, [&](const GradeClass& grades) {
        out.begin_object();
        out.member("name", grades.name);
        out.text_or_null("english", grades.english);
        out.text_or_null("from", grades.from);
        out.text_or_null("to", grades.to);
        out.member("pass", grades.pass);
        out.member("honours", grades.honours);
        out.end_object();
    });
    out.member("confidence", confidence_text(scale->confidence));
    out.text_or_null("note", scale->note);
    out.end_object();
}

void write_value(JsonWriter& out, std::string_view name, const std::optional<GradeValue>& value) {
    out.key(name);
    if (!value) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("text", value->text);
    write_number(out, "exact", value->exact);
    out.text_or_null("nearest", value->nearest);
    out.text_array("classes", value->classes);
    out.end_object();
}

void write_distribution(JsonWriter& out, std::string_view name, const std::optional<GradeDistribution>& table) {
    out.key(name);
    if (!table) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("file", table->file);
    out.text_or_null("scale", table->scale);
    out.text_or_null("institution", table->institution);
    out.member("isced_f", table->field);
    out.text_or_null("description", table->description);
    out.array("years", table->years, [&](int year) { out.value(year); });
    out.member("source", table->source);
    out.end_object();
}

void write_question(JsonWriter& out, const GradeQuestion& question) {
    out.key("question");
    out.begin_object();
    out.member("grade", question.grade);
    out.text_or_null("scale", question.scale);
    out.text_or_null("to_scale", question.to_scale);
    out.text_or_null("best", question.best);
    out.text_or_null("pass", question.pass);
    out.text_or_null("rounding", question.rounding ? rounding_text(*question.rounding) : "");
    out.member("overlap", overlap_text(question.overlap));
    write_distribution(out, "distribution", question.distribution);
    write_distribution(out, "to_distribution", question.to_distribution);
    out.end_object();
}

} // namespace

void write_json(JsonWriter& out, const GradeResult& result, Language language) {
    out.begin_object();
    write_question(out, result.question);
    out.member("outcome", outcome_text(result.outcome));
    out.member("method", method_text(result.method));
    write_scale(out, "from", result.from);
    write_scale(out, "to", result.to);
    out.member("passed", result.passed);
    write_value(out, "better", result.better);
    write_value(out, "worse", result.worse);
    out.text_array("home_classes", result.home_classes);
    out.text_array("failing_classes", result.failing_classes);
    out.text_or_null("formula", result.formula);
    out.key("bounds");
    out.begin_object();
    out.text_or_null("best", result.best);
    out.text_or_null("lowest_pass", result.pass);
    out.member("from", result.bounds_from);
    out.end_object();
    out.text_or_null("rounding", result.rounding);
    write_range(out, "position", result.position);
    out.array("overlaps", result.overlaps, [&](const Overlap& overlap) {
        out.begin_object();
        out.member("grade", overlap.grade);
        write_range(out, "range", overlap.range);
        write_number(out, "share", overlap.share);
        out.member("picked", overlap.picked);
        out.end_object();
    });
    out.text_array("steps", result.steps);
    out.text_or_null("confidence", result.confidence ? confidence_text(*result.confidence) : "");
    conversion::write_evidence(out, result.findings, result.sources, result.tables, language);
    out.end_object();
}

} // namespace requal
