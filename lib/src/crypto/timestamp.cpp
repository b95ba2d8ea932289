#include "crypto/timestamp.hpp"

#include "crypto/carried_certificates.hpp"
#include "crypto/carried_revocations.hpp"
#include "crypto/certificate_openssl.hpp"
#include "crypto/certificate_statements.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/price.hpp"
#include "crypto/token_consistency.hpp"
#include "crypto/token_signature.hpp"

#include "requal/base64.hpp"

#include <algorithm>
#include <array>

namespace requal::crypto {
namespace {

std::string oid_text(const ASN1_OBJECT* oid) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), oid, 1);
    return size > 0 ? std::string{text.data()} : std::string{};
}

/** RFC 3161, 2.4.2: an extension that must be understood and is not makes the token unusable. The statement that a
 *  token is a qualified one (ETSI EN 319 422, 9.1) takes nothing away. */
std::string unknown_extension(TS_TST_INFO* info) {
    for (int i = 0; i < TS_TST_INFO_get_ext_count(info); ++i) {
        X509_EXTENSION* extension = TS_TST_INFO_get_ext(info, i);
        const ASN1_OBJECT* kind = X509_EXTENSION_get_object(extension);
        if (X509_EXTENSION_get_critical(extension) != 0 && OBJ_obj2nid(kind) != NID_qcStatements)
            return "the critical extension " + oid_text(kind);
    }
    return {};
}

Bytes der_of(CMS_ContentInfo* cms) {
    unsigned char* raw = nullptr;
    const int size = i2d_CMS_ContentInfo(cms, &raw);
    const OpensslMemoryPtr der{raw};
    return size > 0 ? Bytes{der.get(), der.get() + size} : Bytes{};
}

SignerName name_of(CMS_SignerInfo* signer) {
    SignerName name;
    name.sha256 = bound_sha256(signer);
    ASN1_OCTET_STRING* key = nullptr;
    X509_NAME* issuer = nullptr;
    ASN1_INTEGER* serial = nullptr;
    if (CMS_SignerInfo_get0_signer_id(signer, &key, &issuer, &serial) != 1)
        return name;
    if (key != nullptr)
        name.key_identifier = hex({ASN1_STRING_get0_data(key), static_cast<std::size_t>(ASN1_STRING_length(key))});
    if (issuer != nullptr && serial != nullptr) {
        name.issuer_key = name_key(issuer);
        name.serial = serial_text(serial);
    }
    return name;
}

/** Finds who signed. The SignerInfo says it by a name that several certificates may bear (a unit that was renewed, a
 *  forgery), so their keys decide, within a bound. */
class SignerSearch {
  public:
    SignerSearch(CMS_ContentInfo* cms, CMS_SignerInfo* signer, TimestampToken& token)
        : m_cms(cms), m_signer(signer), m_token(token) {}

    /** @return whether one was found that signed and is bound */
    bool among(const std::vector<Certificate>& certificates) {
        for (const bool bound : {true, false}) // the ones that are bound first: an honest token is done at once
            for (const Certificate& certificate : certificates)
                if (CMS_SignerInfo_cert_cmp(m_signer, openssl_certificate(certificate)) == 0 &&
                    binds(m_signer, certificate) == bound && (take(certificate, bound) || m_tried >= enough))
                    return settled();
        return false;
    }

    /** What of the signature cannot be computed, by the one that was taken. */
    [[nodiscard]] const std::string& not_computed() const { return m_not_computed; }

  private:
    bool take(const Certificate& certificate, bool bound) {
        if (m_token.authority == certificate)
            return settled();
        ++m_tried;
        TokenSignature signature = check_token_signature(m_cms, m_signer, certificate);
        const int rank = (signature.intact ? 4 : 0) + (bound ? 2 : 0) + (signature.not_computed.empty() ? 0 : 1);
        if (m_token.authority && rank <= m_rank)
            return false;
        m_rank = rank;
        m_token.authority = certificate;
        m_token.signature_intact = signature.intact;
        m_token.authority_bound = bound;
        m_token.signature_digests = std::move(signature.digests);
        m_not_computed = std::move(signature.not_computed);
        return settled();
    }
    [[nodiscard]] bool settled() const { return m_token.signature_intact && m_token.authority_bound; }

    static constexpr std::size_t enough = 16;
    CMS_ContentInfo* m_cms;
    CMS_SignerInfo* m_signer;
    TimestampToken& m_token;
    int m_rank = 0;
    std::size_t m_tried = 0;

    std::string m_not_computed;
};

} // namespace

std::optional<TimestampToken> TimestampToken::parse(ByteView der, const std::vector<Certificate>& candidates,
                                                    const TokenSurroundings& surroundings) {
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
    const ASN1_OBJECT* imprint_algorithm = TS_MSG_IMPRINT_get_algo(imprint)->algorithm;
    token.imprint_hash = hash_from_nid(OBJ_obj2nid(imprint_algorithm));
    token.imprint_algorithm = token.imprint_hash ? hash_text(*token.imprint_hash) : oid_text(imprint_algorithm);
    token.policy = oid_text(TS_TST_INFO_get_policy_id(info.get()));
    token.not_computed = unknown_extension(info.get());

    if (taken)
        token.certificates = std::move(taken->certificates);
    STACK_OF(X509)* inside = taken ? nullptr : CMS_get1_certs(cms.get());
    // NOLINTNEXTLINE(misc-redundant-expression): inside OpenSSL's macro
    for (int i = 0; i < sk_X509_num(inside); ++i)
        token.certificates.push_back(certificate_from(sk_X509_value(inside, i), {candidates}));
    sk_X509_pop_free(inside, X509_free); // NOLINT(misc-redundant-expression): inside OpenSSL's macro

    token.consistent = fits_together(der, token.certificates, candidates);

    const STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(signers) != 1) // RFC 3161, 2.4.2: only the authority's signature
        return token;
    CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
    CarriedRevocations carried =
        carried_revocations(taken ? taken->der : der_of(cms.get()), signer, surroundings.most_revocations);
    token.answers = std::move(carried.answers);
    token.lists = std::move(carried.lists);
    token.all_revocations = carried.all;
    SignerSearch search{cms.get(), signer, token};
    if (!search.among(token.certificates) && !search.among(candidates) && surroundings.find_signer)
        search.among(surroundings.find_signer(name_of(signer)));
    if (token.not_computed.empty())
        token.not_computed = search.not_computed();
    return token;
}

} // namespace requal::crypto
