/** @file
 * Takes the certificates out of a CMS or an OCSP answer before it is decoded. No signature covers them, the same few
 * come again and again, and decoding a certificate costs more than checking a signature: here they are looked up
 * among those that were decoded before. Only files of this room include it.
 */
#pragma once

#include "crypto/certificate.hpp"

#include <optional>
#include <vector>

namespace requal::crypto {

struct WithoutCertificates {
    Bytes der;                             ///< the structure without its certificates; lengths are made anew
    std::vector<Certificate> certificates; ///< in the order in which they stood
};

/** SignedData of RFC 5652, 5.1. @return nothing when it is not built as DER demands, or carries anything but X.509
 *  certificates: then it is decoded whole */
[[nodiscard]] std::optional<WithoutCertificates> take_from_cms(ByteView der);

/** BasicOCSPResponse of RFC 6960, 4.2.1, bare or inside an OCSPResponse; the result is bare. @return as above */
[[nodiscard]] std::optional<WithoutCertificates> take_from_ocsp(ByteView der);

} // namespace requal::crypto
