// The answer for people: what was found for each target, the hops with numbered sources, what to
// beware of, and the EQF ladder. Everything that comes from a table or from the caller is escaped
// where it is printed.

#include "framework/country.hpp"
#include "mapping/ladder.hpp"

#include "requal/mapping.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace requal {
namespace {

std::string safe(std::string_view text) {
    return escape_terminal(text);
}

std::string confidence_word(const std::optional<Confidence>& confidence) {
    return confidence ? "confidence " + std::string{confidence_text(*confidence)} : "as stated";
}

std::string outcome_words(MappingOutcome outcome) {
    switch (outcome) {
    case MappingOutcome::mapped:
        return "mapped";
    case MappingOutcome::none:
        return "no counterpart";
    case MappingOutcome::undetermined:
        return "cannot tell";
    }
    return "";
}

std::string year_of(const TableSource& source) {
    if (source.year.empty() || source.year == "n.d.")
        return "no date";
    return source.year;
}

class Renderer {
  public:
    Renderer(const MappingResult& result, Language language, const MappingTextOptions& options)
        : m_result(result), m_language(language), m_options(options) {}

    std::string render() {
        stated();
        for (const TargetResult& target : m_result.targets)
            add_target(target);
        if (m_options.ladder && !m_result.ladder.empty() && !m_result.eqf_levels.empty())
            m_out += "\n" + mapping::draw_ladder(m_result);
        sources();
        return std::move(m_out);
    }

  private:
    void line(std::size_t indent, const std::string& text) { m_out += std::string(indent, ' ') + text + "\n"; }

    void stated() {
        const QualificationDescription& d = m_result.description;
        if (!d.title.empty())
            line(0, "title     " + safe(d.title));
        if (!d.isced_f.empty())
            line(0, "field     ISCED-F " + safe(d.isced_f));
        if (!d.awarded.empty())
            line(0, "awarded   " + safe(d.awarded));
        std::string levels;
        for (const FrameworkLevel& start : m_result.starts)
            levels += (levels.empty() ? "" : ", ") + display_name(start);
        const bool by_title = std::any_of(m_result.awards.begin(), m_result.awards.end(),
                                          [](const AwardMatch& match) { return match.chosen; });
        if (!levels.empty() || !by_title)
            line(0, "stated    " + (levels.empty() ? "no level" : safe(levels)));
        add_awards();
        if (m_result.eqf_agrees.value_or(false))
            line(0, "          the stated EQF level agrees with the national one");
        add_findings(0, m_result.findings);
    }

    void add_awards() {
        for (const AwardMatch& match : m_result.awards) {
            const bool further = match.not_chosen.empty() || match.not_chosen == "less close" ||
                                 match.not_chosen == "example of the same award";
            if (!match.chosen && !m_options.explain && further)
                continue;
            line(0, std::string{match.chosen ? "award     " : "not       "} + safe(match.name) + "  [" +
                        safe(match.award) + "]" + (match.remark.empty() ? "" : "  " + safe(match.remark)));
            std::string about = match_words(match);
            if (!match.chosen && !match.not_chosen.empty())
                about += match.not_chosen == "less close" ? ", but another one is closer"
                         : further                        ? ", an " + match.not_chosen
                                                          : ", but not by its " + match.not_chosen;
            line(10, safe(about));
            const std::string facts = facts_of(match);
            if (!facts.empty())
                line(10, safe(facts));
        }
    }

    static std::string facts_of(const AwardMatch& match) {
        std::string facts = framework::kind_words(match.kind);
        for (const std::string& more :
             {match.length, match.credits, match.window.empty() ? "" : "awarded " + match.window})
            facts += (facts.empty() || more.empty() ? "" : ", ") + more;
        return facts;
    }

    static std::string match_words(const AwardMatch& match) {
        const std::string name = "'" + match.matched + "'";
        if (match.grade == "named")
            return "named by its id";
        if (match.rule == "same")
            return "the title is that of the table";
        if (match.rule == "form_words")
            return "the table writes " + name + ": the same but for words like diploma";
        if (match.rule == "field")
            return "the table writes " + name + ", and the title adds a field";
        if (match.rule == "abbreviation")
            return "the table writes " + name + ": the same when abbreviations are written out";
        if (match.rule == "romanisation")
            return "the table writes " + name + ": the same in Latin letters";
        return "the table writes " + name + ": near, to be confirmed";
    }

    void add_findings(std::size_t indent, const std::vector<Finding>& findings) {
        for (const Finding& finding : findings) {
            line(indent,
                 "- " + safe(message(finding, m_language)) + " [" + std::string{code_text(finding.code)} + "]");
            if (severity_of(finding.code) != Severity::info || m_options.explain)
                line(indent + 2, "-> " + safe(remedy(finding, m_language)));
        }
    }

    void add_target(const TargetResult& target) {
        m_out += "\n";
        line(0, "to " + safe(target.target.name) + ": " + outcome_words(target.outcome));
        for (const Candidate& candidate : target.candidates)
            add_candidate(candidate);
        add_findings(2, target.findings);
    }

    void add_candidate(const Candidate& candidate) {
        std::string head = display_name(candidate.place);
        if (!candidate.place.title.empty() && candidate.place.framework != "qf-ehea")
            head += ", " + candidate.place.title;
        line(2, safe(head) + "  (" + confidence_word(candidate.confidence) +
                    (candidate.doubtful ? ", doubtful" : "") + ")");
        for (const MappingPath& path : candidate.paths)
            add_path(path, &path == &candidate.paths.front());
        add_types(candidate);
        add_findings(4, candidate.caveats);
    }

