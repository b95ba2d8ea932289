#include "award/match.hpp"

#include "award/title.hpp"
#include "base/title_key.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace requal::award {
namespace {

constexpr double near_letters = 0.82; ///< one slip in six letters
constexpr double near_words = 0.4;
constexpr std::size_t shortest_near = 4;   ///< abbreviations are one letter apart from each other
constexpr std::size_t longest_title = 300; ///< of a key that is compared letter by letter
constexpr std::size_t most_title_bytes = 4096;

/** What follows an award's name when a field is named after it. */
bool begins_field(std::string_view rest) {
    for (const std::string_view word : {"in ", "en ", "im ", "w ", "z ", "зі ", "із ", "з ", "по ", "fi ", "في "})
        if (rest.starts_with(word))
            return true;
    return false;
}

Sounds sounds_for(std::string_view key) {
    if (is_ascii(key))
        return Sounds::untransliterated;
    return has_han(key) ? Sounds::all : Sounds::all_but_han;
}

class Finder {
  public:
    Finder(const CountryIndex& index, std::string key)
        : m_index(index), m_key(std::move(key)), m_core(core_of(m_key)) {
        for (const std::string_view paper : paper_words(m_key))
            if (std::find(m_papers.begin(), m_papers.end(), paper) == m_papers.end())
                m_papers.emplace_back(paper);
    }

    std::vector<Match> find(std::size_t most) {
        if (m_key.empty())
            return {};
        find_equal(m_index.with_key(m_key), MatchGrade::exact, MatchRule::same);
        find_equal(m_index.with_core(m_core), MatchGrade::variant, MatchRule::form_words);
        if (const std::string full = written_out(m_key); m_found.empty() && full != m_key) {
            find_equal(m_index.with_key(full), MatchGrade::variant, MatchRule::abbreviation);
            find_equal(m_index.with_core(core_of(full)), MatchGrade::variant, MatchRule::abbreviation);
            if (m_found.empty()) {
                m_key = full;
                m_core = core_of(full);
            }
        }
        if (m_found.empty())
            find_alike();
        if (std::all_of(m_found.begin(), m_found.end(), [](const Match& m) { return m.rule == MatchRule::words; }))
            find_longer();
        std::stable_sort(m_found.begin(), m_found.end(), [](const Match& a, const Match& b) {
            return std::pair{a.grade, a.closeness} > std::pair{b.grade, b.closeness};
        });
        if (m_found.size() > most)
            m_found.resize(most);
        return std::move(m_found);
    }

  private:
    void add(const KnownName& name, MatchGrade grade, MatchRule rule, double closeness) {
        const KnownAward* known = &m_index.awards()[name.award];
        for (Match& earlier : m_found)
            if (earlier.known == known) {
                if (std::pair{earlier.grade, earlier.closeness} < std::pair{grade, closeness})
                    earlier = {known, grade, rule, closeness, name.text, name.column};
                return;
            }
        m_found.push_back({known, grade, rule, closeness, name.text, name.column});
    }

    void find_equal(const std::vector<std::size_t>& places, MatchGrade grade, MatchRule rule) {
        for (const std::size_t place : places)
            if (rule == MatchRule::same || same_paper(m_index.names()[place]))
                add(m_index.names()[place], grade, rule, 1);
    }

    /** "Bachelor's degree" is "bachelor" where no name of this award says "degree". Where one does, it must be the
     * one that matches: "dyplom bakalavr" is a slip for "dyplom bakalavra", although "bakalavr" is a name as well.
     * The same award may stand in several tables: names that are alike count as its own. */
    [[nodiscard]] bool same_paper(const KnownName& name) const {
        if (m_papers.empty())
            return true;
        const auto has = [](std::string_view key, std::string_view word) {
            const auto words = paper_words(key);
            return std::find(words.begin(), words.end(), word) != words.end();
        };
        const std::vector<KnownName>& names = m_index.names();
        std::vector<bool> same_award(m_index.awards().size());
        for (const KnownName& other : names)
            if (other.award == name.award || likeness(other.core, name.core, near_letters) >= near_letters)
                same_award[other.award] = true;
        return std::all_of(m_papers.begin(), m_papers.end(), [&](std::string_view paper) {
            return has(name.key, paper) || std::none_of(names.begin(), names.end(), [&](const KnownName& other) {
                       return same_award[other.award] && has(other.key, paper);
                   });
        });
    }

