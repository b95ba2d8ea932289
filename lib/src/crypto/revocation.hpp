/** @file
 * OCSP answers (RFC 6960) and certificate revocation lists (RFC 5280, 5) as found in files, read into plain values.
 */
#pragma once

#include "crypto/certificate.hpp"

#include <algorithm>
#include <span>

namespace requal::crypto {

/** What one source says about one certificate. */
struct RevocationStatus {
    enum class State : std::uint8_t { good, revoked, unknown };
    State state = State::unknown;
    Time this_update;
    std::optional<Time> next_update;
    std::optional<Time> revoked_at;
    std::string reason; ///< "keyCompromise" and so on; empty when none was given
    /** From when on certificates that have ended are still answered about (expiredCertsOnCRL, X.509 9.5.2.9; archive
     *  cutoff, RFC 6960, 4.4.4); nothing: not said. */
    std::optional<Time> keeps_ended_since;
    /** For which reasons the answer speaks, as bits of ReasonFlags (RFC 5280, 4.2.1.13): a list may leave some to
     *  others, and then its "good" is only a part of the answer. */
    unsigned reasons = every_reason;
    static constexpr unsigned every_reason = 0x1fe; ///< keyCompromise to aACompromise
    /** OID of a critical extension that nobody here reads: the answer must not be used (RFC 6960, 4.4; RFC 5280, 5.2
     *  and 5.3). Empty: there is none. */
    std::string unread_extension;
    /** The answer carries the digest of the certificate that it is about, and it is that of another one (CertHash).
     */
    bool about_another = false;
};

/** How many signature values a stranger's file may ask for. Belongs to one thread. */
class SignatureBudget {
  public:
    explicit SignatureBudget(std::size_t most) noexcept : m_left(most) {}

    /** @param bytes that were signed: to digest a long list over and over is work too
     *  @return whether it may be asked */
    [[nodiscard]] bool spend(std::size_t bytes) noexcept {
        constexpr std::size_t bytes_of_one = 256U * 1024U;
        const std::size_t cost = 1 + bytes / bytes_of_one;
        m_ended = m_ended || m_left < cost;
        m_left -= std::min(m_left, cost);
        return !m_ended;
    }
    [[nodiscard]] bool ended() const noexcept { return m_ended; }

  private:
    std::size_t m_left;
    bool m_ended = false;
};

class OcspAnswer {
  public:
    struct Impl;
    /** Reads an OCSPResponse or a BasicOCSPResponse. @return nothing when it is neither or carries no answer. */
    [[nodiscard]] static std::optional<OcspAnswer> parse(ByteView der);

    [[nodiscard]] Time produced_at() const noexcept;
    [[nodiscard]] const std::vector<Certificate>& certificates() const noexcept;
    /** Who signed the answer, when the certificate is inside or among the candidates and the signature holds. */
    [[nodiscard]] std::optional<Certificate> responder(std::span<const Certificate> candidates) const;
    /** Every certificate, inside or among the candidates, that the answer names as its responder and whose key made
     * the signature: namesakes with other keys hide nobody, and one key may stand in several certificates. Where the
     *  budget ends first, those found so far. */
    [[nodiscard]] std::vector<Certificate> responders(std::span<const Certificate> candidates,
                                                      SignatureBudget& budget) const;
    /** Digest that the signature rests on, as crypto::hash_text(); empty when the algorithm has none of its own
     *  (EdDSA), the name that OpenSSL gives the algorithm when its digest is not known here. */
    [[nodiscard]] std::string signature_hash() const;
    /** The answer about a certificate of this issuer; nothing when it is about others. */
    [[nodiscard]] std::optional<RevocationStatus> about(const Certificate& certificate,
                                                        const Certificate& issuer) const;

  private:
    explicit OcspAnswer(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

/** DER of an OCSPRequest about one certificate (RFC 6960, 4.1), without a nonce: answers made in advance are welcome.
 */
[[nodiscard]] Bytes ocsp_request(const Certificate& certificate, const Certificate& issuer);

class RevocationList {
  public:
    struct Impl;
    /** Reads a DER list, or one in PEM armour: real files hold both under the same name. */
    [[nodiscard]] static std::optional<RevocationList> parse(ByteView bytes);

    [[nodiscard]] const std::string& issuer() const noexcept;
    /** Signed by this certificate's key, under its name, and the certificate may sign lists. */
    [[nodiscard]] bool signed_by(const Certificate& issuer) const;
    /** The same, when the budget still allows to ask. */
    [[nodiscard]] bool signed_by(const Certificate& issuer, SignatureBudget& budget) const;
    /** Who among the candidates signed the list. */
    [[nodiscard]] std::optional<Certificate> signer(std::span<const Certificate> candidates) const;
    /** Every candidate that did. Only those with the name of the list's issuer are asked. Where the budget ends
     * first, those found so far. */
    [[nodiscard]] std::vector<Certificate> signers(std::span<const Certificate> candidates,
                                                   SignatureBudget& budget) const;
    /** As OcspAnswer::signature_hash(). */
    [[nodiscard]] std::string signature_hash() const;
    /** What the list says of a certificate that it speaks about (RFC 5280, 6.3.3 (b)): by its issuer, kind of
     *  certificate and distribution point. Whether the list's signer may speak for the issuer is the caller's
     * question.
     *  @return nothing when it is a list about others, or when it is a delta list that does not revoke the
     * certificate; with `unread_extension` when the list must not be used */
    [[nodiscard]] std::optional<RevocationStatus> about(const Certificate& certificate) const;
    /** For a delta list to a complete one that revokes the certificate: what it says when it takes the certificate
     * off again (removeFromCRL). */
    [[nodiscard]] std::optional<RevocationStatus> release(const Certificate& certificate,
                                                          const RevocationList& complete) const;

  private:
    explicit RevocationList(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

} // namespace requal::crypto
