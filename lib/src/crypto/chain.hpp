/** @file
 * The way from a certificate to an anchor, without regard to time: validity is judged by the caller at the times that
 * matter (now, or the time of proven existence), revocation too.
 */
#pragma once

#include "crypto/certificate.hpp"

#include <cstddef>
#include <span>

namespace requal::crypto {

struct ChainProblem {
    std::size_t index;  ///< which certificate of the chain
    std::string detail; ///< OpenSSL's words for the violated rule of RFC 5280
};

struct Chain {
    /** The certificate itself first; the anchor last when `anchored`. Each was signed by the key of the next one. */
    std::vector<Certificate> certificates;
    bool anchored = false;
    std::vector<ChainProblem> problems; ///< violated rules of RFC 5280, 6.1, time and revocation left out
    std::string missing_issuer; ///< when not anchored: the short name of the authority that is not among the anchors
    /** When not anchored: an anchor bears that name, and its key did not sign the last certificate. */
    bool namesake_of_anchor = false;
    bool search_ended = false; ///< when not anchored: a bound ended the search, so that a path may exist all the same

    /** The certificate itself is an anchor: the caller trusts it directly. */
    [[nodiscard]] bool directly_trusted() const noexcept { return anchored && certificates.size() == 1; }
};

/** What the caller demands of certificate policies (RFC 5280, 6.1.1 (c) to (g)). */
struct PolicyDemands {
    std::vector<std::string> acceptable; ///< OIDs in dots; empty: any
    bool explicit_policy = false;        ///< a path must be valid for one of them
    bool inhibit_any = false;            ///< anyPolicy inside certificates means nothing
    bool inhibit_mapping = false;
};

/** Finds a path after RFC 5280, 6.1. A link counts when the key of the issuer has verified the signature on the
 *  certificate below it; a name alone is none, whoever bears it. Any anchor ends a path, be it a root, an
 * intermediate or the certificate itself: trusted lists anchor at intermediates and at single units. Where several
 * paths end at anchors, one that breaks no rule is preferred; where none ends, the longest is told.
 * Cross-certificates, loops and namesakes are followed within bounds: a stranger's file may hold a hundred
 * certificates of one name. Not checked: dates, revocation, purpose, strength of algorithms.
 *  @param max_length certificates between the leaf and the end of the path */
[[nodiscard]] Chain build_chain(const Certificate& leaf, std::span<const Certificate> candidates,
                                std::span<const Certificate> anchors, std::size_t max_length,
                                const PolicyDemands& policies = {});

} // namespace requal::crypto
