/** @file
 * What a certificate states beyond its names and dates: policies, uses, and the statements of ETSI EN 319 412-5 by
 * which its authority calls it qualified. Read apart from CertificateFacts, because only few certificates are asked.
 */
#pragma once

#include "crypto/certificate.hpp"

#include <array>

namespace requal::crypto {

/** QCStatements (RFC 3739, 3.2.6; ETSI EN 319 412-5, 4). They are the authority's own words; whether they hold is
 *  decided by trusted lists. */
struct QualifiedStatements {
    bool present = false;
    bool compliance = false;               ///< QcCompliance: claims to be a qualified certificate
    bool device = false;                   ///< QcSSCD: the key is in a qualified device
    std::vector<std::string> types;        ///< QcType: "seal", "signature", "web", or an OID
    std::vector<std::string> legislations; ///< QcCClegislation, countries; empty: the European Union
    std::vector<std::string> disclosure;   ///< QcPDS, addresses
    std::optional<std::int64_t> retention; ///< QcRetentionPeriod, years
    bool natural_semantics = false;        ///< serialNumber identifies a natural person (EN 319 412-1, 5.1.3)
    bool legal_semantics = false;          ///< organizationIdentifier follows EN 319 412-1, 5.1.4
};

/** Bits of keyUsage in the order of RFC 5280, 4.2.1.3. */
inline constexpr std::array<std::string_view, 9> key_usages{"digitalSignature", "nonRepudiation", "keyEncipherment",
                                                            "dataEncipherment", "keyAgreement",   "keyCertSign",
                                                            "crlSign",          "encipherOnly",   "decipherOnly"};

struct CertificateStatements {
    std::vector<std::string> policies;            ///< OIDs of certificatePolicies
    std::array<bool, 9> key_usage{};              ///< as key_usages; all false when there is no extension
    std::vector<std::string> extended_key_usages; ///< OIDs
    std::vector<std::string> subject_attributes;  ///< OIDs of the attributes of the subject's name
    std::string subject_serial;                   ///< serialNumber (2.5.4.5) of the subject's name
    QualifiedStatements qualified;
    std::vector<std::string> issuer_addresses; ///< authorityInfoAccess, caIssuers; never fetched unless asked for
    std::vector<std::string> ocsp_addresses;   ///< authorityInfoAccess, ocsp
    std::vector<std::string> crl_addresses;    ///< cRLDistributionPoints
};

/** @return what could be read; an extension that cannot be read counts as not there */
[[nodiscard]] CertificateStatements statements_of(const Certificate& certificate);

/** Whom a certificate was issued to. */
enum class SubjectKind : std::uint8_t { unknown, person, organisation };

/** A natural person, also one whose certificate mentions an organisation, or a legal person (ETSI EN 319 412-2, 4.2.4
 *  and EN 319 412-3, 4.2.1): by the kind for which the certificate calls itself, else by the attributes of its name.
 */
[[nodiscard]] SubjectKind subject_kind(const CertificateStatements& statements);

/** SHA-256 of the SubjectPublicKeyInfo, hexadecimal: equal for certificates of the same key. */
[[nodiscard]] std::string key_sha256(const Certificate& certificate);
/** subjectKeyIdentifier, hexadecimal; SHA-1 of the key when the certificate has none (RFC 5280, 4.2.1.2). */
[[nodiscard]] std::string key_identifier(const Certificate& certificate);
/** A short hash of a name in the form in which names are compared (RFC 5280, 7.1): equal names have equal hashes,
 *  different ones may. For finding candidates. */
[[nodiscard]] std::string subject_key(const Certificate& certificate);
[[nodiscard]] std::string issuer_key(const Certificate& certificate);

} // namespace requal::crypto
