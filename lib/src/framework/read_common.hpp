/** @file
 * Columns that all tables share.
 */
#pragma once

#include "framework/read.hpp"
#include "yaml/reader.hpp"

#include <string_view>

namespace requal::framework {

/** Parses a text and hands its root to `read`; errors leave with the file's name. */
template <typename Read>
auto read_table(std::string_view text, const std::string& file, Read read) {
    try {
        const yaml::Document document = yaml::parse(text, {});
        return read(document.root());
    } catch (Error& error) {
        throw std::move(error.in_file(file));
    }
}

/** Reads the rows of a list. With `problems` a row that cannot be read is noted there, and the others are read. */
template <typename Read>
void each_row(std::span<const yaml::Value> rows, const Reading& reading, Read read) {
    for (const yaml::Value& row : rows) {
        if (reading.problems == nullptr) {
            read(row);
            continue;
        }
        try {
            read(row);
        } catch (const Error& error) {
            reading.problems->push_back(error);
        }
    }
}

[[nodiscard]] Confidence read_confidence(const yaml::MapReader& row);
[[nodiscard]] std::string read_cycle(const yaml::Value& value);

/** The columns `schema` and `table`, which say what a file is.
 *  @param kind the only word that `table` may be */
void read_head(const yaml::MapReader& root, std::string_view kind);
/** The columns `schema`, `table` and `sources` of a table. */
void read_base(const yaml::MapReader& root, std::string_view kind, const std::string& file, TableBase& table);
/** Column `sources` of a row: ids that the table lists. */
[[nodiscard]] std::vector<std::string> read_source_ids(const yaml::MapReader& row, const TableBase& table);

} // namespace requal::framework
