#include "framework/table.hpp"

#include <algorithm>

namespace requal::framework {

std::vector<TableSource> TableBase::sources_of(const std::vector<std::string>& ids) const {
    std::vector<TableSource> found;
    for (const TableSource& source : sources)
        if (std::find(ids.begin(), ids.end(), source.id) != ids.end())
            found.push_back(source);
    return found;
}

namespace {

/** The reader lets no row through that has neither a country nor a region. */
template <typename Row>
const std::string& origin_of(const Row& row) {
    if (row.subdivisions.size() == 1)
        return row.subdivisions.front();
    return row.regions.empty() ? row.countries.front() : row.regions.front();
}

} // namespace

const std::string& IndexRow::origin() const {
    return origin_of(*this);
}

const std::string& NationalTable::origin() const {
    return origin_of(*this);
}

FrameworkLevel NationalTable::place(const NationalLevel& level) const {
    return {.framework = id, .name = abbreviation, .country = origin(), .level = level.notation, .uri = level.uri};
}

std::string NationalTable::display() const {
    return origin() + " " + abbreviation;
}

FrameworkLevel eqf_place(int level) {
    const std::string number = std::to_string(level);
    return {.framework = "eqf", .name = "EQF", .level = number, .uri = "http://data.europa.eu/snb/eqf/" + number};
}

FrameworkLevel cycle_place(const std::string& cycle) {
    return {.framework = "qf-ehea", .name = "QF-EHEA", .level = cycle, .title = cycle + " cycle"};
}

FrameworkLevel isced_place(const IscedLevel& level) {
    return {
        .framework = "isced-2011", .name = "ISCED 2011", .level = std::to_string(level.level), .title = level.name};
}

} // namespace requal::framework
