#include "framework/names.hpp"
#include "mapping/statements.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace requal::mapping {
namespace {

/** What an EQF level leads to within one target. */
struct Arrival {
    Candidate candidate; ///< place, types and caveats; path and confidence are filled in
    std::optional<Hop> last_hop;
    bool doubtful = false;
    int rank = 0; ///< smaller is better
};

void merge(std::vector<Finding>& into, const std::vector<Finding>& more) {
    for (const Finding& finding : more) {
        const bool known = std::any_of(into.begin(), into.end(), [&](const Finding& f) {
            return f.code == finding.code && f.arguments == finding.arguments;
        });
        if (!known)
            into.push_back(finding);
    }
}

/** Two examples of one level lead the same way, but for the title's own hop. */
bool same_way(const MappingPath& a, const MappingPath& b) {
    return std::equal(a.hops.begin(), a.hops.end(), b.hops.begin(), b.hops.end(), [](const Hop& x, const Hop& y) {
        return x.rule == y.rule && x.from.framework == y.from.framework && x.from.level == y.from.level &&
               x.to.framework == y.to.framework && x.to.level == y.to.level;
    });
}

/** The candidates of one target: one for each place, with every path that leads there. */
class Candidates {
  public:
    void add(const Reached& reached, Arrival arrival) {
        MappingPath path{reached.way};
        if (arrival.last_hop)
            path.hops.push_back(*std::move(arrival.last_hop));
        const bool doubtful = arrival.doubtful || reached.doubtful;
        arrival.rank = 2 * arrival.rank + reached.rank;
        Entry& entry = entry_for(arrival, doubtful);
        entry.rank = std::min(entry.rank, arrival.rank);
        entry.candidate.doubtful = entry.candidate.doubtful && doubtful;
        merge(entry.candidate.caveats, arrival.candidate.caveats);
        const auto& paths = entry.candidate.paths;
        if (std::none_of(paths.begin(), paths.end(), [&](const MappingPath& p) { return same_way(p, path); }))
            entry.candidate.paths.push_back(std::move(path));
    }

    /** Adds a path unless the place has one with the same last hop: several EQF levels of one award share it. */
    void add_once(const Reached& reached, Arrival arrival) {
        for (const Entry& entry : m_entries)
            for (const MappingPath& path : entry.candidate.paths)
                if (path.hops.back().from.level == arrival.last_hop->from.level &&
                    path.hops.back().to.level == arrival.last_hop->to.level)
                    return;
        add(reached, std::move(arrival));
    }

    std::vector<Candidate> take() {
        std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
            return std::pair{a.candidate.doubtful, a.rank} < std::pair{b.candidate.doubtful, b.rank};
        });
        std::vector<Candidate> list;
        for (Entry& entry : m_entries) {
            auto& paths = entry.candidate.paths;
            std::stable_sort(paths.begin(), paths.end(), [](const MappingPath& a, const MappingPath& b) {
                return a.confidence() > b.confidence();
            });
            entry.candidate.confidence = paths.front().confidence();
            list.push_back(std::move(entry.candidate));
        }
        return list;
    }

  private:
    struct Entry {
        Candidate candidate;
        int rank = 0;
    };

    Entry& entry_for(Arrival& arrival, bool doubtful) {
        const FrameworkLevel& place = arrival.candidate.place;
        for (Entry& entry : m_entries)
            if (entry.candidate.place.framework == place.framework && entry.candidate.place.level == place.level)
                return entry;
        Entry& fresh = m_entries.emplace_back(Entry{arrival.candidate, arrival.rank});
        fresh.candidate.doubtful = doubtful;
        return fresh;
    }

    std::vector<Entry> m_entries;
};

void map_to_eqf(const Statements& statements, Candidates& candidates) {
    for (const Reached& reached : statements.reached)
        candidates.add(reached, {.candidate = {.place = framework::eqf_place(reached.eqf)}, .last_hop = {}});
}

/** A vocational diploma at EQF 5 ends no cycle, and the lower end of a bachelor's range is no short cycle. */
void hold_against_kind(const Reached& reached, const std::string& cycle, Arrival& arrival, Hop& hop) {
    const framework::AwardKind kind = reached.award->kind;
    if (framework::cycle_of(kind) == cycle) {
        arrival.candidate.caveats
            .clear(); // that other qualifications share the level does not matter: this is a degree
        hop.rule = "award-cycle";
        return;
    }
    if (kind == framework::AwardKind::professional || kind == framework::AwardKind::long_cycle)
        return; // which cycle a long first degree ends depends on the system; the level decides
    arrival.doubtful = true;
    hop.confidence = Confidence::low;
    arrival.candidate.caveats.push_back({Code::framework_cycle_of_kind,
                                         {{"award", reached.award->display()},
                                          {"kind", framework::kind_words(framework::kind_text(kind))},
                                          {"level", "EQF " + std::to_string(reached.eqf)},
                                          {"cycle", cycle}}});
}

