/** @file
 * What a revocation list speaks about: RFC 5280, 5.2 and 6.3.3 (b). Only files of this room include it.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/handles.hpp"

#include <openssl/x509v3.h>

namespace requal::crypto {

class ListScope {
  public:
    explicit ListScope(X509_CRL* list);

    /** A list with a critical extension that nobody here reads must not be used at all (RFC 5280, 5.2 and 5.3). */
    [[nodiscard]] bool readable() const noexcept { return m_unread.empty(); }
    /** OID of what keeps the list from being used; empty when it is readable. */
    [[nodiscard]] const std::string& unread_extension() const noexcept { return m_unread; }
    [[nodiscard]] bool delta() const noexcept { return m_base != nullptr; }
    /** For which reasons of revocation the list answers about this certificate, as bits of ReasonFlags; 0: it is a
     * list about others. Of a list that is not readable: all, when its issuer is that of the certificate. */
    [[nodiscard]] unsigned reasons_for(const Certificate& certificate) const;
    /** This is a delta list to that complete one (5.2.4). */
    [[nodiscard]] bool updates(const ListScope& complete) const;

  private:
    [[nodiscard]] unsigned through(const DIST_POINT& point, const X509_NAME* issuer) const;

    using PointPtr = std::unique_ptr<ISSUING_DIST_POINT, Freed<ISSUING_DIST_POINT_free>>;
    using NumberPtr = std::unique_ptr<ASN1_INTEGER, Freed<ASN1_INTEGER_free>>;

    X509_CRL* m_list;
    std::string m_unread; ///< before what its reading fills
    PointPtr m_point;     ///< issuingDistributionPoint
    NumberPtr m_number, m_base;
};

} // namespace requal::crypto
