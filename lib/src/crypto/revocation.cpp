#include "crypto/revocation.hpp"

#include "crypto/carried_certificates.hpp"
#include "crypto/certificate_openssl.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/price.hpp"
#include "crypto/revocation_signature.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace requal::crypto {

struct OcspAnswer::Impl {
    OcspBasicPtr basic;
    Time produced_at;
    std::vector<Certificate> certificates;
    std::string unread_extension; ///< of the answer as a whole
    std::size_t size = 0;         ///< of what is signed, roughly
    SignatureMemory signatures;
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

/** Names a certificate as an answer does, with the digest that the answer uses: made once for each digest, because an
 *  answer may speak of a hundred thousand certificates. */
class Subject {
  public:
    Subject(const Certificate& certificate, const Certificate& issuer)
        : m_certificate(certificate), m_issuer(issuer) {}

    [[nodiscard]] bool is_named_by(const OCSP_CERTID* id) {
        ASN1_OBJECT* oid = nullptr;
        ASN1_INTEGER* serial = nullptr;
        OCSP_id_get0_info(nullptr, &oid, nullptr, &serial, const_cast<OCSP_CERTID*>(id));
        if (ASN1_INTEGER_cmp(serial, X509_get0_serialNumber(openssl_certificate(m_certificate))) != 0)
            return false;
        const int nid = OBJ_obj2nid(oid);
        auto known = m_names.find(nid);
        if (known == m_names.end()) {
            const auto hash = hash_from_nid(nid);
            OcspCertIdPtr own{hash ? OCSP_cert_to_id(openssl_digest(*hash), openssl_certificate(m_certificate),
                                                     openssl_certificate(m_issuer))
                                   : nullptr};
            known = m_names.emplace(nid, std::move(own)).first;
        }
        return known->second && OCSP_id_cmp(id, known->second.get()) == 0;
    }

  private:
    const Certificate& m_certificate;
    const Certificate& m_issuer;
    std::unordered_map<int, OcspCertIdPtr> m_names;
};

constexpr const char* cert_hash = "1.3.36.8.3.13"; // Common PKI 2.0, part 4, 3.1.2

std::string oid_text(const X509_EXTENSION* extension) {
    std::array<char, 128> text{};
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()),
                X509_EXTENSION_get_object(const_cast<X509_EXTENSION*>(extension)), 1);
    return text.data();
}

/** OID of a critical extension that is not among those read here; empty: there is none. */
template <typename Object>
std::string unread(Object* object, int (*count)(Object*), X509_EXTENSION* (*get)(Object*, int),
                   std::initializer_list<int> read) {
    for (int i = 0; i < count(object); ++i) {
        const X509_EXTENSION* extension = get(object, i);
        if (X509_EXTENSION_get_critical(extension) == 0)
            continue;
        const int kind = OBJ_obj2nid(X509_EXTENSION_get_object(const_cast<X509_EXTENSION*>(extension)));
        std::string oid = oid_text(extension);
        if (oid != cert_hash && std::find(read.begin(), read.end(), kind) == read.end())
            return oid;
    }
    return {};
}

/** CertHash ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, certificateHash OCTET STRING }: the responder has seen
 *  this very certificate. @return false when it has seen another, or when what it says cannot be read */
bool fits(X509_EXTENSION* extension, const Certificate& certificate) {
    const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(extension);
    const unsigned char* at = ASN1_STRING_get0_data(value);
    const std::unique_ptr<X509_SIG, Freed<X509_SIG_free>> said{
        d2i_X509_SIG(nullptr, &at, ASN1_STRING_length(value))}; // of the same shape
    if (!said)
        return false;
    const X509_ALGOR* algorithm = nullptr;
    const ASN1_OCTET_STRING* digest_said = nullptr;
    X509_SIG_get0(said.get(), &algorithm, &digest_said);
    const auto hash = hash_from_nid(OBJ_obj2nid(algorithm->algorithm));
    if (!hash)
        return false;
    const Bytes own = digest(*hash, certificate.der());
    const unsigned char* theirs = ASN1_STRING_get0_data(digest_said);
    return std::equal(own.begin(), own.end(), theirs, theirs + ASN1_STRING_length(digest_said));
}

bool about_another(OCSP_SINGLERESP* single, const Certificate& certificate) {
    for (int i = 0; i < OCSP_SINGLERESP_get_ext_count(single); ++i) {
        X509_EXTENSION* extension = OCSP_SINGLERESP_get_ext(single, i);
        if (oid_text(extension) == cert_hash && !fits(extension, certificate))
            return true;
    }
    return false;
}

