#include "conversion/read.hpp"
#include "conversion/table.hpp"

#include "requal/error.hpp"

#include <algorithm>

namespace requal::conversion {
namespace {

using yaml::MapReader;
using yaml::Value;

constexpr int minutes_of_an_hour = 60;

/** Hours as they stand in the table may be lessons; the answer counts by the clock. */
void read_hours(const MapReader& row, CreditSystem& system) {
    system.hours = range_if_any(row, "hours_per_credit");
    if (system.hours.has_value() != row.value()["hours_kind"].has_content())
        throw MapReader::wrong_type(row.value(), "hours_kind", "workload or class exactly where there are hours");
    if (!system.hours)
        return;
    system.class_hours = row.word<bool>("hours_kind", {{"workload", false}, {"class", true}});
    if (const auto minutes = row.number_if_any("hour_minutes", 1, minutes_of_an_hour)) {
        const Exact share = Exact{*minutes} / Exact{minutes_of_an_hour};
        system.hours = *system.hours * ExactRange{share, share};
    }
}

void read_factor(const MapReader& row, CreditSystem& system) {
    system.ects_factor = range_if_any(row, "range");
    const auto factor = number_if_any(row, "ects_per_credit");
    if (!factor) {
        if (system.ects_factor)
            throw MapReader::wrong_type(row.required("range"), "range", "left out where ects_per_credit is");
        return;
    }
    if (*factor <= Exact{0})
        throw MapReader::wrong_type(row.required("ects_per_credit"), "ects_per_credit", "a number above zero");
    if (!system.ects_factor)
        system.ects_factor = ExactRange{*factor, *factor};
    if (*factor < system.ects_factor->low || system.ects_factor->high < *factor)
        throw MapReader::wrong_type(row.required("range"), "range", "a range that holds ects_per_credit");
}

CreditSystem read_system(const Value& value, const CreditTable& table) {
    const MapReader row{value,
                        {"id", "name", "countries", "sector", "hours_per_credit", "hours_kind", "hour_minutes",
                         "credits_per_year_full_time", "ects_per_credit", "relation", "range", "confidence",
                         "sources", "vocabulary_uri", "annual_workload_hours", "per_semester", "awards", "note"}};
    CreditSystem system;
    system.id = row.text("id");
    for (const CreditSystem& earlier : table.systems)
        if (earlier.id == system.id)
            throw MapReader::wrong_type(row.required("id"), "id", "an id that occurs once");
    system.name = row.text("name");
    system.countries = row.texts("countries");
    system.sector = row.text("sector");
    read_hours(row, system);
    system.credits_per_year = number_if_any(row, "credits_per_year_full_time");
    if (system.credits_per_year && *system.credits_per_year <= Exact{0})
        throw MapReader::wrong_type(row.required("credits_per_year_full_time"), "credits_per_year_full_time",
                                    "a number above zero");
    read_factor(row, system);
    system.relation = row.text("relation");
    system.confidence = framework::read_confidence(row);
    system.sources = read_sources(row, table);
    system.note = row.text_or_empty("note");
    static_cast<void>(range_if_any(row, "annual_workload_hours"));
    static_cast<void>(number_if_any(row, "per_semester"));
    return system;
}

EctsHours read_country(const Value& value, const CreditTable& table) {
    const MapReader row{value, {"country", "hours_per_ects", "confidence", "sources", "note"}};
    EctsHours hours;
    hours.country = row.text("country");
    for (const EctsHours& earlier : table.hours)
        if (earlier.country == hours.country)
            throw MapReader::wrong_type(row.required("country"), "country", "a country that occurs once");
    static_cast<void>(row.required("hours_per_ects"));
    hours.hours = *range_if_any(row, "hours_per_ects");
    hours.confidence = framework::read_confidence(row);
    hours.sources = read_sources(row, table);
    hours.note = row.text_or_empty("note");
    return hours;
}

} // namespace

CreditTable read_credits(const yaml::Value& value, const framework::Reading& reading) {
    const MapReader root{value, {"schema", "table", "rules", "systems", "ects_hours_by_country", "sources"}};
    CreditTable table;
    read_head(root, "credits", reading.file, table);
    const MapReader rules{root.required("rules"),
                          {"ects_basis", "caution", "degree_ranges", "sources", "confidence"}};
    table.caution = rules.text("caution");
    static_cast<void>(read_sources(rules, table));
    framework::each_row(root.entries("systems"), reading, [&](const Value& entry) {
        table.systems.push_back(read_system(entry, table));
        table.uris.emplace_back(entry["vocabulary_uri"].text());
    });
    framework::each_row(root.entries("ects_hours_by_country"), reading,
                        [&](const yaml::Value& entry) { table.hours.push_back(read_country(entry, table)); });
    const auto ects = std::find_if(table.systems.begin(), table.systems.end(),
                                   [](const CreditSystem& system) { return system.id == "ects"; });
    if (ects == table.systems.end() || !ects->hours || !ects->credits_per_year)
        throw MapReader::wrong_type(root.required("systems"), "systems", "a list with ects, its hours and its year");
    return table;
}

} // namespace requal::conversion
