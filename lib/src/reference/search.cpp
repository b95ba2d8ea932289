#include "requal/codes.hpp"
#include "requal/reference_search.hpp"

#include "award/match.hpp"
#include "award/title.hpp"
#include "base/title_key.hpp"
#include "conversion/tables.hpp"
#include "framework/names.hpp"
#include "framework/tables.hpp"
#include "mapping/window.hpp"
#include "reference/words.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace requal {
namespace {

using award::KnownAward;
using award::Match;
using framework::Tables;

constexpr double near_letters = 0.82; ///< as for awards: one slip in six letters
constexpr double near_words = 0.4;
constexpr std::size_t shortest_near = 4;

/** Of hits that match equally well: the thing itself before examples of it. */
std::size_t rank_of(const std::string& kind) {
    constexpr std::array<std::string_view, 6> order{"country", "framework", "award", "level", "scale", "system"};
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), kind) - order.begin());
}

std::size_t rank_of_grade(const std::string& grade) {
    return grade == "exact" ? 0 : grade == "variant" ? 1 : 2;
}

struct Name {
    std::string text;
    std::string_view column;
};

class Searcher {
  public:
    Searcher(const ReferenceTables& tables, SearchResult& result)
        : m_all(tables), m_tables(tables.frameworks.tables()), m_result(result), m_key(title_key(result.text)),
          m_sound(award::sound_of(latin_key(m_key))) {}

    void run() {
        if (m_key.empty())
            return;
        const bool awards = wants("award") || wants("level") || is_award_kind();
        for (const framework::Country& country : m_tables.index().countries) {
            if (!m_result.country.empty() && m_result.country != country.code)
                continue;
            if (wants("country"))
                add_named(hit_of(country), names_of(country));
            if (awards)
                add_awards(country.code);
        }
        if (wants("framework"))
            for (const framework::IndexRow& row : m_tables.index().frameworks)
                add_framework(row);
        if (wants("scale"))
            for (const GradeScale& scale : m_all.conversions.tables().grades().scales)
                add_scale(scale);
        if (wants("system"))
            for (const CreditSystem& system : m_all.conversions.tables().credits().systems)
                add_system(system);
        if (awards && m_result.hits.empty())
            add_parts();
    }

  private:
    [[nodiscard]] bool wants(std::string_view kind) const { return m_result.kind.empty() || m_result.kind == kind; }
    [[nodiscard]] bool is_award_kind() const { return !m_result.kind.empty() && rank_of(m_result.kind) == 6; }
    [[nodiscard]] bool in_country(const std::vector<std::string>& codes) const {
        return m_result.country.empty() || std::find(codes.begin(), codes.end(), m_result.country) != codes.end();
    }

    void add_awards(const std::string& code) {
        for (const Match& match : m_all.frameworks.awards().match(code, m_result.text)->matches)
            if (is_wanted(*match.known))
                m_result.hits.push_back(hit_of(*match.known, match));
    }

    /** Awards with names that only contain the text: the beginning of a word, or a title in a script without spaces.
     *  Asked last, because short texts are part of many names. */
    void add_parts() {
        constexpr std::size_t shortest_part = 4;
        if (m_key.size() < shortest_part)
            return;
        for (const framework::Country& country : m_tables.index().countries) {
            if (!m_result.country.empty() && m_result.country != country.code)
                continue;
            const award::CountryIndex& index = m_all.frameworks.awards().of(country.code);
            const KnownAward* last = nullptr;
            for (const award::KnownName& name : index.names()) {
                const KnownAward& known = index.awards()[name.award];
                if (&known == last || name.key.find(m_key) == std::string::npos || !is_wanted(known))
                    continue;
                last = &known;
                Match match{.known = &known, .name = name.text, .column = name.column};
                match.closeness = static_cast<double>(m_key.size()) / static_cast<double>(name.key.size());
                m_result.hits.push_back(hit_of(known, match));
                m_result.hits.back().rule = "part";
            }
        }
    }

    [[nodiscard]] bool is_wanted(const KnownAward& known) const {
        if (is_award_kind())
            return known.award != nullptr && framework::kind_text(known.award->kind) == m_result.kind;
        return wants(known.award != nullptr ? "award" : "level");
    }

    static SearchHit hit_of(const KnownAward& known, const Match& match) {
        SearchHit hit{.kind = known.award != nullptr ? "award" : "level", .id = known.id};
        hit.country = known.code();
        hit.name = known.display();
        hit.grade = award::grade_text(match.grade);
        hit.rule = award::rule_text(match.rule);
        hit.matched = match.name;
        hit.column = award::column_text(match.column);
        hit.closeness = match.closeness;
        if (known.award != nullptr) {
            hit.award_kind = framework::kind_text(known.award->kind);
            hit.eqf_min = known.award->eqf.least;
            hit.eqf_max = known.award->eqf.most;
            hit.eqf_typical = known.award->eqf.typical;
            hit.confidence = known.award->confidence;
            hit.years = mapping::window_of(*known.award).text;
            hit.table = known.award->file;
            return hit;
        }
        if (!known.level->eqf.empty()) {
            hit.eqf_min = known.level->eqf.front();
            hit.eqf_max = known.level->eqf.back();
            hit.eqf_typical = known.level->eqf.size() == 1 ? known.level->eqf.front() : known.level->typical_eqf;
        }
        hit.confidence = known.level->eqf_confidence;
        hit.table = known.level->file;
        return hit;
    }

