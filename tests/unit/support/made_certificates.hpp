/** @file
 * Certificates made on the spot with OpenSSL, for tests of what is forged and what is not: any name, key, issuer and
 * key identifier, signed by any key. Invented names; the keys are thrown away.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/handles.hpp"

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
    const auto name = [](X509_NAME* out, const MadeName& wanted) {
        const auto* text = reinterpret_cast<const unsigned char*>(wanted.common_name.c_str());
        X509_NAME_add_entry_by_txt(out, "CN", wanted.string_type, text, -1, -1, 0);
    };
    name(X509_get_subject_name(x509.get()), subject);
    name(X509_get_issuer_name(x509.get()), issuer);
    X509_set_pubkey(x509.get(), key.get());
    const auto add = [&](int nid, const std::string& value) {
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, nullptr, x509.get(), nullptr, nullptr, 0);
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
        X509_add_ext(x509.get(), extension, -1);
        X509_EXTENSION_free(extension);
    };
    add(NID_basic_constraints, form.ca ? "critical,CA:TRUE" : "critical,CA:FALSE");
    add(NID_key_usage, form.ca ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    if (form.key_identifiers) {
        add(NID_subject_key_identifier, "hash");
        const EVP_PKEY* above = form.claimed_issuer_key != nullptr ? form.claimed_issuer_key : signer.get();
        const X509Ptr bearer{X509_new()};
        X509_set_pubkey(bearer.get(), const_cast<EVP_PKEY*>(above));
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        X509_pubkey_digest(bearer.get(), EVP_sha1(), digest, &size);
        AUTHORITY_KEYID* identifier = AUTHORITY_KEYID_new();
        identifier->keyid = ASN1_OCTET_STRING_new();
        ASN1_OCTET_STRING_set(identifier->keyid, digest, static_cast<int>(size));
        X509_add1_ext_i2d(x509.get(), NID_authority_key_identifier, identifier, 0, X509V3_ADD_DEFAULT);
        AUTHORITY_KEYID_free(identifier);
    }
    for (const auto& [extension_name, value] : form.more) {
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, nullptr, x509.get(), nullptr, nullptr, 0);
        X509_EXTENSION* extension = X509V3_EXT_nconf(nullptr, &context, extension_name.c_str(), value.c_str());
        X509_add_ext(x509.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(x509.get(), signer.get(), form.digest != nullptr ? form.digest : EVP_sha256());
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509.get(), &raw);
    const OpensslMemoryPtr der{raw};
    return *Certificate::from_der({der.get(), static_cast<std::size_t>(size)});
}

} // namespace requal::test
