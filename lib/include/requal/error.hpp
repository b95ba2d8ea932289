/** @file
 * The one exception of the library: an input or the environment could not be processed.
 * A verdict is never thrown; see report.hpp.
 *
 *     throw Error{Code::json_syntax, {{"detail", "unexpected comma"}}}.at(3, 14);
 */
#pragma once

#include "requal/finding.hpp"

#include <cstdint>
#include <exception>
#include <string>

namespace requal {

/** Line and column count from 1; 0 means unknown. Columns count bytes in JSON and XML, characters in
 * YAML. */
struct Position {
    std::uint64_t line = 0;
    std::uint64_t column = 0;
};

class Error : public std::exception {
  public:
    explicit Error(Code code, Arguments arguments = {}, std::string where = {});

    Error& in_file(std::string file);
    Error& at(std::uint64_t line, std::uint64_t column);

    /** The English message with the file and position in front: for logs; people get `message()`. */
    [[nodiscard]] const char* what() const noexcept override { return m_what.c_str(); }
    [[nodiscard]] Code code() const noexcept { return m_finding.code; }
    [[nodiscard]] const Finding& finding() const noexcept { return m_finding; }
    [[nodiscard]] const std::string& file() const noexcept { return m_file; }
    [[nodiscard]] Position position() const noexcept { return m_position; }

  private:
    void compose();

    Finding m_finding;
    std::string m_file;
    Position m_position;
    std::string m_what;
};

} // namespace requal
