/** @file
 * RFC 3161 time-stamp tokens.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/digest.hpp"

namespace requal::crypto {

struct TimestampToken {
    Time time;
    Bytes imprint;
    std::optional<Hash> imprint_hash; ///< nothing when the token uses a digest this toolkit does not know
    std::string policy;               ///< OID
    std::string serial;               ///< hexadecimal
    std::vector<Certificate> certificates;
    std::optional<Certificate> authority; ///< named by the SignerInfo and found in the token or among the candidates

    /** The token's own signature over its content, by `authority`. */
    bool signature_intact = false;
    /** The signed attribute signingCertificate or signingCertificateV2 names `authority` (RFC 5816, RFC 2634). */
    bool authority_bound = false;
    /** What no signature of the token covers fits together all the same: its version, and its certificates, each of
     *  which was signed by its issuer when the issuer is at hand. Asked with no more than 16 signature checks. */
    bool consistent = true;

    /** @param candidates certificates from elsewhere: a token may lack its own.
     *  @return nothing when the bytes are no time-stamp token */
    [[nodiscard]] static std::optional<TimestampToken> parse(ByteView der,
                                                             const std::vector<Certificate>& candidates);

    /** Whether the imprint is the digest of the parts, one after the other; false when the digest is unknown. */
    [[nodiscard]] bool matches(std::initializer_list<ByteView> parts) const {
        return imprint_hash && digest(*imprint_hash, parts) == imprint;
    }
};

} // namespace requal::crypto
