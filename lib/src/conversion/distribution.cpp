#include "conversion/distribution.hpp"

#include "base/ascii.hpp"
#include "conversion/read.hpp"

#include "requal/error.hpp"

#include <algorithm>

namespace requal {
namespace {

using yaml::MapReader;
using yaml::Value;

constexpr int first_year = 1900;
constexpr int last_year = 2100;
constexpr int most_counted = 999'999;
constexpr std::size_t most_grades = 1000; ///< no scale has as many

/** Shares as printed are rounded, so that their sum may miss 100 by a little. */
bool about_a_hundred(const Exact& sum) {
    return Exact{99} <= sum && sum <= Exact{101};
}

Exact read_amount(const MapReader& row, bool counted) {
    const char* const key = counted ? "count" : "percent";
    const char* const other = counted ? "percent" : "count";
    if (row.value()[other].has_content())
        throw MapReader::wrong_type(row.value()[other], other,
                                    "left out: every grade has a count, or every grade a percent");
    if (counted)
        return Exact{row.number(key, 0, most_counted)};
    const Exact percent = conversion::number_of(row.required(key), key);
    if (percent < Exact{0})
        throw MapReader::wrong_type(row.required(key), key, "a number of at least zero");
    return percent;
}

void read_rows(const MapReader& root, GradeDistribution& table) {
    const auto entries = root.entries("grades");
    if (entries.size() > most_grades)
        throw MapReader::wrong_type(root.required("grades"), "grades", "a list of at most a thousand grades");
    const bool counted = !entries.empty() && entries.front()["count"].has_content();
    Exact sum;
    for (const Value& entry : entries) {
        const MapReader row{entry, {"grade", "count", "percent"}};
        GradeDistribution::Row grade{row.text("grade"), read_amount(row, counted)};
        if (conversion::find_row(table, grade.grade) != table.rows.size())
            throw MapReader::wrong_type(row.required("grade"), "grade", "a grade that occurs once");
        sum = sum + grade.share;
        table.rows.push_back(std::move(grade));
    }
    if (sum <= Exact{0} || (!counted && !about_a_hundred(sum)))
        throw MapReader::wrong_type(root.required("grades"), "grades",
                                    counted ? "a list that counts at least one grade" : "a list of 100 per cent");
    for (GradeDistribution::Row& row : table.rows)
        row.share = row.share / sum;
}

} // namespace

GradeDistribution read_grade_distribution(std::string_view text, const std::string& file) {
    return framework::read_table(text, file, [&](const Value& value) {
        const MapReader root{value,
                             {"schema", "scale", "institution", "grades", "reference_group", "years", "source"}};
        constexpr std::string_view schema = "requal.grade-distribution/1";
        if (root.text("schema") != schema)
            throw MapReader::wrong_type(root.required("schema"), "schema", schema);
        GradeDistribution table;
        table.file = file;
        table.scale = root.text_or_empty("scale");
        table.institution = root.text_or_empty("institution");
        static_cast<void>(root.required("grades"));
        read_rows(root, table);
        const MapReader group{root.required("reference_group"), {"isced_f", "description"}};
        table.field = group.text("isced_f");
        table.description = group.text_or_empty("description");
        table.years = root.numbers("years", first_year, last_year);
        if (table.years.empty())
            throw MapReader::wrong_type(value, "years", "a list of the years counted");
        table.source = root.text("source");
        table.digest = std::make_shared<const TableDigest>(std::string{text});
        return table;
    });
}

namespace conversion {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
    return lower(a) == lower(b);
}

} // namespace

std::size_t find_row(const GradeDistribution& table, std::string_view grade) {
    const auto number = Exact::parse(grade);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto listed = Exact::parse(table.rows[i].grade);
        if (same_letters(table.rows[i].grade, grade) || (number && listed && *number == *listed))
            return i;
    }
    return table.rows.size();
}

ExactRange range_of(const GradeDistribution& table, std::size_t row) {
    ExactRange range;
    for (std::size_t i = 0; i < row; ++i)
        range.low = range.low + table.rows[i].share;
    range.high = range.low + table.rows[row].share;
    return range;
}

std::vector<HostGrade> host_grades(const GradeDistribution& host, const ExactRange& home) {
    std::vector<HostGrade> found;
    ExactRange range;
    for (std::size_t i = 0; i < host.rows.size(); ++i) {
        range.high = range.low + host.rows[i].share;
        const ExactRange shared{std::max(range.low, home.low), std::min(range.high, home.high)};
        if (shared.low < shared.high)
            found.push_back({i, range, (shared.high - shared.low) / (home.high - home.low)});
        else if (home.single() && !range.single() && found.empty() && home.low <= range.high)
            found.push_back({i, range, Exact{1}}); // nobody got this grade: its range is a point
        range.low = range.high;
    }
    return found;
}

std::size_t picked_by(OverlapRule rule, const std::vector<HostGrade>& grades, const ExactRange& home) {
    if (rule == OverlapRule::maximum)
        return 0;
    if (rule == OverlapRule::minimum)
        return grades.size() - 1;
    if (rule == OverlapRule::mean)
        return (grades.size() - 1) / 2;
    const Exact middle = (home.low + home.high) / Exact{2};
    const auto found = std::find_if(grades.begin(), grades.end(),
                                    [&](const HostGrade& grade) { return middle <= grade.range.high; });
    return found == grades.end() ? grades.size() - 1 : static_cast<std::size_t>(found - grades.begin());
}

} // namespace conversion
} // namespace requal
