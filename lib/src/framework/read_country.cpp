#include "framework/read.hpp"
#include "framework/read_common.hpp"

namespace requal::framework {
namespace {

using yaml::MapReader;
using yaml::Value;

constexpr int first_year = 1800;
constexpr int last_year = 2100;
constexpr double most_years = 30;

EducationSystem read_education(const Value& value) {
    const MapReader row{value,
                        {"primary_years", "lower_secondary_years", "upper_secondary_years", "total_school_years",
                         "school_leaving_award", "entrance_exam", "he_structure", "notes"}};
    return {row.number_if_any("primary_years", 1, 20),
            row.number_if_any("lower_secondary_years", 0, 20),
            row.number_if_any("upper_secondary_years", 0, 20),
            row.number_if_any("total_school_years", 1, 20),
            row.text_or_empty("school_leaving_award"),
            row.text_or_empty("entrance_exam"),
            row.text_or_empty("he_structure"),
            row.texts("notes")};
}

Treaties read_treaties(const Value& value) {
    const MapReader row{
        value, {"lisbon_recognition_convention", "ehea_member", "global_convention_2019", "hague_apostille", "note"}};
    const MapReader apostille{row.required("hague_apostille"), {"status", "in_force", "note"}};
    return {row.text_or_empty("lisbon_recognition_convention"),
            row.text_or_empty("ehea_member"),
            row.text_or_empty("global_convention_2019"),
            apostille.text_or_empty("status"),
            apostille.text_or_empty("in_force"),
            apostille.text_or_empty("note"),
            row.text_or_empty("note")};
}

HomeFramework read_home(const Value& value) {
    const MapReader row{value, {"name", "levels", "eqf_relation", "framework", "note", "confidence"}};
    return {row.text_or_empty("name"),      row.number_if_any("levels", 1, 20), row.text_or_empty("eqf_relation"),
            row.text_or_empty("framework"), row.text_or_empty("note"),          read_confidence(row)};
}

Authorities read_authorities(const Value& value) {
    const MapReader row{value, {"awarding", "verifying", "recognised_institution_list", "notes"}};
    return {row.texts("awarding"), row.texts("verifying"), row.texts("recognised_institution_list"),
            row.texts("notes")};
}

/** The entries of a map from code to text. */
std::vector<std::pair<std::string, std::string>> read_texts_by_code(const Value& value, std::string_view name) {
    if (value.has_content() && !value.is_map())
        throw MapReader::wrong_type(value, name, "a map");
    std::vector<std::pair<std::string, std::string>> list;
    for (const Value& entry : value.items()) {
        if (!entry.is_scalar())
            throw MapReader::wrong_type(entry, entry.key(), "a text");
        list.emplace_back(entry.key(), entry.text());
    }
    return list;
}

Documents read_documents(const Value& value) {
    const MapReader row{value,
                        {"unobtainable_risk", "reasons", "verification_practice", "alternative_route", "notes"}};
    Documents documents{
        row.word<std::string>("unobtainable_risk",
                              {{"none", "none"}, {"low", "low"}, {"medium", "medium"}, {"high", "high"}}),
        row.texts("reasons"),
        row.texts("verification_practice"),
        row.texts("notes"),
        {}};
    for (const Value& entry : row.entries("alternative_route")) {
        const MapReader route{entry, {"code", "text"}};
        documents.alternative_route.emplace_back(route.text("code"), route.text_or_empty("text"));
    }
    return documents;
}

AwardNames read_names(const Value& value) {
    const MapReader row{value, {"native", "transliteration", "english", "other"}};
    AwardNames names{row.texts("native"), row.texts("transliteration"), row.texts("english"), row.texts("other")};
    if (names.native.empty() && names.english.empty())
        throw MapReader::wrong_type(value, "names", "a map with a native or an English name");
    return names;
}

Duration read_duration(const Value& value) {
    if (!value.has_content())
        return {};
    const MapReader row{value, {"min", "max", "counts"}};
    return {row.decimal_if_any("min", 0, most_years), row.decimal_if_any("max", 0, most_years),
            row.word<bool>("counts", {{"programme", false}, {"total_schooling", true}})};
}

std::optional<AwardCredits> read_credits(const Value& value) {
    if (!value.has_content())
        return std::nullopt;
    constexpr double most = 10'000;
    const MapReader row{value, {"min", "max", "system", "text"}};
    return AwardCredits{row.decimal_if_any("min", 0, most), row.decimal_if_any("max", 0, most),
                        row.text_or_empty("system"), row.text_or_empty("text")};
}

ComparableLevel read_comparable(const Value& value) {
    const MapReader row{value, {"min", "max", "typical", "basis", "practice", "practice_note"}};
    ComparableLevel level{row.number_if_any("min", 1, 8),
                          row.number_if_any("max", 1, 8),
                          row.number_if_any("typical", 1, 8),
                          row.word<std::string>("basis", {{"NL", "NL"},
                                                          {"NLo", "NLo"},
                                                          {"NLs", "NLs"},
                                                          {"NLd", "NLd"},
                                                          {"NQF", "NQF"},
                                                          {"QE", "QE"},
                                                          {"NAR", "NAR"},
                                                          {"DER", "DER"},
                                                          {"GK", "GK"},
                                                          {"OWN", "OWN"}}),
                          read_texts_by_code(row.value()["practice"], "practice"),
                          row.text_or_empty("practice_note")};
    if (level.least.has_value() != level.most.has_value())
        throw MapReader::wrong_type(value, "eqf", "a map with min and max, or with neither");
    return level;
}

Validity read_validity(const Value& value) {
    if (!value.has_content())
        return {};
    const MapReader row{value, {"from", "to", "last_admission", "approximate", "note"}};
    return {row.number_if_any("from", first_year, last_year), row.number_if_any("to", first_year, last_year),
            row.number_if_any("last_admission", first_year, last_year),
            row.value()["approximate"].has_content() && row.truth("approximate"), row.text_or_empty("note")};
}

Award read_award(const Value& value, const CountryTable& table) {
    const MapReader row{value,
                        {"id", "kind", "names", "remark", "duration", "credits", "entry_requirement",
                         "access_at_home", "entrance_exam", "isced", "nqf", "eqf", "valid", "awarding_authority",
                         "caveats", "confidence", "sources", "note"}};
    Award award;
    award.position = value.position();
    award.file = value.document().empty() ? table.file : value.document();
    award.id = row.text("id");
    award.kind = row.word<AwardKind>("kind", {{"lower_secondary", AwardKind::lower_secondary},
                                              {"secondary_leaving", AwardKind::secondary_leaving},
                                              {"vet", AwardKind::vet},
                                              {"short_cycle", AwardKind::short_cycle},
                                              {"first_cycle", AwardKind::first_cycle},
                                              {"second_cycle", AwardKind::second_cycle},
                                              {"third_cycle", AwardKind::third_cycle},
                                              {"long_cycle", AwardKind::long_cycle},
                                              {"professional", AwardKind::professional},
                                              {"intermediate", AwardKind::intermediate}});
    award.names = read_names(row.required("names"));
    award.remark = row.text_or_empty("remark");
    award.duration = read_duration(row.value()["duration"]);
    award.credits = read_credits(row.value()["credits"]);
    award.entry_requirement = row.text_or_empty("entry_requirement");
    award.access_at_home = row.text_or_empty("access_at_home");
    award.entrance_exam = row.text_or_empty("entrance_exam");
    if (row.value()["isced"].has_content()) {
        const MapReader isced{row.required("isced"), {"level", "programme"}};
        award.isced = isced.number("level", 0, 8);
        award.isced_programme = isced.text_or_empty("programme");
    }
    for (const Value& entry : row.entries("nqf")) {
        const MapReader place{entry, {"framework", "levels", "note"}};
        award.national.push_back({place.text("framework"), place.texts("levels"), place.text_or_empty("note")});
    }
    award.eqf = read_comparable(row.required("eqf"));
    award.valid = read_validity(row.value()["valid"]);
    award.awarding_authority = row.text_or_empty("awarding_authority");
    award.caveats = row.texts("caveats");
    award.confidence = read_confidence(row);
    award.sources = read_source_ids(row, table);
    award.cited = table.sources_of(award.sources);
    award.note = row.text_or_empty("note");
    return award;
}

} // namespace

CountryTable read_country(const yaml::Value& value, const Reading& reading) {
    const MapReader root{value,
                         {"schema", "table", "country", "as_of", "confidence", "section_confidence",
                          "education_system", "treaties", "nqf", "qualifications", "authorities", "documents",
                          "doubts", "sources"}};
    CountryTable table;
    read_base(root, "country", reading.file, table);
    const MapReader country{root.required("country"), {"code", "name", "name_native"}};
    table.code = country.text("code");
    table.name = country.text_or_empty("name");
    table.name_native = country.text_or_empty("name_native");
    table.as_of = root.text_or_empty("as_of");
    table.confidence = read_confidence(root);
    table.section_confidence = read_texts_by_code(root.value()["section_confidence"], "section_confidence");
    if (root.value()["education_system"].has_content())
        table.education = read_education(root.required("education_system"));
    if (root.value()["treaties"].has_content())
        table.treaties = read_treaties(root.required("treaties"));
    if (root.value()["nqf"].has_content())
        table.home = read_home(root.required("nqf"));
    if (root.value()["authorities"].has_content())
        table.authorities = read_authorities(root.required("authorities"));
    if (root.value()["documents"].has_content())
        table.documents = read_documents(root.required("documents"));
    table.doubts = root.texts("doubts");
    each_row(root.entries("qualifications"), reading,
             [&](const yaml::Value& entry) { table.awards.push_back(read_award(entry, table)); });
    return table;
}

} // namespace requal::framework