/** Whether the answer names this certificate as its responder (RFC 6960, 4.2.2.3). */
bool named_as_responder(const OCSP_BASICRESP* answer, const Certificate& certificate) {
    const ASN1_OCTET_STRING* key = nullptr;
    const X509_NAME* name = nullptr;
    if (OCSP_resp_get0_id(answer, &key, &name) != 1)
        return false;
    if (name != nullptr)
        return X509_NAME_cmp(name, X509_get_subject_name(openssl_certificate(certificate))) == 0;
    std::array<unsigned char, EVP_MAX_MD_SIZE> own{};
    unsigned size = 0;
    return key != nullptr &&
           X509_pubkey_digest(openssl_certificate(certificate), EVP_sha1(), own.data(), &size) == 1 &&
           static_cast<int>(size) == ASN1_STRING_length(key) &&
           std::equal(own.begin(), own.begin() + size, ASN1_STRING_get0_data(key));
}

bool made_by(OCSP_BASICRESP* answer, EVP_PKEY* key) {
    return ASN1_item_verify(ASN1_ITEM_rptr(OCSP_RESPDATA), OCSP_resp_get0_tbs_sigalg(answer),
                            OCSP_resp_get0_signature(answer), OCSP_resp_get0_respdata(answer), key) == 1;
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
    impl->size = taken ? taken->der.size() : der.size();
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
    impl->unread_extension = unread<OCSP_BASICRESP>(impl->basic.get(), OCSP_BASICRESP_get_ext_count,
                                                    OCSP_BASICRESP_get_ext, {NID_id_pkix_OCSP_Nonce});
    return OcspAnswer{std::move(impl)};
}

Time OcspAnswer::produced_at() const noexcept {
    return m_impl->produced_at;
}
const std::vector<Certificate>& OcspAnswer::certificates() const noexcept {
    return m_impl->certificates;
}

std::optional<Certificate> OcspAnswer::responder(std::span<const Certificate> candidates) const {
    constexpr std::size_t enough = 16; // namesakes of one responder
    SignatureBudget budget{enough};
    const auto found = responders(candidates, budget);
    return found.empty() ? std::nullopt : std::optional{found.front()};
}

std::vector<Certificate> OcspAnswer::responders(std::span<const Certificate> candidates,
                                                SignatureBudget& budget) const {
    const ErrorQueueGuard guard;
    Effort::spend(1 + m_impl->certificates.size() + candidates.size()); // each key may have to be hashed
    std::vector<Certificate> found;
    for (const std::span<const Certificate> set : {std::span<const Certificate>{m_impl->certificates}, candidates})
        for (const Certificate& candidate : set)
            if (named_as_responder(m_impl->basic.get(), candidate) &&
                m_impl->signatures.holds(candidate, m_impl->size, budget,
                                         [&](EVP_PKEY* key) { return made_by(m_impl->basic.get(), key); }) &&
                std::find(found.begin(), found.end(), candidate) == found.end())
                found.push_back(candidate);
    return found;
}

std::string OcspAnswer::signature_hash() const {
    return hash_of_algorithm(OCSP_resp_get0_tbs_sigalg(m_impl->basic.get()));
}

std::optional<RevocationStatus> OcspAnswer::about(const Certificate& certificate, const Certificate& issuer) const {
    const ErrorQueueGuard guard;
    std::optional<RevocationStatus> newest;
    Effort::spend(1 +
                  2 * static_cast<std::size_t>(OCSP_resp_count(m_impl->basic.get()))); // each names its own digest
    std::string unread_extension = m_impl->unread_extension;
    Subject subject{certificate, issuer};
    for (int i = 0; i < OCSP_resp_count(m_impl->basic.get()); ++i) {
        OCSP_SINGLERESP* single = OCSP_resp_get0(m_impl->basic.get(), i);
        if (!subject.is_named_by(OCSP_SINGLERESP_get0_id(single)))
            continue;
        // The extensions of list entries may stand here too (RFC 6960, 4.4.5).
        if (unread_extension.empty())
            unread_extension =
                unread<OCSP_SINGLERESP>(single, OCSP_SINGLERESP_get_ext_count, OCSP_SINGLERESP_get_ext,
                                        {NID_id_pkix_OCSP_archiveCutoff, NID_crl_reason, NID_invalidity_date});
        RevocationStatus status = status_of(single);
        status.about_another = about_another(single, certificate);
        if (!newest || newest->this_update < status.this_update)
            newest = std::move(status);
    }
    if (newest)
        newest->unread_extension = std::move(unread_extension);
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
