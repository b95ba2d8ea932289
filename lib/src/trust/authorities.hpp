/** @file
 * Whom this run trusts: the caller's anchors and the authorities of a trust bundle, as one.
 *
 * Paths are kept by content: what is asked again for the same certificates is answered from memory, so that the files
 * of one issuer cost one path. May be used by many threads.
 */
#pragma once

#include "crypto/chain.hpp"
#include "trust/bundle.hpp"

#include "requal/trust.hpp"

#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

namespace requal::trust {

class Authorities {
  public:
    Authorities() = default; ///< trusts nobody
    Authorities(std::vector<crypto::Certificate> own, TrustBundle bundle)
        : m_own(std::move(own)), m_bundle(std::move(bundle)) {}
    Authorities(const Authorities&) = delete;
    Authorities& operator=(const Authorities&) = delete;

    /** Neither anchors nor a bundle. */
    [[nodiscard]] bool empty() const noexcept { return m_own.empty() && !m_bundle.exists(); }
    [[nodiscard]] const TrustBundle& bundle() const noexcept { return m_bundle; }

    /** Whether a path may end here: one of the caller's anchors, or an authority of the bundle by name and key (RFC
     *  5280, 6.1.1: an anchor is a name and a key). */
    [[nodiscard]] bool trusts(const crypto::Certificate& certificate) const;
    /** One of the certificates that the caller handed over as an anchor of this run. */
    [[nodiscard]] bool handed_over(const crypto::Certificate& certificate) const;
    /** The services of the bundle that a certificate stands for; empty for others. A copy: what the index remembers
     *  is dropped while other certificates are asked about. */
    [[nodiscard]] std::vector<ServiceRecord> services_of(const crypto::Certificate& certificate) const;

    /** The way to an anchor, see crypto::build_chain(). */
    [[nodiscard]] crypto::Chain path(const crypto::Certificate& leaf, std::span<const crypto::Certificate> candidates,
                                     std::size_t max_length) const;

  private:
    [[nodiscard]] bool listed(const crypto::Certificate& certificate) const;
    [[nodiscard]] std::vector<crypto::Certificate> anchors_near(const crypto::Certificate& leaf,
                                                                std::span<const crypto::Certificate> pool) const;

    static constexpr std::size_t most_kept = 1024;
    std::vector<crypto::Certificate> m_own;
    TrustBundle m_bundle;
    mutable std::mutex m_mutex;
    mutable std::unordered_map<std::string, crypto::Chain> m_paths;
};

} // namespace requal::trust
