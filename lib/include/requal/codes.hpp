/** @file
 * The enumerators of Code. Who only passes findings on needs finding.hpp alone.
 */
#pragma once

#include "requal/finding.hpp"

namespace requal {

enum class Code : std::uint16_t {
#define REQUAL_FINDING(id, code, effect, severity, cite) id,
#include "requal/findings.def"
#undef REQUAL_FINDING
};

} // namespace requal
