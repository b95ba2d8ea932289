/** @file
 * Which certificate a JAdES signature names as its signer's: `x5t#S256`, `x5t#o` and `sigX5ts` of the protected
 * header (ETSI TS 119 182-1, 5.1.7 and 5.2.2).
 */
#pragma once

#include "seal/beside.hpp"
#include "seal/jades_header.hpp"

#include <functional>

namespace requal::seal {

/** Digest algorithms by the names that TS 119 182-1, 5.2.2 allows, and by those of XML, which real files have. */
[[nodiscard]] std::optional<crypto::Hash> hash_from_name(std::string_view name);

/** Whether the key of a certificate made the signature value. */
using SignedBy = std::function<bool(const crypto::Certificate&)>;

/** The signing certificate: the one of `x5c`, of the validation data or of the caller's that every reference binds
 *  (EN 319 102-1, 5.2.3). Sets material.signer and the check seal.signer.
 *  A reference that cannot be read binds nothing and contradicts nothing; it is a flaw of its own. */
void identify_signer(const intake::JwsSignature& signature, const JadesHeader& header, const Beside& beside,
                     const SignedBy& signed_by, Material& material);

} // namespace requal::seal
