#include "framework/read_common.hpp"

#include <algorithm>

namespace requal::framework {

Confidence read_confidence(const yaml::MapReader& row) {
    return row.word<Confidence>(
        "confidence", {{"high", Confidence::high}, {"medium", Confidence::medium}, {"low", Confidence::low}});
}

std::string read_cycle(const yaml::Value& value) {
    if (!value.has_content())
        return {};
    for (const std::string_view cycle : {"short", "first", "second", "third"})
        if (value.text() == cycle)
            return std::string{cycle};
    throw yaml::MapReader::wrong_type(value, "the cycle", "one of short, first, second, third");
}

void read_head(const yaml::MapReader& root, std::string_view kind) {
    constexpr std::string_view schema = "requal.frameworks/1";
    if (root.text("schema") != schema)
        throw yaml::MapReader::wrong_type(root.required("schema"), "schema", schema);
    if (root.text("table") != kind)
        throw yaml::MapReader::wrong_type(root.required("table"), "table", kind);
}

void read_base(const yaml::MapReader& root, std::string_view kind, const std::string& file, TableBase& table) {
    read_head(root, kind);
    table.file = file;
    for (const yaml::Value& entry : root.entries("sources")) {
        const yaml::MapReader row{entry,
                                  {"id", "title", "publisher", "year", "url", "kind", "url_status", "seen", "note"}};
        TableSource source{
            row.text("id"),          row.text("title"), row.text_or_empty("publisher"), row.text_or_empty("year"), {},
            row.text_or_empty("url")};
        if (row.value()["kind"].has_content())
            source.kind =
                row.word<std::string>("kind", {{"primary", "primary"}, {"copy", "copy"}, {"secondary", "secondary"}});
        if (row.value()["url_status"].has_content())
            static_cast<void>(
                row.word<bool>("url_status", {{"seen", true}, {"pattern", false}, {"not seen", false}}));
        for (const char* const text : {"seen", "note"})
            static_cast<void>(row.text_or_empty(text));
        for (const TableSource& earlier : table.sources)
            if (earlier.id == source.id)
                throw yaml::MapReader::wrong_type(row.required("id"), "id", "an id that occurs once");
        table.sources.push_back(std::move(source));
    }
}

std::vector<std::string> read_source_ids(const yaml::MapReader& row, const TableBase& table) {
    std::vector<std::string> ids;
    for (const yaml::Value& entry : row.entries("sources")) {
        const bool listed = std::any_of(table.sources.begin(), table.sources.end(),
                                        [&](const TableSource& s) { return s.id == entry.text(); });
        if (!listed)
            throw yaml::MapReader::wrong_type(entry, "sources", "a list of ids of this table's sources");
        ids.emplace_back(entry.text());
    }
    if (ids.empty())
        throw row.missing("sources");
    return ids;
}

} // namespace requal::framework
