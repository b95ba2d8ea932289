#include "mapping/statements.hpp"

#include "framework/names.hpp"

#include <algorithm>
#include <set>

namespace requal {

std::string_view confidence_text(Confidence confidence) noexcept {
    switch (confidence) {
    case Confidence::low:
        return "low";
    case Confidence::medium:
        return "medium";
    case Confidence::high:
        return "high";
    }
    return "";
}

std::string_view relation_text(Relation relation) noexcept {
    switch (relation) {
    case Relation::exact:
        return "exact";
    case Relation::range:
        return "range";
    case Relation::partial:
        return "partial";
    case Relation::comparable:
        return "comparable";
    case Relation::indicative:
        return "indicative";
    case Relation::not_referenced:
        return "not_referenced";
    }
    return "";
}

std::string_view outcome_text(MappingOutcome outcome) noexcept {
    switch (outcome) {
    case MappingOutcome::mapped:
        return "mapped";
    case MappingOutcome::none:
        return "none";
    case MappingOutcome::undetermined:
        return "undetermined";
    }
    return "";
}

std::string display_name(const FrameworkLevel& level) {
    if (level.framework == "title")
        return "'" + level.level + "'";
    if (level.framework == "award")
        return level.country + " " + level.level;
    std::string out = level.country.empty() ? level.name : level.country + " " + level.name;
    out += " " + (level.framework == "qf-ehea" ? level.title : level.level);
    return out;
}

MappingTarget mapping_target(std::string_view name) {
    const std::string folded = framework::folded(name);
    if (folded == "eqf")
        return {TargetKind::eqf, "eqf"};
    if (folded == "qf-ehea")
        return {TargetKind::qf_ehea, "qf-ehea"};
    if (folded == "isced")
        return {TargetKind::isced, "isced"};
    return {TargetKind::national, std::string{name}};
}

std::vector<MappingTarget> default_targets() {
    return {{TargetKind::eqf, "eqf"}, {TargetKind::qf_ehea, "qf-ehea", true}, {TargetKind::isced, "isced"}};
}

namespace {

MappingOutcome whole_outcome(const std::vector<TargetResult>& targets) {
    MappingOutcome whole = MappingOutcome::mapped;
    for (const TargetResult& target : targets) {
        if (target.outcome == MappingOutcome::none && !target.target.if_applicable)
            return MappingOutcome::none;
        if (target.outcome == MappingOutcome::undetermined)
            whole = MappingOutcome::undetermined;
    }
    return whole;
}

bool has_candidate(const MappingResult& result, const FrameworkLevel& place) {
    for (const TargetResult& target : result.targets)
        for (const Candidate& candidate : target.candidates)
            if (candidate.place.framework == place.framework && candidate.place.level == place.level)
                return true;
    return false;
}

/** The columns of the ladder: every national framework that the answer speaks of. */
std::vector<LadderColumn> draw_columns(const MappingResult& result, const std::vector<FrameworkLevel>& passed,
                                       const std::vector<const framework::NationalTable*>& tables) {
    std::vector<LadderColumn> columns;
    for (const framework::NationalTable* table : tables) {
        LadderColumn column{.name = table->display()};
        for (const framework::NationalLevel& level : table->levels) {
            const FrameworkLevel place = table->place(level);
            const bool start = std::any_of(passed.begin(), passed.end(), [&](const FrameworkLevel& s) {
                return s.framework == place.framework && s.level == place.level;
            });
            for (const int eqf : level.eqf)
                column.steps.push_back({eqf, level.notation, start || has_candidate(result, place)});
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

/** The awards of a country's table that the title was taken for, each in its column. */
std::vector<LadderColumn> award_columns(const mapping::Statements& statements) {
    std::vector<LadderColumn> columns;
    for (const mapping::ChosenAward& chosen : statements.title.chosen) {
        LadderColumn column{.name = chosen.match.country + " award"};
        std::set<int> levels;
        for (const mapping::Reached& reached : statements.reached)
            if (reached.award != nullptr && reached.award == chosen.known->award)
                levels.insert(reached.eqf);
        for (const int eqf : levels)
            column.steps.push_back({eqf, chosen.match.award, true});
        if (!column.steps.empty())
            columns.push_back(std::move(column));
    }
    return columns;
}

/** Notes a table once, in the order of use. */
template <typename Table>
void use(std::vector<TableUse>& tables, const Table& table) {
    for (const TableUse& file : table.files) {
        const bool known =
            std::any_of(tables.begin(), tables.end(), [&](const TableUse& t) { return t.file == file.file; });
        if (!known)
            tables.push_back(file);
    }
}

} // namespace

MappingResult map_qualification(const Frameworks& frameworks, const QualificationDescription& description,
                                const std::vector<MappingTarget>& targets) {
    const framework::Tables& tables = frameworks.tables();
    const mapping::Statements statements = mapping::read_statements(frameworks, description);
    MappingResult result{.description = description};
    result.awards = statements.title.matches;
    for (const mapping::ChosenAward& chosen : statements.title.chosen)
        if (chosen.known->country != nullptr)
            use(result.tables, *chosen.known->country);
    std::vector<const framework::NationalTable*> national;
    const auto add_national = [&](const framework::NationalTable& table) {
        if (std::find(national.begin(), national.end(), &table) == national.end())
            national.push_back(&table);
        use(result.tables, table);
    };
    for (const mapping::Start& start : statements.starts) {
        result.starts.push_back(start.table->place(*start.level));
        add_national(*start.table);
    }
    std::vector<FrameworkLevel> passed = result.starts;
    for (const mapping::Reached& reached : statements.reached)
        if (reached.start) {
            add_national(*reached.start->table);
            passed.push_back(reached.start->table->place(*reached.start->level));
        }
    for (const int stated : statements.stated_eqf)
        result.starts.push_back(framework::eqf_place(stated));
    for (const MappingTarget& target : targets) {
        result.targets.push_back(mapping::map_target(tables, target, statements));
        if (target.kind == TargetKind::national)
            for (const framework::IndexRow* row : framework::find_frameworks(tables, target.name))
                add_national(tables.national(*row));
        if (target.kind == TargetKind::qf_ehea || target.kind == TargetKind::isced)
            use(result.tables, tables.eqf());
        if (target.kind == TargetKind::isced)
            use(result.tables, tables.isced());
    }
    for (const mapping::Reached& reached : statements.reached)
        result.eqf_levels.push_back(reached.eqf);
    std::sort(result.eqf_levels.begin(), result.eqf_levels.end());
    result.eqf_levels.erase(std::unique(result.eqf_levels.begin(), result.eqf_levels.end()), result.eqf_levels.end());
    result.eqf_agrees = statements.eqf_agrees;
    result.findings = statements.findings;
    result.outcome = whole_outcome(result.targets);
    result.ladder = award_columns(statements);
    for (LadderColumn& column : draw_columns(result, passed, national))
        result.ladder.push_back(std::move(column));
    return result;
}

} // namespace requal
