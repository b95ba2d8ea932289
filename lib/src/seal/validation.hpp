/** @file
 * Trust and time: the validation of a signature after ETSI EN 319 102-1, for every format alike.
 *
 * The order of thought: which time-stamps come from an authority the caller trusts; since when does the signature
 * provably exist; is there a path to an anchor, valid at that time; was nothing on it revoked then. Every question is
 * answered whether or not another one has failed.
 */
#pragma once

#include "policy/policy.hpp"
#include "seal/material.hpp"
#include "trust/authorities.hpp"

#include "requal/limits.hpp"

#include <memory>
#include <span>

namespace requal::seal {

/** What a file may still ask while its revocation data is weighed. When one of both runs out, the answers that were
 * not weighed might have said something else: what was asked is undetermined. Belongs to one thread. */
struct RevocationWork {
    crypto::SignatureBudget signatures{512}; ///< on answers and lists, beyond those already known
    std::size_t questions = 256;             ///< about who signed answers and lists
    bool ended = false;                      ///< one of them has run out
};

/** What the caller brings to the validation. */
struct TrustContext {
    const trust::Authorities& authorities;
    std::span<const crypto::Certificate> certificates; ///< further candidates for paths, not trusted
    std::span<const RevocationSource> revocations;     ///< further revocation data
    Time at;                                           ///< the time to judge as of
    const Limits& limits;
    const policy::Policy& policy;
    std::shared_ptr<RevocationWork> work = std::make_shared<RevocationWork>(); ///< shared by the seals of one file
};

/** Completes the material's report and checks: time-stamps, chain, revocation, time, algorithms, indication. */
void validate(Material& material, const TrustContext& context);

/** The report's words for an identity inside a certificate. */
[[nodiscard]] SealSigner signer_of(const crypto::Certificate& certificate);

} // namespace requal::seal
