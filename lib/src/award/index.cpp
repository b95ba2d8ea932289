#include "award/index.hpp"

#include "award/title.hpp"
#include "base/title_key.hpp"

#include <algorithm>

namespace requal::award {
namespace {

const std::vector<std::size_t>& find(const std::unordered_map<std::string, std::vector<std::size_t>>& map,
                                     const std::string& key) {
    static const std::vector<std::size_t> none;
    const auto found = map.find(key);
    return found == map.end() ? none : found->second;
}

} // namespace

std::string_view column_text(NameColumn column) noexcept {
    switch (column) {
    case NameColumn::native:
        return "native";
    case NameColumn::transliteration:
        return "transliteration";
    case NameColumn::english:
        return "english";
    case NameColumn::other:
        return "other";
    }
    return "";
}

std::string KnownAward::display() const {
    if (award != nullptr)
        return award->display();
    if (example->native.empty())
        return example->english;
    if (example->english.empty() || example->english == example->native)
        return example->native;
    return example->native + " (" + example->english + ")";
}

const std::string& KnownAward::code() const {
    return country != nullptr ? country->code : framework->countries.front();
}

CountryIndex::CountryIndex(const framework::CountryTable* awards,
                           const std::vector<const framework::NationalTable*>& frameworks) {
    if (awards != nullptr)
        for (const framework::Award& award : awards->awards) {
            m_awards.push_back({.id = award.id, .country = awards, .award = &award});
            const std::size_t at = m_awards.size() - 1;
            add_names(at, NameColumn::native, award.names.native);
            add_names(at, NameColumn::transliteration, award.names.transliteration);
            add_names(at, NameColumn::english, award.names.english);
            add_names(at, NameColumn::other, award.names.other);
        }
    for (const framework::NationalTable* framework : frameworks)
        for (const framework::NationalLevel& level : framework->levels) {
            int number = 0;
            for (const QualificationType& type : level.types) {
                KnownAward known{.id = framework->id + ":" + level.main + ":" + std::to_string(++number)};
                known.framework = framework;
                known.level = &level;
                known.example = &type;
                m_awards.push_back(std::move(known));
                add_name(m_awards.size() - 1, NameColumn::native, type.native);
                if (!type.english.empty())
                    add_name(m_awards.size() - 1, NameColumn::english, type.english);
                add_names(m_awards.size() - 1, NameColumn::other, type.other);
            }
        }
    for (std::size_t i = 0; i < m_names.size(); ++i) {
        m_keys[m_names[i].key].push_back(i);
        m_cores[m_names[i].core].push_back(i);
    }
}

void CountryIndex::add_names(std::size_t award, NameColumn column, const std::vector<std::string>& texts) {
    for (const std::string& text : texts)
        add_name(award, column, text);
}

void CountryIndex::add_name(std::size_t award, NameColumn column, const std::string& text) {
    for (std::string& key : spellings(text)) {
        if (key.empty())
            continue;
        std::string core = core_of(key);
        m_names.push_back({award, column, text, std::move(key), std::move(core)});
    }
}

const std::vector<std::size_t>& CountryIndex::with_key(const std::string& key) const {
    return find(m_keys, key);
}

const std::vector<std::size_t>& CountryIndex::with_core(const std::string& core) const {
    return find(m_cores, core);
}

const std::vector<std::string>& CountryIndex::sounds(Sounds which) const {
    const auto has_transliteration = [&](const KnownName& name) {
        const framework::Award* award = m_awards[name.award].award;
        return award != nullptr && !award->names.transliteration.empty();
    };
    const auto left_out = [&](const KnownName& name) {
        return which == Sounds::untransliterated ? !is_ascii(name.key) && has_transliteration(name)
                                                 : which == Sounds::all_but_han && has_han(name.key);
    };
    const auto at = static_cast<std::size_t>(which);
    std::vector<std::string>& list = m_sounds.at(at);
    std::call_once(m_sounds_once.at(at), [&] {
        for (const KnownName& name : m_names)
            list.push_back(left_out(name) ? std::string{} : sound_of(core_of(latin_key(name.key))));
    });
    return list;
}

const KnownAward* CountryIndex::with_id(std::string_view id) const {
    const auto found =
        std::find_if(m_awards.begin(), m_awards.end(), [&](const KnownAward& award) { return award.id == id; });
    return found == m_awards.end() ? nullptr : &*found;
}

} // namespace requal::award
