/** @file
 * Certificates made on the spot with OpenSSL, for tests of what is forged and what is not: any name, key, issuer and
 * key identifier, signed by any key. Invented names; the keys are thrown away.
 */
#pragma once

#include "support/made_parts.hpp"

#include <string>
#include <vector>

namespace requal::test {

/** A key of a named curve; copies share it. */
class MadeKey {
  public:
    explicit MadeKey(const char* curve = "P-256") : m_key(EVP_EC_gen(curve), EVP_PKEY_free) {}
    [[nodiscard]] EVP_PKEY* get() const { return m_key.get(); }

  private:
    std::shared_ptr<EVP_PKEY> m_key;
};

/** How a certificate writes a name, and how it points to keys. */
struct MadeName {
    std::string common_name;
    int string_type = MBSTRING_UTF8; ///< or V_ASN1_PRINTABLESTRING
};

struct MadeForm {
    bool ca = true;
    bool key_identifiers = true;
    long serial = 0;                      ///< 0: the next one
    long lasts = 3600L * 24 * 365;        ///< seconds from now until it ends
    const EVP_MD* digest = nullptr;       ///< that is signed; null: SHA-256
    const EVP_PKEY* claimed_issuer_key{}; ///< whose identifier the authority key identifier names; null: the signer's
    /** Further extensions: a name or an OID, and a value as a configuration of openssl has it: "critical,DER:05:00".
     */
    std::vector<std::pair<std::string, std::string>> more{};
};

inline requal::crypto::Certificate made(const MadeName& subject, const MadeKey& key, const MadeName& issuer,
                                        const MadeKey& signer, const MadeForm& form = {}) {
    using namespace crypto;
    static long next_serial = 1000;
    const X509Ptr x509{X509_new()};
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), form.serial != 0 ? form.serial : ++next_serial);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), form.lasts);
    add_common_name(X509_get_subject_name(x509.get()), subject.common_name, subject.string_type);
    add_common_name(X509_get_issuer_name(x509.get()), issuer.common_name, issuer.string_type);
    X509_set_pubkey(x509.get(), key.get());
    add_extension(x509.get(), "basicConstraints", form.ca ? "critical,CA:TRUE" : "critical,CA:FALSE");
    add_extension(x509.get(), "keyUsage", form.ca ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    if (form.key_identifiers)
        add_key_identifiers(x509.get(), form.claimed_issuer_key != nullptr ? form.claimed_issuer_key : signer.get());
    for (const auto& [name, value] : form.more)
        add_extension(x509.get(), name, value);
    X509_sign(x509.get(), signer.get(), form.digest != nullptr ? form.digest : EVP_sha256());
    return certificate_of(x509.get());
}

} // namespace requal::test