    void find_alike() {
        const bool short_enough = m_key.size() >= shortest_near && m_key.size() <= longest_title;
        const std::string sound = short_enough ? sound_of(core_of(latin_key(m_key))) : std::string{};
        const std::vector<std::string>& sounds = m_index.sounds(sounds_for(m_key));
        for (std::size_t i = 0; i < sounds.size(); ++i)
            compare(m_index.names()[i], sound, sounds[i]);
    }

    /** "Атестат" for "Атестат про повну загальну середню освіту": a short form, when it is one of few names only. */
    void find_longer() {
        constexpr std::size_t most_awards = 4;
        if (m_core.size() < shortest_near || m_core.size() > longest_title)
            return;
        std::vector<std::pair<const KnownName*, double>> longer;
        std::set<std::size_t> awards;
        for (const KnownName& name : m_index.names())
            if (const double share = common_share(m_core, name.core); share > 0 && name.core.size() > m_core.size()) {
                longer.emplace_back(&name, share);
                awards.insert(name.award);
            }
        if (awards.size() <= most_awards)
            for (const auto& [name, share] : longer)
                add(*name, MatchGrade::near, MatchRule::words, share * 0.9);
    }

    void compare(const KnownName& name, const std::string& sound, const std::string& other) {
        if (m_core.size() > name.core.size() && m_core.starts_with(name.core) && m_core[name.core.size()] == ' ') {
            const std::string_view rest = std::string_view{m_core}.substr(name.core.size() + 1);
            if (begins_field(rest) || is_degree_of(name.core))
                add(name, MatchGrade::variant, MatchRule::field,
                    static_cast<double>(name.core.size()) / static_cast<double>(m_core.size()));
        }
        if (m_key.size() > longest_title || name.key.size() > longest_title)
            return; // a text of that length names no award, and to compare it word by word would take long
        if (m_papers.size() == words_of(m_key).size())
            return; // "Diploma" alone says nothing of the award
        if (const double share = common_share(m_key, name.key); share >= near_words)
            add(name, MatchGrade::near, MatchRule::words, share);
        else if (const double core_share = common_share(m_core, name.core); core_share >= near_words)
            add(name, MatchGrade::near, MatchRule::words, core_share * 0.9);
        if (m_key.size() < shortest_near)
            return;
        if (const double same = likeness(m_key, name.key, near_letters); same >= near_letters)
            add(name, MatchGrade::near, MatchRule::letters, same);
        if (sound.empty() || other.empty())
            return;
        if (other == sound && same_paper(name))
            add(name, MatchGrade::variant, MatchRule::romanisation, 1);
        else if (const double same = likeness(sound, other, near_letters); same >= near_letters)
            add(name, MatchGrade::near, MatchRule::letters, same * 0.95);
    }

    /** "Bachelor of Science" is a bachelor whatever follows; a "doctor of medicine" is often no doctor. */
    [[nodiscard]] bool is_degree_of(std::string_view core) const {
        return (core == "bachelor" || core == "master") &&
               (m_key.starts_with(std::string{core} + " of ") || m_key.starts_with(std::string{core} + "s of "));
    }

    const CountryIndex& m_index;
    std::string m_key;
    std::string m_core;
    std::vector<std::string> m_papers; ///< the words of the title that name a kind of paper, each once
    std::vector<Match> m_found;
};

} // namespace

std::string_view grade_text(MatchGrade grade) noexcept {
    switch (grade) {
    case MatchGrade::exact:
        return "exact";
    case MatchGrade::variant:
        return "variant";
    case MatchGrade::near:
        return "near";
    }
    return "";
}

