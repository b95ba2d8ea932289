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
    bool clear_form = false;   ///< there are entries that are objects instead of base64url strings
    bool encoded_form = false; ///< there are entries that are base64url strings; both kinds must not be mixed

    [[nodiscard]] bool has(std::string_view name) const;
};

/** Malformed entries are findings of seal.time; the others are still read. */
[[nodiscard]] UnsignedProperties read_unsigned(const intake::JwsSignature& signature, const Limits& limits,
                                               Material& material);

/** Certificates and revocation data of `xVals`, `rVals`, `axVals`, `arVals` and `tstVD` into the material. */
void collect_validation_data(const UnsignedProperties& properties, const Limits& limits, Material& material);

/** An unsigned part that cannot be read: a finding of seal.time. */
void damaged(Material& material, const std::string& where, const std::string& element);
/** @throws Error jades_too_much_data */
[[noreturn]] void too_much(std::size_t limit, const std::string& where);

} // namespace requal::seal
