/** @file
 * The report of one input: every check, every time, with its reasons. Plain values.
 *
 *     const Report report = verify("diploma.jsonld", bytes, options);
 *     if (report.verdict == Verdict::valid) …
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/finding.hpp"
#include "requal/presentation.hpp"
#include "requal/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

enum class Verdict : std::uint8_t { valid, invalid, indeterminate, unprocessable };
enum class CheckStatus : std::uint8_t { passed, failed, undetermined, skipped };

/** The questions of a report, in the order in which they are listed. */
enum class CheckId : std::uint8_t {
    format,
    profile,
    seal_integrity,
    seal_coverage,
    seal_signer,
    seal_chain,
    seal_qualified,
    seal_revocation,
    seal_time,
    seal_algorithms,
    issuer,
    validity,
    status,
    accreditation,
    owner
};
inline constexpr std::size_t check_count = 15;

/** ETSI EN 319 102-1, 5.1.3. */
enum class Indication : std::uint8_t { total_passed, total_failed, indeterminate };
enum class SubIndication : std::uint8_t {
    none,
    format_failure,
    hash_failure,
    sig_crypto_failure,
    revoked,
    expired,
    not_yet_valid,
    sig_constraints_failure,
    chain_constraints_failure,
    certificate_chain_general_failure,
    crypto_constraints_failure,
    crypto_constraints_failure_no_poe,
    no_signing_certificate_found,
    no_certificate_chain_found,
    revoked_no_poe,
    revoked_ca_no_poe,
    out_of_bounds_no_poe,
    out_of_bounds_not_revoked,
    timestamp_order_failure,
    no_poe,
    try_later,
    signed_data_not_found,
    policy_processing_error,
    signature_policy_not_available,
    revocation_out_of_bounds_no_poe
};

[[nodiscard]] std::string_view verdict_text(Verdict verdict) noexcept;
[[nodiscard]] std::string_view check_status_text(CheckStatus status) noexcept;
[[nodiscard]] std::string_view check_text(CheckId id) noexcept;
/** The question in plain words. */
[[nodiscard]] std::string_view check_question(CheckId id) noexcept;
[[nodiscard]] std::string_view indication_text(Indication indication) noexcept;
/** "HASH_FAILURE"; empty for none. */
[[nodiscard]] std::string_view sub_indication_text(SubIndication sub) noexcept;

/** Combines the verdicts of parts by a table: unprocessable, invalid, indeterminate, valid. An empty list proves
 *  nothing and is indeterminate. */
[[nodiscard]] Verdict worst_of(std::span<const Verdict> verdicts) noexcept;
/** Combines the answers to the same question for several seals: failed, undetermined, passed, skipped. An empty list
 *  is skipped. */
[[nodiscard]] CheckStatus worst_of(std::span<const CheckStatus> statuses) noexcept;

struct CheckResult {
    CheckId id{};
    CheckStatus status = CheckStatus::skipped;
    std::vector<Finding> findings;
    std::size_t most_listed = 2'000; ///< findings beyond count for the status, and are told as a number
    std::size_t left_out = 0;
    std::set<Code> listed{}; ///< kept once there are too many to look through

    /** Adds a finding and lets it speak: the status becomes the worse of what it was and the finding's effect. Of
     *  many, the first of each code are listed; the last entry then says how many are not. */
    void add(Finding finding);
};

struct SealReference {
    std::string uri;  ///< empty: the attached payload
    std::string type; ///< "jws-signing-input", "reference", "signed-properties", …
    bool found = false;
    bool intact = false;
};

struct SealTimestamp {
    std::string kind;    ///< "content", "signature", "archive", "references"
    std::string element; ///< the format's own name: "sigTst"
    std::string where;
    std::optional<Time> time;
    std::string authority; ///< common name of the authority's certificate; hostile text
    std::string authority_sha256;
    bool imprint_intact = false;
    bool signature_intact = false;
    Indication indication = Indication::indeterminate;
    SubIndication sub_indication = SubIndication::none;
    std::string qualified = "indeterminate"; ///< "yes", "no" or "indeterminate": trusted lists decide
};

struct SealSigner {
    std::string common_name, organisation, organisation_identifier, country, serial, sha256, issuer, issuer_name, key;
    Time not_before, not_after;
};

