/** @file
 * The lines of a file or of a text, one at a time.
 */
#pragma once

#include <array>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace requal::csv {

constexpr std::size_t most_row_bytes = 64U * 1024U; ///< more is an open quotation mark, not a qualification

/** Length of the first line with its end (LF, CR LF, or CR alone); the whole text when no end is in it. */
[[nodiscard]] std::size_t line_length(std::string_view text) noexcept;

class Lines {
  public:
    /** @param path "-" for standard input. @throws Error input_not_found, input_unreadable */
    explicit Lines(const std::string& path);

    struct Text {
        std::string_view text; ///< must outlive the lines
    };
    explicit Lines(Text text) : m_text(text.text) {}

    /** The next line with its end. Of one longer than a row may be, a little more than that, without its end; the
     *  rest is passed over. @return false at the end. @throws Error input_unreadable */
    [[nodiscard]] bool next(std::string& line);

  private:
    struct Close {
        void operator()(std::FILE* file) const noexcept;
    };
    bool fill();

    std::string m_path;
    std::string_view m_text; ///< what is left of it, when it is no file
    std::unique_ptr<std::FILE, Close> m_file;
    std::array<char, 64U * 1024U> m_buffer{};
    std::size_t m_at = 0;
    std::size_t m_end = 0;
};

} // namespace requal::csv
