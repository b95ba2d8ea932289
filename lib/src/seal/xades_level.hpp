/** @file
 * The level of an XML signature by what it carries: EN 319 132-1, 6.3 (baseline) and EN 319 132-2 (extended). A level
 * says what is there, not that it holds: a broken time-stamp is a time-stamp.
 */
#pragma once

#include "seal/beside.hpp"
#include "seal/xades_properties.hpp"

namespace requal::seal {

/** "XAdES-BASELINE-LTA", "XAdES-XL", "XML-NOT-ETSI".
 *  @param material signer, certificates, time-stamps and revocation data of the signature
 *  @param beside where paths end, and certificates to build them from */
[[nodiscard]] std::string xades_level(const XmlSignature& signature, const XadesProperties& properties,
                                      const Material& material, const Beside& beside, const Limits& limits);

} // namespace requal::seal
