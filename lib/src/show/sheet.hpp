/** @file
 * Lines of text for people: wrapped, indented, with a label in front. Escapes everything it is
 * given.
 */
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace requal::show {

/** White space of any kind, line ends too, becomes one blank; then made safe for a terminal. */
[[nodiscard]] std::string one_line(std::string_view text);
/** The first `columns` columns and "…", cut between words; all of it when it is not longer. The text
 * is one_line(). */
[[nodiscard]] std::string shortened(const std::string& text, std::size_t columns);
/** "1500 hours" for PT1500H, "3 years 6 months" for P3Y6M; the text itself when it is no
 * xsd:duration. */
[[nodiscard]] std::string plain_duration(std::string_view duration);
/** "56 kB". */
[[nodiscard]] std::string plain_size(std::uint64_t bytes);

class Sheet {
  public:
    void blank();
    /** A line of its own. */
    void line(std::size_t indent, std::string_view text);
    /** "label   text", wrapped below the text; nothing when the text is empty. */
    void field(std::size_t indent, std::string_view label, std::string_view text);
    [[nodiscard]] std::string take() { return std::move(m_text); }

  private:
    void wrapped(std::size_t indent, const std::string& head, std::size_t hang, const std::string& text);

    std::string m_text;
};

} // namespace requal::show
