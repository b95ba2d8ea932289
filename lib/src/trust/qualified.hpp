/** @file
 * Was a certificate a qualified one, at a point in time, by the list of its country? (ETSI TS 119 615, 4.4 and 4.6)
 *
 * The certificate claims, the list decides: a service must be listed as issuing qualified certificates, with a status
 * that allowed it then, for this kind of certificate; its qualifiers overrule what the certificate says of itself.
 */
#pragma once

#include "crypto/certificate_statements.hpp"
#include "trust/bundle.hpp"

#include <optional>
#include <string>
#include <vector>

namespace requal::trust {

/** The Regulation applies from this moment: 1 July 2016 in Brussels (Regulation (EU) 910/2014, Art. 52). */
inline constexpr Time eidas_begins{1467324000};

enum class CertificateKind : std::uint8_t { unknown, signature, seal, web };

/** What the lists said of a certificate at one time. */
struct QualifiedAt {
    std::optional<bool> qualified; ///< nothing: entries contradict each other, or hold what is not read
    CertificateKind kind = CertificateKind::unknown;
    bool device = false;
    std::string territory;
    std::string status;                 ///< of the service that decided, then
    std::string reason;                 ///< when not qualified: why, in words
    std::string foreign;                ///< when words of another scheme, or another law, are why: which
    std::string service;                ///< whose entry has `not_read`
    std::string not_read;               ///< a critical extension of the entry that decided, which is not known
    std::string unclear;                ///< what the certificate says of its kind and cannot be used
    bool refused_by_list = false;       ///< the entry says NotQualified
    std::vector<std::string> overruled; ///< qualifiers by which the list decided against the certificate
};

/** @param services of the authority that stands behind the certificate
 *  @param at the time asked about: issuance, or the best signature time */
[[nodiscard]] QualifiedAt qualified_at(const crypto::Certificate& certificate,
                                       const std::vector<ServiceRecord>& services, Time at);

/** Whether a time-stamp authority was qualified when it stamped. @param services of the unit or of what is above it
 */
[[nodiscard]] bool qualified_time_stamp(const std::vector<ServiceRecord>& services, Time at);

/** What the certificate says of itself, or else what its subject looks like; unknown when it names several kinds. */
[[nodiscard]] CertificateKind kind_of(const crypto::CertificateStatements& statements);

/** Whether the criteria are about this certificate; nothing when they hold a criterion that is not read. */
[[nodiscard]] std::optional<bool> applies(const Criteria& criteria, const crypto::CertificateStatements& statements);

} // namespace requal::trust