/** The cycle is that of the degree placed at a level; other qualifications at the level do not
 * inherit it. */
void map_to_cycle(const Tables& tables, const Reached& reached, Candidates& candidates, TargetResult& result) {
    const framework::EqfTable& eqf = tables.eqf();
    const framework::EqfLevel& level = eqf.at(reached.eqf);
    if (level.cycle.empty()) {
        merge(result.findings, {{Code::framework_no_cycle, {{"eqf", std::to_string(reached.eqf)}}}});
        return;
    }
    Arrival arrival;
    arrival.candidate.place = framework::cycle_place(level.cycle);
    arrival.candidate.caveats.push_back({Code::framework_cycle_of_degrees, {{"cycle", level.cycle}}});
    Hop hop;
    hop.from = framework::eqf_place(reached.eqf);
    hop.to = arrival.candidate.place;
    hop.rule = "qf-ehea-cycle";
    hop.relation = Relation::partial; // the cycle covers the degrees at the level, not all of it
    hop.confidence = level.confidence;
    hop.table = eqf.file;
    hop.sources = level.cited;
    hop.note = level.note;
    if (reached.award != nullptr) {
        hold_against_kind(reached, level.cycle, arrival, hop);
    } else if (reached.start) {
        const auto& [table, row] = *reached.start;
        const std::string place = display_name(table->place(*row));
        if (row->cycle != level.cycle) {
            arrival.doubtful = true;
            hop.confidence = Confidence::low;
            arrival.candidate.caveats.push_back(
                {Code::framework_no_degree_at_level, {{"level", place}, {"cycle", level.cycle}}});
        } else if (!table->self_certified) {
            hop.confidence = std::min(hop.confidence, Confidence::medium);
            arrival.candidate.caveats.push_back(
                {Code::framework_cycle_not_certified, {{"framework", table->display()}}});
        }
    }
    arrival.last_hop = std::move(hop);
    candidates.add(reached, std::move(arrival));
}

/** The row of an award says its ISCED level itself: no way round by the EQF is as good. */
void add_own_isced(const Tables& tables, const Reached& reached, Candidates& candidates) {
    const framework::IscedTable& isced = tables.isced();
    const framework::IscedLevel& level = isced.levels.at(static_cast<std::size_t>(*reached.award->isced));
    Arrival arrival;
    arrival.candidate.place = framework::isced_place(level);
    Hop hop;
    hop.from = reached.way.front().to;
    if (hop.from.framework != "award")
        return;
    hop.to = arrival.candidate.place;
    hop.rule = "award-isced";
    hop.relation = Relation::comparable;
    hop.confidence = std::min(reached.award->confidence, Confidence::medium); // taken from the kind of programme
    hop.table = reached.award->file;
    hop.sources = reached.way.size() > 1 ? reached.way[1].sources : CitedSources{};
    if (!reached.award->isced_programme.empty())
        hop.note = "ISCED programme " + reached.award->isced_programme + ", by kind and length";
    Reached title = reached;
    title.way.resize(1);
    arrival.last_hop = std::move(hop);
    candidates.add_once(title, std::move(arrival));
}

void map_to_isced(const Tables& tables, const Reached& reached, Candidates& candidates) {
    if (reached.award != nullptr && reached.award->isced) {
        add_own_isced(tables, reached, candidates);
        return;
    }
    const framework::IscedTable& isced = tables.isced();
    const framework::EqfLevel& eqf = tables.eqf().at(reached.eqf);
    std::set<int> levels(eqf.isced_typical.begin(), eqf.isced_typical.end());
    const std::vector<int>& possible = isced.eqf_to_isced.at(reached.eqf);
    levels.insert(possible.begin(), possible.end());
    for (const int number : levels) {
        const framework::IscedLevel& level = isced.levels.at(static_cast<std::size_t>(number));
        const bool typical =
            std::find(eqf.isced_typical.begin(), eqf.isced_typical.end(), number) != eqf.isced_typical.end();
        Arrival arrival;
        arrival.candidate.place = framework::isced_place(level);
        if (!typical)
            arrival.candidate.caveats.push_back(
                {Code::framework_isced_unusual,
                 {{"isced", std::to_string(number)}, {"eqf", std::to_string(eqf.level)}}});
        arrival.doubtful = !typical;
        arrival.rank = level.typical_eqf == reached.eqf ? 0 : 1;
        Hop hop;
        hop.from = framework::eqf_place(reached.eqf);
        hop.to = arrival.candidate.place;
        hop.rule = "isced-indicative";
        hop.relation = Relation::indicative;
        hop.confidence = typical ? std::min(eqf.confidence, level.confidence) : Confidence::low;
        hop.table = isced.file;
        hop.sources = level.cited;
        for (const std::string& exception : level.exceptions)
            hop.note += (hop.note.empty() ? "exceptions known: " : "; ") + exception;
        arrival.last_hop = std::move(hop);
        candidates.add(reached, std::move(arrival));
    }
}

