/** @file
 * Which of the revocation answers at hand may be believed, and what they say at a point in time
 * (EN 319 102-1, 5.2.5 and 5.6.2; RFC 6960; RFC 5280, 6.3).
 */
#pragma once

#include "seal/validation.hpp"

#include <functional>

namespace requal::seal {

enum class RevocationState : std::uint8_t {
    good,    ///< an acceptable answer covers the time asked about
    revoked, ///< an acceptable answer says so
    stale,   ///< good, but it does not reach the time asked about
    nothing  ///< no acceptable answer
};

struct RevocationVerdict {
    RevocationState state = RevocationState::nothing;
    std::optional<crypto::RevocationStatus> status; ///< of the answer that decided
    std::string where;
    std::vector<Finding> rejected; ///< why other answers about this certificate were not believed
    /** A rejected answer was good when it was given; its signer has ended since, and nothing proves its time. */
    bool signer_ended_since = false;
    /** A rejected answer rests on an algorithm that was good when it was given, and nothing proves its time. */
    bool weakened_since = false;
    /** A bound ended the search before every answer was weighed; then `state` is revoked or nothing. */
    bool search_ended = false;
};

/** A question about one certificate. */
struct RevocationQuestion {
    const crypto::Certificate& certificate;
    const crypto::Certificate& issuer;
    std::span<const crypto::Certificate> above; ///< the path above the issuer
    Time time;                                  ///< the certificate must have been good then
    bool proven = false;                        ///< the signature provably existed at `time`: later answers count too
};

class RevocationEvidence {
  public:
    /** @param proven_time when a source provably existed: from a trusted archive time-stamp, else now */
    RevocationEvidence(const Material& material, const TrustContext& context,
                       std::function<Time(const RevocationSource&)> proven_time);

    [[nodiscard]] RevocationVerdict ask(const RevocationQuestion& question) const;

  private:
    struct Answer;
    /** What is asked, and which source is heard. */
    struct Circumstances {
        const RevocationQuestion& question;
        const RevocationSource& source;
        Time given; ///< when the source was made, by its own words
        Time known; ///< when it provably existed
    };
    [[nodiscard]] std::optional<Answer> hear(const RevocationSource& source, const RevocationQuestion& question,
                                             RevocationVerdict& verdict) const;
    // Who may answer, in revocation_signers.cpp.
    [[nodiscard]] std::optional<Finding> reject_answer(const crypto::OcspAnswer& answer, const Circumstances& of,
                                                       RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding> reject_list(const crypto::RevocationList& list, const Circumstances& of,
                                                     RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding> reject_responder(const crypto::Certificate& responder,
                                                          const Circumstances& of, RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding>
    reject_list_signer(const crypto::Certificate& signer, const Circumstances& of, RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding> reject_dates(const crypto::Certificate& signer, const Circumstances& of,
                                                      RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding> reject_digest(const std::string& digest, const Circumstances& of,
                                                       RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding> reject_key(const crypto::Certificate& signer, const Circumstances& of,
                                                    RevocationVerdict& verdict) const;
    [[nodiscard]] std::optional<Finding>
    reject_certificate(const crypto::Certificate& signer, const Circumstances& of, RevocationVerdict& verdict) const;
    [[nodiscard]] static Finding weak(const std::string& algorithm, const Circumstances& of);
    [[nodiscard]] static Finding not_entitled(const crypto::Certificate& signer, bool namesake,
                                              const Circumstances& of);
    [[nodiscard]] bool known_good(const crypto::Certificate& signer, const crypto::Certificate& issuer,
                                  std::span<const crypto::Certificate> above,
                                  const RevocationQuestion& question) const;
    [[nodiscard]] bool may_ask_further() const;
    [[nodiscard]] bool is_anchor(const crypto::Certificate& certificate) const;
    [[nodiscard]] bool configured(const crypto::Certificate& signer, std::string_view type,
                                  const Circumstances& of) const;

    // What they say, in revocation_evidence.cpp.
    [[nodiscard]] bool remembers(const crypto::RevocationStatus& status, const RevocationQuestion& question) const;
    [[nodiscard]] std::optional<crypto::RevocationStatus> released(const RevocationSource& complete,
                                                                   const RevocationQuestion& question) const;
    void put_together(const std::vector<Answer>& parts, const RevocationQuestion& question,
                      RevocationVerdict& verdict) const;
    template <typename Action>
    void for_each_source(Action action) const;
    [[nodiscard]] bool reaches(const crypto::RevocationStatus& status, const RevocationQuestion& question) const;

    const Material& m_material;
    const TrustContext& m_context;
    std::function<Time(const RevocationSource&)> m_proven_time;
    std::vector<crypto::Certificate> m_candidates;
    mutable std::vector<crypto::Certificate> m_in_doubt; ///< signers that are being asked about
};

/** The certificate says that it needs no revocation data: valid for so short a time, or none will ever be published
 *  (ETSI EN 319 412-1, 5.2; RFC 9608). */
[[nodiscard]] bool needs_no_revocation(const crypto::Certificate& certificate) noexcept;

} // namespace requal::seal
