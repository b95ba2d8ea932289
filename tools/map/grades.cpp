#include "map/grades.hpp"

#include "requal/file.hpp"

namespace requal::tools {
namespace {

template <typename T>
std::optional<T> named(const std::string& text, std::initializer_list<T> values,
                       std::string_view (*name)(T) noexcept) {
    for (const T value : values)
        if (name(value) == text)
            return value;
    return std::nullopt;
}

} // namespace

// clang-format off
OptionGroup grade_options() {
    return {"Grades",
        {{'\0', "grade", "GRADE", "Convert this grade, as on the document: 9, 12,5, 110 e lode, B+, \"Sehr gut\".", false, {}},
         {'\0', "scale", "SCALE", "Scale of the grade: id (ua-school), or a country that has one scale only. Default: the scale of --country.", false, {}},
         {'\0', "to-scale", "SCALE", "Scale sought. There is no default.", false, {}},
         {'\0', "best", "GRADE", "Best grade of the scale of the grade, instead of the table's. With --pass no --scale is needed.", false, {}},
         {'\0', "pass", "GRADE", "Its lowest pass, instead of the table's.", false, {}},
         {'\0', "rounding", "RULE", "Of a German grade: kmk cuts digits off after the first decimal (default), nearest rounds, passau and koeln give 1.0, 1.3, 1.7 and so on.", false, {"kmk", "nearest", "passau", "koeln"}},
         {'\0', "distribution", "FILE", "Distribution of the passing grades of the home group (requal.grade-distribution/1); with --to-distribution.", false, {}},
         {'\0', "to-distribution", "FILE", "The same of the host group.", false, {}},
         {'\0', "overlap", "RULE", "Which host grade counts when several are overlapped. Default: middle.", false, {"middle", "minimum", "mean", "maximum"}}}};
}
// clang-format on

std::optional<GradeCall> grade_call(const ParsedOptions& options) {
    bool asked = false;
    for (const Option& option : grade_options().options)
        asked = asked || options.has(option.name);
    if (!asked)
        return std::nullopt;
    if (!options.has("grade"))
        throw UsageError{"no grade given", "name it with --grade, for example --grade 9"};
    GradeCall call;
    call.question.grade = options.get("grade");
    call.question.scale = options.get("scale");
    call.question.to_scale = options.get("to-scale");
    call.question.best = options.get("best");
    call.question.pass = options.get("pass");
    // The country of the document says which scale a grade is on, unless the scale is described.
    const bool described = options.has("best") || options.has("pass") || options.has("distribution");
    if (call.question.scale.empty() && !described)
        call.question.scale = options.get("country");
    call.question.rounding = named(
        options.get("rounding"),
        {GermanRounding::kmk, GermanRounding::nearest, GermanRounding::passau, GermanRounding::koeln}, rounding_text);
    call.question.overlap =
        named(options.get("overlap"),
              {OverlapRule::middle, OverlapRule::minimum, OverlapRule::mean, OverlapRule::maximum}, overlap_text)
            .value_or(OverlapRule::middle);
    call.distribution = options.get("distribution");
    call.to_distribution = options.get("to-distribution");
    return call;
}

GradeQuestion GradeCall::read(const Limits& limits) const {
    GradeQuestion read = question;
    const auto table = [&](const std::string& path) -> std::optional<GradeDistribution> {
        if (path.empty())
            return std::nullopt;
        return read_grade_distribution(read_file(path, limits.input_bytes), path);
    };
    read.distribution = table(distribution);
    read.to_distribution = table(to_distribution);
    return read;
}

} // namespace requal::tools
