#include "requal/codes.hpp"
#include "requal/reference_compare.hpp"

#include "framework/names.hpp"
#include "framework/tables.hpp"
#include "reference/find_page.hpp"
#include "reference/words.hpp"

#include "requal/error.hpp"

#include <algorithm>

namespace requal {
namespace {

using framework::NationalLevel;
using framework::NationalTable;
using Levels = std::vector<const NationalLevel*>;

/** The one framework of a name. A country with several is asked about: they do not have the same levels. */
const NationalTable& framework_of(const ReferenceTables& all, std::string_view name) {
    const framework::Tables& tables = all.frameworks.tables();
    std::vector<reference::Meaning> found = reference::meanings(all, name, {});
    std::vector<const framework::IndexRow*> rows;
    const auto add = [&](const framework::IndexRow& row) {
        if (std::find(rows.begin(), rows.end(), &row) == rows.end())
            rows.push_back(&row);
    };
    std::string country;
    for (const reference::Meaning& meaning : found) {
        if (meaning.row != nullptr)
            add(*meaning.row);
        if (meaning.country == nullptr)
            continue;
        country = meaning.country->name;
        for (const framework::IndexRow& row : tables.index().frameworks)
            if (row.regions.empty() &&
                std::find(row.countries.begin(), row.countries.end(), meaning.country->code) != row.countries.end())
                add(row);
    }
    if (rows.empty() && country.empty())
        throw Error{Code::tables_name_unknown, {{"name", std::string{name}}, {"known", "none among the frameworks"}}};
    if (rows.empty())
        throw Error{Code::framework_no_framework, {{"country", country}}};
    if (rows.size() > 1) {
        std::vector<std::string> known;
        known.reserve(rows.size());
        for (const framework::IndexRow* row : rows)
            known.push_back(row->id + " (" + row->origin() + " " + row->abbreviations.front() + ")");
        throw Error{Code::tables_name_ambiguous, {{"name", std::string{name}}, {"known", joined(known)}}};
    }
    return tables.national(*rows.front());
}

Levels linked_to(const NationalTable& table, int eqf) {
    Levels found;
    for (const NationalLevel& level : table.levels)
        if (eqf == 0 ? level.eqf.empty() : std::find(level.eqf.begin(), level.eqf.end(), eqf) != level.eqf.end())
            found.push_back(&level);
    return found;
}

bool spans(const Levels& levels) {
    return std::any_of(levels.begin(), levels.end(),
                       [](const NationalLevel* level) { return level->eqf.size() > 1; });
}

bool doubtful(const NationalTable& table, const Levels& levels) {
    return !levels.empty() &&
           (!table.is_referenced() || std::any_of(levels.begin(), levels.end(), [](const NationalLevel* level) {
               return level->eqf_confidence == Confidence::low || level->relation == Relation::indicative ||
                      level->relation == Relation::comparable || level->relation == Relation::partial;
           }));
}

std::vector<LevelDifference> differences_of(const Comparison& comparison, const ComparisonRow& row) {
    std::vector<LevelDifference> differences;
    const auto add_if = [&](bool condition, LevelDifference difference) {
        if (condition)
            differences.push_back(difference);
    };
    const std::size_t left = row.left.size();
    const std::size_t right = row.right.size();
    add_if(right == 0, LevelDifference::only_left);
    add_if(left == 0, LevelDifference::only_right);
    if (row.eqf == 0) // nothing links these levels to each other
        return differences;
    add_if(left == 1 && right > 1, LevelDifference::one_to_many);
    add_if(left > 1 && right == 1, LevelDifference::many_to_one);
    add_if(left > 1 && right > 1, LevelDifference::many_to_many);
    add_if(spans(row.left), LevelDifference::spans_left);
    add_if(spans(row.right), LevelDifference::spans_right);
    add_if(doubtful(*comparison.left, row.left), LevelDifference::doubtful_left);
    add_if(doubtful(*comparison.right, row.right), LevelDifference::doubtful_right);
    return differences;
}

} // namespace

std::string_view difference_text(LevelDifference difference) noexcept {
    switch (difference) {
    case LevelDifference::only_left:
        return "only_left";
    case LevelDifference::only_right:
        return "only_right";
    case LevelDifference::one_to_many:
        return "one_to_many";
    case LevelDifference::many_to_one:
        return "many_to_one";
    case LevelDifference::many_to_many:
        return "many_to_many";
    case LevelDifference::spans_left:
        return "spans_left";
    case LevelDifference::spans_right:
        return "spans_right";
    case LevelDifference::doubtful_left:
        return "doubtful_left";
    case LevelDifference::doubtful_right:
        return "doubtful_right";
    }
    return "";
}

Comparison compare_frameworks(const ReferenceTables& tables, std::string_view left, std::string_view right,
                              std::string_view level) {
    Comparison comparison{&framework_of(tables, left), &framework_of(tables, right), {}, {}};
    Levels wanted;
    if (!level.empty()) {
        wanted = framework::find_levels(*comparison.left, level);
        if (wanted.empty())
            throw Error{Code::framework_level_unknown,
                        {{"framework", comparison.left->display()},
                         {"level", std::string{level}},
                         {"known", framework::level_list(*comparison.left)}}};
        for (const NationalLevel* one : wanted)
            comparison.level += (comparison.level.empty() ? "" : ", ") + one->notation;
    }
    for (const int eqf : {8, 7, 6, 5, 4, 3, 2, 1, 0}) {
        ComparisonRow row{eqf, linked_to(*comparison.left, eqf), linked_to(*comparison.right, eqf), {}};
        const bool asked = level.empty() || std::any_of(row.left.begin(), row.left.end(), [&](const auto* one) {
                               return std::find(wanted.begin(), wanted.end(), one) != wanted.end();
                           });
        if (!asked || (row.left.empty() && row.right.empty()))
            continue;
        // Levels without a link say nothing about each other.
        if (eqf == 0 && !level.empty())
            row.right.clear();
        row.differences = differences_of(comparison, row);
        comparison.rows.push_back(std::move(row));
    }
    return comparison;
}

} // namespace requal
