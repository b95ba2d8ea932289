#include "conversion/read.hpp"

namespace requal::conversion {

using yaml::MapReader;
using yaml::Value;

void read_head(const MapReader& root, std::string_view kind, const std::string& file, framework::TableBase& table) {
    framework::read_base(root, kind, file, table);
}

std::vector<TableSource> read_sources(const MapReader& row, const framework::TableBase& table) {
    return table.sources_of(framework::read_source_ids(row, table));
}

Exact number_of(const Value& value, std::string_view key) {
    const auto number = Exact::parse(value.text());
    if (!value.is_scalar() || !number || value.text().find(',') != std::string_view::npos)
        throw MapReader::wrong_type(value, key, "a number with at most six digits before and four after the point");
    return *number;
}

std::optional<Exact> number_if_any(const MapReader& row, std::string_view key) {
    const Value& value = row.value()[key];
    return value.has_content() ? std::optional{number_of(value, key)} : std::nullopt;
}

std::optional<ExactRange> range_if_any(const MapReader& row, std::string_view key) {
    const Value& value = row.value()[key];
    if (!value.has_content())
        return std::nullopt;
    if (!value.is_sequence() || value.items().size() != 2)
        throw MapReader::wrong_type(value, key, "a list of two numbers, the lower one first");
    const ExactRange range{number_of(value.items()[0], key), number_of(value.items()[1], key)};
    if (range.low <= Exact{0} || range.high < range.low)
        throw MapReader::wrong_type(value, key, "two numbers above zero, the lower one first");
    return range;
}

bool truth(const MapReader& row, std::string_view key) {
    return row.word<bool>(key, {{"true", true}, {"false", false}});
}

} // namespace requal::conversion
