/** @file
 * Text for people: lines that are wrapped at a hundred columns whatever their script, and escaped here and nowhere
 * else.
 */
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace requal::reference {

constexpr std::size_t sheet_width = 100;

class Sheet {
  public:
    /** A line at the left margin, after an empty one unless it is the first. */
    void heading(std::string_view text);
    /** Further lines of a long text stand two columns to the right. */
    void line(std::size_t indent, std::string_view text);
    /** "  label         text"; nothing for an empty text. */
    void field(std::string_view label, std::string_view text);
    /** Columns of fixed width, then a text that is wrapped in what is left of the line. A cell too long for its
     * column pushes the next to a line of its own. */
    void row(std::size_t indent, const std::vector<std::pair<std::string, std::size_t>>& cells,
             std::string_view text);
    /** One line of cells that have been wrapped and escaped already. */
    void columns(const std::vector<std::pair<std::string, std::size_t>>& cells);
    /** "  - text" */
    void entry(std::size_t indent, std::string_view text);
    void entries(std::size_t indent, const std::vector<std::string>& texts);
    void blank() { m_out += '\n'; }

    [[nodiscard]] std::string take() { return std::move(m_out); }

  private:
    void wrapped(std::string_view first, std::size_t hang, std::string_view text);

    std::string m_out;
};

/** Escaped, and filled up with spaces to a number of columns. */
[[nodiscard]] std::string cell(std::string_view text, std::size_t width);
/** The lines that a text needs in a column of so many columns. Escaped. */
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);

} // namespace requal::reference