struct SealAnchor {
    std::string source; ///< "own" or "trusted-list"
    std::string common_name;
    std::string subject;
    std::string sha256;
    /** Of a trusted list; empty for own anchors: territory, name of the service, its status at the best signature
     *  time ("granted"), who provides it, and what the service is ("CA/QC"). */
    std::string country, service, status, provider, service_type;
};

/** What kind of certificate sealed, by trusted lists (ETSI TS 119 615, 4.4). */
struct CertificateQualification {
    std::optional<bool> at_issuance; ///< qualified when it was issued; nothing: cannot be said
    std::optional<bool> at_sealing;  ///< qualified at the best signature time
    std::string type;                ///< "seal", "signature", "web"; empty: cannot be said
    std::optional<bool> device;      ///< its key is kept in a qualified device
    std::string country;             ///< whose list says so
};

/** One signature. */
struct SealReport {
    std::string where;
    std::string format;    ///< "JAdES", "XAdES", "XMLDSig"
    std::string level;     ///< "JAdES-BASELINE-LTA", "JSON-NOT-ETSI"
    std::string algorithm; ///< "RS256"; as the file names it
    Indication indication = Indication::indeterminate;
    SubIndication sub_indication = SubIndication::none;
    std::optional<bool> value_intact; ///< nothing: could not be computed
    std::vector<SealReference> references;
    std::vector<SealReference> manifest_entries; ///< what its manifests list; may lawfully be missing
    std::vector<SealTimestamp> timestamps;
    std::optional<SealSigner> signer;
    std::optional<Time> claimed_signing_time;
    std::optional<Time> best_signature_time;
    std::optional<Time> proven_since;            ///< a trusted authority says that the seal existed then
    std::string qualification = "indeterminate"; ///< "QESeal", "AdESeal-QC", …
    std::optional<CertificateQualification> certificate_qualification; ///< nothing: no trusted list stands behind it
    std::optional<SealAnchor> anchor;
    std::vector<std::string> chain; ///< subjects from signer to the last certificate found
    std::optional<std::size_t> counter_signature_of;
    std::vector<std::size_t> covers; ///< places of the credentials of the report that it covers whole
    std::vector<std::size_t>
        issues; ///< of these, where its signer was found to be who the credential names as issuer
};

struct Coverage {
    std::vector<std::string> signed_parts; ///< what the intact seals cover
    std::vector<std::string> outside;      ///< members of the file that no seal covers
    std::size_t unmapped = 0;              ///< members inside the credential that its model does not know
};

/** The trust bundle that a report rests on. */
struct BundleUsed {
    std::string folder;
    std::string sha256; ///< of the lists in it: equal for bundles of the same lists
    Time made;
    std::vector<std::string> stale; ///< territories whose list should have been renewed before the time judged
};

struct Report {
    Verdict verdict = Verdict::indeterminate;
    std::string path;
    std::optional<std::uint64_t> size;
    std::string sha256;
    std::string kind;      ///< "elm3-json"; empty when unknown
    std::string packaging; ///< "jws-general", "bare"
    std::string title;     ///< of the credential in the language asked for; hostile text
    /** What the file says, when it could be read, one for each credential in it; never show it without the verdict.
     */
    std::vector<std::shared_ptr<const Credential>> credentials;
    std::optional<Presentation> presentation; ///< that holds them, in ELM v2
    std::vector<SealReport> seals;
    std::vector<CheckResult> checks; ///< always all of them, in the order of CheckId
    Coverage coverage;
    Time time;                        ///< judged as of
    std::vector<std::string> anchors; ///< SHA-256 of the caller's anchors
    std::string policy;               ///< name of the rules that were applied
    std::string policy_sha256;        ///< of the file they were read from
    std::optional<BundleUsed> bundle; ///< trusted lists that were asked; nothing: there were none
    std::string profile_table;        ///< the application profiles that were checked; empty: none
    std::optional<Finding> problem;   ///< why the input is unprocessable

    /** Whether a seal that holds, and that its issuer made, covers a credential whole: its words are sealed, and
     * those of another credential in the same file may not be. */
    [[nodiscard]] bool is_sealed(std::size_t credential) const;

    [[nodiscard]] const CheckResult& check(CheckId id) const { return checks.at(static_cast<std::size_t>(id)); }
    [[nodiscard]] CheckResult& check(CheckId id) { return checks.at(static_cast<std::size_t>(id)); }
};

} // namespace requal
