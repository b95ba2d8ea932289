/** @file
 * Names compared as people compare them.
 */
#pragma once

#include <string>
#include <string_view>

namespace requal {

/** The name without case, accents, punctuation and double spaces (Unicode NFKD and case folding): "Velocert OÜ" and
 *  "VELOCERT OU" become the same text. Bytes that are not UTF-8 count as unknown characters. For comparison only. */
[[nodiscard]] std::string fold_name(std::string_view name);

} // namespace requal
