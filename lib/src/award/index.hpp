/** @file
 * The names of all awards of one country, ready to be compared with a title: those of its table of awards, and the
 * examples that its national frameworks give for their levels.
 */
#pragma once

#include "framework/country.hpp"
#include "framework/tables.hpp"

#include <array>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace requal::award {

/** What a title can stand for: a row of a country's table, or an example at a level of a framework. */
struct KnownAward {
    std::string id; ///< "ua-bakalavr", or "france:6:1" for the first example at level 6
    const framework::CountryTable* country = nullptr;
    const framework::Award* award = nullptr;
    const framework::NationalTable* framework = nullptr;
    const framework::NationalLevel* level = nullptr;
    const QualificationType* example = nullptr;

    /** The native name, with the English one where it differs. */
    [[nodiscard]] std::string display() const;
    [[nodiscard]] const std::string& code() const; ///< of the country
};

enum class NameColumn : std::uint8_t { native, transliteration, english, other };
[[nodiscard]] std::string_view column_text(NameColumn column) noexcept;

struct KnownName {
    std::size_t award = 0; ///< place in awards()
    NameColumn column = NameColumn::native;
    std::string text; ///< as the table has it
    std::string key;
    std::string core;
};

/** Which names are put into Latin letters to be compared by their sound: beginning to transliterate takes time. */
enum class Sounds : std::uint8_t {
    untransliterated, ///< for a title in Latin letters: not names of which the table has a transliteration
    all_but_han,      ///< for a title in another script: not Chinese ones, which sound like nothing else
    all
};

class CountryIndex {
  public:
    /** @param awards null when the country has no table of awards */
    CountryIndex(const framework::CountryTable* awards,
                 const std::vector<const framework::NationalTable*>& frameworks);

    [[nodiscard]] const std::vector<KnownAward>& awards() const noexcept { return m_awards; }
    [[nodiscard]] const std::vector<KnownName>& names() const noexcept { return m_names; }
    /** Places in names(), in the order of the table. */
    [[nodiscard]] const std::vector<std::size_t>& with_key(const std::string& key) const;
    [[nodiscard]] const std::vector<std::size_t>& with_core(const std::string& core) const;
    [[nodiscard]] const KnownAward* with_id(std::string_view id) const;
    /** How each of names() sounds in Latin letters; empty for those that `which` leaves out. */
    [[nodiscard]] const std::vector<std::string>& sounds(Sounds which) const;

  private:
    void add_name(std::size_t award, NameColumn column, const std::string& text);
    void add_names(std::size_t award, NameColumn column, const std::vector<std::string>& texts);

    std::vector<KnownAward> m_awards;
    std::vector<KnownName> m_names;
    mutable std::array<std::once_flag, 3> m_sounds_once; ///< one for each of Sounds
    mutable std::array<std::vector<std::string>, 3> m_sounds;
    std::unordered_map<std::string, std::vector<std::size_t>> m_keys;
    std::unordered_map<std::string, std::vector<std::size_t>> m_cores;
};

} // namespace requal::award
