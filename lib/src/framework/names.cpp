#include "framework/names.hpp"

#include "base/ascii.hpp"
#include "base/edit_distance.hpp"
#include "base/title_key.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::framework {
namespace {

bool equal(std::string_view a, std::string_view b) {
    return folded(a) == folded(b);
}

bool among(const std::vector<std::string>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return equal(n, name); });
}

void append(std::string& list, const std::string& entry) {
    list += (list.empty() ? "" : ", ") + entry;
}

/** Names within two typing errors; short codes must differ in one letter only, or everything would
 * be near. */
std::string near_names(const Index& index, const std::string& typed) {
    const auto near = [&](const std::string& name) {
        const std::size_t allowed = std::min(name.size(), typed.size()) < 5 ? 1 : 2;
        return typed.size() >= 3 && typed.size() < 60 && edit_distance(folded(name), typed, allowed) <= allowed;
    };
    std::string list;
    for (const Country& country : index.countries)
        if (near(country.name) || std::any_of(country.also.begin(), country.also.end(), near))
            append(list, country.code + " (" + country.name + ")");
    for (const IndexRow& row : index.frameworks)
        if (near(row.id) || std::any_of(row.abbreviations.begin(), row.abbreviations.end(), near))
            append(list, row.abbreviations.front() + " (" + row.origin() + ")");
    return list;
}

Error unknown_country(const Index& index, std::string_view name) {
    std::string known = near_names(index, folded(name));
    if (known.empty()) {
        // As many as fit a line or two, the rest is a table of its own.
        constexpr std::size_t most_shown = 12;
        for (std::size_t i = 0; i < index.frameworks.size() && i < most_shown; ++i)
            append(known, index.frameworks[i].origin() + " " + index.frameworks[i].abbreviations.front());
        known += " and what else 'requal-tables list' shows";
    }
    return Error{Code::framework_country_unknown, {{"name", std::string{name}}, {"known", known}}};
}

std::string_view without_authority(std::string_view name) {
    constexpr std::string_view country_authority = "http://publications.europa.eu/resource/authority/country/";
    if (name.starts_with(country_authority))
        name.remove_prefix(country_authority.size());
    return name;
}

} // namespace

std::string folded(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return lower(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

const Country* find_country(const Index& index, std::string_view name) {
    name = without_authority(name);
    for (const Country& country : index.countries)
        if (country.code == name) // what most programs write; lists ask for it a hundred thousand times
            return &country;
    for (const Country& country : index.countries)
        if (equal(country.code, name) || equal(country.name, name) || among(country.also, name))
            return &country;
    if (name.size() > 3 && name[2] == '-') // ISO 3166-2: a part of a country
        return find_country(index, name.substr(0, 2));
    // Accents and scripts are compared only when the plain comparison has failed: it is slower.
    const std::string key = title_key(name);
    for (const Country& country : index.countries)
        if (title_key(country.name) == key ||
            std::any_of(country.also.begin(), country.also.end(), [&](const auto& n) { return title_key(n) == key; }))
            return &country;
    return nullptr;
}

const Country& country_named(const Index& index, std::string_view name) {
    if (const Country* country = find_country(index, name))
        return *country;
    throw unknown_country(index, name);
}

std::vector<const IndexRow*> find_frameworks(const Tables& tables, std::string_view name) {
    name = without_authority(name);
    const Index& index = tables.index();
    std::vector<const IndexRow*> found;
    const bool part = name.size() > 3 && name[2] == '-';
    if (const Country* country = part ? nullptr : find_country(index, name)) {
        for (const IndexRow& row : index.frameworks)
            if (row.regions.empty() && among(row.countries, country->code)) // not those of whole regions
                found.push_back(&row);
        if (found.empty())
            throw Error{Code::framework_no_framework, {{"country", country->name}}};
        return found;
    }
    if (name.starts_with("http")) {
        if (const IndexRow* row = tables.with_uri(std::string{name}))
            return {row};
        throw unknown_country(index, name);
    }
    for (const IndexRow& row : index.frameworks)
        if (equal(row.id, name) || among(row.abbreviations, name) || among(row.subdivisions, name) ||
            among(row.regions, name))
            found.push_back(&row);
    if (found.empty())
        throw unknown_country(index, name);
    if (found.size() > 1) {
        std::string list;
        for (const IndexRow* row : found)
            append(list, row->id);
        throw Error{Code::framework_name_ambiguous, {{"name", std::string{name}}, {"known", list}}};
    }
    return found;
}

} // namespace requal::framework
