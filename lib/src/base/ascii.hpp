/** @file
 * Letters of ASCII, for names and schemes that ignore case by their standards. People's words: base/fold.hpp.
 */
#pragma once

#include <string>
#include <string_view>

namespace requal {

/** In lower case; what is no capital of ASCII stays. */
[[nodiscard]] inline std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

} // namespace requal
