// The answer for people: the grade first, then the method and its steps, cautions, sources.

#include "base/joined.hpp"
#include "conversion/write.hpp"

#include "requal/grades.hpp"

namespace requal {
namespace {

using conversion::Lines;

std::string titled(const GradeScale& scale) {
    std::string text = scale.id;
    if (!scale.country.empty())
        text += ", " + scale.country + " " + scale.sector;
    return text + "; " + scale.best + " best, " + scale.lowest_pass + " lowest pass";
}

std::string group(const GradeDistribution& table) {
    return (table.institution.empty() ? table.file : table.institution) + ", ISCED-F " + table.field;
}

/** A class that is called like its letter stands for both. */
std::string value_text(const GradeValue& value) {
    const std::string classes = joined(value.classes);
    if (classes.empty() || classes == value.text || classes.starts_with(value.text + " "))
        return classes.empty() ? value.text : classes;
    return value.text + "   " + classes;
}

std::string method_words(GradeMethod method) {
    switch (method) {
    case GradeMethod::none:
        return "not converted";
    case GradeMethod::same:
        return "the same scale";
    case GradeMethod::fail:
        return "a fail stays a fail";
    case GradeMethod::distribution:
        return "position in the distributions of both groups";
    case GradeMethod::bavarian:
        return "modified Bavarian formula";
    case GradeMethod::linear:
        return "straight line between best grade and lowest pass, an approximation";
    case GradeMethod::rank:
        return "rank among the passing letters, an approximation";
    }
    return "";
}

void add_question(Lines& out, const GradeResult& result) {
    const GradeQuestion& question = result.question;
    const std::string home = result.home_classes.empty() || question.grade == result.home_classes.front()
                                 ? question.grade
                                 : question.grade + " (" + joined(result.home_classes) + ")";
    out.line(0, "grade " + home + " on " +
                    (result.from ? titled(*result.from) : "the list of " + group(*question.distribution)));
    out.line(0, "in grades of " + (result.to ? titled(*result.to) : group(*question.to_distribution)));
}

void add_answer(Lines& out, const GradeResult& result) {
    if (result.method == GradeMethod::fail) {
        out.line(4, "fail" + (result.failing_classes.empty() ? "" : "   " + joined(result.failing_classes)));
    } else if (!result.better) {
        out.line(4, "no answer, see below");
        return;
    } else if (result.better->text == result.worse->text) {
        out.line(4, value_text(*result.better));
    } else {
        out.line(4, result.better->text + " to " + result.worse->text);
        out.line(6, "better end: " + value_text(*result.better));
        out.line(6, "worse end:  " + value_text(*result.worse));
    }
    if (result.better && !result.better->nearest.empty() && result.better->text == result.worse->text)
        out.line(4, "nearest single mark: " + result.better->nearest);
    out.line(4, method_words(result.method) +
                    (result.confidence ? ", confidence " + std::string{confidence_text(*result.confidence)} : ""));
}

void add_steps(Lines& out, const GradeResult& result) {
    if (result.formula.empty())
        return;
    out.blank();
    out.line(0, "How it was calculated");
    out.line(2, result.formula);
    if (result.bounds_from != "distribution")
        out.line(2, result.bounds_from == "given" ? "bounds: as given in the call"
                                                  : "bounds: best grade and lowest pass of our table");
    for (const std::string& step : result.steps)
        out.line(4, step);
    for (const Overlap& overlap : result.overlaps)
        out.line(4, "host grade " + overlap.grade + ": " + overlap.range.text() + " %, holds " +
                        overlap.share.decimal(2) + " % of the home grade's range" +
                        (overlap.picked ? "  <- picked" : ""));
    if (!result.rounding.empty() && result.method != GradeMethod::bavarian)
        out.line(2, "rounding: " + result.rounding);
}

} // namespace

std::string grade_text(const GradeResult& result, Language language) {
    Lines out;
    add_question(out, result);
    out.blank();
    add_answer(out, result);
    add_steps(out, result);
    const bool noted = (result.from && !result.from->note.empty()) || (result.to && !result.to->note.empty());
    if (!result.findings.empty() || noted) {
        out.blank();
        out.line(0, "Cautions");
        out.findings(result.findings, language);
        for (const auto* scale : {&result.from, &result.to})
            if (*scale && !(*scale)->note.empty() &&
                (scale == &result.from || !result.from || result.from->id != (*scale)->id))
                out.line(2, "- " + (*scale)->id + " (confidence " +
                                std::string{confidence_text((*scale)->confidence)} + "): " + (*scale)->note);
    }
    out.sources(result.sources);
    return out.take();
}

} // namespace requal
