/** @file
 * The protected header of a JAdES signature: RFC 7515, 4; RFC 7797; ETSI TS 119 182-1, 5.1 and 5.2.
 */
#pragma once

#include "crypto/signature.hpp"
#include "intake/jws.hpp"
#include "seal/material.hpp"

namespace requal::seal {

struct JadesHeader {
    std::string algorithm_name; ///< as written
    std::optional<crypto::SignatureAlgorithm> algorithm;
    bool payload_encoded = true; ///< `b64`
    std::optional<Time> claimed_time;
    bool detached = false;                         ///< `sigD` is present: the content lies beside the file
    std::vector<crypto::Certificate> certificates; ///< `x5c`
    /** Broken rules that make the signature no baseline signature, although it can be verified. */
    bool baseline = true;
};

/** Reads the header and reports every broken rule into the material: form verdict, findings, claimed time,
 *  certificates. Does not touch the signature value. */
[[nodiscard]] JadesHeader read_jades_header(const intake::JwsSignature& signature, const Limits& limits,
                                            Material& material);

} // namespace requal::seal
