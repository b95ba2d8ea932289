#include "crypto/holder.hpp"

#include "crypto/certificate_openssl.hpp"

namespace requal::crypto {

bool same_name(const Certificate& a, const Certificate& b) {
    return X509_NAME_cmp(X509_get_subject_name(openssl_certificate(a)),
                         X509_get_subject_name(openssl_certificate(b))) == 0;
}

bool same_key(const Certificate& a, const Certificate& b) {
    const ErrorQueueGuard guard;
    const EVP_PKEY* first = X509_get0_pubkey(openssl_certificate(a));
    const EVP_PKEY* second = X509_get0_pubkey(openssl_certificate(b));
    return first != nullptr && second != nullptr && EVP_PKEY_eq(first, second) == 1;
}

bool claims_issuer(const Certificate& certificate, const Certificate& issuer) {
    return X509_NAME_cmp(X509_get_issuer_name(openssl_certificate(certificate)),
                         X509_get_subject_name(openssl_certificate(issuer))) == 0;
}

} // namespace requal::crypto
