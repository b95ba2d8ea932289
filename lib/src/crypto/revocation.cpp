#include "crypto/revocation.hpp"

#include "crypto/carried_certificates.hpp"
#include "crypto/certificate_openssl.hpp"
#include "crypto/digest_openssl.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace requal::crypto {

struct OcspAnswer::Impl {
    OcspBasicPtr basic;
    Time produced_at;
    std::vector<Certificate> certificates;
};

struct RevocationList::Impl {
    CrlPtr crl;
    std::string issuer;
};

namespace {

std::optional<std::string> reason_text(int reason) {
    if (reason < 0)
        return std::nullopt;
    return OCSP_crl_reason_str(reason);
}

OcspBasicPtr basic_response(ByteView der) {
    const unsigned char* at = der.data();
    const OcspResponsePtr response{d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size()))};
    if (response && OCSP_response_status(response.get()) == OCSP_RESPONSE_STATUS_SUCCESSFUL)
        return OcspBasicPtr{OCSP_response_get1_basic(response.get())};
    at = der.data();
    return OcspBasicPtr{d2i_OCSP_BASICRESP(nullptr, &at, static_cast<long>(der.size()))};
}

/** The digest that the answer's CertID uses, so that the same one is computed for the comparison. */
const EVP_MD* digest_of(const OCSP_CERTID* id) {
    ASN1_OBJECT* oid = nullptr;
    OCSP_id_get0_info(nullptr, &oid, nullptr, nullptr, const_cast<OCSP_CERTID*>(id));
    const auto hash = hash_from_nid(OBJ_obj2nid(oid));
    return hash ? openssl_digest(*hash) : nullptr;
}

RevocationStatus status_of(OCSP_SINGLERESP* single) {
    RevocationStatus status;
    int reason = -1;
    ASN1_GENERALIZEDTIME* revoked = nullptr;
    ASN1_GENERALIZEDTIME* from = nullptr;
    ASN1_GENERALIZEDTIME* until = nullptr;
    switch (OCSP_single_get0_status(single, &reason, &revoked, &from, &until)) {
    case V_OCSP_CERTSTATUS_GOOD:
        status.state = RevocationStatus::State::good;
        break;
    case V_OCSP_CERTSTATUS_REVOKED:
        status.state = RevocationStatus::State::revoked;
        status.revoked_at = time_from(revoked);
        status.reason = reason_text(reason).value_or("");
        break;
    default:
        break;
    }
    status.this_update = time_from(from).value_or(Time{});
    status.next_update = time_from(until);
    const std::unique_ptr<ASN1_GENERALIZEDTIME, Freed<ASN1_GENERALIZEDTIME_free>> cutoff{
        static_cast<ASN1_GENERALIZEDTIME*>(
            OCSP_SINGLERESP_get1_ext_d2i(single, NID_id_pkix_OCSP_archiveCutoff, nullptr, nullptr))};
    status.keeps_ended_since = time_from(cutoff.get());
    return status;
}

/** expiredCertsOnCRL, which has no number in OpenSSL. */
std::optional<Time> kept_since(const X509_CRL* crl) {
    const std::unique_ptr<ASN1_OBJECT, Freed<ASN1_OBJECT_free>> oid{OBJ_txt2obj("2.5.29.60", 1)};
    const int at = oid ? X509_CRL_get_ext_by_OBJ(crl, oid.get(), -1) : -1;
    if (at < 0)
        return std::nullopt;
    const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(X509_CRL_get_ext(crl, at));
    const unsigned char* data = ASN1_STRING_get0_data(value);
    const std::unique_ptr<ASN1_GENERALIZEDTIME, Freed<ASN1_GENERALIZEDTIME_free>> time{
        d2i_ASN1_GENERALIZEDTIME(nullptr, &data, ASN1_STRING_length(value))};
    return time_from(time.get());
}

} // namespace

std::optional<OcspAnswer> OcspAnswer::parse(ByteView der) {
    const ErrorQueueGuard guard;
    auto impl = std::make_shared<Impl>();
    auto taken = take_from_ocsp(der);
    impl->basic = basic_response(taken ? ByteView{taken->der} : der);
    if (!impl->basic || OCSP_resp_count(impl->basic.get()) < 1)
        return std::nullopt;
    const auto produced = time_from(OCSP_resp_get0_produced_at(impl->basic.get()));
    if (!produced)
        return std::nullopt;
    impl->produced_at = *produced;
    if (taken)
        impl->certificates = std::move(taken->certificates);
    const STACK_OF(X509)* inside = OCSP_resp_get0_certs(impl->basic.get());
    for (int i = 0; i < sk_X509_num(inside); ++i)
        impl->certificates.push_back(certificate_from(sk_X509_value(inside, i)));
    return OcspAnswer{std::move(impl)};
}

Time OcspAnswer::produced_at() const noexcept {
    return m_impl->produced_at;
}
const std::vector<Certificate>& OcspAnswer::certificates() const noexcept {
    return m_impl->certificates;
}

