/** @file
 * Seals a credential or a statement with a key that the caller holds.
 *
 *     const SealingKey key = SealingKey::from_pem(key_pem, "", certificate_pem);
 *     const std::string sealed = seal_jades(payload, key, now());
 */
#pragma once

#include "requal/limits.hpp"
#include "requal/time.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace requal {

/** A private key with its certificate. Cheap to copy; immutable. */
class SealingKey {
  public:
    struct Impl;

    /** @param certificates PEM: the signing certificate first, then, if wanted, the ones above it
     *  @param algorithm JWS name such as "PS256"; empty: the usual one for the kind of key
     *  @throws Error sealing_key_unreadable, sealing_no_certificate, sealing_key_mismatch, sealing_algorithm_unfit */
    [[nodiscard]] static SealingKey from_pem(std::string_view private_key, const std::string& pass_phrase,
                                             std::string_view certificates, const std::string& algorithm);

    /** Whether the certificate is within its dates at a time: a seal outside them will never be valid. */
    [[nodiscard]] bool certificate_valid_at(Time time) const noexcept;
    [[nodiscard]] std::string certificate_subject() const;
    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }

  private:
    explicit SealingKey(std::shared_ptr<const Impl> impl) noexcept : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

/** A JAdES baseline B signature around the exact bytes of the payload: JWS JSON general serialisation, `b64` false
 * and critical, `iat`, `x5c`, `x5t#S256` (ETSI TS 119 182-1, 6.3). No time-stamp is added.
 *  @param claimed the time that the seal claims
 *  @throws Error json_* when the payload is not acceptable JSON, sealing_not_an_object when it is no object,
 *  sealing_already_sealed when it is a JWS. What the payload says is not checked. */
[[nodiscard]] std::string seal_jades(std::string_view payload, const SealingKey& key, Time claimed,
                                     const Limits& limits);

} // namespace requal
