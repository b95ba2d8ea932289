/** @file
 * What a signature carries, whatever its format: the one input of the validation algorithm. A format's own files fill
 * it and judge its form; validation.hpp judges trust and time.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/revocation.hpp"
#include "crypto/signature.hpp"
#include "crypto/timestamp.hpp"
#include "seal/stamp_kinds.hpp"

#include "requal/report.hpp"

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace requal::seal {

struct Timestamp {
    StampRole role = StampRole::signature;
    StampProof proof = StampProof::nothing; ///< what it may prove, by its kind and by what it really covers
    unsigned covers = 0;                    ///< bits of seal::covers
    std::string element;                    ///< the format's own name: "sigTst"
    std::string where;
    std::size_t order =
        0; ///< position among the unsigned properties; what stands before is covered by an archive stamp
    std::optional<crypto::TimestampToken> token; ///< nothing: the bytes are no token
    bool imprint_intact = false;
    bool covers_nothing = false;  ///< the imprint is over no octets at all, whatever its kind
    std::string not_computed;     ///< why the imprint could not be computed, in words; empty: it was
    bool content_missing = false; ///< and the reason is that something it covers is not at hand
};

struct RevocationSource {
    std::variant<crypto::OcspAnswer, crypto::RevocationList> data;
    std::string where;
    std::size_t order = 0;
    bool from_caller = false; ///< handed over beside the file
};

/** Why the form of a signature already decides, strongest first. */
enum class FormVerdict : std::uint8_t {
    usable,
    format_failure, ///< the signature could mean two things, or is none
    no_signing_certificate,
    signed_data_not_found,
    hash_failure,          ///< what was signed is not what stands here
    sig_crypto_failure,    ///< the signature value itself is wrong
    unsupported_algorithm, ///< our own limit: never a failure
    constraints_failure    ///< usable, but breaks rules of its format
};

struct Material {
    SealReport
        report; ///< where, format, level, algorithm, references, value_intact, claimed time; filled by the format
    FormVerdict form = FormVerdict::usable;
    std::vector<CheckResult> checks; ///< all checks; the format fills integrity, coverage, signer

    std::optional<crypto::Certificate> signer;
    std::vector<crypto::Certificate> certificates; ///< everything carried, the signer included
    std::vector<Timestamp> timestamps;             ///< in document order
    std::vector<RevocationSource> revocations;
    std::set<std::string> reference_hashes; ///< digests of what is signed, where the format digests it apart
    std::optional<Time> accepted_until;     ///< the signature says so of itself, and that this must be kept to
    std::string signature_hash;             ///< digest of the signature algorithm, "sha256"; empty for EdDSA

    void add(CheckId check, Finding finding) { checks.at(static_cast<std::size_t>(check)).add(std::move(finding)); }
    /** The first reason in the order of FormVerdict stands. */
    void weaken(FormVerdict verdict) {
        if (form == FormVerdict::usable || verdict < form)
            form = verdict;
    }
    [[nodiscard]] CheckResult& check(CheckId id) { return checks.at(static_cast<std::size_t>(id)); }
};

/** A value that the key made and that is written in a form of its own. */
[[nodiscard]] Finding value_form(crypto::SignatureOutcome outcome, const std::string& algorithm, std::string where);

/** All checks in order, each `skipped` and without findings. */
[[nodiscard]] std::vector<CheckResult> all_checks();

} // namespace requal::seal