std::string_view rule_text(MatchRule rule) noexcept {
    switch (rule) {
    case MatchRule::same:
        return "same";
    case MatchRule::form_words:
        return "form_words";
    case MatchRule::field:
        return "field";
    case MatchRule::abbreviation:
        return "abbreviation";
    case MatchRule::romanisation:
        return "romanisation";
    case MatchRule::words:
        return "words";
    case MatchRule::letters:
        return "letters";
    }
    return "";
}

TitleMatches match_title(const CountryIndex& index, std::string_view title, std::size_t most) {
    if (title.size() > most_title_bytes)
        return {};
    const std::string key = key_of(title);
    auto [years, rest] = take_years(key);
    TitleMatches found{Finder{index, key}.find(most), years};
    // "Bachelor of Arts, three years": the length tells awards apart, and is no part of the name.
    const auto grade = [](const std::vector<Match>& matches) { return matches.front().grade; };
    if (years && (found.matches.empty() || grade(found.matches) != MatchGrade::exact))
        if (auto without = Finder{index, std::move(rest)}.find(most);
            !without.empty() && (found.matches.empty() || grade(without) >= grade(found.matches)))
            found.matches = std::move(without);
    return found;
}

const CountryIndex& Indexes::of(const std::string& code) const {
    const std::lock_guard lock{m_mutex};
    auto& index = m_indexes[code];
    if (!index) {
        std::vector<const framework::NationalTable*> frameworks;
        for (const framework::IndexRow& row : m_tables.index().frameworks)
            if (row.regions.empty() && !row.countries.empty() && row.countries.front() == code)
                frameworks.push_back(&m_tables.national(row));
        index = std::make_unique<CountryIndex>(m_tables.country(code), frameworks);
    }
    return *index;
}

std::shared_ptr<const TitleMatches> Indexes::match(const std::string& code, std::string_view title) const {
    constexpr std::size_t most_remembered = 4'096; // a list of a hundred thousand must not grow without end
    constexpr std::size_t most_matches = 8;
    if (title.size() > longest_title) // no list repeats such a text
        return std::make_shared<const TitleMatches>(match_title(of(code), title, most_matches));
    const std::string key = code + '\n' + std::string{title};
    {
        const std::lock_guard lock{m_mutex};
        if (const auto found = m_answers.find(key); found != m_answers.end())
            return found->second;
    }
    auto answer = std::make_shared<const TitleMatches>(match_title(of(code), title, most_matches));
    const std::lock_guard lock{m_mutex};
    if (m_answers.size() >= most_remembered)
        m_answers.clear();
    m_answers.emplace(key, answer);
    return answer;
}

const KnownAward& Indexes::with_id(std::string_view id) const {
    std::string near;
    double closest = 0;
    // An id says where it belongs: "ua-bakalavr" in Ukraine's table, "france:6:1" in that of the framework.
    const framework::Index& index = m_tables.index();
    for (const framework::IndexRow& row : index.frameworks)
        if (row.regions.empty() && !row.countries.empty() && id.starts_with(row.id + ":"))
            if (const KnownAward* known = of(row.countries.front()).with_id(id))
                return *known;
    const auto try_country = [&](const std::string& code) -> const KnownAward* {
        const CountryIndex& country = of(code);
        if (const KnownAward* known = country.with_id(id))
            return known;
        for (const KnownAward& known : country.awards())
            if (const double same = likeness(known.id, id); same > closest) {
                closest = same;
                near = known.id;
            }
        return nullptr;
    };
    if (id.size() > 2 && id[2] == '-') {
        std::string code{id.substr(0, 2)};
        for (char& c : code)
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (const KnownAward* known = try_country(code))
            return *known;
    }
    if (near.empty())
        for (const framework::Country& country : index.countries)
            if (const KnownAward* known = try_country(country.code))
                return *known;
    throw Error{Code::framework_award_id_unknown, {{"id", std::string{id}}, {"known", near.empty() ? "none" : near}}};
}

} // namespace requal::award
