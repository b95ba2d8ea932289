/** @file
 * Whether framework tables are sound: ours, or those that a centre lays over ours.
 *
 *     const TableReport report = check_tables(find_data_folder(), "/srv/centre/tables");
 *     for (const TableProblem& problem : report.problems)
 *         // "/srv/centre/tables/countries/ua.yaml", line 12, column 5, Code::tables_uri_twice …
 *
 * Checked: YAML and schema of every table, plain texts that other readers take for truth values or numbers,
 * references between tables, concepts of the EU vocabulary, ranges, sources, awards that cannot be told apart. Not
 * checked: whether the facts are true.
 */
#pragma once

#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/finding.hpp"
#include "requal/json_writer.hpp"

#include <string>
#include <vector>

namespace requal {

struct TableProblem {
    Finding finding;
    std::string file; ///< as answers name it: below the data folder, or in the centre's folder
    Position position;
};

struct TableReport {
    std::vector<TableProblem> problems; ///< by file and place
    std::vector<std::string> files;     ///< that were checked

    /** No problem is an error; warnings and remarks do not count. */
    [[nodiscard]] bool is_sound() const noexcept;
};

/** @param layer a folder laid out like frameworks/, checked as it lies over ours; empty: ours are checked
 *  @throws Error input_not_found when there is no such folder; data_* when ours cannot be read at all */
[[nodiscard]] TableReport check_tables(const DataFolder& data, const std::string& layer);

/** Members of one object: `sound`, `files`, `problems`. */
void write_json(JsonWriter& out, const TableReport& report, Language language);

} // namespace requal
