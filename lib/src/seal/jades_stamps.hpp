/** @file
 * The time-stamps of a JSON signature, and what each must have been made over.
 */
#pragma once

#include "seal/jades_content.hpp"
#include "seal/jades_unsigned.hpp"
#include "seal/stamp_data.hpp"

namespace requal::seal {

/** Time-stamp tokens of the header's `adoTst` and of the unsigned properties into the material, each with its imprint
 *  checked: adoTst over the content, sigTst over the signature text, arcTst over content, protected header, signature
 *  and every entry before it, sigRTst and rfsTst over references to validation data (TS 119 182-1, 5.2.6, 5.3.4,
 *  5.3.6.3, A.1.5).
 *  @throws Error when there are more than the limits allow */
void collect_timestamps(const intake::JwsSignature& signature, const SignedContent& content,
                        const UnsignedProperties& properties, const Beside& beside, const Limits& limits,
                        Material& material);

} // namespace requal::seal
