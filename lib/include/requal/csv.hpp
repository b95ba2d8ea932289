/** @file
 * Lists as programs and spreadsheets save them (RFC 4180 and its cousins): read as a stream, row by row, so that a
 * list of any length needs the memory of one row.
 *
 *     CsvReader list{"people.csv"};
 *     for (CsvRow row; list.next(row);)
 *         if (!row.problem)
 *             use(row.fields, row.line);
 *
 * The separator is a comma, a semicolon or a tab, whichever the first line has most of. A row that cannot be read is
 * handed out with its problem, and the next line begins a new row: an open quotation mark costs one row, not the
 * rest, and so does a row of more than 64 KiB. Not for use by two threads at once.
 */
#pragma once

#include "requal/finding.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

struct CsvRow {
    std::uint64_t line = 0; ///< of its first character, from 1
    std::vector<std::string> fields{};
    std::optional<Finding> problem{}; ///< then fields is empty
};

class CsvReader {
  public:
    /** Reads the first row as header. @param path "-" for standard input
     *  @throws Error input_not_found, input_unreadable; csv_no_header, csv_not_text, csv_syntax for the header */
    explicit CsvReader(const std::string& path);
    /** The same for a list in memory. @param text must outlive the reader. @throws Error csv_no_header, csv_not_text,
     * csv_syntax */
    [[nodiscard]] static CsvReader of_text(std::string_view text);
    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    [[nodiscard]] const std::vector<std::string>& header() const noexcept;
    /** The next row with content; empty lines are passed over. A row whose number of fields is not the header's has
     * the problem csv_fields. @return false at the end. @throws Error input_unreadable */
    [[nodiscard]] bool next(CsvRow& row);

  private:
    class Source;
    explicit CsvReader(std::unique_ptr<Source> source) noexcept;
    std::unique_ptr<Source> m_source;
};

} // namespace requal