std::optional<Certificate> OcspAnswer::responder(std::span<const Certificate> candidates) const {
    const ErrorQueueGuard guard;
    const X509StackPtr pool{sk_X509_new_null()};
    for (const Certificate& inside : m_impl->certificates)
        sk_X509_push(pool.get(), openssl_certificate(inside));
    for (const Certificate& candidate : candidates)
        sk_X509_push(pool.get(), openssl_certificate(candidate));
    X509* signer = nullptr;
    if (OCSP_resp_get0_signer(m_impl->basic.get(), &signer, pool.get()) != 1)
        return std::nullopt;
    // NOVERIFY: the signature is checked, the responder's standing is the caller's question.
    if (OCSP_basic_verify(m_impl->basic.get(), pool.get(), nullptr, OCSP_NOVERIFY) != 1)
        return std::nullopt;
    return certificate_from(signer, {m_impl->certificates, candidates});
}

std::optional<RevocationStatus> OcspAnswer::about(const Certificate& certificate, const Certificate& issuer) const {
    const ErrorQueueGuard guard;
    std::optional<RevocationStatus> newest;
    for (int i = 0; i < OCSP_resp_count(m_impl->basic.get()); ++i) {
        OCSP_SINGLERESP* single = OCSP_resp_get0(m_impl->basic.get(), i);
        const OCSP_CERTID* id = OCSP_SINGLERESP_get0_id(single);
        const EVP_MD* md = digest_of(id);
        if (md == nullptr)
            continue;
        const OcspCertIdPtr own{OCSP_cert_to_id(md, openssl_certificate(certificate), openssl_certificate(issuer))};
        if (!own || OCSP_id_cmp(id, own.get()) != 0)
            continue;
        const RevocationStatus status = status_of(single);
        if (!newest || newest->this_update < status.this_update)
            newest = status;
    }
    return newest;
}

Bytes ocsp_request(const Certificate& certificate, const Certificate& issuer) {
    const std::unique_ptr<OCSP_REQUEST, Freed<OCSP_REQUEST_free>> request{OCSP_REQUEST_new()};
    OcspCertIdPtr id{OCSP_cert_to_id(EVP_sha1(), openssl_certificate(certificate), openssl_certificate(issuer))};
    if (!request || !id || OCSP_request_add0_id(request.get(), id.get()) == nullptr)
        throw std::bad_alloc{};
    static_cast<void>(id.release()); // belongs to the request now
    unsigned char* raw = nullptr;
    const int size = i2d_OCSP_REQUEST(request.get(), &raw);
    const OpensslMemoryPtr der{raw};
    return size > 0 ? Bytes{der.get(), der.get() + size} : Bytes{};
}

std::optional<RevocationList> RevocationList::parse(ByteView bytes) {
    const ErrorQueueGuard guard;
    auto impl = std::make_shared<Impl>();
    const unsigned char* at = bytes.data();
    impl->crl.reset(d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size())));
    if (!impl->crl) {
        const BioPtr bio{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
        impl->crl.reset(PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr));
    }
    if (!impl->crl)
        return std::nullopt;
    impl->issuer = name_text(X509_CRL_get_issuer(impl->crl.get()));
    return RevocationList{std::move(impl)};
}

const std::string& RevocationList::issuer() const noexcept {
    return m_impl->issuer;
}

bool RevocationList::signed_by(const Certificate& issuer) const {
    const ErrorQueueGuard guard;
    X509* x509 = openssl_certificate(issuer);
    EVP_PKEY* key = X509_get0_pubkey(x509);
    return key != nullptr && issuer.facts().may_sign_crl &&
           X509_NAME_cmp(X509_CRL_get_issuer(m_impl->crl.get()), X509_get_subject_name(x509)) == 0 &&
           X509_CRL_verify(m_impl->crl.get(), key) == 1;
}

std::optional<RevocationStatus> RevocationList::about(const Certificate& certificate) const {
    const ErrorQueueGuard guard;
    X509_CRL* crl = m_impl->crl.get();
    X509* x509 = openssl_certificate(certificate);
    if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_issuer_name(x509)) != 0)
        return std::nullopt;
    // A critical extension limits what the list speaks about (RFC 5280, 5.2): delta lists, and lists of an issuing
    // distribution point. Answering from one without reading the limit would be guessing.
    for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i)
        if (X509_EXTENSION_get_critical(X509_CRL_get_ext(crl, i)) != 0)
            return std::nullopt;
    RevocationStatus status;
    status.state = RevocationStatus::State::good;
    status.this_update = time_from(X509_CRL_get0_lastUpdate(crl)).value_or(Time{});
    status.next_update = time_from(X509_CRL_get0_nextUpdate(crl));
    status.keeps_ended_since = kept_since(crl);
    X509_REVOKED* entry = nullptr;
    const int found = X509_CRL_get0_by_cert(crl, &entry, x509);
    if (found == 1) {
        status.state = RevocationStatus::State::revoked;
        status.revoked_at = time_from(X509_REVOKED_get0_revocationDate(entry));
        const std::unique_ptr<ASN1_ENUMERATED, Freed<ASN1_ENUMERATED_free>> reason{
            static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr))};
        if (reason)
            status.reason = reason_text(static_cast<int>(ASN1_ENUMERATED_get(reason.get()))).value_or("");
    }
    return status;
}

} // namespace requal::crypto
