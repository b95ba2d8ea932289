/** @file
 * Self-signed certificates with any subject and any statements, for tests of whom a certificate speaks for. Invented
 * names; the keys are thrown away.
 */
#pragma once

#include "support/made_certificates.hpp"

#include <ctime>
#include <string>
#include <utility>
#include <vector>

namespace requal::test {

/** What ETSI EN 319 412-5 lets a certificate state, as DER in OpenSSL's words. */
struct MadeStatements {
    bool compliance = true;
    bool device = true;
    std::vector<std::string> types; ///< OIDs below QcType
    std::string semantics;          ///< OID of pkixQCSyntax-v2
    std::string policies{};         ///< as a configuration of openssl has them
    std::time_t begins = 0;         ///< 0: an hour ago
};

inline const std::string for_signatures = "0.4.0.1862.1.6.1";
inline const std::string for_seals = "0.4.0.1862.1.6.2";
inline const std::string for_web = "0.4.0.1862.1.6.3";

/** @param subject attributes by OpenSSL's short names or OIDs, such as {"2.5.4.97", "VATXX-TEST00001"} */
inline crypto::Certificate made_subject(const std::vector<std::pair<std::string, std::string>>& subject,
                                        const MadeStatements& statements) {
    using namespace crypto;
    const MadeKey key;
    const X509Ptr x509{X509_new()};
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), -3600);
    if (statements.begins != 0)
        ASN1_TIME_set(X509_getm_notBefore(x509.get()), statements.begins);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600L * 24);
    for (const auto& [attribute, value] : subject)
        X509_NAME_add_entry_by_txt(X509_get_subject_name(x509.get()), attribute.c_str(), MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0);
    X509_set_issuer_name(x509.get(), X509_get_subject_name(x509.get()));
    X509_set_pubkey(x509.get(), key.get());

    std::string list = "asn1=SEQUENCE:all\n[all]\n";
    std::string parts;
    int number = 0;
    const auto add = [&](const std::string& id, const std::vector<std::string>& inside) {
        const std::string name = "s" + std::to_string(++number);
        list += name + "=SEQUENCE:" + name + "\n";
        parts += "[" + name + "]\nid=OID:" + id + "\n" + (inside.empty() ? "" : "of=SEQUENCE:" + name + "of\n");
        if (inside.empty())
            return;
        parts += "[" + name + "of]\n";
        for (std::size_t i = 0; i < inside.size(); ++i)
            parts += "v" + std::to_string(i) + "=OID:" + inside[i] + "\n";
    };
    if (statements.compliance)
        add("0.4.0.1862.1.1", {});
    if (statements.device)
        add("0.4.0.1862.1.4", {});
    if (!statements.types.empty())
        add("0.4.0.1862.1.6", statements.types);
    if (!statements.semantics.empty())
        add("1.3.6.1.5.5.7.11.2", {statements.semantics});
    if (number > 0) {
        const std::string text = list + parts;
        BIO* bio = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
        CONF* conf = NCONF_new(nullptr);
        long line = 0;
        NCONF_load_bio(conf, bio, &line);
        X509V3_CTX context;
        X509V3_set_ctx(&context, x509.get(), x509.get(), nullptr, nullptr, 0);
        X509V3_set_nconf(&context, conf);
        X509_EXTENSION* extension = X509V3_EXT_nconf(conf, &context, "1.3.6.1.5.5.7.1.3", "ASN1:SEQUENCE:all");
        X509_add_ext(x509.get(), extension, -1);
        X509_EXTENSION_free(extension);
        NCONF_free(conf);
        BIO_free(bio);
    }
    if (!statements.policies.empty())
        add_extension(x509.get(), "certificatePolicies", statements.policies.c_str());
    X509_sign(x509.get(), key.get(), EVP_sha256());
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509.get(), &raw);
    const OpensslMemoryPtr der{raw};
    return *Certificate::from_der({der.get(), static_cast<std::size_t>(size)});
}

} // namespace requal::test
