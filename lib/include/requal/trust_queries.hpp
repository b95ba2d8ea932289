/** @file
 * Questions to a trust bundle: what is in it, how old it is, who stands behind a certificate, what changed between
 * two.
 *
 *     const TrustBundle bundle = TrustBundle::open("T");
 *     for (const ListedServiceFacts& service : services_of(bundle, "ES")) …
 *
 * Plain values; texts are from the lists and hostile. All functions only read and may run in many threads at once.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/trust.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

// --- services
// --------------------------------------------------------------------------------------------------------

/** What a service was, from a day on (ETSI TS 119 612, 5.5 and 5.6). */
struct ServiceStatusPeriod {
    std::string type;   ///< last parts of the identifier: "CA/QC", "TSA/QTST"
    std::string status; ///< "granted", "withdrawn", "undersupervision"
    Time from;
    std::optional<Time> until;           ///< nothing: it still is
    std::vector<std::string> additional; ///< what it is listed for: "ForeSeals"
    std::vector<std::string>
        qualifiers; ///< what its rules say of some certificates: "QCWithQSCD"; in order, each once

    friend bool operator==(const ServiceStatusPeriod&, const ServiceStatusPeriod&) = default;
};

struct NamedCertificate {
    std::string common_name; ///< or the whole subject, when it has none
    std::string issuer;      ///< likewise
    std::string sha256;
    std::string key_sha256; ///< of the public key: equal for certificates of one identity
    Time not_before, not_after;
};

struct ListedServiceFacts {
    std::string territory; ///< empty: an own anchor
    std::string provider;
    std::string name;
    std::vector<NamedCertificate> certificates; ///< none: the list names it by words only
    std::vector<ServiceStatusPeriod> periods;   ///< newest first; none for an own anchor

    [[nodiscard]] bool own() const noexcept { return territory.empty(); }
};

/** The services of one list, in its order. Empty for a territory that the bundle does not hold, and for the list of
 *  lists. @throws Error trust_bundle_unusable */
[[nodiscard]] std::vector<ListedServiceFacts> services_of(const TrustBundle& bundle, const std::string& territory);

// --- age
// -------------------------------------------------------------------------------------------------------------

enum class ListAge : std::uint8_t {
    current, ///< its next update lies ahead, or it was closed
    ending,  ///< its next update is near
    ended    ///< it should have been renewed
};

struct ListAgeCheck {
    BundledList list;
    ListAge age = ListAge::current;
    std::vector<Finding> findings;
};

struct BundleAgeCheck {
    std::vector<ListAgeCheck> lists; ///< in the order of the bundle
    std::vector<Finding> notes;      ///< about the bundle: missing territories, own anchors
};

/** @param days before the next update at which a list is called ending */
[[nodiscard]] BundleAgeCheck check_age(const TrustBundle& bundle, Time at, int days);
[[nodiscard]] std::string_view list_age_text(ListAge age) noexcept;

// --- certificates
// ----------------------------------------------------------------------------------------------------

/** What a list says of a certificate, at one time (ETSI TS 119 615, 4.4). */
struct CertificateStanding {
    Time at;
    std::optional<bool> qualified; ///< nothing: entries contradict each other, or hold a rule that is not read
    std::string type;              ///< "seal", "signature", "web"; empty: cannot be said
    std::optional<bool> device;    ///< its key is in a qualified device; nothing unless it is qualified
    std::string country;
    std::string status;                 ///< of the service that decided, then
    std::string reason;                 ///< why it is not qualified, or cannot be said; in words
    std::vector<std::string> overruled; ///< in what the list decided against the certificate
};

/** A service, and the certificate on the path that it lists. */
struct StandingService {
    ListedServiceFacts service;
    std::size_t path_index = 0; ///< 0: the certificate itself is listed
};

struct CertificateSearch {
    std::vector<NamedCertificate> path; ///< the certificate first, up to the last one found; empty when only its hash
                                        ///< is known
    std::string sha256;
    std::vector<StandingService> services; ///< nearest first
    /** Nothing for authorities, time-stamping units, and where no service issues qualified certificates. */
    std::optional<CertificateStanding> at_issuance, now;
    std::vector<Finding> findings; ///< trust_certificate_not_listed, chain_rule_broken, …
    bool territory_missing =
        false; ///< not listed, and the list of its country is not in the bundle: nothing is proven

    [[nodiscard]] bool listed() const noexcept { return !services.empty(); }
};

/** Which services stand for a certificate, or for the authorities above it.
 *  @param content PEM or DER; further certificates of a PEM file help to find the way and are trusted no more
 *  @throws Error anchors_no_certificate when the content holds none; trust_bundle_unusable
 *  Not checked: dates and revocation of the certificates on the way. */
[[nodiscard]] CertificateSearch find_certificate(const TrustBundle& bundle, std::string_view content, Time at);
/** The same for a certificate that is on a list, or an own anchor, by its SHA-256 (64 hexadecimal digits, any case).
 */
[[nodiscard]] CertificateSearch find_fingerprint(const TrustBundle& bundle, std::string_view sha256, Time at);

// --- differences
// -----------------------------------------------------------------------------------------------------

enum class ChangeKind : std::uint8_t { added, removed, renewed, older, status, rules };

struct ListChange {
    ChangeKind kind = ChangeKind::renewed; ///< added, removed, renewed, older
    std::optional<BundledList> before, after;
};

struct ServiceChange {
    ChangeKind kind = ChangeKind::status; ///< added, removed, status; rules: what it is listed for, or its qualifiers
    std::string territory, provider, name, type;      ///< as the later bundle has them, where it has the service
    std::optional<ServiceStatusPeriod> before, after; ///< the newest period of each
};

struct AnchorChange {
    ChangeKind kind = ChangeKind::added; ///< added, removed
    BundledAnchor anchor;
};

struct BundleDifference {
    std::vector<ListChange> lists;
    std::vector<ServiceChange> services;
    std::vector<AnchorChange> anchors;

    [[nodiscard]] bool empty() const noexcept { return lists.empty() && services.empty() && anchors.empty(); }
};

/** Services of one territory and type are the same when they share a key, or, where one has none, when provider and
 *  name are equal (ETSI TS 119 612, 5.5.3: type and identity make a service). */
[[nodiscard]] BundleDifference compare_bundles(const TrustBundle& before, const TrustBundle& after);
[[nodiscard]] std::string_view change_text(ChangeKind kind) noexcept;

} // namespace requal
