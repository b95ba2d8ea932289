/** @file
 * The baseline level of a JAdES signature (ETSI TS 119 182-1, 6).
 */
#pragma once

#include "seal/beside.hpp"
#include "seal/jades_header.hpp"
#include "seal/jades_unsigned.hpp"

namespace requal::seal {

struct JadesParts {
    const JadesHeader& header;
    const intake::JwsSignature& signature;
    const UnsignedProperties& properties;
    const Material& material; ///< signer, certificates, time-stamps and revocation data
    bool counter_signature = false;
};

/** The level by what is there; whether it is intact and trusted is a separate answer.
 *  @param beside where paths end, and certificates to build them from
 *  @return "JAdES-BASELINE-B", "-T", "-LT", "-LTA", or "JSON-NOT-ETSI" */
[[nodiscard]] std::string jades_level(const JadesParts& parts, const Beside& beside, const Limits& limits);

} // namespace requal::seal
