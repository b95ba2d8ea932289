/** @file
 * Says where and why a text is not acceptable JSON.
 */
#pragma once

#include "requal/error.hpp"
#include "requal/limits.hpp"

#include <optional>
#include <string_view>

namespace requal::json {

/** Scans a text that the parser refused, by the same rules but slowly, and names the first offence with line and
 *  column. Does not look for duplicate members and does not count values.
 *  @return nothing when it finds no offence. Never throws, never recurses. */
[[nodiscard]] std::optional<Error> diagnose(std::string_view text, const Limits& limits);

} // namespace requal::json
