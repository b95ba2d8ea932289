#include "crypto/revocation.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/list_scope.hpp"
#include "crypto/price.hpp"
#include "crypto/revocation_signature.hpp"

#include <algorithm>
#include <openssl/pem.h>

namespace requal::crypto {

struct RevocationList::Impl {
    Impl(CrlPtr list, std::size_t bytes)
        : crl(std::move(list)), size(bytes), scope(crl.get()), issuer(name_text(X509_CRL_get_issuer(crl.get()))) {}

    CrlPtr crl;
    std::size_t size; ///< in bytes
    ListScope scope;
    std::string issuer;
    SignatureMemory signatures;
};

namespace {

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

/** What an entry says; removed: taken off again, which only delta lists say (RFC 5280, 5.3.1). */
enum class Entry { none, revoked, removed };

Entry entry_of(X509_CRL* crl, const Certificate& certificate, X509_REVOKED** entry) {
    switch (X509_CRL_get0_by_cert(crl, entry, openssl_certificate(certificate))) {
    case 1:
        return Entry::revoked;
    case 2:
        return Entry::removed;
    default:
        return Entry::none;
    }
}

RevocationStatus good_as_of(const X509_CRL* crl) {
    RevocationStatus status;
    status.state = RevocationStatus::State::good;
    status.this_update = time_from(X509_CRL_get0_lastUpdate(crl)).value_or(Time{});
    status.next_update = time_from(X509_CRL_get0_nextUpdate(crl));
    status.keeps_ended_since = kept_since(crl);
    return status;
}

} // namespace

std::optional<RevocationList> RevocationList::parse(ByteView bytes) {
    const ErrorQueueGuard guard;
    pay_for_decoding(bytes);
    Effort::spend(hashing_price(bytes.size()));
    const unsigned char* at = bytes.data();
    CrlPtr crl{d2i_X509_CRL(nullptr, &at, static_cast<long>(bytes.size()))};
    if (!crl) {
        const BioPtr bio{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
        crl.reset(PEM_read_bio_X509_CRL(bio.get(), nullptr, nullptr, nullptr));
    }
    if (!crl)
        return std::nullopt;
    return RevocationList{std::make_shared<Impl>(std::move(crl), bytes.size())};
}

const std::string& RevocationList::issuer() const noexcept {
    return m_impl->issuer;
}

bool RevocationList::signed_by(const Certificate& issuer) const {
    SignatureBudget budget{1 + m_impl->size};
    return signed_by(issuer, budget);
}

bool RevocationList::signed_by(const Certificate& issuer, SignatureBudget& budget) const {
    const ErrorQueueGuard guard;
    X509* x509 = openssl_certificate(issuer);
    return issuer.facts().may_sign_crl &&
           X509_NAME_cmp(X509_CRL_get_issuer(m_impl->crl.get()), X509_get_subject_name(x509)) == 0 &&
           m_impl->signatures.holds(issuer, m_impl->size, budget,
                                    [this](EVP_PKEY* key) { return X509_CRL_verify(m_impl->crl.get(), key) == 1; });
}

std::optional<Certificate> RevocationList::signer(std::span<const Certificate> candidates) const {
    Effort::spend(1 + candidates.size() / 16);
    const auto found = std::find_if(candidates.begin(), candidates.end(),
                                    [this](const Certificate& candidate) { return signed_by(candidate); });
    return found == candidates.end() ? std::nullopt : std::optional{*found};
}

std::vector<Certificate> RevocationList::signers(std::span<const Certificate> candidates,
                                                 SignatureBudget& budget) const {
    std::vector<Certificate> found;
    for (const Certificate& candidate : candidates)
        if (signed_by(candidate, budget) && std::find(found.begin(), found.end(), candidate) == found.end())
            found.push_back(candidate);
    return found;
}

std::string RevocationList::signature_hash() const {
    const X509_ALGOR* algorithm = nullptr;
    X509_CRL_get0_signature(m_impl->crl.get(), nullptr, &algorithm);
    return hash_of_algorithm(algorithm);
}

std::optional<RevocationStatus> RevocationList::about(const Certificate& certificate) const {
    const ErrorQueueGuard guard;
    const unsigned reasons = m_impl->scope.reasons_for(certificate);
    if (reasons == 0)
        return std::nullopt;
    if (!m_impl->scope.readable()) {
        RevocationStatus unusable = good_as_of(m_impl->crl.get());
        unusable.state = RevocationStatus::State::unknown;
        unusable.unread_extension = m_impl->scope.unread_extension();
        return unusable;
    }
    X509_CRL* crl = m_impl->crl.get();
    X509_REVOKED* entry = nullptr;
    const Entry said = entry_of(crl, certificate, &entry);
    if (m_impl->scope.delta() && said != Entry::revoked)
        return std::nullopt; // about what did not change, the complete list speaks
    RevocationStatus status = good_as_of(crl);
    status.reasons = reasons;
    if (said == Entry::revoked) {
        status.state = RevocationStatus::State::revoked;
        status.revoked_at = time_from(X509_REVOKED_get0_revocationDate(entry));
        const std::unique_ptr<ASN1_ENUMERATED, Freed<ASN1_ENUMERATED_free>> reason{
            static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr))};
        if (reason)
            status.reason = OCSP_crl_reason_str(ASN1_ENUMERATED_get(reason.get()));
    }
    return status;
}

std::optional<RevocationStatus> RevocationList::release(const Certificate& certificate,
                                                        const RevocationList& complete) const {
    const ErrorQueueGuard guard;
    X509_REVOKED* entry = nullptr;
    const unsigned reasons = m_impl->scope.reasons_for(certificate);
    if (reasons == 0 || !m_impl->scope.readable() || !m_impl->scope.updates(complete.m_impl->scope) ||
        entry_of(m_impl->crl.get(), certificate, &entry) != Entry::removed)
        return std::nullopt;
    RevocationStatus status = good_as_of(m_impl->crl.get());
    status.reasons = reasons;
    return status;
}

} // namespace requal::crypto
