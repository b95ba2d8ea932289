/** @file
 * RFC 3161 time-stamp tokens.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/digest.hpp"
#include "crypto/revocation.hpp"

#include <functional>

namespace requal::crypto {

/** How a token names the certificate that signed it: all of it serves to look for one that the token lacks. */
struct SignerName {
    std::string sha256;         ///< of the certificate, hexadecimal; empty when the token binds it by another digest
    std::string issuer_key;     ///< as issuer_key(); empty when it names a key identifier
    std::string serial;         ///< as CertificateFacts::serial
    std::string key_identifier; ///< as key_identifier(); empty when it names issuer and serial number
};

/** What a reader brings to a token. */
struct TokenSurroundings {
    /** Further certificates that may bear the name; asked only when none at hand has signed. */
    std::function<std::vector<Certificate>(const SignerName&)> find_signer{};
    std::size_t most_revocations = 128; ///< answers and lists inside one token that are read
};

struct TimestampToken {
    Time time;
    Bytes imprint;
    std::optional<Hash> imprint_hash; ///< nothing when the token uses a digest this toolkit does not know
    std::string imprint_algorithm;    ///< its name: hash_text() or the OID
    std::string policy;               ///< OID
    std::string serial;               ///< hexadecimal
    std::vector<Certificate> certificates;
    std::optional<Certificate> authority; ///< named by the SignerInfo, wherever it was found

    /** The token's own signature over its content, by `authority`. */
    bool signature_intact = false;
    std::vector<std::string> signature_digests; ///< that it rests on, as hash_text() has them
    /** What cannot be computed or understood here, in words: then nothing is known about the token. */
    std::string not_computed;
    /** The signed attribute signingCertificate or signingCertificateV2 names `authority` (RFC 5816, RFC 2634). */
    bool authority_bound = false;
    /** What no signature of the token covers fits together all the same: its version, and its certificates, each of
     *  which was signed by the key that it names. Asked with no more than 16 signature checks. */
    bool consistent = true;

    std::vector<OcspAnswer> answers;   ///< revocation data that the token carries (RFC 5652, 5.1; RFC 5940)
    std::vector<RevocationList> lists; ///< the same
    bool all_revocations = true;       ///< false: there were more than most_revocations

    /** @param candidates certificates from elsewhere: a token may lack its own (RFC 3161, 2.4.1, certReq).
     *  @return nothing when the bytes are no time-stamp token */
    [[nodiscard]] static std::optional<TimestampToken> parse(ByteView der, const std::vector<Certificate>& candidates,
                                                             const TokenSurroundings& surroundings = {});

    /** Whether the imprint is the digest of the parts, one after the other; false when the digest is unknown. */
    [[nodiscard]] bool matches(std::initializer_list<ByteView> parts) const {
        return imprint_hash && digest(*imprint_hash, parts) == imprint;
    }
};

} // namespace requal::crypto
