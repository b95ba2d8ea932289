#include "crypto/revocation.hpp"

#include "crypto/carried_certificates.hpp"
#include "crypto/certificate_openssl.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/price.hpp"

namespace requal::crypto {

struct OcspAnswer::Impl {
    OcspBasicPtr basic;
    Time produced_at;
    std::vector<Certificate> certificates;
};

namespace {

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
        status.reason = reason < 0 ? "" : OCSP_crl_reason_str(reason);
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

} // namespace

std::optional<OcspAnswer> OcspAnswer::parse(ByteView der) {
    const ErrorQueueGuard guard;
    pay_for_decoding(der);
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
    Effort::spend(1 + m_impl->certificates.size() + candidates.size()); // each key may have to be hashed
    const X509StackPtr pool{sk_X509_new_null()};
    for (const Certificate& inside : m_impl->certificates)
        sk_X509_push(pool.get(), openssl_certificate(inside));
    for (const Certificate& candidate : candidates)
        sk_X509_push(pool.get(), openssl_certificate(candidate));
    X509* signer = nullptr;
    if (OCSP_resp_get0_signer(m_impl->basic.get(), &signer, pool.get()) != 1)
        return std::nullopt;
    Effort::spend(asking_price(X509_get0_pubkey(signer)));
    // NOVERIFY: the signature is checked, the responder's standing is the caller's question.
    if (OCSP_basic_verify(m_impl->basic.get(), pool.get(), nullptr, OCSP_NOVERIFY) != 1)
        return std::nullopt;
    return certificate_from(signer, {m_impl->certificates, candidates});
}

std::optional<RevocationStatus> OcspAnswer::about(const Certificate& certificate, const Certificate& issuer) const {
    const ErrorQueueGuard guard;
    std::optional<RevocationStatus> newest;
    Effort::spend(1 + 2 * static_cast<std::size_t>(OCSP_resp_count(m_impl->basic.get()))); // each names its own digest
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

} // namespace requal::crypto
