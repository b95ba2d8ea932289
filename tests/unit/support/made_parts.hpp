/** @file
 * What the makers of certificates for tests share: names, extensions, and the DER at the end.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/handles.hpp"

#include <openssl/x509v3.h>
#include <string>

namespace requal::test {

inline void add_common_name(X509_NAME* out, const std::string& text, int string_type = MBSTRING_UTF8) {
    X509_NAME_add_entry_by_txt(out, "CN", string_type, reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1,
                               0);
}

/** @param name of the extension, or its OID
 *  @param value as a configuration of openssl has it */
inline void add_extension(X509* x509, const std::string& name, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, nullptr, x509, nullptr, nullptr, 0);
    CONF* conf = NCONF_new(nullptr); // some extensions ask for one, though they need nothing of it
    X509V3_set_nconf(&context, conf);
    X509_EXTENSION* extension = X509V3_EXT_nconf(conf, &context, name.c_str(), value.c_str());
    X509_add_ext(x509, extension, -1);
    X509_EXTENSION_free(extension);
    NCONF_free(conf);
}

/** Of the own key and of the key above (RFC 5280, 4.2.1.1 and 4.2.1.2: the SHA-1 of the key). */
inline void add_key_identifiers(X509* x509, const EVP_PKEY* above) {
    add_extension(x509, "subjectKeyIdentifier", "hash");
    const crypto::X509Ptr bearer{X509_new()};
    X509_set_pubkey(bearer.get(), const_cast<EVP_PKEY*>(above));
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    X509_pubkey_digest(bearer.get(), EVP_sha1(), digest, &size);
    AUTHORITY_KEYID* identifier = AUTHORITY_KEYID_new();
    identifier->keyid = ASN1_OCTET_STRING_new();
    ASN1_OCTET_STRING_set(identifier->keyid, digest, static_cast<int>(size));
    X509_add1_ext_i2d(x509, NID_authority_key_identifier, identifier, 0, X509V3_ADD_DEFAULT);
    AUTHORITY_KEYID_free(identifier);
}

inline crypto::Certificate certificate_of(X509* x509) {
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509, &raw);
    const crypto::OpensslMemoryPtr der{raw};
    return *crypto::Certificate::from_der({der.get(), static_cast<std::size_t>(size)});
}

} // namespace requal::test
