/** @file
 * Is the organisation that sealed the one that the credential names? The Commission's own verification does not ask.
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/file.hpp"
#include "requal/presentation.hpp"
#include "requal/report.hpp"

namespace requal::verify {

/** Compares the issuer with the subject of the seal's certificate: first identifiers (ETSI EN 319 412-1, 5.1.4), then
 *  names. Only two identifiers of the same kind and country that differ prove a mismatch; differing names do not.
 *  Adds the mandate when others than the issuer awarded.
 *  @param presentation of ELM v2: its issuer is who sealed, and the credential's issuer is the institution that
 * awards; null when there is none */
void match_issuer(const Credential& credential, const SealSigner& signer, const DataFolder& data, CheckResult& check,
                  const Presentation* presentation = nullptr);

/** A semantics identifier taken apart: three letters of the register, two of the country, the number. */
struct SemanticsIdentifier {
    std::string register_code, country, number;
};
[[nodiscard]] std::optional<SemanticsIdentifier> parse_semantics_identifier(std::string_view text);

} // namespace requal::verify
