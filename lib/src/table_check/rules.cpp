#include "table_check/rules.hpp"

#include "framework/names.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <map>

namespace requal::table_check {
namespace {

using framework::Award;
using framework::CountryTable;
using framework::NationalTable;

/** Where a table's head stands: in the last layer that says something of it. */
template <typename Table>
std::string head_file(const Table& table) {
    return table.files.back().file;
}

/** Collects problems of one table. */
class Problems {
  public:
    explicit Problems(std::string file) : m_file(std::move(file)) {}

    void add(Code code, Arguments arguments, const Position& position = {1, 1}, const std::string& file = {}) {
        m_list.push_back({{code, std::move(arguments)}, file.empty() ? m_file : file, position});
    }
    std::vector<TableProblem> take() { return std::move(m_list); }

  private:
    std::string m_file;
    std::vector<TableProblem> m_list;
};

std::string eqf_text(int least, int most) {
    return least == most ? "EQF " + std::to_string(least)
                         : "EQF " + std::to_string(least) + " to " + std::to_string(most);
}

void check_references(const Award& award, const Known& known, Problems& problems) {
    for (const framework::AwardPlace& place : award.national) {
        const NationalTable* table = nullptr;
        try {
            table = known.tables->with_id(place.framework);
        } catch (const Error&) { // reported where that table is checked
            continue;
        }
        if (table == nullptr) {
            problems.add(Code::tables_reference_unknown, {{"what", "the framework"}, {"id", place.framework}},
                         award.position, award.file);
            continue;
        }
        for (const std::string& notation : place.levels) {
            const auto levels = framework::find_levels(*table, notation);
            if (levels.empty())
                problems.add(Code::tables_reference_unknown,
                             {{"what", "the level of " + table->display()}, {"id", notation}}, award.position,
                             award.file);
            for (const framework::NationalLevel* level : levels)
                if (award.eqf.least && !level->eqf.empty() &&
                    (level->eqf.back() < *award.eqf.least || level->eqf.front() > *award.eqf.most))
                    problems.add(Code::tables_contradiction,
                                 {{"what", award.id},
                                  {"text", "its own row says " + eqf_text(*award.eqf.least, *award.eqf.most) +
                                               ", its level " + display_name(table->place(*level)) + " leads to " +
                                               eqf_text(level->eqf.front(), level->eqf.back())}},
                                 award.position, award.file);
        }
    }
    if (award.credits && !award.credits->system.empty() && !known.systems.contains(award.credits->system))
        problems.add(Code::tables_reference_unknown, {{"what", "the credit system"}, {"id", award.credits->system}},
                     award.position, award.file);
}

bool meet(std::optional<double> least_a, std::optional<double> most_a, std::optional<double> least_b,
          std::optional<double> most_b) {
    return !(most_a && least_b && *most_a < *least_b) && !(most_b && least_a && *most_b < *least_a);
}

std::optional<double> as_number(std::optional<int> year) {
    return year ? std::optional<double>{*year} : std::nullopt;
}

/** Two awards that nothing tells apart although they stand at different levels: title, years of award, length and
 *  remark are the same. */
bool cannot_be_told_apart(const Award& a, const Award& b) {
    const bool same_name =
        !a.names.native.empty() && !b.names.native.empty() && a.names.native.front() == b.names.native.front();
    return same_name && a.remark == b.remark && a.kind == b.kind &&
           meet(as_number(a.valid.from), as_number(a.valid.to), as_number(b.valid.from), as_number(b.valid.to)) &&
           meet(a.duration.least, a.duration.most, b.duration.least, b.duration.most) &&
           std::pair{a.eqf.least, a.eqf.most} != std::pair{b.eqf.least, b.eqf.most};
}

void check_unused_sources(const framework::TableBase& table, const std::set<std::string>& used, Problems& problems) {
    if (table.files.size() > 1)
        return; // which layer a source comes from is not kept
    for (const TableSource& source : table.sources)
        if (!used.contains(source.id))
            problems.add(Code::tables_source_unused, {{"id", source.id}});
}

} // namespace

std::vector<TableProblem> check_index(const framework::Index& index) {
    Problems problems{head_file(index)};
    std::map<std::string, std::string> files;
    for (const framework::IndexRow& row : index.frameworks) {
        const auto [first, fresh] = files.emplace(row.file, row.id);
        if (!fresh)
            problems.add(Code::tables_duplicate_id,
                         {{"what", "the file"}, {"id", row.file}, {"first", first->second}});
    }
    return problems.take();
}

std::vector<TableProblem> check_framework(const NationalTable& table, const framework::IndexRow& row) {
    Problems problems{head_file(table)};
    const auto differs = [&](const char* what) {
        problems.add(Code::tables_index_differs, {{"what", what}, {"file", table.file}});
    };
    if (table.id != row.id)
        differs("the id");
    if (table.countries != row.countries || table.regions != row.regions)
        differs("the list of countries");
    if (table.subdivisions != row.subdivisions)
        differs("the list of parts of the country");
    std::set<std::string> used;
    std::set<std::string> notations;
    for (const framework::NationalLevel& level : table.levels) {
        used.insert(level.sources.begin(), level.sources.end());
        if (!notations.insert(level.notation).second)
            problems.add(Code::tables_duplicate_id,
                         {{"what", "the level"}, {"id", level.notation}, {"first", table.file}}, level.position,
                         level.file);
    }
    return problems.take();
}

std::vector<TableProblem> check_country(const CountryTable& table, const std::string& name, const Known& known) {
    Problems problems{head_file(table)};
    std::string expected = table.code;
    for (char& c : expected)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name != "countries/" + expected + ".yaml")
        problems.add(Code::tables_index_differs, {{"what", "the code " + table.code}, {"file", name}});
    if (!table.home.framework.empty() &&
        std::none_of(known.index->frameworks.begin(), known.index->frameworks.end(),
                     [&](const framework::IndexRow& row) { return row.id == table.home.framework; }))
        problems.add(Code::tables_reference_unknown, {{"what", "the framework"}, {"id", table.home.framework}});
    std::map<std::string, const Award*> seen;
    std::set<std::string> used;
    for (const Award& award : table.awards) {
        const auto [first, fresh] = seen.emplace(award.id, &award);
        if (!fresh)
            problems.add(Code::tables_duplicate_id,
                         {{"what", "the award"},
                          {"id", award.id},
                          {"first", first->second->file + ":" + std::to_string(first->second->position.line)}},
                         award.position, award.file);
        used.insert(award.sources.begin(), award.sources.end());
        check_references(award, known, problems);
    }
    for (auto a = table.awards.begin(); a != table.awards.end(); ++a)
        for (auto b = a + 1; b != table.awards.end(); ++b)
            if (cannot_be_told_apart(*a, *b))
                problems.add(Code::tables_overlap,
                             {{"what", a->id}, {"other", b->id}, {"text", "same title, years, length and remark"}},
                             b->position, b->file);
    check_unused_sources(table, used, problems);
    return problems.take();
}

std::vector<TableProblem> check_conversions(const conversion::CreditTable& credits,
                                            const conversion::GradeTable& grades) {
    Problems problems{head_file(credits)};
    std::set<std::string> ids;
    for (const CreditSystem& system : credits.systems) {
        if (!ids.insert(system.id).second)
            problems.add(Code::tables_duplicate_id,
                         {{"what", "the credit system"}, {"id", system.id}, {"first", credits.file}});
    }
    Problems of_grades{head_file(grades)};
    std::set<std::string> scales;
    for (const GradeScale& scale : grades.scales) {
        if (!scales.insert(scale.id).second)
            of_grades.add(Code::tables_duplicate_id,
                          {{"what", "the scale"}, {"id", scale.id}, {"first", grades.file}});
    }
    std::vector<TableProblem> all = problems.take();
    for (TableProblem& problem : of_grades.take())
        all.push_back(std::move(problem));
    return all;
}

} // namespace requal::table_check
