#include "framework/read.hpp"
#include "framework/read_common.hpp"

namespace requal::framework {
namespace {

using yaml::MapReader;
using yaml::Value;

constexpr int first_year = 1900;
constexpr int last_year = 2100;

Referencing read_referencing(const MapReader& framework, const TableBase& table) {
    const MapReader row{framework.required("eqf_referencing"),
                        {"status", "first", "latest", "confidence", "sources", "note"}};
    Referencing referencing;
    referencing.status = row.word<std::string>(
        "status", {{"referenced", "referenced"}, {"compared", "compared"}, {"not_referenced", "not_referenced"}});
    referencing.first = row.number_if_any("first", first_year, last_year);
    referencing.latest = row.number_if_any("latest", first_year, last_year);
    referencing.confidence = read_confidence(row);
    static_cast<void>(read_source_ids(row, table));
    static_cast<void>(row.text_or_empty("note"));
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
                        {"id", "name_en", "name_national", "abbreviation", "countries", "subdivisions",
                         "vocabulary_uri", "vocabulary_label", "number_of_levels", "additional_levels",
                         "eqf_referencing", "qf_ehea_self_certification", "legal_basis", "notes"}};
    table.id = row.text("id");
    table.name = row.text("name_en");
    table.name_national = row.text("name_national");
    table.abbreviation = row.text("abbreviation");
    table.countries = row.texts("countries");
    table.subdivisions = row.texts("subdivisions");
    table.uri = row.text_or_empty("vocabulary_uri");
    static_cast<void>(row.present("vocabulary_label"));
    static_cast<void>(row.number("number_of_levels", 1, 20));
    static_cast<void>(row.texts("additional_levels"));
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
    const MapReader row{level_row.required("eqf"), {"levels", "relation", "confidence", "uris"}};
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
    if ((level.eqf.size() > 1) != (level.relation == Relation::range))
        throw MapReader::wrong_type(row.required("relation"), "relation",
                                    "range exactly when there are several EQF levels");
    const auto uris = row.texts("uris");
    for (std::size_t i = 0; i < std::max(uris.size(), level.eqf.size()); ++i)
        if (i >= uris.size() || i >= level.eqf.size() || uris[i] != eqf_place(level.eqf[i]).uri)
            throw MapReader::wrong_type(row.value(), "uris", "the concepts of the levels, in the same order");
}

NationalLevel read_level(const Value& value, const NationalTable& table) {
    const MapReader row{
        value,
        {"uri", "label", "notation", "eqf", "qf_ehea", "qualification_types", "confidence", "sources", "note"}};
    NationalLevel level;
    level.notation = row.text("notation");
    split_notation(level);
    static_cast<void>(row.present("uri"));
    level.uri = row.text_or_empty("uri");
    level.label = row.text_or_empty("label");
    read_link(row, level);
    level.cycle = read_cycle(row.present("qf_ehea"));
    for (const Value& entry : row.entries("qualification_types")) {
        const MapReader type{entry, {"native", "english", "evidence"}};
        level.types.push_back({type.text("native"), type.text_or_empty("english"),
                               type.word<bool>("evidence", {{"seen", true}, {"general", false}})});
    }
    level.confidence = read_confidence(row);
    level.sources = read_source_ids(row, table);
    level.note = row.text_or_empty("note");
    for (const NationalLevel& earlier : table.levels)
        if (earlier.notation == level.notation)
            throw MapReader::wrong_type(row.required("notation"), "notation", "one that occurs once");
    return level;
}

} // namespace

NationalTable read_national(std::string_view text, const std::string& file) {
    return read_table(text, file, [&](const Value& value) {
        const MapReader root{value, {"schema", "framework", "levels", "sources"}};
        NationalTable table;
        read_base(root, "frameworks-eu/nqf/1", file, table);
        read_framework(root.required("framework"), table);
        for (const Value& entry : root.entries("levels"))
            table.levels.push_back(read_level(entry, table));
        if (table.levels.empty())
            throw MapReader::wrong_type(root.present("levels"), "levels", "a list with at least one level");
        return table;
    });
}

} // namespace requal::framework
