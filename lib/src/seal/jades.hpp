/** @file
 * Reads JAdES signatures: form, integrity, level, and everything they carry.
 */
#pragma once

#include "intake/jws.hpp"
#include "seal/beside.hpp"
#include "seal/material.hpp"

namespace requal::seal {

/** One signature of an envelope, or a counter-signature inside one. */
struct JadesSeal {
    Material material;
    bool detached = false; ///< what it signs lies beside the file
    /** The caller's contents that it vouches for; empty when its value or any reference does not hold. */
    std::vector<const DetachedContent*> contents;
};

/** Checks the signature values over the exact bytes of what they sign and the imprint of every time-stamp. Does not
 *  ask whether anybody should be trusted; see validation.hpp.
 *  @return every signature in the order of the file, its counter-signatures right after it
 *  @throws Error when the signatures carry, or ask for, more than the limits allow */
[[nodiscard]] std::vector<JadesSeal> read_jades_seals(const intake::Jws& jws, const Beside& beside,
                                                      const Limits& limits);

/** One signature of an envelope alone, its counter-signatures left out. */
[[nodiscard]] Material read_jades(const intake::Jws& jws, const intake::JwsSignature& signature, const Limits& limits,
                                  const Beside& beside = {});

} // namespace requal::seal
