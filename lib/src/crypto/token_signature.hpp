/** @file
 * The signature inside a time-stamp token (RFC 5652, 5.4; RFC 8419), and what binds it to one certificate (RFC 5816).
 * Only files of this room include it.
 */
#pragma once

#include "crypto/certificate_openssl.hpp"

#include <string>
#include <vector>

namespace requal::crypto {

struct TokenSignature {
    bool intact = false;
    std::vector<std::string> digests; ///< that it rests on, as hash_text() has them
    std::string not_computed;         ///< what of it is not known here, in words; empty: it was computed
};

/** Whether `authority`'s key made the signature over the content. The signed attributes count in the order of DER,
 *  over which they are to be signed, and as they are stored, over which some sign. */
[[nodiscard]] TokenSignature check_token_signature(CMS_ContentInfo* cms, CMS_SignerInfo* signer,
                                                   const Certificate& authority);

/** Whether a signed attribute signingCertificate or signingCertificateV2 names the certificate. */
[[nodiscard]] bool binds(CMS_SignerInfo* signer, const Certificate& authority);

/** The digest by which the signer binds its certificate, when it is SHA-256: for finding one that is not at hand. */
[[nodiscard]] std::string bound_sha256(CMS_SignerInfo* signer);

} // namespace requal::crypto
