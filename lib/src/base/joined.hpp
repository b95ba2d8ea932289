/** @file
 * Texts in one line.
 */
#pragma once

#include <string>
#include <string_view>

namespace requal {

/** @param texts strings or views, in their order */
template <typename Range>
[[nodiscard]] std::string joined(const Range& texts, std::string_view between = ", ") {
    std::string line;
    for (const auto& text : texts) {
        if (!line.empty())
            line += between;
        line += text;
    }
    return line;
}

} // namespace requal
