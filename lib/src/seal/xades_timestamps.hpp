/** @file
 * Time-stamps of XAdES and what each must have been made over (EN 319 132-1, 5.2.8, 5.3, 5.5.2, A.1.5; TS 101
 * 903, 7.2, 7.3, 7.5, 7.7).
 */
#pragma once

#include "seal/stamp_data.hpp"
#include "seal/xades_properties.hpp"

namespace requal::seal {

/** Reads every token of the signed and unsigned properties into the material, each with its imprint checked. */
void collect_xades_timestamps(const XmlSignature& signature, const XadesProperties& properties, const Beside& beside,
                              const XmlContext& context, Material& material);

} // namespace requal::seal