/** "7 (Ordinary Bachelor Degree), 8 (Honours Bachelor Degree; Higher Diploma)" */
std::string with_types(const std::vector<const NationalLevel*>& levels) {
    std::string list;
    for (const NationalLevel* level : levels) {
        std::string types;
        for (const QualificationType& type : level->types)
            types += (types.empty() ? "" : "; ") + type.name();
        list += (list.empty() ? "" : ", ") + level->notation + (types.empty() ? "" : " (" + types + ")");
    }
    return list;
}

Arrival arrival_at(const Reached& reached, const NationalTable& table, const NationalLevel& level) {
    Arrival arrival;
    arrival.candidate.place = table.place(level);
    arrival.candidate.qualification_types = level.types;
    arrival.candidate.caveats = link_findings(table, level);
    arrival.doubtful = is_doubtful(table, level);
    const std::string cycle = reached.award != nullptr ? std::string{framework::cycle_of(reached.award->kind)}
                              : reached.start          ? reached.start->level->cycle
                                                       : "";
    if (!cycle.empty() && level.cycle != cycle) {
        arrival.rank = 1;
        arrival.candidate.caveats.push_back(
            {Code::framework_cycle_elsewhere, {{"level", display_name(arrival.candidate.place)}, {"cycle", cycle}}});
    }
    arrival.last_hop = hop_from_eqf(reached.eqf, table, level);
    return arrival;
}

void map_to_national(const Tables& tables, const Statements& statements, Candidates& candidates,
                     TargetResult& result) {
    for (const framework::IndexRow* row : framework::find_frameworks(tables, result.target.name)) {
        const NationalTable& table = tables.national(*row);
        std::set<int> done;
        for (const Reached& reached : statements.reached) {
            std::vector<const NationalLevel*> levels;
            for (const NationalLevel& level : table.levels)
                if (std::find(level.eqf.begin(), level.eqf.end(), reached.eqf) != level.eqf.end())
                    levels.push_back(&level);
            for (const NationalLevel* level : levels)
                candidates.add(reached, arrival_at(reached, table, *level));
            if (!done.insert(reached.eqf).second)
                continue;
            const std::string eqf = std::to_string(reached.eqf);
            if (levels.empty())
                result.findings.push_back(
                    {Code::framework_no_counterpart, {{"framework", table.display()}, {"eqf", eqf}}});
            if (levels.size() > 1)
                result.findings.push_back({Code::framework_several_levels,
                                           {{"framework", table.display()},
                                            {"eqf", eqf},
                                            {"count", std::to_string(levels.size())},
                                            {"levels", with_types(levels)}}});
        }
    }
}

MappingOutcome outcome_of(const TargetResult& result, const Statements& statements) {
    const bool sure = std::any_of(result.candidates.begin(), result.candidates.end(),
                                  [](const Candidate& c) { return !c.doubtful; });
    if (sure && !statements.unclear)
        return MappingOutcome::mapped;
    if (!result.candidates.empty() || statements.unclear)
        return MappingOutcome::undetermined;
    // Nothing was found, and no statement is in doubt: the tables say no, unless the way there was
    // doubtful.
    const bool doubtful = std::any_of(statements.reached.begin(), statements.reached.end(),
                                      [](const Reached& r) { return r.doubtful; });
    return doubtful ? MappingOutcome::undetermined : MappingOutcome::none;
}

} // namespace

TargetResult map_target(const Tables& tables, const MappingTarget& target, const Statements& statements) {
    TargetResult result{.target = target};
    Candidates candidates;
    switch (target.kind) {
    case TargetKind::eqf:
        map_to_eqf(statements, candidates);
        break;
    case TargetKind::qf_ehea:
        for (const Reached& reached : statements.reached)
            map_to_cycle(tables, reached, candidates, result);
        break;
    case TargetKind::isced:
        for (const Reached& reached : statements.reached)
            map_to_isced(tables, reached, candidates);
        if (!statements.reached.empty())
            result.findings.push_back({Code::framework_isced_indicative, {}});
        break;
    case TargetKind::national:
        map_to_national(tables, statements, candidates, result);
        break;
    }
    result.candidates = candidates.take();
    result.outcome = outcome_of(result, statements);
    return result;
}

} // namespace requal::mapping