    static SearchHit hit_of(const framework::Country& country) {
        return {.kind = "country", .id = country.code, .country = country.code, .name = country.name};
    }
    static std::vector<Name> names_of(const framework::Country& country) {
        std::vector<Name> names{{country.name, "name"}, {country.code, "id"}};
        for (const std::string& also : country.also)
            names.push_back({also, "other"});
        return names;
    }

    void add_framework(const framework::IndexRow& row) {
        if (!in_country(row.countries))
            return;
        const framework::NationalTable& table = m_tables.national(row);
        SearchHit hit{.kind = "framework", .id = row.id, .country = table.origin(), .name = table.name};
        hit.table = table.file;
        std::vector<Name> names{{table.name, "english"}, {table.name_national, "native"}, {row.id, "id"}};
        for (const std::string& abbreviation : row.abbreviations)
            names.push_back({abbreviation, "other"});
        add_named(std::move(hit), names);
    }

    void add_scale(const GradeScale& scale) {
        if (!in_country({scale.country}))
            return;
        SearchHit hit{.kind = "scale", .id = scale.id, .country = scale.country};
        hit.name = "best " + scale.best + ", lowest pass " + scale.lowest_pass;
        hit.confidence = scale.confidence;
        hit.table = m_all.conversions.tables().grades().file;
        std::vector<Name> names{{scale.id, "id"}};
        for (const GradeClass& grade : scale.classes)
            names.push_back({grade.name, "native"});
        add_named(std::move(hit), names);
    }

    void add_system(const CreditSystem& system) {
        if (!in_country(system.countries))
            return;
        SearchHit hit{
            .kind = "system", .id = system.id, .country = system.countries.empty() ? "" : system.countries.front()};
        hit.name = system.name;
        hit.confidence = system.confidence;
        hit.table = m_all.conversions.tables().credits().file;
        add_named(std::move(hit), {{system.id, "id"}, {system.name, "name"}});
    }

    /** Adds the hit with the best of its names, when one is like the text. */
    void add_named(SearchHit hit, const std::vector<Name>& names) {
        for (const Name& name : names)
            for (const std::string& key : award::spellings(name.text)) // also without what stands in parentheses
                compare(hit, name, key);
        if (!hit.grade.empty())
            m_result.hits.push_back(std::move(hit));
    }

    void compare(SearchHit& hit, const Name& name, const std::string& key) const {
        const auto better = [&](std::string_view grade, std::string_view rule, double closeness) {
            const auto rank = rank_of_grade(std::string{grade});
            if (!hit.grade.empty() &&
                std::pair{rank, -closeness} >= std::pair{rank_of_grade(hit.grade), -hit.closeness})
                return;
            hit.grade = grade;
            hit.rule = rule;
            hit.closeness = closeness;
            hit.matched = name.text;
            hit.column = name.column;
        };
        if (key == m_key)
            return better("exact", "same", 1);
        if (key.size() < shortest_near || m_key.size() < shortest_near)
            return;
        if (is_ascii(key) && !is_ascii(m_key) && award::sound_of(key) == m_sound)
            return better("variant", "romanisation", 1);
        if (const double share = award::common_share(m_key, key); share >= near_words)
            better("near", "words", share);
        if (const double same = award::likeness(m_key, key); same >= near_letters)
            better("near", "letters", same);
    }

    const ReferenceTables& m_all;
    const Tables& m_tables;
    SearchResult& m_result;
    const std::string m_key;
    const std::string m_sound;
};

} // namespace

const std::vector<std::string>& search_kinds() {
    static const std::vector<std::string> kinds{"award",       "level",       "country",         "framework",
                                                "scale",       "system",      "lower_secondary", "secondary_leaving",
                                                "vet",         "short_cycle", "first_cycle",     "second_cycle",
                                                "third_cycle", "long_cycle",  "professional",    "intermediate"};
    return kinds;
}

SearchResult search_tables(const ReferenceTables& tables, std::string_view text, const SearchOptions& options) {
    SearchResult result{.text = std::string{text}};
    if (!options.country.empty())
        result.country = framework::country_named(tables.frameworks.tables().index(), options.country).code;
    result.kind = options.kind;
    Searcher{tables, result}.run();
    std::stable_sort(result.hits.begin(), result.hits.end(), [](const SearchHit& a, const SearchHit& b) {
        return std::tuple{rank_of_grade(a.grade), -a.closeness, rank_of(a.kind)} <
               std::tuple{rank_of_grade(b.grade), -b.closeness, rank_of(b.kind)};
    });
    for (const SearchHit& hit : result.hits)
        ++(hit.grade == "exact" ? result.exact : hit.grade == "variant" ? result.variant : result.near);
    if (result.hits.empty())
        result.findings.push_back({Code::tables_no_hit, {{"text", result.text}}});
    if (result.hits.size() > options.most)
        result.hits.resize(options.most);
    return result;
}

} // namespace requal
