// From an award to EQF levels: by its own row in the country's table, and by the national level it has at home.

#include "framework/names.hpp"
#include "mapping/statements.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::mapping {
namespace {

using framework::Award;
using framework::CountryTable;

Confidence title_confidence(const AwardMatch& match) {
    if (match.grade == "exact" || match.grade == "named")
        return Confidence::high;
    return match.grade == "variant" ? Confidence::medium : Confidence::low;
}

FrameworkLevel title_place(const std::string& title, const AwardMatch& match) {
    return {.framework = "title",
            .name = "title",
            .country = match.country,
            .level = title.empty() ? match.award : title};
}

Hop title_hop(const ChosenAward& chosen, const std::string& title, FrameworkLevel to) {
    Hop hop;
    hop.from = title_place(title, chosen.match);
    hop.to = std::move(to);
    hop.rule = "title";
    hop.relation = chosen.match.grade == "near" ? Relation::indicative : Relation::exact;
    hop.confidence = title_confidence(chosen.match);
    hop.table = chosen.match.table;
    if (chosen.match.grade != "named" && chosen.match.grade != "exact")
        hop.note = "the table writes " + chosen.match.matched;
    return hop;
}

Hop comparison_hop(const CountryTable& table, const Award& award, int eqf) {
    Hop hop;
    hop.from = framework::award_place(table, award);
    hop.to = framework::eqf_place(eqf);
    hop.rule = "award-comparison";
    hop.relation = award.eqf.least == award.eqf.most ? Relation::comparable : Relation::range;
    hop.confidence = award.confidence;
    hop.table = award.file;
    hop.sources = award.cited;
    hop.note = framework::basis_text(award.eqf.basis) + (award.note.empty() ? "" : "; " + award.note);
    return hop;
}

Hop level_hop(const CountryTable& table, const Award& award, const Start& start, const std::string& note) {
    Hop hop;
    hop.from = framework::award_place(table, award);
    hop.to = start.table->place(*start.level);
    hop.rule = "award-level";
    hop.confidence = award.confidence;
    hop.table = award.file;
    hop.sources = award.cited;
    hop.note = note;
    return hop;
}

std::string eqf_text(int least, int most) {
    return least == most ? "EQF " + std::to_string(least)
                         : "EQF " + std::to_string(least) + " to " + std::to_string(most);
}

class Ways {
  public:
    Ways(const Tables& tables, const ChosenAward& chosen, const std::string& title, Statements& out)
        : m_tables(tables), m_chosen(chosen), m_title(title), m_out(out) {}

    void add() {
        const award::KnownAward& known = *m_chosen.known;
        if (known.award == nullptr)
            add_example({known.framework, known.level});
        else
            add_award(*known.country, *known.award);
    }

  private:
    void add_example(const Start& start) {
        const Hop title = title_hop(m_chosen, m_title, start.table->place(*start.level));
        for (const int eqf : start.level->eqf)
            m_out.reached.push_back({.eqf = eqf,
                                     .way = {title, hop_to_eqf(start, eqf)},
                                     .start = start,
                                     .doubtful = m_chosen.doubtful || is_doubtful(*start.table, *start.level)});
        for (Finding& finding : link_findings(*start.table, *start.level))
            m_out.findings.push_back(std::move(finding));
    }

    void add_award(const CountryTable& table, const Award& award) {
        const Hop title = title_hop(m_chosen, m_title, framework::award_place(table, award));
        const bool unconfirmed = award.confidence == Confidence::low;
        if (award.eqf.least)
            for (int eqf = *award.eqf.most; eqf >= *award.eqf.least; --eqf)
                m_out.reached.push_back({.eqf = eqf,
                                         .way = {title, comparison_hop(table, award, eqf)},
                                         .award = &award,
                                         .doubtful = m_chosen.doubtful || unconfirmed,
                                         .rank = award.eqf.typical.value_or(eqf) == eqf ? 0 : 1});
        std::vector<int> by_level;
        for (const framework::AwardPlace& place : award.national)
            add_national(table, award, place, title, by_level);
        if (!award.eqf.least && by_level.empty()) {
            m_out.unclear = true; // no level is known, which is no statement that there is none
            m_out.findings.push_back({Code::framework_award_no_level, {{"award", award.display()}}});
        }
        if (unconfirmed && award.eqf.least)
            m_out.findings.push_back({Code::framework_award_unconfirmed, {{"award", award.display()}}});
        for (Finding& finding : award_findings(award))
            m_out.findings.push_back(std::move(finding));
    }

