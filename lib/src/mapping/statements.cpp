#include "mapping/statements.hpp"
#include "framework/names.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::mapping {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : std::string{between}) + word;
    return out;
}

class Reader {
  public:
    Reader(const Frameworks& frameworks, const QualificationDescription& description)
        : m_frameworks(frameworks), m_tables(frameworks.tables()), m_description(description) {}

    Statements read() {
        if (!m_description.eqf_level.empty())
            read_stated_eqf();
        if (!m_description.level.empty())
            read_level();
        else if (!m_description.framework.empty())
            static_cast<void>(framework::find_frameworks(m_tables, m_description.framework));
        for (const std::string& uri : m_description.nqf_uris)
            read_uri(uri);
        const bool alone = m_out.starts.empty() && m_out.stated_eqf.empty() && !m_out.unclear;
        add_reached();
        compare();
        add_title(alone);
        return std::move(m_out);
    }

  private:
    void note(Code code, Arguments arguments) {
        if (effect_of(code) == Effect::indeterminate)
            m_out.unclear = true;
        m_out.findings.push_back({code, std::move(arguments)});
    }

    void read_stated_eqf() {
        if (const auto level = framework::parse_eqf_level(m_description.eqf_level, true))
            m_out.stated_eqf.push_back(*level);
        else
            note(Code::framework_eqf_unknown, {{"level", m_description.eqf_level}});
    }

    void read_level() {
        const std::string& typed = m_description.level;
        if (const auto level = framework::parse_eqf_level(typed, false)) {
            m_out.stated_eqf.push_back(*level);
            return;
        }
        if (typed.starts_with("http")) {
            read_uri(typed);
            return;
        }
        const std::string& where = m_description.framework.empty() ? m_description.country : m_description.framework;
        if (where.empty())
            throw Error{Code::framework_framework_missing, {{"level", typed}}};
        find_in(framework::find_frameworks(m_tables, where), typed);
    }

    void find_in(const std::vector<const framework::IndexRow*>& frameworks, const std::string& typed) {
        std::vector<std::string> names;
        std::vector<std::string> valid;
        std::vector<std::string> meanings;
        std::size_t with_level = 0;
        for (const framework::IndexRow* row : frameworks) {
            const NationalTable& table = m_tables.national(*row);
            names.push_back(table.display());
            valid.push_back((frameworks.size() > 1 ? table.display() + ": " : "") + framework::level_list(table));
            const auto levels = framework::find_levels(table, typed);
            with_level += levels.empty() ? 0U : 1U;
            for (const NationalLevel* level : levels) {
                add_start({&table, level});
                meanings.push_back(display_name(table.place(*level)));
            }
        }
        if (meanings.empty())
            throw Error{Code::framework_level_unknown,
                        {{"framework", joined(names, ", ")}, {"level", typed}, {"known", joined(valid, "; ")}}};
        if (frameworks.size() > 1)
            note(Code::framework_several_frameworks,
                 {{"frameworks", joined(names, ", ")}, {"levels", joined(meanings, ", ")}});
        else if (meanings.size() > with_level)
            note(Code::framework_several_meanings, {{"level", typed}, {"levels", joined(meanings, ", ")}});
    }

    void read_uri(const std::string& uri) {
        const framework::IndexRow* row = m_tables.with_uri(uri);
        if (row == nullptr) {
            note(Code::framework_uri_unknown, {{"uri", uri}});
            return;
        }
        const NationalTable& table = m_tables.national(*row);
        for (const NationalLevel& level : table.levels)
            if (level.uri == uri)
                add_start({&table, &level}); // none: the concept is the framework itself and states no level
    }

    void add_start(const Start& start) {
        for (const Start& earlier : m_out.starts)
            if (earlier.level == start.level)
                return;
        m_out.starts.push_back(start);
    }

    /** A title that comes with a level is held against it; alone it leads to levels itself. */
    void add_title(bool alone) {
        m_out.title = read_title(m_frameworks, m_description, alone);
        const bool has_title = !m_description.title.empty() || !m_description.award.empty();
        if (alone) {
            for (Finding& finding : m_out.title.findings)
                note(finding.code, std::move(finding.arguments));
            for (const ChosenAward& chosen : m_out.title.chosen)
                add_award_ways(m_tables, chosen, m_description.title, m_out);
            if (!has_title)
                note(Code::framework_no_level, {});
            return;
        }
        for (const ChosenAward& chosen : m_out.title.chosen)
            if (!chosen.doubtful)
                hold_against(chosen);
    }

