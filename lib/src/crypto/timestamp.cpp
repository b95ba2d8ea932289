#include "crypto/timestamp.hpp"

#include "crypto/carried_certificates.hpp"
#include "crypto/certificate_openssl.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/price.hpp"

#include <algorithm>
#include <array>

namespace requal::crypto {
namespace {

SequencePtr sequence_in(const ASN1_TYPE* type) {
    if (type == nullptr || type->type != V_ASN1_SEQUENCE)
        return nullptr;
    const unsigned char* at = type->value.sequence->data;
    return SequencePtr{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, type->value.sequence->length)};
}

const ASN1_TYPE* element(const SequencePtr& sequence, int index) {
    return sequence && index < sk_ASN1_TYPE_num(sequence.get()) ? sk_ASN1_TYPE_value(sequence.get(), index) : nullptr;
}

ByteView octets(const ASN1_TYPE* type) {
    if (type == nullptr || type->type != V_ASN1_OCTET_STRING)
        return {};
    return {type->value.octet_string->data, static_cast<std::size_t>(type->value.octet_string->length)};
}

/** The digest that an ESSCertIDv2 names; the default is SHA-256 (RFC 5035, 4). */
std::optional<Hash> hash_of_identifier(const ASN1_TYPE* algorithm) {
    const SequencePtr fields = sequence_in(algorithm);
    const ASN1_TYPE* oid = element(fields, 0);
    if (oid == nullptr || oid->type != V_ASN1_OBJECT)
        return std::nullopt;
    return hash_from_nid(OBJ_obj2nid(oid->value.object));
}

/** Whether the first certificate that the attribute lists is `authority`: SigningCertificate(V2) ::= SEQUENCE {
 *  certs SEQUENCE OF ESSCertID(v2), … }, the first one is the signer's (RFC 2634, 5.4). */
bool attribute_names(CMS_SignerInfo* signer, int nid, bool version2, const Certificate& authority) {
    const auto* attribute =
        static_cast<const ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE));
    if (attribute == nullptr)
        return false;
    const unsigned char* at = ASN1_STRING_get0_data(attribute);
    const SequencePtr body{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, ASN1_STRING_length(attribute))};
    const SequencePtr certs = sequence_in(element(body, 0));
    const SequencePtr id = sequence_in(element(certs, 0));
    const ASN1_TYPE* first = element(id, 0);
    Hash hash = version2 ? Hash::sha256 : Hash::sha1;
    int hash_at = 0;
    if (version2 && first != nullptr && first->type == V_ASN1_SEQUENCE) {
        const auto named = hash_of_identifier(first);
        if (!named)
            return false;
        hash = *named;
        hash_at = 1;
    }
    const ByteView value = octets(element(id, hash_at));
    const Bytes own = digest(hash, authority.der());
    return std::equal(value.begin(), value.end(), own.begin(), own.end());
}

std::optional<Certificate> find_authority(CMS_SignerInfo* signer, const std::vector<Certificate>& inside,
                                          const std::vector<Certificate>& candidates) {
    for (const auto* set : {&inside, &candidates})
        for (const Certificate& certificate : *set)
            if (CMS_SignerInfo_cert_cmp(signer, openssl_certificate(certificate)) == 0)
                return certificate;
    return std::nullopt;
}

std::string oid_text(const ASN1_OBJECT* oid) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), oid, 1);
    return size > 0 ? std::string{text.data()} : std::string{};
}

bool signature_holds(CMS_ContentInfo* cms, CMS_SignerInfo* signer, const Certificate& authority) {
    Effort::spend(asking_price(X509_get0_pubkey(openssl_certificate(authority))));
    CMS_SignerInfo_set1_signer_cert(signer, openssl_certificate(authority));
    ASN1_OCTET_STRING** content = CMS_get0_content(cms);
    if (content == nullptr || *content == nullptr || CMS_SignerInfo_verify(signer) != 1)
        return false;
    const BioPtr digesting{CMS_dataInit(cms, nullptr)};
    if (!digesting)
        return false;
    std::array<unsigned char, 4096> buffer{};
    while (BIO_read(digesting.get(), buffer.data(), static_cast<int>(buffer.size())) > 0) {
    }
    return CMS_SignerInfo_verify_content(signer, digesting.get()) == 1;
}

/** RFC 5652, 5.1: content of a kind of its own makes the version 3, rare ingredients make it 4 or 5. */
bool version_fits(ByteView der) {
    const unsigned char* at = der.data();
    const unsigned char* end = at + der.size();
    long size = 0;
    int tag = 0;
    int kind = 0;
    const auto enter = [&](int times) {
        for (int i = 0; i < times; ++i)
            if ((ASN1_get_object(&at, &size, &tag, &kind, end - at) & 0x80) != 0)
                return false;
        return true;
    };
    if (!enter(2)) // ContentInfo, its type
        return false;
    at += size;
    return enter(3) && tag == V_ASN1_INTEGER && size == 1 && *at >= 3 && *at <= 5;
}

