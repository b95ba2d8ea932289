/** @file
 * The unsigned properties of a JAdES signature, `etsiU` (ETSI TS 119 182-1, 5.3): time-stamps, certificates,
 * revocation data.
 */
#pragma once

#include "intake/jws.hpp"
#include "seal/material.hpp"

#include <deque>

namespace requal::seal {

struct UnsignedProperty {
    std::string name;  ///< "sigTst"
    std::string where; ///< pointer of the entry
    std::string text;  ///< the base64url string as in the file; empty for the clear form
    const json::Value* value = nullptr;
};

/** The entries in document order, and the documents that their values live in. */
struct UnsignedProperties {
    std::vector<UnsignedProperty> entries;
    std::deque<json::Document> documents;
    bool clear_form = false; ///< entries are objects instead of base64url strings

    [[nodiscard]] bool has(std::string_view name) const;
};

/** Malformed entries are findings of seal.time; the others are still read. */
[[nodiscard]] UnsignedProperties read_unsigned(const intake::JwsSignature& signature, const Limits& limits,
                                               Material& material);

/** Certificates and revocation data of `xVals`, `rVals`, `axVals`, `arVals` and `tstVD` into the material. */
void collect_validation_data(const UnsignedProperties& properties, const Limits& limits, Material& material);

/** Time-stamp tokens of the header's `adoTst` and of the unsigned properties, each with its imprint checked:
 *  adoTst over the payload, sigTst over the signature text, arcTst over payload, protected header, signature and
 * every entry before it (TS 119 182-1, 5.2.6, 5.3.4, 5.3.6.2).
 *  @param payload_text the payload as it stands in the signing input */
void collect_timestamps(const intake::JwsSignature& signature, const std::optional<std::string>& payload_text,
                        const UnsignedProperties& properties, const Limits& limits, Material& material);

} // namespace requal::seal
