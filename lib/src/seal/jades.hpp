/** @file
 * Reads one JAdES signature: form, integrity, level, and everything it carries.
 */
#pragma once

#include "intake/jws.hpp"
#include "seal/material.hpp"

namespace requal::seal {

/** Checks the signature value over the exact bytes of the payload and the imprint of every time-stamp. Does not ask
 *  whether anybody should be trusted; see validation.hpp.
 *  @throws Error when the signature carries more than the limits allow */
[[nodiscard]] Material read_jades(const intake::Jws& jws, const intake::JwsSignature& signature,
                                  const Limits& limits);

} // namespace requal::seal
