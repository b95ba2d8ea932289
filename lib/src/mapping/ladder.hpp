/** @file
 * The EQF ladder in characters.
 */
#pragma once

#include "requal/mapping.hpp"

#include <string>

namespace requal::mapping {

/** The eight levels from the top, each national framework in a column of its own. What the answer
 * speaks of stands in square brackets, and its rows begin with ">". Escaped. */
[[nodiscard]] std::string draw_ladder(const MappingResult& result);

} // namespace requal::mapping
