// What a name typed by an officer stands for. A name that two rows share is asked about, never decided.

#include "reference/find_page.hpp"
#include "award/title.hpp"
#include "base/title_key.hpp"
#include "conversion/tables.hpp"
#include "framework/names.hpp"
#include "reference/pages.hpp"
#include "reference/words.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal {
namespace {

using framework::Country;
using framework::IndexRow;
using framework::Tables;
using reference::Meaning;

constexpr double near_enough = 0.65; ///< two letters of six, so that "Frnace" is near to "France"
constexpr std::size_t most_near = 5;

bool among(const std::vector<std::string>& names, const std::string& folded) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return framework::folded(name) == folded; });
}

/** "diploma" is near to no country; "Frnace" is near to France. */
std::string near_names(const ReferenceTables& all, std::string_view name) {
    const Tables& tables = all.frameworks.tables();
    const std::string key = title_key(name);
    std::vector<std::pair<double, std::string>> near;
    const auto compare = [&](const std::vector<std::string>& names, const std::string& shown) {
        double best = 0;
        for (const std::string& known : names)
            if (known.size() > 2)
                best = std::max(best, award::likeness(title_key(known), key));
        if (best >= near_enough)
            near.emplace_back(best, shown);
    };
    for (const Country& country : tables.index().countries) {
        std::vector<std::string> names{country.name};
        names.insert(names.end(), country.also.begin(), country.also.end());
        compare(names, country.code + " (" + country.name + ")");
    }
    for (const IndexRow& row : tables.index().frameworks) {
        std::vector<std::string> names{row.id};
        names.insert(names.end(), row.abbreviations.begin(), row.abbreviations.end());
        compare(names, row.id);
    }
    for (const GradeScale& scale : all.conversions.tables().grades().scales)
        compare({scale.id}, scale.id);
    for (const CreditSystem& system : all.conversions.tables().credits().systems)
        compare({system.id, system.name}, system.id);
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> shown;
    for (const auto& [likeness, text] : near)
        if (shown.size() < most_near)
            shown.push_back(text);
    return shown.empty() ? "none" : joined(shown);
}

bool is_international(std::string_view folded_name, ReferencePage& page, const Tables& tables) {
    if (folded_name == "eqf")
        page = EqfPage{&tables.eqf()};
    else if (folded_name == "qf-ehea" || folded_name == "qfehea" || folded_name == "ehea")
        page = CyclesPage{&tables.cycles()};
    else if (folded_name == "isced" || folded_name == "isced-2011" || folded_name == "isced 2011")
        page = IscedPage{&tables.isced()};
    else
        return false;
    return true;
}

FieldsPage fields_page(const Tables& tables, std::string_view code) {
    FieldsPage page{&tables.fields(), {}, std::string{code}};
    bool known = code.empty();
    std::vector<std::string> broad;
    for (const framework::Field& field : page.table->fields) {
        if (field.code.starts_with(code) || code.starts_with(field.code))
            page.fields.push_back(&field);
        known = known || field.code == code;
        if (field.code.size() == 2)
            broad.push_back(field.code + " " + field.name);
    }
    if (!known)
        throw Error{Code::tables_field_unknown, {{"code", std::string{code}}, {"known", joined(broad)}}};
    return page;
}

CountryPage country_page(const ReferenceTables& all, const Country& country) {
    const Tables& tables = all.frameworks.tables();
    CountryPage page{&country, tables.country(country.code)};
    for (const IndexRow& row : tables.index().frameworks)
        if (row.regions.empty() &&
            std::find(row.countries.begin(), row.countries.end(), country.code) != row.countries.end())
            page.frameworks.push_back(&tables.national(row));
    for (const GradeScale& scale : all.conversions.tables().grades().scales)
        if (scale.country == country.code)
            page.scales.push_back(&scale);
    for (const CreditSystem& system : all.conversions.tables().credits().systems)
        if (std::find(system.countries.begin(), system.countries.end(), country.code) != system.countries.end())
            page.systems.push_back(&system);
    return page;
}

