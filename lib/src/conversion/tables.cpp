#include "conversion/tables.hpp"

#include "base/ascii.hpp"
#include "base/fold.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal {

Conversions::Conversions(const Frameworks& frameworks)
    : m_tables(std::make_unique<conversion::Tables>(frameworks.tables())) {}
Conversions::Conversions(Conversions&&) noexcept = default;
Conversions& Conversions::operator=(Conversions&&) noexcept = default;
Conversions::~Conversions() = default;

Conversions load_conversions(const Frameworks& frameworks) {
    return Conversions{frameworks};
}

namespace conversion {
namespace {

/** Codes are compared as they are, without case. */
bool same_code(std::string_view a, std::string_view b) {
    return lower(a) == lower(b);
}

/** Is a part of the country, or the country: "GB" has "GB-SCT". */
bool in_country(std::string_view place, std::string_view country) {
    return same_code(place, country) || (place.size() > country.size() && place[country.size()] == '-' &&
                                         same_code(place.substr(0, country.size()), country));
}

void append(std::string& list, const std::string& entry) {
    list += (list.empty() ? "" : ", ") + entry;
}

/** Half of the pairs of neighbouring letters are the same: spelling errors keep that many. */
bool near(std::string_view a, std::string_view b) {
    std::size_t shared = 0;
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
        shared += b.find(a.substr(i, 2)) == std::string_view::npos ? 0U : 1U;
    return shared > 0 && 2 * shared >= a.size() - 1 && 2 * shared >= b.size() - 1;
}

std::string described(const CreditSystem& system) {
    return system.id + " (" + system.name + ")";
}

std::string described(const GradeScale& scale) {
    return scale.id + " (" + scale.sector + ", " + scale.best + " best, " + scale.lowest_pass + " lowest pass)";
}

/** Is "de-" the beginning of both? Ids of national rows begin with the country. */
bool same_country(std::string_view typed, std::string_view id) {
    return typed.size() > 3 && typed[2] == '-' && id.size() > 3 && same_code(typed.substr(0, 3), id.substr(0, 3));
}

/** Rows whose id looks like what was typed, or begins with the same country; else the ids of all. */
template <typename Row>
std::string known_rows(const std::vector<Row>& rows, std::string_view typed) {
    std::string list;
    for (const Row& row : rows)
        if (same_country(typed, row.id) || near(fold_name(typed), fold_name(row.id)))
            append(list, described(row));
    if (list.empty())
        for (const Row& row : rows)
            append(list, row.id);
    return list;
}

} // namespace

const CreditTable& Tables::credits() const {
    const std::lock_guard lock{m_mutex};
    if (!m_credits)
        m_credits = std::make_unique<CreditTable>(m_frameworks.folder().load("credits.yaml", read_credits));
    return *m_credits;
}

const GradeTable& Tables::grades() const {
    const std::lock_guard lock{m_mutex};
    if (!m_grades)
        m_grades = std::make_unique<GradeTable>(m_frameworks.folder().load("grades.yaml", read_grades));
    return *m_grades;
}

std::string Tables::country_code(std::string_view name) const {
    const std::string folded = fold_name(name);
    if (folded.empty())
        return {};
    for (const framework::Country& country : m_frameworks.index().countries)
        if (same_code(country.code, name) || fold_name(country.name) == folded ||
            std::any_of(country.also.begin(), country.also.end(),
                        [&](const std::string& also) { return fold_name(also) == folded; }))
            return country.code;
    for (const CreditSystem& system : credits().systems)
        for (const std::string& place : system.countries)
            if (in_country(place, name))
                return same_code(place, name) ? place : place.substr(0, name.size());
    for (const EctsHours& hours : credits().hours)
        if (in_country(hours.country, name))
            return same_code(hours.country, name) ? hours.country : hours.country.substr(0, name.size());
    for (const GradeScale& scale : grades().scales)
        if (same_code(scale.country, name))
            return scale.country;
    return {};
}

const CreditSystem& find_system(const Tables& tables, std::string_view name) {
    const CreditTable& table = tables.credits();
    if (fold_name(name).empty())
        throw Error{Code::credits_system_missing, {{"known", known_rows(table.systems, {})}}};
    for (std::size_t i = 0; i < table.systems.size(); ++i)
        if (same_code(table.systems[i].id, name) || (!table.uris[i].empty() && table.uris[i] == name))
            return table.systems[i];
    for (const CreditSystem& system : table.systems)
        if (fold_name(system.name) == fold_name(name))
            return system;
    const std::string country = tables.country_code(name);
    std::vector<const CreditSystem*> found;
    for (const CreditSystem& system : table.systems)
        if (!country.empty() && std::any_of(system.countries.begin(), system.countries.end(),
                                            [&](const std::string& place) { return in_country(place, country); }))
            found.push_back(&system);
    if (found.size() == 1)
        return *found.front();
    std::string known;
    for (const CreditSystem* system : found)
        append(known, described(*system));
    if (!found.empty())
        throw Error{Code::credits_system_ambiguous, {{"name", std::string{name}}, {"known", known}}};
    throw Error{Code::credits_system_unknown,
                {{"name", std::string{name}}, {"known", known_rows(table.systems, name)}}};
}

const GradeScale& find_scale(const Tables& tables, std::string_view name, std::string_view which,
                             std::string_view option) {
    const GradeTable& table = tables.grades();
    if (fold_name(name).empty())
        throw Error{Code::grades_scale_missing,
                    {{"which", std::string{which}},
                     {"option", std::string{option}},
                     {"other", option == "--scale" ? ", or describe it with --best and --pass" : ""}}};
    for (const GradeScale& scale : table.scales)
        if (same_code(scale.id, name))
            return scale;
    const std::string country = tables.country_code(name);
    std::vector<const GradeScale*> found;
    for (const GradeScale& scale : table.scales)
        if (!country.empty() && in_country(scale.country, country))
            found.push_back(&scale);
    if (found.size() == 1)
        return *found.front();
    std::string known;
    for (const GradeScale* scale : found)
        append(known, described(*scale));
    if (!found.empty())
        throw Error{Code::grades_scale_ambiguous, {{"name", std::string{name}}, {"known", known}}};
    throw Error{Code::grades_scale_unknown, {{"name", std::string{name}}, {"known", known_rows(table.scales, name)}}};
}

std::vector<TableUse> use_of(const framework::TableBase& table) {
    return table.files;
}

void add_sources(std::vector<TableSource>& sources, const std::vector<TableSource>& more) {
    for (const TableSource& source : more)
        if (std::none_of(sources.begin(), sources.end(), [&](const TableSource& s) { return s.id == source.id; }))
            sources.push_back(source);
}

} // namespace conversion
} // namespace requal
