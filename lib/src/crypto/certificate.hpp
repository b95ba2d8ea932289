/** @file
 * An X.509 certificate, read once into plain values. Cheap to copy; copies share the parsed object and may be used
 * in different threads.
 *
 *     auto certificate = crypto::Certificate::from_der(bytes);
 *     if (certificate && certificate->facts().not_after < time) …
 */
#pragma once

#include "requal/bytes.hpp"
#include "requal/time.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::crypto {

/** What a certificate says. Texts are UTF-8 as far as the certificate's encoding allows; hostile until escaped. */
struct CertificateFacts {
    std::string subject; ///< RFC 2253 order and quoting, UTF-8
    std::string issuer;
    std::string issuer_name; ///< common name of the issuer, else its organisation, else all of `issuer`
    std::string common_name;
    std::string organisation;
    std::string organisation_identifier; ///< 2.5.4.97, for example "VATES-A00000000" (ETSI EN 319 412-1, 5.1.4)
    std::string country;
    std::string serial;         ///< hexadecimal, lower case
    std::string sha256;         ///< of the DER, hexadecimal
    std::string signature_hash; ///< digest of the certificate's own signature, "sha256"; empty when it has none
    Time not_before;
    Time not_after;
    bool is_ca = false;
    bool self_signed = false;
    bool key_usage_present = false;
    bool may_sign = false; ///< digitalSignature or nonRepudiation, or no keyUsage at all (RFC 5280, 4.2.1.3)
    bool may_sign_crl = false;
    bool ocsp_no_check = false; ///< RFC 6960, 4.2.2.2.1
    bool no_revocation_available =
        false; ///< noRevAvail (RFC 9608), or validity assured by a short term (EN 319 412-1, 5.2)
    bool for_ocsp_signing = false;
    bool for_time_stamping = false; ///< extendedKeyUsage is critical and timeStamping alone (RFC 3161, 2.3)
};

struct KeyFacts {
    std::string text; ///< "RSA 2048", "EC P-256", "ED25519"
    int bits = 0;
};

class Certificate {
  public:
    struct Impl;

    /** @return nothing when the bytes are not exactly one DER certificate. */
    [[nodiscard]] static std::optional<Certificate> from_der(ByteView der);
    /** Every CERTIFICATE block of a PEM text, or one DER certificate. Empty when there is none. */
    [[nodiscard]] static std::vector<Certificate> from_pem_or_der(std::string_view content);

    [[nodiscard]] const CertificateFacts& facts() const noexcept;
    [[nodiscard]] const Bytes& der() const noexcept;
    /** The public key. Decoding it costs more than all the rest of a certificate, so it is done only when asked for.
     */
    [[nodiscard]] KeyFacts key() const;
    [[nodiscard]] const std::string& sha256() const noexcept { return facts().sha256; }
    [[nodiscard]] bool valid_at(Time time) const noexcept {
        return facts().not_before <= time && time <= facts().not_after;
    }
    /** Whether this certificate's key made the signature on `other`; names are not compared. */
    [[nodiscard]] bool signed_directly(const Certificate& other) const;
    /** Whether issuer name and serial number are these: DER of IssuerSerial (RFC 5035, 5), as in the JAdES `kid`. */
    [[nodiscard]] bool matches_issuer_serial(ByteView der_issuer_serial) const;

    friend bool operator==(const Certificate& a, const Certificate& b) noexcept { return a.der() == b.der(); }

    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }
    explicit Certificate(std::shared_ptr<const Impl> impl) noexcept : m_impl(std::move(impl)) {}

  private:
    std::shared_ptr<const Impl> m_impl;
};

} // namespace requal::crypto