    /** Does the award that the title names stand where the document says? Only when nothing else about it is open. */
    void hold_against(const ChosenAward& chosen) {
        if (m_out.title.chosen.size() > 1 || m_out.reached.empty())
            return;
        Statements own;
        add_award_ways(m_tables, chosen, m_description.title, own);
        const auto at = [](const std::vector<Reached>& reached, int eqf) {
            return std::any_of(reached.begin(), reached.end(), [&](const Reached& r) { return r.eqf == eqf; });
        };
        std::string expected;
        for (const Reached& reached : own.reached) {
            if (at(m_out.reached, reached.eqf))
                return;
            const std::string level = "EQF " + std::to_string(reached.eqf);
            if (expected.find(level) == std::string::npos)
                expected += (expected.empty() ? "" : " or ") + level;
        }
        if (!expected.empty())
            note(Code::framework_award_contradiction,
                 {{"award", chosen.match.name}, {"expected", expected}, {"stated", stated_text()}});
    }

    [[nodiscard]] std::string stated_text() const {
        std::string text = m_out.starts.empty() ? "" : start_list();
        for (const int stated : m_out.stated_eqf)
            text += (text.empty() ? "EQF " : ", EQF ") + std::to_string(stated);
        return text;
    }

    void add_reached() {
        for (const Start& start : m_out.starts) {
            for (const int eqf : start.level->eqf)
                m_out.reached.push_back({.eqf = eqf,
                                         .way = {hop_to_eqf(start, eqf)},
                                         .start = start,
                                         .doubtful = is_doubtful(*start.table, *start.level),
                                         .rank = start.level->typical_eqf.value_or(eqf) == eqf ? 0 : 1});
            for (Finding& finding : link_findings(*start.table, *start.level))
                m_out.findings.push_back(std::move(finding));
        }
    }

    void compare() {
        // Several national levels that lead to different EQF levels: the tables cannot choose
        // between them.
        for (const Start& start : m_out.starts)
            if (start.level->eqf != m_out.starts.front().level->eqf) {
                note(Code::framework_levels_disagree, {{"levels", start_list()}});
                break;
            }
        std::vector<int> linked;
        for (const Reached& reached : m_out.reached)
            linked.push_back(reached.eqf);
        for (const int stated : m_out.stated_eqf) {
            const bool agrees = std::find(linked.begin(), linked.end(), stated) != linked.end();
            if (!m_out.starts.empty())
                m_out.eqf_agrees = agrees && m_out.eqf_agrees.value_or(true);
            if (!m_out.starts.empty() && !agrees)
                note(Code::framework_eqf_contradiction,
                     {{"stated", std::to_string(stated)}, {"levels", start_list()}});
            if (!agrees)
                m_out.reached.push_back({.eqf = stated});
        }
        if (m_out.stated_eqf.size() > 1 && m_out.stated_eqf[0] != m_out.stated_eqf[1])
            note(Code::framework_levels_disagree, {{"levels", "EQF " + std::to_string(m_out.stated_eqf[0]) +
                                                                  ", EQF " + std::to_string(m_out.stated_eqf[1])}});
        if (m_out.starts.empty() && !m_out.reached.empty())
            note(Code::framework_stated_only, {});
    }

    /** "FR RNCP 6 (EQF 6), NL NLQF Entry (no EQF level)" */
    [[nodiscard]] std::string start_list() const {
        std::vector<std::string> list;
        for (const Start& start : m_out.starts) {
            std::string levels;
            for (const int eqf : start.level->eqf)
                levels += (levels.empty() ? "EQF " : " to ") + std::to_string(eqf);
            list.push_back(display_name(start.table->place(*start.level)) + " (" +
                           (levels.empty() ? "no EQF level" : levels) + ")");
        }
        return joined(list, ", ");
    }

    const Frameworks& m_frameworks;
    const Tables& m_tables;
    const QualificationDescription& m_description;
    Statements m_out;
};

} // namespace

Statements read_statements(const Frameworks& frameworks, const QualificationDescription& description) {
    return Reader{frameworks, description}.read();
}

} // namespace requal::mapping
