/** @file
 * How many slips lie between two spellings.
 */
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

namespace requal {

/** Changes of one letter that make one text the other (Levenshtein); more than `most` when it is more than that.
 *  @param from of bytes or of characters, as `to` */
template <typename Text>
[[nodiscard]] std::size_t edit_distance(const Text& from, const Text& to,
                                        std::size_t most = std::numeric_limits<std::size_t>::max()) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    std::size_t last = to.size(); // the last of the row, which GCC takes for empty where it is read after the loop
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        last = row[0];
        std::size_t best = row[0];
        for (std::size_t j = 0; j < to.size(); ++j) {
            const std::size_t substituted = diagonal + (from[i] == to[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
            best = std::min(best, row[j + 1]);
            last = row[j + 1];
        }
        if (best > most)
            return best; // it only grows
    }
    return last;
}

} // namespace requal
