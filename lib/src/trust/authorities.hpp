/** @file
 * Whom this run trusts: the caller's anchors and the authorities of a trust bundle, as one.
 *
 * Paths are kept by content: what is asked again for the same certificates is answered from memory, so that the files
 * of one issuer cost one path. May be used by many threads.
 */
#pragma once

#include "crypto/chain.hpp"
#include "crypto/timestamp.hpp"
#include "trust/anchor_uses.hpp"
#include "trust/bundle.hpp"

#include "requal/trust.hpp"

#include <mutex>
#include <optional>
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

    /** The caller's anchors, and the listed certificates that a signature may mean by the name of its signer: a
     *  time-stamp need not carry the certificate of its unit (RFC 3161, 2.4.1). */
    [[nodiscard]] std::vector<crypto::Certificate> signers_named(const crypto::SignerName& name) const;

    /** Whether a certificate that somebody brings is a listed one: the same, or another of its name and key, signed
     * by that key or by the authority that certified the listed one. @param pool where that authority may be found */
    [[nodiscard]] bool is_listed_one(const crypto::Certificate& brought,
                                     std::span<const crypto::Certificate> pool) const;

    /** The way to an anchor, see crypto::build_chain(). The caller's own anchors stand for everything, those of the
     *  bundle for what their service does (may_anchor()).
     *  @param use what the certificate did; nothing: any listed authority ends the path, for questions about where a
     *             certificate stands */
    [[nodiscard]] crypto::Chain path(const crypto::Certificate& leaf, std::span<const crypto::Certificate> candidates,
                                     std::size_t max_length, std::optional<AnchorUse> use) const;
    /** Of a path that ends at no anchor: what the bundle lists the authority for, or the certificate itself, that
     *  would end it if it were listed for this use ("CA/PKC"); nothing when it is not listed at all. */
    [[nodiscard]] std::optional<std::string> listed_for_another_use(const crypto::Chain& chain) const;

  private:
    [[nodiscard]] bool listed(const crypto::Certificate& certificate) const;
    [[nodiscard]] bool listed_for(const crypto::Certificate& certificate, std::optional<AnchorUse> use) const;
    [[nodiscard]] std::vector<crypto::Certificate> anchors_near(const crypto::Certificate& leaf,
                                                                std::span<const crypto::Certificate> pool,
                                                                std::optional<AnchorUse> use) const;

    static constexpr std::size_t most_kept = 1024;
    std::vector<crypto::Certificate> m_own;
    TrustBundle m_bundle;
    mutable std::mutex m_mutex;
    struct Path {
        crypto::Chain chain;
        std::size_t effort = 0; ///< what it cost; asked again it costs the same
    };
    mutable std::unordered_map<std::string, Path> m_paths;
};

} // namespace requal::trust