    /** The title's own hop is told above, with the award; where a title leads to a place in several ways, the best is
     *  told in full and the others by where they pass. */
    void add_path(const MappingPath& path, bool best) {
        const bool by_title = !path.hops.empty() && path.hops.front().rule == "title";
        if (m_options.explain || !by_title) {
            for (const Hop& hop : path.hops)
                m_options.explain ? explain(hop) : add_hop(hop);
            return;
        }
        const auto after_title = path.hops.begin() + 1;
        if (best || path.hops.size() < 3) {
            for (auto hop = after_title; hop != path.hops.end(); ++hop)
                add_hop(*hop);
            return;
        }
        line(4, "also by " + safe(display_name(after_title->to)) + "  " + confidence_word(path.confidence()) + "  " +
                    numbers(*after_title) + numbers(*(after_title + 1)));
    }

    void add_hop(const Hop& hop) {
        line(4, safe(display_name(hop.from)) + " -> " + safe(display_name(hop.to)) + "  " +
                    std::string{relation_text(hop.relation)} + ", " + std::string{confidence_text(hop.confidence)} +
                    "  " + numbers(hop));
        if (is_news(hop))
            line(6, "note: " + safe(note(hop)));
    }

    /** One hop as sentences. */
    void explain(const Hop& hop) {
        std::string text = display_name(hop.from) + verb_of(hop) + display_name(hop.to) + ". So says " + hop.table +
                           ", with " + std::string{confidence_text(hop.confidence)} + " confidence";
        text += hop.sources.empty() ? "." : ", after " + numbers(hop) + ".";
        if (hop.referencing && hop.referencing->first) {
            text += hop.referencing->status == "compared" ? " The framework was compared with the EQF in "
                                                          : " The framework was referenced to the EQF in ";
            text += std::to_string(*hop.referencing->first);
            if (hop.referencing->latest)
                text += ", last in " + std::to_string(*hop.referencing->latest);
            text += hop.referencing->confidence == Confidence::high ? "." : " (years to be confirmed).";
        }
        line(4, safe(text));
        if (is_news(hop))
            line(4, "The table notes: " + safe(note(hop)));
    }

    static std::string verb_of(const Hop& hop) {
        if (hop.rule == "title")
            return hop.relation == Relation::indicative ? " is near to the title of " : " is the title of ";
        if (hop.rule == "award-level")
            return " stands, in its own country, at ";
        switch (hop.relation) {
        case Relation::exact:
            return " corresponds to ";
        case Relation::range:
            return " corresponds, as part of a range, to ";
        case Relation::partial:
            return " corresponds in part to ";
        case Relation::comparable:
            return " was found comparable to ";
        case Relation::indicative:
            return " corresponds roughly, with no official link, to ";
        case Relation::not_referenced:
            return " is not linked to ";
        }
        return " ";
    }

    /** A note is told once, although its hop may be part of many paths. */
    bool is_news(const Hop& hop) {
        return !hop.note.empty() && m_noted.insert(display_name(hop.from) + "\n" + display_name(hop.to)).second;
    }

    /** The row's note; "s1" in it, the table's own name of a source, becomes the number that stands
     * here. */
    std::string note(const Hop& hop) {
        const auto is_part_of_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
        std::string text = hop.note;
        for (const TableSource& source : hop.sources) {
            if (source.id == "general")
                continue;
            const std::string shown = "[" + std::to_string(number(hop, source)) + "]";
            for (std::size_t at = text.find(source.id); at != std::string::npos; at = text.find(source.id, at)) {
                const std::size_t end = at + source.id.size();
                const bool whole = (at == 0 || !is_part_of_word(text[at - 1])) &&
                                   (end == text.size() || !is_part_of_word(text[end]));
                if (whole)
                    text.replace(at, source.id.size(), shown);
                at += whole ? shown.size() : source.id.size();
            }
        }
        return text;
    }

    void add_types(const Candidate& candidate) {
        for (const QualificationType& type : candidate.qualification_types)
            line(6, "e.g. " + safe(type.name()) +
                        (type.native.empty() || type.english.empty() ? "" : " (" + safe(type.english) + ")") +
                        (type.seen ? "" : ", to be confirmed"));
    }

    /** The number of a source in the list at the end, from 1. */
    std::size_t number(const Hop& hop, const TableSource& source) {
        const auto same = [&](const auto& s) { return s.first == hop.table && s.second->id == source.id; };
        auto found = std::find_if(m_sources.begin(), m_sources.end(), same);
        if (found == m_sources.end())
            found = m_sources.insert(found, {hop.table, &source});
        return static_cast<std::size_t>(found - m_sources.begin()) + 1;
    }

    std::string numbers(const Hop& hop) {
        std::string list;
        for (const TableSource& source : hop.sources)
            list += "[" + std::to_string(number(hop, source)) + "]";
        return list;
    }

    void sources() {
        if (m_sources.empty())
            return;
        m_out += "\nSources\n";
        std::size_t number = 0;
        for (const auto& [table, source] : m_sources)
            line(2, "[" + std::to_string(++number) + "] " + safe(source->title) +
                        (source->publisher.empty() ? "" : ", " + safe(source->publisher)) + ", " +
                        safe(year_of(*source)) + (source->kind.empty() ? "" : ", " + source->kind) + "  {" +
                        safe(table) + "}");
    }

    const MappingResult& m_result;
    Language m_language;
    const MappingTextOptions& m_options;
    std::string m_out;
    std::vector<std::pair<std::string, const TableSource*>> m_sources; ///< in the order of first use
    std::set<std::string> m_noted;                                     ///< hops whose note was told
};

} // namespace

std::string mapping_text(const MappingResult& result, Language language, const MappingTextOptions& options) {
    return Renderer{result, language, options}.render();
}

} // namespace requal
