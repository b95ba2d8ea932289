#include "framework/read.hpp"
#include "framework/read_common.hpp"

#include <algorithm>

namespace requal::framework {
namespace {

using yaml::MapReader;
using yaml::Value;

constexpr int first_year = 1900;
constexpr int last_year = 2100;

Referencing read_referencing(const MapReader& framework, const TableBase& table) {
    const MapReader row{
        framework.required("eqf_referencing"),
        {"status", "first", "latest", "level_table_read_in_source", "status_note", "confidence", "sources", "note"}};
    Referencing referencing;
    referencing.status = row.word<std::string>(
        "status", {{"referenced", "referenced"}, {"compared", "compared"}, {"not_referenced", "not_referenced"}});
    referencing.first = row.number_if_any("first", first_year, last_year);
    referencing.latest = row.number_if_any("latest", first_year, last_year);
    referencing.confidence = read_confidence(row);
    static_cast<void>(read_source_ids(row, table));
    if (row.value()["level_table_read_in_source"].has_content())
        static_cast<void>(row.word<bool>("level_table_read_in_source", {{"true", true}, {"false", false}}));
    for (const char* const text : {"status_note", "note"})
        static_cast<void>(row.text_or_empty(text));
    return referencing;
}

bool read_self_certification(const MapReader& framework, const TableBase& table) {
    const MapReader row{framework.required("qf_ehea_self_certification"),
                        {"status", "year", "confidence", "sources", "note"}};
    static_cast<void>(row.number_if_any("year", first_year, last_year));
    static_cast<void>(read_confidence(row));
    static_cast<void>(read_source_ids(row, table));
    return row.word<bool>("status", {{"self-certified", true}, {"not looked up", false}});
}

void read_framework(const Value& value, NationalTable& table) {
    const MapReader row{value,
                        {"id", "name_en", "name_national", "abbreviation", "countries", "subdivisions", "regions",
                         "vocabulary_uri", "vocabulary_label", "number_of_levels", "additional_levels", "owner",
                         "eqf_referencing", "qf_ehea_self_certification", "legal_basis", "notes"}};
    table.id = row.text("id");
    table.name = row.text("name_en");
    table.name_national = row.text("name_national");
    table.abbreviation = row.text("abbreviation");
    table.countries = row.texts("countries");
    table.subdivisions = row.texts("subdivisions");
    table.regions = row.texts("regions");
    if (table.countries.empty() && table.regions.empty())
        throw MapReader::wrong_type(row.required("countries"), "countries", "a list with at least one code");
    table.uri = row.text_or_empty("vocabulary_uri");
    static_cast<void>(row.present("vocabulary_label"));
    static_cast<void>(row.number("number_of_levels", 1, 20));
    static_cast<void>(row.texts("additional_levels"));
    table.owner = row.text_or_empty("owner");
    table.legal_basis = row.text_or_empty("legal_basis");
    table.referencing = read_referencing(row, table);
    table.self_certified = read_self_certification(row, table);
    table.notes = row.text_or_empty("notes");
}

/** "6 (formerly II)" is level 6, which older documents call II. */
void split_notation(NationalLevel& level) {
    constexpr std::string_view word = " (formerly ";
    const std::size_t at = level.notation.find(word);
    level.main = level.notation.substr(0, at);
    if (at != std::string::npos && level.notation.ends_with(')'))
        level.former = level.notation.substr(at + word.size(), level.notation.size() - at - word.size() - 1);
}

void read_link(const MapReader& level_row, NationalLevel& level) {
    const MapReader row{level_row.required("eqf"), {"levels", "typical", "uris", "relation", "confidence"}};
    static_cast<void>(row.present("levels"));
    level.eqf = row.numbers("levels", 1, 8);
    level.relation = row.word<Relation>("relation", {{"exact", Relation::exact},
                                                     {"range", Relation::range},
                                                     {"partial", Relation::partial},
                                                     {"comparable", Relation::comparable},
                                                     {"indicative", Relation::indicative},
                                                     {"not_referenced", Relation::not_referenced}});
    level.eqf_confidence = read_confidence(row);
    if (level.eqf.empty() != (level.relation == Relation::not_referenced))
        throw MapReader::wrong_type(row.required("relation"), "relation",
                                    "not_referenced exactly when there is no EQF level");
    const bool open = level.relation == Relation::comparable || level.relation == Relation::indicative;
    if (!open && (level.eqf.size() > 1) != (level.relation == Relation::range))
        throw MapReader::wrong_type(row.required("relation"), "relation",
                                    "range exactly when there are several EQF levels, or comparable or indicative");
    level.typical_eqf = row.number_if_any("typical", 1, 8);
    if (level.typical_eqf && (level.eqf.size() < 2 ||
                              std::find(level.eqf.begin(), level.eqf.end(), *level.typical_eqf) == level.eqf.end()))
        throw MapReader::wrong_type(row.required("typical"), "typical", "one of several EQF levels");
    const auto uris = row.texts("uris");
    for (std::size_t i = 0; i < std::max(uris.size(), level.eqf.size()); ++i)
        if (i >= uris.size() || i >= level.eqf.size() || uris[i] != eqf_place(level.eqf[i]).uri)
            throw MapReader::wrong_type(row.value(), "uris", "the concepts of the levels, in the same order");
}

/** A type without a native name is described, not named: "primary education". */
QualificationType read_type(const Value& value) {
    const MapReader row{value, {"native", "english", "other", "evidence"}};
    QualificationType type{row.text_or_empty("native"), row.text_or_empty("english"), row.texts("other"),
                           row.word<bool>("evidence", {{"seen", true}, {"general", false}})};
    if (type.native.empty() && (type.english.empty() || !type.other.empty()))
        throw MapReader::wrong_type(value, "native", "a name, or left out where english only describes");
    return type;
}

NationalLevel read_level(const Value& value, const NationalTable& table) {
    const MapReader row{
        value,
        {"uri", "label", "notation", "eqf", "qf_ehea", "qualification_types", "confidence", "sources", "note"}};
    NationalLevel level;
    level.file = value.document().empty() ? table.file : value.document();
    level.position = value.position();
    level.notation = row.text("notation");
    split_notation(level);
    static_cast<void>(row.present("uri"));
    level.uri = row.text_or_empty("uri");
    level.label = row.text_or_empty("label");
    if (level.uri.empty() != level.label.empty())
        throw MapReader::wrong_type(row.value(), "label", "written exactly when there is a uri");
    read_link(row, level);
    level.cycle = read_cycle(row.present("qf_ehea"));
    for (const Value& entry : row.entries("qualification_types")) {
        level.types.push_back(read_type(entry));
    }
    level.confidence = read_confidence(row);
    level.sources = read_source_ids(row, table);
    level.cited = table.sources_of(level.sources);
    level.note = row.text_or_empty("note");
    for (const NationalLevel& earlier : table.levels)
        if (earlier.notation == level.notation)
            throw MapReader::wrong_type(row.required("notation"), "notation", "one that occurs once");
    return level;
}

/** A published comparison with another framework; no answer follows it yet. */
void check_relation(const Value& value, const NationalTable& table) {
    const MapReader row{value, {"framework", "levels", "confidence", "sources"}};
    static_cast<void>(row.text("framework"));
    for (const Value& entry : row.entries("levels")) {
        const MapReader pair{entry, {"from", "to"}};
        const std::string from = pair.text("from");
        static_cast<void>(pair.text_or_empty("to"));
        if (std::none_of(table.levels.begin(), table.levels.end(),
                         [&](const NationalLevel& level) { return level.notation == from; }))
            throw MapReader::wrong_type(pair.required("from"), "from", "a notation of this table");
    }
    static_cast<void>(read_confidence(row));
    static_cast<void>(read_source_ids(row, table));
}

} // namespace

NationalTable read_national(const yaml::Value& value, const Reading& reading) {
    const MapReader root{value,
                         {"schema", "table", "as_of", "framework", "levels", "unlevelled_qualifications",
                          "relations_to_other_frameworks", "sources"}};
    NationalTable table;
    read_base(root, "national-framework", reading.file, table);
    read_framework(root.required("framework"), table);
    each_row(root.entries("levels"), reading,
             [&](const yaml::Value& entry) { table.levels.push_back(read_level(entry, table)); });
    if (table.levels.empty())
        throw MapReader::wrong_type(root.present("levels"), "levels", "a list with at least one level");
    table.unlevelled = root.texts("unlevelled_qualifications");
    for (const Value& entry : root.entries("relations_to_other_frameworks"))
        check_relation(entry, table);
    return table;
}

} // namespace requal::framework
