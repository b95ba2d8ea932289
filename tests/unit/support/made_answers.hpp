/** @file
 * OCSP answers and revocation lists made on the spot with OpenSSL, beside made_certificates.hpp: signed by any key,
 * under any name.
 */
#pragma once

#include "crypto/certificate_openssl.hpp"
#include "crypto/revocation.hpp"
#include "support/made_certificates.hpp"

namespace requal::test {

struct MadeAnswerForm {
    const EVP_MD* digest = nullptr; ///< null: SHA-256
    bool revoked = false;
    bool with_certificates = true;
    bool named_by_key = false; ///< the responder is named by its key, not by its name
    long age = 3600;           ///< seconds since it was made
    long holds = 7200;         ///< seconds from then until its next update
    std::vector<std::pair<std::string, std::string>> extensions{};   ///< see MadeForm::more
    std::vector<std::pair<std::string, std::string>> of_the_entry{}; ///< of the single response
};

using ExtensionPtr = std::unique_ptr<X509_EXTENSION, crypto::Freed<X509_EXTENSION_free>>;
using MadeTimePtr = std::unique_ptr<ASN1_TIME, crypto::Freed<ASN1_TIME_free>>;

inline ExtensionPtr made_extension(const std::pair<std::string, std::string>& wanted) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, nullptr, nullptr, nullptr, nullptr, 0);
    return ExtensionPtr{X509V3_EXT_nconf(nullptr, &context, wanted.first.c_str(), wanted.second.c_str())};
}

/** An answer about `subject`, signed by `key` under the name in `responder`.
 *  @param inside further certificates, before the responder's own */
inline crypto::OcspAnswer made_answer(const crypto::Certificate& subject, const crypto::Certificate& issuer,
                                      const crypto::Certificate& responder, const MadeKey& key,
                                      const MadeAnswerForm& form = {},
                                      const std::vector<crypto::Certificate>& inside = {}) {
    using namespace crypto;
    const OcspBasicPtr basic{OCSP_BASICRESP_new()};
    const MadeTimePtr made{X509_gmtime_adj(nullptr, -form.age)};
    const MadeTimePtr next{X509_gmtime_adj(nullptr, form.holds - form.age)};
    const OcspCertIdPtr id{OCSP_cert_to_id(EVP_sha1(), openssl_certificate(subject), openssl_certificate(issuer))};
    OCSP_SINGLERESP* single = OCSP_basic_add1_status(
        basic.get(), id.get(), form.revoked ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD,
        OCSP_REVOKED_STATUS_KEYCOMPROMISE, form.revoked ? made.get() : nullptr, made.get(), next.get());
    for (const auto& wanted : form.of_the_entry)
        OCSP_SINGLERESP_add_ext(single, made_extension(wanted).get(), -1);
    for (const auto& wanted : form.extensions)
        OCSP_BASICRESP_add_ext(basic.get(), made_extension(wanted).get(), -1);
    // The list of certificates is not signed, so that anybody can order it.
    for (const Certificate& certificate : inside)
        OCSP_basic_add1_cert(basic.get(), openssl_certificate(certificate));
    OCSP_basic_sign(basic.get(), openssl_certificate(responder), key.get(),
                    form.digest != nullptr ? form.digest : EVP_sha256(), nullptr,
                    (form.with_certificates ? 0UL : OCSP_NOCERTS) | (form.named_by_key ? OCSP_RESPID_KEY : 0UL));
    unsigned char* raw = nullptr;
    const int size = i2d_OCSP_BASICRESP(basic.get(), &raw);
    const OpensslMemoryPtr der{raw};
    return *OcspAnswer::parse({der.get(), static_cast<std::size_t>(size)});
}

/** A list under the subject name of `issuer`, signed by `key`; it revokes `revoked`, when one is given. */
inline crypto::RevocationList made_list(const crypto::Certificate& issuer, const MadeKey& key,
                                        const MadeAnswerForm& form = {},
                                        const crypto::Certificate* revoked = nullptr) {
    using namespace crypto;
    const CrlPtr list{X509_CRL_new()};
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(openssl_certificate(issuer)));
    const MadeTimePtr made{X509_gmtime_adj(nullptr, -form.age)};
    const MadeTimePtr next{X509_gmtime_adj(nullptr, form.holds - form.age)};
    X509_CRL_set1_lastUpdate(list.get(), made.get());
    X509_CRL_set1_nextUpdate(list.get(), next.get());
    if (revoked != nullptr) {
        X509_REVOKED* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(
            entry, const_cast<ASN1_INTEGER*>(X509_get0_serialNumber(openssl_certificate(*revoked))));
        X509_REVOKED_set_revocationDate(entry, made.get());
        X509_CRL_add0_revoked(list.get(), entry);
    }
    for (const auto& wanted : form.extensions)
        X509_CRL_add_ext(list.get(), made_extension(wanted).get(), -1);
    X509_CRL_sort(list.get());
    X509_CRL_sign(list.get(), key.get(), form.digest != nullptr ? form.digest : EVP_sha256());
    unsigned char* raw = nullptr;
    const int size = i2d_X509_CRL(list.get(), &raw);
    const OpensslMemoryPtr der{raw};
    return *RevocationList::parse({der.get(), static_cast<std::size_t>(size)});
}

} // namespace requal::test
