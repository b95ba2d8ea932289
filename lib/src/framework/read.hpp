/** @file
 * From a document to the value of a table. Strict: unknown keys, unknown words, sources that are not listed and links
 * that contradict themselves are errors with line and column.
 */
#pragma once

#include "framework/country.hpp"
#include "yaml/value.hpp"

#include <string_view>
#include <vector>

namespace requal::framework {

/** How a table is read. */
struct Reading {
    std::string file;                       ///< its name in answers
    std::vector<Error>* problems = nullptr; ///< a check wants to see every row that cannot be read
};

/** @throws Error yaml_* with the position, and with the file where it is that of a layer */
[[nodiscard]] Index read_index(const yaml::Value& value, const Reading& reading);
[[nodiscard]] NationalTable read_national(const yaml::Value& value, const Reading& reading);
[[nodiscard]] CountryTable read_country(const yaml::Value& value, const Reading& reading);
[[nodiscard]] EqfTable read_eqf(const yaml::Value& value, const Reading& reading);
[[nodiscard]] IscedTable read_isced(const yaml::Value& value, const Reading& reading);
[[nodiscard]] CycleTable read_cycles(const yaml::Value& value, const Reading& reading);
[[nodiscard]] FieldTable read_fields(const yaml::Value& value, const Reading& reading);

/** Parses a text and reads it with one of the above. Errors leave with the file's name. */
template <typename Table>
[[nodiscard]] Table read_text(Table (*read)(const yaml::Value&, const Reading&), std::string_view text,
                              const std::string& file) {
    try {
        const yaml::Document document = yaml::parse(text, {});
        return read(document.root(), {file});
    } catch (Error& error) {
        throw std::move(error.in_file(file));
    }
}

} // namespace requal::framework