/** Looks whether certificates are as their issuers made them, with a bound on the work a stranger may ask for. */
class CertificateCheck {
  public:
    CertificateCheck(const std::vector<Certificate>& inside, const std::vector<Certificate>& candidates)
        : m_inside(inside), m_candidates(candidates) {}

    bool all_fit() {
        return std::all_of(m_inside.begin(), m_inside.end(), [this](const Certificate& one) { return fits(one); });
    }

  private:
    bool fits(const Certificate& certificate) {
        bool issuer_at_hand = false;
        for (const auto* set : {&m_inside, &m_candidates})
            for (const Certificate& other : *set)
                if (other.facts().subject == certificate.facts().issuer) {
                    if (signs(other, certificate))
                        return true;
                    issuer_at_hand = true;
                }
        // An issuer under another name than the certificate gives it was renamed after it signed.
        return exhausted() ||
               (!issuer_at_hand && std::none_of(m_inside.begin(), m_inside.end(), [&](const Certificate& other) {
                   return !exhausted() && signs(other, certificate);
               }));
    }

    [[nodiscard]] bool exhausted() const { return m_tried >= enough; }
    bool signs(const Certificate& issuer, const Certificate& certificate) {
        return m_tried++ < enough && issuer.signed_directly(certificate);
    }

    static constexpr std::size_t enough = 16;
    const std::vector<Certificate>& m_inside;
    const std::vector<Certificate>& m_candidates;
    std::size_t m_tried = 0;
};

} // namespace

std::optional<TimestampToken> TimestampToken::parse(ByteView der, const std::vector<Certificate>& candidates) {
    const ErrorQueueGuard guard;
    pay_for_decoding(der);
    auto taken = take_from_cms(der);
    const ByteView bytes = taken ? ByteView{taken->der} : der;
    const unsigned char* at = bytes.data();
    const CmsPtr cms{d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(bytes.size()))};
    if (!cms || at != bytes.data() + bytes.size() || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed ||
        OBJ_obj2nid(CMS_get0_eContentType(cms.get())) != NID_id_smime_ct_TSTInfo)
        return std::nullopt;
    ASN1_OCTET_STRING** content = CMS_get0_content(cms.get());
    if (content == nullptr || *content == nullptr)
        return std::nullopt;
    at = ASN1_STRING_get0_data(*content);
    const TstInfoPtr info{d2i_TS_TST_INFO(nullptr, &at, ASN1_STRING_length(*content))};
    if (!info)
        return std::nullopt;

    TimestampToken token;
    const auto time = time_from(TS_TST_INFO_get_time(info.get()));
    TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(info.get());
    if (!time || imprint == nullptr)
        return std::nullopt;
    token.time = *time;
    const ASN1_OCTET_STRING* value = TS_MSG_IMPRINT_get_msg(imprint);
    token.imprint.assign(ASN1_STRING_get0_data(value), ASN1_STRING_get0_data(value) + ASN1_STRING_length(value));
    token.imprint_hash = hash_from_nid(OBJ_obj2nid(TS_MSG_IMPRINT_get_algo(imprint)->algorithm));
    token.policy = oid_text(TS_TST_INFO_get_policy_id(info.get()));

    if (taken)
        token.certificates = std::move(taken->certificates);
    STACK_OF(X509)* inside = taken ? nullptr : CMS_get1_certs(cms.get());
    // NOLINTNEXTLINE(misc-redundant-expression): inside OpenSSL's macro
    for (int i = 0; i < sk_X509_num(inside); ++i)
        token.certificates.push_back(certificate_from(sk_X509_value(inside, i), {candidates}));
    sk_X509_pop_free(inside, X509_free); // NOLINT(misc-redundant-expression): inside OpenSSL's macro

    token.consistent = version_fits(der) && CertificateCheck{token.certificates, candidates}.all_fit();

    const STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(signers) != 1) // RFC 3161, 2.4.2: only the authority's signature
        return token;
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
    // The SignerInfo says who signed; the order of the bag does not.
    token.authority = find_authority(signer, token.certificates, candidates);
    if (token.authority) {
        token.signature_intact = signature_holds(cms.get(), signer, *token.authority);
        token.authority_bound =
            attribute_names(signer, NID_id_smime_aa_signingCertificateV2, true, *token.authority) ||
            attribute_names(signer, NID_id_smime_aa_signingCertificate, false, *token.authority);
    }
    return token;
}

} // namespace requal::crypto
