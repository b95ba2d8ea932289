/** @file
 * The baseline level of a JAdES signature (ETSI TS 119 182-1, 6).
 */
#pragma once

#include "seal/jades_unsigned.hpp"

namespace requal::seal {

/** The level by what is there; whether it is intact and trusted is a separate answer.
 *  @param baseline whether the protected header keeps the rules of level B
 *  @return "JAdES-BASELINE-B", "-T", "-LT", "-LTA", or "JSON-NOT-ETSI" */
[[nodiscard]] std::string jades_level(bool baseline, const UnsignedProperties& properties);

} // namespace requal::seal