    void add_national(const CountryTable& table, const Award& award, const framework::AwardPlace& place,
                      const Hop& title, std::vector<int>& by_level) {
        const NationalTable* framework = m_tables.with_id(place.framework);
        if (framework == nullptr)
            return; // named in the table, but not among ours: a check of the tables reports it
        for (const std::string& notation : place.levels)
            for (const NationalLevel* level : framework::find_levels(*framework, notation)) {
                const Start start{framework, level};
                if (level->eqf.empty())
                    continue;
                const Hop hop = level_hop(table, award, start, place.note);
                // What the award is most often read as says more of it than what its level is.
                const auto typical = award.eqf.typical ? award.eqf.typical : level->typical_eqf;
                for (const int eqf : level->eqf) {
                    by_level.push_back(eqf);
                    m_out.reached.push_back({.eqf = eqf,
                                             .way = {title, hop, hop_to_eqf(start, eqf)},
                                             .start = start,
                                             .award = &award,
                                             .doubtful = m_chosen.doubtful || is_doubtful(*framework, *level),
                                             .rank = typical.value_or(eqf) == eqf ? 0 : 1});
                }
                compare(award, start);
            }
    }

    void compare(const Award& award, const Start& start) {
        const std::vector<int>& levels = start.level->eqf;
        if (!award.eqf.least || (levels.back() >= *award.eqf.least && levels.front() <= *award.eqf.most))
            return;
        m_out.findings.push_back({Code::framework_award_tables_disagree,
                                  {{"award", award.display()},
                                   {"level", display_name(start.table->place(*start.level))},
                                   {"national", eqf_text(levels.front(), levels.back())},
                                   {"own", eqf_text(*award.eqf.least, *award.eqf.most)}}});
    }

    const Tables& m_tables;
    const ChosenAward& m_chosen;
    const std::string& m_title;
    Statements& m_out;
};

} // namespace

std::vector<Finding> award_findings(const Award& award) {
    std::vector<Finding> findings;
    const std::string name = award.display();
    if (award.eqf.least && award.eqf.least != award.eqf.most)
        findings.push_back({Code::framework_award_range,
                            {{"award", name},
                             {"eqf", eqf_text(*award.eqf.least, *award.eqf.most)},
                             {"typical", award.eqf.typical ? "most often as EQF " + std::to_string(*award.eqf.typical)
                                                           : "no level prevails"}}});
    for (const auto& [country, text] : award.eqf.practice)
        findings.push_back({Code::framework_award_practice, {{"country", country}, {"text", text}}});
    for (const std::string& caveat : award.caveats)
        findings.push_back({Code::framework_award_caveat, {{"award", name}, {"text", caveat}}});
    const bool leaving = award.kind == framework::AwardKind::secondary_leaving;
    if (leaving && !award.access_at_home.empty())
        findings.push_back({Code::framework_award_access, {{"award", name}, {"access", award.access_at_home}}});
    if (leaving && !award.entrance_exam.empty())
        findings.push_back({Code::framework_award_entrance_exam, {{"award", name}, {"exam", award.entrance_exam}}});
    return findings;
}

void add_award_ways(const Tables& tables, const ChosenAward& chosen, const std::string& title,
                    Statements& statements) {
    Ways{tables, chosen, title, statements}.add();
}

} // namespace requal::mapping
