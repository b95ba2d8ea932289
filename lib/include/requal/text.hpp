/** @file
 * Text from files is hostile. These functions make it safe for the place where it is printed.
 */
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace requal {

/** One line that is safe on a terminal and in a log: control, C1, line-separator, bidirectional, invisible and tag
 *  characters become `\u{…}`, bytes that are not UTF-8 become `\x{…}`.
 *  @throws Error output_too_large when the line is longer than any answer may be */
[[nodiscard]] std::string escape_terminal(std::string_view text);
/** The inside of a JSON string, without the quotes. Bytes that are not UTF-8 become U+FFFD. */
[[nodiscard]] std::string escape_json(std::string_view text);

/** Offset of the first byte that is not UTF-8 (overlong forms and surrogates included), or npos. */
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;
[[nodiscard]] inline bool is_utf8(std::string_view text) noexcept {
    return find_invalid_utf8(text) == std::string_view::npos;
}

/** Number of terminal columns: marks on the letter before them not counted, East Asian wide letters counted twice. */
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

} // namespace requal
