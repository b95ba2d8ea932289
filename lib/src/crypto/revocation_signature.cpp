#include "crypto/revocation_signature.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/digest_openssl.hpp"

#include <openssl/asn1t.h>
#include <openssl/rsa.h>

namespace requal::crypto {
namespace {

/** RSASSA-PSS names its digest in its parameters; SHA-1 is the default (RFC 4055, 3.1). */
int hash_of_pss(const X509_ALGOR* algorithm) {
    const std::unique_ptr<RSA_PSS_PARAMS, Freed<RSA_PSS_PARAMS_free>> parameters{static_cast<RSA_PSS_PARAMS*>(
        ASN1_TYPE_unpack_sequence(ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter))};
    if (!parameters)
        return NID_undef;
    return parameters->hashAlgorithm == nullptr ? NID_sha1 : OBJ_obj2nid(parameters->hashAlgorithm->algorithm);
}

} // namespace

std::string hash_of_algorithm(const X509_ALGOR* algorithm) {
    const ErrorQueueGuard guard;
    const int signature = OBJ_obj2nid(algorithm->algorithm);
    int hash = NID_undef;
    if (signature == NID_rsassaPss)
        hash = hash_of_pss(algorithm);
    else if (OBJ_find_sigid_algs(signature, &hash, nullptr) == 1 && hash == NID_undef)
        return {};
    const auto known = hash_from_nid(hash);
    if (known)
        return std::string{hash_text(*known)};
    const char* name = OBJ_nid2sn(hash == NID_undef ? signature : hash);
    return name != nullptr ? name : "unknown";
}

EVP_PKEY* SignatureMemory::key_of(const Certificate& signer) {
    return X509_get0_pubkey(openssl_certificate(signer));
}

} // namespace requal::crypto
