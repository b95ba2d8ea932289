/** @file
 * Holds a text to a length, for details of a finding and places in a file: a name of a megabyte, told a thousand
 * times, would be an answer of gigabytes.
 */
#pragma once

#include <string>

namespace requal {

/** The text itself, or its beginning up to the end of a letter, and "…". */
[[nodiscard]] inline std::string cut_short(std::string text, std::size_t most) {
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > 0 && end + 4 > most && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    text += "…";
    text.shrink_to_fit();
    return text;
}

} // namespace requal
