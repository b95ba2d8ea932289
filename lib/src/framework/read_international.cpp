#include "framework/read.hpp"
#include "framework/read_common.hpp"

#include <algorithm>

namespace requal::framework {
namespace {

using yaml::MapReader;
using yaml::Value;

EqfLevel read_eqf_level(const Value& value, const EqfTable& table) {
    const MapReader row{
        value,
        {"level", "uri", "label", "descriptors", "qf_ehea", "isced_2011_typical", "confidence", "sources", "note"}};
    EqfLevel level;
    level.level = row.number("level", 1, 8);
    if (level.level != static_cast<int>(table.levels.size()) + 1)
        throw MapReader::wrong_type(row.required("level"), "level", "the next of 1 to 8");
    level.uri = row.text("uri");
    static_cast<void>(row.text("label"));
    const MapReader descriptors{row.required("descriptors"), {"knowledge", "skills", "responsibility_autonomy"}};
    level.knowledge = descriptors.text("knowledge");
    level.skills = descriptors.text("skills");
    level.responsibility = descriptors.text("responsibility_autonomy");
    if (row.present("qf_ehea").has_content()) {
        const MapReader cycle{row.required("qf_ehea"), {"cycle", "typical_ects"}};
        level.cycle = read_cycle(cycle.required("cycle"));
        level.typical_ects = cycle.text("typical_ects");
    }
    level.isced_typical = row.numbers("isced_2011_typical", 0, 9);
    level.confidence = read_confidence(row);
    level.sources = read_source_ids(row, table);
    level.cited = table.sources_of(level.sources);
    level.note = row.text_or_empty("note");
    return level;
}

IscedLevel read_isced_level(const Value& value, const IscedTable& table) {
    const MapReader row{value,
                        {"level", "eurostat_code", "name", "tertiary", "description", "attainment_categories",
                         "eqf_indicative", "confidence", "sources", "exceptions"}};
    IscedLevel level;
    level.level = row.number("level", 0, 9);
    if (level.level != static_cast<int>(table.levels.size()))
        throw MapReader::wrong_type(row.required("level"), "level", "the next of 0 to 9");
    level.name = row.text("name");
    level.description = row.text_or_empty("description");
    for (const Value& entry : row.entries("attainment_categories")) {
        const MapReader category{entry, {"code", "meaning"}};
        static_cast<void>(category.text("code"));
    }
    const MapReader link{row.required("eqf_indicative"), {"levels", "typical"}};
    static_cast<void>(link.numbers("levels", 1, 8));
    level.typical_eqf = link.number_if_any("typical", 1, 8);
    level.confidence = read_confidence(row);
    level.sources = read_source_ids(row, table);
    level.cited = table.sources_of(level.sources);
    level.exceptions = row.texts("exceptions");
    return level;
}

} // namespace

EqfTable read_eqf(const yaml::Value& value, const Reading& reading) {
    const MapReader root{value, {"schema", "table", "framework", "participation", "levels", "sources"}};
    const MapReader framework{root.required("framework"),
                              {"name", "abbreviation", "scheme_uri", "legal_basis", "note"}};
    EqfTable table;
    read_base(root, "eqf", reading.file, table);
    table.name = framework.text("name");
    table.legal_basis = framework.text_or_empty("legal_basis");
    table.note = framework.text_or_empty("note");
    each_row(root.entries("levels"), reading,
             [&](const yaml::Value& entry) { table.levels.push_back(read_eqf_level(entry, table)); });
    if (table.levels.size() != 8)
        throw MapReader::wrong_type(root.required("levels"), "levels", "a list of the eight levels");
    return table;
}

IscedTable read_isced(const yaml::Value& value, const Reading& reading) {
    const MapReader root{value,
                         {"schema", "table", "classification", "levels", "eqf_to_isced_indicative", "sources"}};
    IscedTable table;
    read_base(root, "isced", reading.file, table);
    const MapReader classification{root.required("classification"),
                                   {"name", "version", "owner", "variants", "warning"}};
    table.warning = classification.text("warning");
    each_row(root.entries("levels"), reading,
             [&](const yaml::Value& entry) { table.levels.push_back(read_isced_level(entry, table)); });
    if (table.levels.size() != 10)
        throw MapReader::wrong_type(root.required("levels"), "levels", "a list of the ten levels");
    const MapReader pairs{root.required("eqf_to_isced_indicative"), {"1", "2", "3", "4", "5", "6", "7", "8"}};
    for (int eqf = 1; eqf <= 8; ++eqf)
        table.eqf_to_isced[eqf] = pairs.numbers(std::to_string(eqf), 0, 9);
    return table;
}

CycleTable read_cycles(const yaml::Value& value, const Reading& reading) {
    const MapReader root{value, {"schema", "table", "cycles", "sources"}};
    CycleTable table;
    read_base(root, "qf-ehea", reading.file, table);
    each_row(root.entries("cycles"), reading, [&](const yaml::Value& entry) {
        const MapReader row{entry, {"cycle", "eqf", "ects", "since", "confidence", "sources", "note"}};
        table.cycles.push_back({read_cycle(row.required("cycle")), row.number("eqf", 1, 8), row.text_or_empty("ects"),
                                row.text_or_empty("since"), read_confidence(row), read_source_ids(row, table)});
    });
    return table;
}

FieldTable read_fields(const yaml::Value& value, const Reading& reading) {
    const MapReader root{value, {"schema", "table", "fields", "sources"}};
    FieldTable table;
    read_base(root, "isced-f", reading.file, table);
    each_row(root.entries("fields"), reading, [&](const yaml::Value& entry) {
        const MapReader row{entry, {"code", "name"}};
        Field field{row.text("code"), row.text("name")};
        const bool digits = field.code.find_first_not_of("0123456789") == std::string::npos;
        if (!digits || field.code.size() < 2 || field.code.size() > 4)
            throw MapReader::wrong_type(row.required("code"), "code", "two to four digits");
        table.fields.push_back(std::move(field));
    });
    std::stable_sort(table.fields.begin(), table.fields.end(),
                     [](const Field& a, const Field& b) { return a.code < b.code; });
    return table;
}

} // namespace requal::framework
