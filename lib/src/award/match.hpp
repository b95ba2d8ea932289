/** @file
 * Which award of a country a title names, and how surely.
 */
#pragma once

#include "award/index.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace requal::award {

/** Ordered: a better grade comes later. */
enum class MatchGrade : std::uint8_t {
    near,    ///< some letters or words differ: to be confirmed
    variant, ///< another spelling, romanisation or form of the same title
    exact    ///< the same title but for case, accents and punctuation
};
[[nodiscard]] std::string_view grade_text(MatchGrade grade) noexcept;

/** What makes a title and a name the same or near. */
enum class MatchRule : std::uint8_t {
    same,         ///< equal keys
    form_words,   ///< equal but for words such as "diploma"
    field,        ///< the title names the award and then a field: "Bachelor in History"
    abbreviation, ///< equal when "BSc" is written out
    romanisation, ///< sounds the same in Latin letters
    words,        ///< one has words that the other has not
    letters       ///< some letters differ
};

/** "same", "form_words" … */
[[nodiscard]] std::string_view rule_text(MatchRule rule) noexcept;

struct Match {
    const KnownAward* known = nullptr;
    MatchGrade grade = MatchGrade::near;
    MatchRule rule = MatchRule::letters;
    double closeness = 0; ///< 0 to 1; compares matches of one grade
    std::string name;     ///< the name of the table that matched
    NameColumn column = NameColumn::native;
};

struct TitleMatches {
    std::vector<Match> matches;  ///< each award once, best first
    std::optional<double> years; ///< length of study that the title itself states
};

/** The awards that a title may name, at most `most`. A text of more than 4 KiB names none. */
[[nodiscard]] TitleMatches match_title(const CountryIndex& index, std::string_view title, std::size_t most);

/** The indexes of the countries, each made when it is first needed, and the answers to titles asked before. May be
 *  shared between threads; what it hands out stays valid as long as the object. */
class Indexes {
  public:
    explicit Indexes(const framework::Tables& tables) : m_tables(tables) {}

    /** @param code ISO 3166-1; a country without any table has an empty index */
    [[nodiscard]] const CountryIndex& of(const std::string& code) const;
    /** As match_title(), remembered: lists repeat their titles. */
    [[nodiscard]] std::shared_ptr<const TitleMatches> match(const std::string& code, std::string_view title) const;
    /** The award with this id, of any country. @throws Error framework_award_id_unknown */
    [[nodiscard]] const KnownAward& with_id(std::string_view id) const;

  private:
    const framework::Tables& m_tables;
    mutable std::mutex m_mutex;
    mutable std::unordered_map<std::string, std::unique_ptr<CountryIndex>> m_indexes;
    mutable std::unordered_map<std::string, std::shared_ptr<const TitleMatches>> m_answers;
};

} // namespace requal::award
