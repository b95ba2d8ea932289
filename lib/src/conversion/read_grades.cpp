#include "conversion/read.hpp"
#include "conversion/table.hpp"

#include "requal/error.hpp"

#include <algorithm>

namespace requal::conversion {
namespace {

using yaml::MapReader;
using yaml::Value;

/** A grade of the scale as a point on it: the number, or the rank of the letter. */
Exact point_of(const Value& value, std::string_view key, const GradeScale& scale) {
    if (scale.letters.empty())
        return number_of(value, key);
    const auto found = std::find(scale.letters.begin(), scale.letters.end(), value.text());
    if (found == scale.letters.end())
        throw MapReader::wrong_type(value, key, "a letter of order_best_to_worst");
    return Exact{found - scale.letters.begin() + 1};
}

GradeClass read_class(const Value& value, const GradeScale& scale) {
    const MapReader row{value, {"name", "english", "from", "to", "pass", "honours"}};
    GradeClass grades;
    grades.name = row.text("name");
    grades.english = row.text_or_empty("english");
    grades.from = row.text_or_empty("from");
    grades.to = row.text_or_empty("to");
    if (value["pass"].has_content())
        grades.pass = truth(row, "pass");
    if (value["honours"].has_content())
        grades.honours = truth(row, "honours");
    if (grades.from.empty() != grades.to.empty())
        throw MapReader::wrong_type(value, grades.from.empty() ? "from" : "to", "written where the other end is");
    if (grades.from.empty())
        return grades;
    grades.points =
        ExactRange{point_of(row.required("from"), "from", scale), point_of(row.required("to"), "to", scale)};
    if (grades.points->high < grades.points->low)
        throw MapReader::wrong_type(row.required("to"), "to", "a grade that does not come before from");
    for (const auto& [end, key] : {std::pair{grades.points->low, "from"}, std::pair{grades.points->high, "to"}}) {
        if (end < std::min(scale.best_point, scale.worst_point) ||
            end > std::max(scale.best_point, scale.worst_point))
            throw MapReader::wrong_type(row.required(key), key, "a grade between best and worst");
        if (scale.passes(end) != truth(row, "pass"))
            throw MapReader::wrong_type(row.required("pass"), "pass",
                                        "true exactly where the whole class lies between best and min_pass");
    }
    return grades;
}

void read_classes(const MapReader& row, GradeScale& scale) {
    std::optional<ExactRange> before;
    for (const Value& entry : row.entries("classes")) {
        GradeClass grades = read_class(entry, scale);
        if (grades.points && !grades.honours) {
            const bool after =
                !before || (scale.rising() ? grades.points->high < before->low : grades.points->low > before->high);
            if (!after)
                throw MapReader::wrong_type(entry, "classes", "a list from best to worst without overlaps");
            before = grades.points;
        }
        scale.classes.push_back(std::move(grades));
    }
}

/** Numbers have ends and a direction, letters an order; what the row says twice has to agree. */
void read_ends(const MapReader& row, GradeScale& scale) {
    const bool letters = row.word<bool>("type", {{"letter", true}, {"numeric", false}});
    if (letters != row.value()["order_best_to_worst"].has_content())
        throw MapReader::wrong_type(row.value(), "order_best_to_worst", "written exactly for the type letter");
    scale.letters = row.texts("order_best_to_worst");
    scale.best_point = point_of(row.required("best"), "best", scale);
    scale.worst_point = point_of(row.required("worst"), "worst", scale);
    scale.pass_point = point_of(row.required("min_pass"), "min_pass", scale);
    if (scale.best_point == scale.worst_point)
        throw MapReader::wrong_type(row.required("worst"), "worst", "another grade than best");
    if (scale.pass_point == scale.best_point || scale.pass_point < std::min(scale.best_point, scale.worst_point) ||
        scale.pass_point > std::max(scale.best_point, scale.worst_point))
        throw MapReader::wrong_type(row.required("min_pass"), "min_pass", "a grade between best and worst");
    if (letters) {
        if (scale.best_point != Exact{1} ||
            scale.worst_point != Exact{static_cast<std::int64_t>(scale.letters.size())})
            throw MapReader::wrong_type(row.required("order_best_to_worst"), "order_best_to_worst",
                                        "a list from best to worst");
        return;
    }
    if (number_of(row.required("min"), "min") != std::min(scale.best_point, scale.worst_point))
        throw MapReader::wrong_type(row.required("min"), "min", "the lower of best and worst");
    if (number_of(row.required("max"), "max") != std::max(scale.best_point, scale.worst_point))
        throw MapReader::wrong_type(row.required("max"), "max", "the higher of best and worst");
    if (truth(row, "higher_is_better") != scale.rising())
        throw MapReader::wrong_type(row.required("higher_is_better"), "higher_is_better",
                                    "true exactly where best is the higher number");
    scale.step = number_if_any(row, "step");
    if (!scale.step)
        return;
    if (*scale.step <= Exact{0})
        throw MapReader::wrong_type(row.required("step"), "step", "a number above zero");
    for (const auto& [point, key] : {std::pair{scale.worst_point, "worst"}, std::pair{scale.pass_point, "min_pass"}})
        if (((scale.best_point - point) / *scale.step).denominator() != 1)
            throw MapReader::wrong_type(row.required(key), key, "a whole number of steps below best");
}

void read_bavarian(const MapReader& scale_row, const GradeScale& scale) {
    const MapReader row{scale_row.required("bavarian"), {"by_rank", "Nmax", "Nmin"}};
    if (!scale.letters.empty() && !truth(row, "by_rank"))
        throw MapReader::wrong_type(row.required("by_rank"), "by_rank", "true for letters");
    if (number_of(row.required("Nmax"), "Nmax") != scale.best_point)
        throw MapReader::wrong_type(row.required("Nmax"), "Nmax", "the best grade");
    if (number_of(row.required("Nmin"), "Nmin") != scale.pass_point)
        throw MapReader::wrong_type(row.required("Nmin"), "Nmin", "the lowest pass");
}

GradeScale read_scale(const Value& value, const GradeTable& table) {
    const MapReader row{value,
                        {"id", "country", "sector", "type", "best", "worst", "min", "max", "min_pass",
                         "higher_is_better", "step", "order_best_to_worst", "bavarian", "classes", "classes_evidence",
                         "confidence", "sources", "note"}};
    GradeScale scale;
    scale.id = row.text("id");
    for (const GradeScale& earlier : table.scales)
        if (earlier.id == scale.id)
            throw MapReader::wrong_type(row.required("id"), "id", "an id that occurs once");
    scale.country = row.text("country");
    scale.sector = row.text("sector");
    scale.best = row.text("best");
    scale.worst = row.text("worst");
    scale.lowest_pass = row.text("min_pass");
    read_ends(row, scale);
    read_bavarian(row, scale);
    read_classes(row, scale);
    if (scale.classes.empty() == value["classes_evidence"].has_content())
        throw MapReader::wrong_type(value, "classes_evidence", "written exactly where there are classes");
    if (!scale.classes.empty())
        static_cast<void>(row.word<bool>("classes_evidence", {{"seen", true}, {"general", false}}));
    scale.confidence = framework::read_confidence(row);
    scale.sources = read_sources(row, table);
    scale.note = row.text_or_empty("note");
    return scale;
}

void read_methods(const MapReader& root, GradeTable& table) {
    const MapReader methods{root.required("conversion_methods"),
                            {"ects_grade_distribution", "ects_letter_scale", "modified_bavarian_formula"}};
    const MapReader distribution{methods.required("ects_grade_distribution"),
                                 {"summary", "source_of_rule", "steps", "history", "confidence", "sources"}};
    table.distribution_confidence = framework::read_confidence(distribution);
    table.distribution_sources = read_sources(distribution, table);
    const MapReader letters{methods.required("ects_letter_scale"),
                            {"shares_of_passing_students", "fail", "status", "confidence", "sources"}};
    static_cast<void>(read_sources(letters, table));
    const MapReader bavarian{methods.required("modified_bavarian_formula"),
                             {"german_name", "formula", "variables", "result_bounds", "direction",
                              "where_to_take_bounds", "legal_context", "several_grades", "rounding", "worked_example",
                              "limits", "confidence", "sources"}};
    table.bavarian_confidence = framework::read_confidence(bavarian);
    table.bavarian_sources = read_sources(bavarian, table);
    table.bavarian_formula = bavarian.text("formula");
    table.bavarian_limits = bavarian.text("limits");
}

} // namespace

GradeTable read_grades(const yaml::Value& value, const framework::Reading& reading) {
    const MapReader root{value, {"schema", "table", "conversion_methods", "scales", "sources"}};
    GradeTable table;
    read_head(root, "grades", reading.file, table);
    read_methods(root, table);
    framework::each_row(root.entries("scales"), reading,
                        [&](const yaml::Value& entry) { table.scales.push_back(read_scale(entry, table)); });
    return table;
}

} // namespace requal::conversion
