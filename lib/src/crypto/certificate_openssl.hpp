/** @file
 * The OpenSSL object inside a Certificate. Only files of this room include it.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/handles.hpp"

#include <initializer_list>
#include <span>

namespace requal::crypto {

struct Certificate::Impl {
    X509Ptr x509;
    Bytes der;
    CertificateFacts facts;
};

/** A certificate that shares the object of another structure (a CMS, an OCSP answer). */
[[nodiscard]] Certificate certificate_from(X509* x509);
/** The same, or the one among the known certificates that it equals: what was read and decoded once is not read
 * again. The time-stamps of a file carry the same few certificates over and over. */
[[nodiscard]] Certificate certificate_from(X509* x509, std::initializer_list<std::span<const Certificate>> known);
[[nodiscard]] X509* openssl_certificate(const Certificate& certificate) noexcept;
/** A stack that borrows the certificates; it must not outlive them. */
[[nodiscard]] X509StackPtr openssl_stack(const std::vector<Certificate>& certificates);
[[nodiscard]] std::optional<Time> time_from(const ASN1_TIME* time);
[[nodiscard]] std::string name_text(const X509_NAME* name);
/** OpenSSL's hash of the canonical form: lower case, single spaces, UTF-8. It finds candidates whose names and keys
 *  are compared afterwards, so that its 32 bits decide nothing. */
[[nodiscard]] std::string name_key(X509_NAME* name);
/** As CertificateFacts::serial. */
[[nodiscard]] std::string serial_text(const ASN1_INTEGER* serial);

} // namespace requal::crypto
