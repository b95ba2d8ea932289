#include "conversion/by_distribution.hpp"

#include "conversion/distribution.hpp"
#include "conversion/points.hpp"
#include "conversion/tables.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <set>

namespace requal {
namespace {

using conversion::GradeTable;
using conversion::Reading;

class Matcher {
  public:
    Matcher(const GradeTable& table, GradeResult& result) : m_table(table), m_result(result) {}

    void run() {
        const GradeDistribution& home = *question().distribution;
        const GradeDistribution& host = *question().to_distribution;
        const std::size_t row = conversion::find_row(home, question().grade);
        if (row == home.rows.size()) {
            std::string known;
            for (const GradeDistribution::Row& listed : home.rows)
                known += (known.empty() ? "" : ", ") + listed.grade;
            add(Code::grades_not_in_distribution,
                {{"grade", question().grade}, {"file", home.file}, {"known", known}});
            return;
        }
        m_result.method = GradeMethod::distribution;
        m_result.outcome = MappingOutcome::mapped;
        m_result.passed = true;
        m_result.formula = "host grades whose cumulative share overlaps that of the home grade";
        m_result.rounding = "rule " + std::string{overlap_text(question().overlap)};
        m_result.confidence = m_table.distribution_confidence;
        conversion::add_sources(m_result.sources, m_table.distribution_sources);
        for (const GradeDistribution* table : {&home, &host}) {
            m_result.tables.push_back({table->file, "requal.grade-distribution/1", table->digest});
            m_result.sources.push_back({.id = table->file,
                                        .title = table->source,
                                        .publisher = table->institution,
                                        .year = std::to_string(table->years.back()),
                                        .kind = {},
                                        .url = {}});
            if (std::set<int>(table->years.begin(), table->years.end()).size() < 2)
                doubt(Code::grades_few_years, {{"file", table->file}});
        }
        if (home.field != host.field)
            doubt(Code::grades_groups_differ, {{"home", home.field}, {"host", host.field}});
        pick(home, host, conversion::range_of(home, row));
    }

  private:
    void doubt(Code code, Arguments arguments) {
        m_result.confidence = std::min(*m_result.confidence, Confidence::medium);
        add(code, std::move(arguments));
    }

    void pick(const GradeDistribution& home, const GradeDistribution& host, const ExactRange& range) {
        const ExactRange hundred{Exact{100}, Exact{100}};
        const auto grades = conversion::host_grades(host, range);
        const std::size_t chosen = conversion::picked_by(question().overlap, grades, range);
        m_result.position = range * hundred;
        std::string list;
        for (std::size_t i = 0; i < grades.size(); ++i) {
            const std::string& grade = host.rows[grades[i].row].grade;
            m_result.overlaps.push_back(
                {grade, grades[i].range * hundred, grades[i].share * Exact{100}, i == chosen});
            list += (list.empty() ? "" : ", ") + grade;
        }
        GradeValue value{.text = host.rows[grades[chosen].row].grade};
        if (question().overlap == OverlapRule::mean)
            mean(host, grades, value);
        if (const auto number = Exact::parse(value.text); number && !value.exact)
            value.exact = number;
        if (m_result.to)
            if (const Reading reading = conversion::read_grade(*m_result.to, value.text);
                reading.kind == Reading::Kind::grade)
                value.classes = conversion::classes_at(*m_result.to, reading.better);
        m_result.steps.push_back(m_result.position->low.decimal(2) + " % of the passing grades of " + name(home) +
                                 " are better than " + question().grade + ", " + m_result.position->high.decimal(2) +
                                 " % are as good or better");
        if (grades.size() > 1)
            add(Code::grades_several_overlap,
                {{"grades", list}, {"rule", std::string{overlap_text(question().overlap)}}, {"picked", value.text}});
        m_result.better = m_result.worse = value;
    }

    /** Of numbers only; letters have the middle one. */
    void mean(const GradeDistribution& host, const std::vector<conversion::HostGrade>& grades, GradeValue& value) {
        Exact sum;
        for (const conversion::HostGrade& grade : grades) {
            const auto number = Exact::parse(host.rows[grade.row].grade);
            if (!number)
                return;
            sum = sum + *number;
        }
        value.exact = sum / Exact{static_cast<std::int64_t>(grades.size())};
        value.text = value.exact->decimal(2);
        for (Overlap& overlap : m_result.overlaps)
            overlap.picked = overlap.grade == value.text;
    }

    static std::string name(const GradeDistribution& table) {
        return table.institution.empty() ? table.file : table.institution;
    }

    [[nodiscard]] const GradeQuestion& question() const noexcept { return m_result.question; }
    void add(Code code, Arguments arguments) { m_result.findings.push_back({code, std::move(arguments)}); }

    const GradeTable& m_table;
    GradeResult& m_result;
};

} // namespace

void conversion::convert_by_distribution(const GradeTable& table, GradeResult& result) {
    Matcher{table, result}.run();
}

} // namespace requal
