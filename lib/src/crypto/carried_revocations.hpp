/** @file
 * Revocation data that a CMS carries beside its certificates: `crls` of SignedData (RFC 5652, 5.1; RFC 5940 for OCSP
 * answers), and the attributes in which CAdES and PDF put them. Only files of this room include it.
 */
#pragma once

#include "crypto/handles.hpp"
#include "crypto/revocation.hpp"

namespace requal::crypto {

struct CarriedRevocations {
    std::vector<OcspAnswer> answers;
    std::vector<RevocationList> lists;
    std::size_t unreadable = 0; ///< values that are neither, or of a kind that is not read
    bool all = true;            ///< false: there were more than `most`, and the rest was not read
};

/** @param der the CMS in DER
 *  @param most answers and lists together: each proves itself, and a stranger may bring any number */
[[nodiscard]] CarriedRevocations carried_revocations(ByteView der, CMS_SignerInfo* signer, std::size_t most);

} // namespace requal::crypto
