#include "requal/credential.hpp"

#include <algorithm>

namespace requal {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_tag(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/** "de-AT" and "de_AT" speak "de". */
bool speaks(std::string_view tag, std::string_view asked) noexcept {
    if (same_tag(tag, asked))
        return true;
    return tag.size() > asked.size() && (tag[asked.size()] == '-' || tag[asked.size()] == '_') &&
           same_tag(tag.substr(0, asked.size()), asked);
}

std::string join(const std::vector<std::string>& values) {
    std::string out;
    for (const std::string& value : values)
        out += (out.empty() ? "" : "; ") + value;
    return out;
}

} // namespace

std::string DateTime::calendar_day() const {
    const std::size_t start = raw.find_first_of("0123456789");
    if (!time || start == std::string::npos)
        return {};
    const bool utc = raw.find_first_of("Zz") != std::string::npos;
    if (utc && !date_only)
        return brussels_day(*time);
    const bool year_first = raw.size() > start + 4 && raw[start + 4] == '-';
    return year_first ? raw.substr(start, 10) : rfc3339(*time).substr(0, 10);
}

LocalisedText::Choice LocalisedText::pick(std::string_view asked, std::string_view primary) const {
    const auto find = [this](std::string_view tag) -> const Entry* {
        if (tag.empty())
            return nullptr;
        for (const Entry& entry : entries)
            if (same_tag(entry.language, tag))
                return &entry;
        for (const Entry& entry : entries)
            if (speaks(entry.language, tag))
                return &entry;
        return nullptr;
    };
    // "de-CH" is content with "de" when there is no Swiss text.
    const std::string_view base = asked.substr(0, std::min(asked.find('-'), asked.size()));
    for (const std::string_view tag : {asked, base, std::string_view{"en"}, primary})
        if (const Entry* entry = find(tag))
            return {join(entry->values), entry->language};
    if (entries.empty())
        return {};
    return {join(entries.front().values), entries.front().language};
}

std::string Concept::display(std::string_view language) const {
    const bool english = speaks(language, "en");
    if (!list_label.empty() && english)
        return list_label;
    // A label in another language is the file's own word for an id that the list knows under its
    // English name.
    if (!english && !label_differs) {
        const LocalisedText::Choice choice = label.pick(language);
        if (speaks(choice.language, language) || list_label.empty())
            return choice.text.empty() ? id : choice.text;
    }
    if (!list_label.empty())
        return list_label;
    std::string text = label.pick(language).text;
    if (!text.empty())
        return text;
    return notation.empty() ? id : notation;
}

std::string Organisation::name(std::string_view language, std::string_view primary) const {
    for (const LocalisedText* text : {&legal_name, &preferred_name, &alternative_name})
        if (!text->empty())
            return text->pick(language, primary).text;
    return id;
}

const Concept* Organisation::country() const noexcept {
    for (const Location& location : locations)
        for (const Address& address : location.addresses)
            if (!address.country.id.empty())
                return &address.country;
    for (const Identifier* identifier : {&eidas, &registration})
        if (!identifier->country.id.empty())
            return &identifier->country;
    for (const auto* group : {&vat, &tax})
        for (const Identifier& identifier : *group)
            if (!identifier.country.id.empty())
                return &identifier.country;
    return nullptr;
}

std::string Person::name(std::string_view language, std::string_view primary) const {
    if (!full_name.empty())
        return full_name.pick(language, primary).text;
    const std::string given = given_name.pick(language, primary).text;
    const std::string family = family_name.pick(language, primary).text;
    if (given.empty() && family.empty())
        return id;
    return given.empty() || family.empty() ? given + family : given + " " + family;
}

bool Evidence::is_mandate() const noexcept {
    return type.id == "http://data.europa.eu/snb/evidence-type/c_18016257";
}
bool Evidence::is_accreditation() const noexcept {
    return type.id == "http://data.europa.eu/snb/evidence-type/c_991b06c6";
}
bool Evidence::is_conversion() const noexcept {
    return type.id == "http://data.europa.eu/snb/evidence-type/c_c4f849d7";
}

std::optional<Time> Credential::end_of_validity() const noexcept {
    if (valid_until.time && expiration_date.time)
        return std::min(*valid_until.time, *expiration_date.time);
    return valid_until.time ? valid_until.time : expiration_date.time;
}

} // namespace requal