std::vector<Meaning> meanings_of(const ReferenceTables& all, std::string_view name) {
    const Tables& tables = all.frameworks.tables();
    std::vector<Meaning> found;
    const std::string folded = framework::folded(name);
    const bool part = name.size() > 3 && name[2] == '-';
    if (const Country* country = part ? nullptr : framework::find_country(tables.index(), name))
        found.push_back({"country", country->code, country->name, country, nullptr});
    const IndexRow* by_uri = name.starts_with("http") ? tables.with_uri(std::string{name}) : nullptr;
    for (const IndexRow& row : tables.index().frameworks)
        if (&row == by_uri || framework::folded(row.id) == folded || among(row.abbreviations, folded) ||
            among(row.subdivisions, folded) || among(row.regions, folded))
            found.push_back({"framework", row.id, row.origin() + " " + row.abbreviations.front(), nullptr, &row});
    for (const GradeScale& scale : all.conversions.tables().grades().scales)
        if (framework::folded(scale.id) == folded)
            found.push_back({"scale", scale.id, scale.country, nullptr, nullptr, &scale});
    for (const CreditSystem& system : all.conversions.tables().credits().systems)
        if (framework::folded(system.id) == folded || framework::folded(system.name) == folded)
            found.push_back({"system", system.id, system.name, nullptr, nullptr, nullptr, &system});
    return found;
}

} // namespace

namespace reference {

std::vector<Meaning> meanings(const ReferenceTables& tables, std::string_view name, std::string_view kind) {
    std::vector<Meaning> found = meanings_of(tables, name);
    if (!kind.empty())
        std::erase_if(found, [&](const Meaning& m) { return m.kind != kind; });
    // Many frameworks have the name of their country as id: the page of the country names them.
    if (!found.empty() && found.front().country != nullptr)
        std::erase_if(found, [&](const Meaning& m) {
            return m.row != nullptr && std::find(m.row->countries.begin(), m.row->countries.end(),
                                                 found.front().country->code) != m.row->countries.end();
        });
    if (found.empty())
        throw Error{Code::tables_name_unknown, {{"name", std::string{name}}, {"known", near_names(tables, name)}}};
    return found;
}

} // namespace reference

ReferencePage find_page(const ReferenceTables& all, std::string_view name, std::string_view code,
                        std::string_view kind) {
    const Tables& tables = all.frameworks.tables();
    const std::string folded = framework::folded(name);
    ReferencePage page;
    if (folded == "isced-f" || folded == "iscedf" || folded == "isced-f 2013")
        return fields_page(tables, code);
    if (kind.empty() && is_international(folded, page, tables))
        return page;
    const std::vector<Meaning> found = reference::meanings(all, name, kind);
    if (found.size() > 1) {
        std::vector<std::string> known;
        known.reserve(found.size());
        const bool same_ids = std::any_of(found.begin() + 1, found.end(),
                                          [&](const Meaning& m) { return framework::folded(m.id) == folded; });
        for (const Meaning& m : found)
            known.push_back(m.id + (same_ids ? " --kind " + m.kind : " (" + m.kind + " " + m.name + ")"));
        throw Error{Code::tables_name_ambiguous, {{"name", std::string{name}}, {"known", joined(known)}}};
    }
    const Meaning& meaning = found.front();
    if (meaning.country != nullptr)
        return country_page(all, *meaning.country);
    if (meaning.scale != nullptr)
        return ScalePage{&all.conversions.tables().grades(), meaning.scale};
    if (meaning.system != nullptr)
        return SystemPage{&all.conversions.tables().credits(), meaning.system};
    return FrameworkPage{&tables.national(*meaning.row)};
}

void write_json(JsonWriter& out, const ReferencePage& page) {
    out.begin_object();
    std::visit([&](const auto& shown) { reference::write_members(out, shown); }, page);
    out.end_object();
}

std::string page_text(const ReferencePage& page) {
    return std::visit([](const auto& shown) { return reference::text_of(shown); }, page);
}

} // namespace requal
