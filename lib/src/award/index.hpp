/** @file
 * The names of all awards of one country, ready to be compared with a title: those of its table of awards, and the
 * examples that its national frameworks give for their levels.
 */
#pragma once

#include "framework/country.hpp"
#include "framework/tables.hpp"

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
    /** How each of names() sounds in Latin letters. Names in another script are left empty where the table has a
     *  transliteration of its own, unless `all` asks for them: beginning to transliterate takes time. */
    [[nodiscard]] const std::vector<std::string>& sounds(bool all) const;

  private:
    void add_name(std::size_t award, NameColumn column, const std::string& text);
    void add_names(std::size_t award, NameColumn column, const std::vector<std::string>& texts);

    std::vector<KnownAward> m_awards;
    std::vector<KnownName> m_names;
    mutable std::once_flag m_sounds_once, m_all_sounds_once;
    mutable std::vector<std::string> m_sounds, m_all_sounds;
    std::unordered_map<std::string, std::vector<std::size_t>> m_keys;
    std::unordered_map<std::string, std::vector<std::size_t>> m_cores;
};

} // namespace requal::award
