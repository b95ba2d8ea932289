#include "crypto/token_consistency.hpp"

#include "crypto/certificate_openssl.hpp"

#include <algorithm>

namespace requal::crypto {
namespace {

/** RFC 5652, 5.1: content of a kind of its own makes the version 3, rare ingredients make it 4 or 5. */
bool version_fits(ByteView der) {
    const unsigned char* at = der.data();
    const unsigned char* end = at + der.size();
    long size = 0;
    int tag = 0;
    int kind = 0;
    const auto enter = [&](int times) {
        for (int i = 0; i < times; ++i)
            if ((ASN1_get_object(&at, &size, &tag, &kind, end - at) & 0x80) != 0)
                return false;
        return true;
    };
    if (!enter(2)) // ContentInfo, its type
        return false;
    at += size;
    return enter(3) && tag == V_ASN1_INTEGER && size == 1 && *at >= 3 && *at <= 5;
}

/** Looks whether certificates are as their issuers made them, with a bound on the work a stranger may ask for. */
class CertificateCheck {
  public:
    CertificateCheck(const std::vector<Certificate>& inside, const std::vector<Certificate>& candidates)
        : m_inside(inside), m_candidates(candidates) {}

    bool all_fit() {
        return std::all_of(m_inside.begin(), m_inside.end(), [this](const Certificate& one) { return fits(one); });
    }

  private:
    bool fits(const Certificate& certificate) {
        bool signing_key_at_hand = false;
        for (const auto* set : {&m_inside, &m_candidates})
            for (const Certificate& other : *set)
                if (bears_issuer_name(other, certificate)) {
                    if (signs(other, certificate))
                        return true;
                    signing_key_at_hand = signing_key_at_hand || has_signing_key(other, certificate);
                }
        // An authority that renewed its key leaves namesakes behind (RFC 5280, 4.2.1.1): one that did not sign says
        // nothing. An issuer under another name than the certificate gives it was renamed after it signed.
        return exhausted() || (!signing_key_at_hand && !stands_for_another(certificate) &&
                               std::none_of(m_inside.begin(), m_inside.end(), [&](const Certificate& other) {
                                   return !exhausted() && signs(other, certificate);
                               }));
    }

    /** Issuer and serial number are those of one certificate alone (RFC 5280, 4.1.2.2): where nobody signed this
     *  one, it is that one, changed. */
    [[nodiscard]] bool stands_for_another(const Certificate& certificate) const {
        const X509* own = openssl_certificate(certificate);
        const auto is_original = [&](const Certificate& other) {
            const X509* x509 = openssl_certificate(other);
            return other != certificate &&
                   X509_NAME_cmp(X509_get_issuer_name(x509), X509_get_issuer_name(own)) == 0 &&
                   ASN1_INTEGER_cmp(X509_get0_serialNumber(x509), X509_get0_serialNumber(own)) == 0;
        };
        return std::any_of(m_inside.begin(), m_inside.end(), is_original) ||
               std::any_of(m_candidates.begin(), m_candidates.end(), is_original);
    }

    /** Names are compared as RFC 5280, 7.1 has it: without regard to case, spacing and the type of string. */
    static bool bears_issuer_name(const Certificate& other, const Certificate& certificate) {
        return X509_NAME_cmp(X509_get_subject_name(openssl_certificate(other)),
                             X509_get_issuer_name(openssl_certificate(certificate))) == 0;
    }

    /** The key that signed, by what the certificate says of itself; a certificate that names itself and no key is
     *  self-signed. Where no key is named, a changed certificate and one of a key that was renewed look the same. */
    static bool has_signing_key(const Certificate& other, const Certificate& certificate) {
        const ASN1_OCTET_STRING* asked = X509_get0_authority_key_id(openssl_certificate(certificate));
        const ASN1_OCTET_STRING* own = X509_get0_subject_key_id(openssl_certificate(other));
        if (asked == nullptr)
            return other == certificate;
        return own != nullptr && ASN1_OCTET_STRING_cmp(asked, own) == 0;
    }

    [[nodiscard]] bool exhausted() const { return m_tried >= enough; }
    bool signs(const Certificate& issuer, const Certificate& certificate) {
        return m_tried++ < enough && issuer.signed_directly(certificate);
    }

    static constexpr std::size_t enough = 16;
    const std::vector<Certificate>& m_inside;
    const std::vector<Certificate>& m_candidates;
    std::size_t m_tried = 0;
};

} // namespace

bool fits_together(ByteView der, const std::vector<Certificate>& inside, const std::vector<Certificate>& candidates) {
    return version_fits(der) && CertificateCheck{inside, candidates}.all_fit();
}

} // namespace requal::crypto
