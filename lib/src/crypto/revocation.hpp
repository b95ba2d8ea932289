/** @file
 * OCSP answers (RFC 6960) and certificate revocation lists (RFC 5280, 5) as found in files, read into plain values.
 */
#pragma once

#include "crypto/certificate.hpp"

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
    /** Who among the candidates signed the list. */
    [[nodiscard]] std::optional<Certificate> signer(std::span<const Certificate> candidates) const;
    /** What the list says of a certificate that it speaks about (RFC 5280, 6.3.3 (b)): by its issuer, kind of
     *  certificate and distribution point. Whether the list's signer may speak for the issuer is the caller's
     * question.
     *  @return nothing when it is a list about others, when it has a critical extension that is not read here, or
     * when it is a delta list that does not revoke the certificate */
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
