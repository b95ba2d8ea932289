/** @file
 * What a JSON signature signs beside its own header (RFC 7515, 5.1; ETSI TS 119 182-1, 5.2.8): the payload of the
 * envelope, contents beside the file, or the value of another signature.
 */
#pragma once

#include "intake/jws.hpp"
#include "seal/beside.hpp"
#include "seal/jades_header.hpp"
#include "seal/material.hpp"

#include "requal/limits.hpp"

namespace requal::seal {

/** Views into the envelope and into the caller's contents: lives no longer than these. */
struct SignedContent {
    bool found = false;    ///< `octets` are what the header says they are
    bool detached = false; ///< it lies beside the file
    /** What stands after the dot of the signing input. */
    [[nodiscard]] ByteView octets() const { return attached != nullptr ? as_bytes(*attached) : as_bytes(built); }
    const std::string* attached = nullptr;
    std::string built;

    /** What `adoTst` and `arcTst` cover in its place; nothing when it cannot be put together. */
    [[nodiscard]] std::optional<ByteView> stamped() const {
        if (stamped_apart)
            return stamped_octets ? std::optional{as_bytes(*stamped_octets)} : std::nullopt;
        return found ? std::optional{octets()} : std::nullopt;
    }
    bool stamped_apart = false; ///< the mechanism has a rule of its own for time-stamps
    std::optional<std::string> stamped_octets;

    std::vector<SealReference> references;        ///< entries that the header digests one by one
    std::vector<const DetachedContent*> contents; ///< the caller's contents that it speaks of and that are here
};

/** The content of a signature of an envelope, by its `sigD` or as the payload. Says in the material what is missing,
 *  changed or against the rules.
 *  @throws Error when the header names more than the limits allow */
[[nodiscard]] SignedContent read_content(const intake::Jws& jws, const intake::JwsSignature& signature,
                                         const JadesHeader& header, const Beside& beside, const Limits& limits,
                                         Material& material);

/** The content of a counter-signature: the value of its master (TS 119 182-1, 5.3.2). */
[[nodiscard]] SignedContent read_counter_content(const intake::Jws& jws, const intake::JwsSignature& signature,
                                                 const JadesHeader& header, const intake::JwsSignature& master,
                                                 Material& material);

} // namespace requal::seal
