#include "crypto/token_signature.hpp"

#include "crypto/der_elements.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/price.hpp"

#include "requal/base64.hpp"

#include <algorithm>
#include <array>

namespace requal::crypto {
namespace {

ByteView view(const ASN1_STRING* text) {
    if (text == nullptr)
        return {};
    return {ASN1_STRING_get0_data(text), static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::string oid_of(const ASN1_OBJECT* oid) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), oid, 1);
    return size > 0 ? std::string{text.data()} : std::string{"an unknown algorithm"};
}

/** The short name where there is one: "ED448", "SHA3-256". */
std::string name_of(const ASN1_OBJECT* oid) {
    const int nid = OBJ_obj2nid(oid);
    return nid == NID_undef ? oid_of(oid) : std::string{OBJ_nid2sn(nid)};
}

/** As hash_text() has it; OpenSSL's own name for others. */
std::string digest_name(const ASN1_OBJECT* oid) {
    const auto hash = hash_from_nid(OBJ_obj2nid(oid));
    return hash ? std::string{hash_text(*hash)} : name_of(oid);
}

struct Algorithms {
    const ASN1_OBJECT* digest = nullptr;
    const ASN1_OBJECT* signature = nullptr;

    explicit Algorithms(CMS_SignerInfo* signer) {
        X509_ALGOR* of_digest = nullptr;
        X509_ALGOR* of_signature = nullptr;
        CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &of_digest, &of_signature);
        X509_ALGOR_get0(&digest, nullptr, nullptr, of_digest);
        X509_ALGOR_get0(&signature, nullptr, nullptr, of_signature);
    }
};

/** id-shake256-len has no number in OpenSSL; in a CMS both give 64 octets (RFC 8419, 3.1; RFC 8702, 3.1). */
bool is_shake256(const ASN1_OBJECT* digest) {
    return OBJ_obj2nid(digest) == NID_shake256 || oid_of(digest) == "2.16.840.1.101.3.4.2.18";
}

// --- step by step: EdDSA (RFC 8419), which the CMS of OpenSSL 3.0 cannot do, and values made with another digest
// than that of the content

bool is_eddsa(const EVP_PKEY* key) {
    return EVP_PKEY_is_a(key, "ED25519") == 1 || EVP_PKEY_is_a(key, "ED448") == 1;
}

std::optional<Bytes> digest_of_content(const ASN1_OBJECT* algorithm, ByteView content) {
    const bool shake = is_shake256(algorithm);
    const EVP_MD* method = shake ? EVP_shake256() : EVP_get_digestbyobj(algorithm);
    const DigestContextPtr context{EVP_MD_CTX_new()};
    if (method == nullptr || !context || EVP_DigestInit_ex(context.get(), method, nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), content.data(), content.size()) != 1)
        return std::nullopt;
    constexpr unsigned octets_of_shake = 64; // as many as the longest digest has
    static_assert(octets_of_shake == EVP_MAX_MD_SIZE);
    Bytes out(octets_of_shake);
    unsigned size = octets_of_shake;
    if ((shake ? EVP_DigestFinalXOF(context.get(), out.data(), out.size())
               : EVP_DigestFinal_ex(context.get(), out.data(), &size)) != 1)
        return std::nullopt;
    out.resize(size);
    return out;
}

/** The signed attributes as a SET OF, which is what is signed (RFC 5652, 5.4). */
Bytes attributes_of(CMS_SignerInfo* signer, bool as_stored) {
    std::vector<Bytes> each;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        unsigned char* raw = nullptr;
        const int size = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(signer, i), &raw);
        const OpensslMemoryPtr der{raw};
        if (size > 0)
            each.emplace_back(der.get(), der.get() + size);
    }
    if (!as_stored)
        std::sort(each.begin(), each.end());
    Bytes all;
    for (const Bytes& one : each)
        all.insert(all.end(), one.begin(), one.end());
    return wrapped(all, V_ASN1_SET, V_ASN1_UNIVERSAL);
}

/** @param hash of the value; null for EdDSA, which hashes inside */
bool holds_step_by_step(CMS_ContentInfo* cms, CMS_SignerInfo* signer, EVP_PKEY* key, const EVP_MD* hash) {
    ASN1_OCTET_STRING** content = CMS_get0_content(cms);
    const auto* stated = static_cast<const ASN1_STRING*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING));
    if (content == nullptr || *content == nullptr || stated == nullptr)
        return false; // a token has signed attributes, or its certificate would not be bound
    const auto digest = digest_of_content(Algorithms{signer}.digest, view(*content));
    const ByteView value = view(stated);
    if (!digest || !std::equal(value.begin(), value.end(), digest->begin(), digest->end()))
        return false;
    const ByteView signature = view(CMS_SignerInfo_get0_signature(signer));
    const auto holds_over = [&](const Bytes& attributes) {
        pay_for_asking(key, {attributes});
        const DigestContextPtr context{EVP_MD_CTX_new()};
        return context && EVP_DigestVerifyInit(context.get(), nullptr, hash, nullptr, key) == 1 &&
               EVP_DigestVerify(context.get(), signature.data(), signature.size(), attributes.data(),
                                attributes.size()) == 1;
    };
    return holds_over(attributes_of(signer, false)) || holds_over(attributes_of(signer, true));
}

// --- all else, by the CMS of OpenSSL

bool holds_as_stored(CMS_ContentInfo* cms, CMS_SignerInfo* signer, const Certificate& authority) {
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

/** OpenSSL verifies attributes as they are stored, and sorts them when it writes: written and read again they stand
 * in the order of DER. */
bool holds_sorted(CMS_ContentInfo* cms, const Certificate& authority) {
    unsigned char* raw = nullptr;
    const int size = i2d_CMS_ContentInfo(cms, &raw);
    const OpensslMemoryPtr der{raw};
    const unsigned char* at = der.get();
    const CmsPtr again{size > 0 ? d2i_CMS_ContentInfo(nullptr, &at, size) : nullptr};
    const STACK_OF(CMS_SignerInfo)* signers = again ? CMS_get0_SignerInfos(again.get()) : nullptr;
    return sk_CMS_SignerInfo_num(signers) == 1 &&
           holds_as_stored(again.get(), sk_CMS_SignerInfo_value(signers, 0), authority);
}

/** What OpenSSL cannot compute, in words. To be asked before it is: its "no" does not say why. */
std::string unknown_part(CMS_SignerInfo* signer, const Certificate& authority) {
    const Algorithms used{signer};
    X509* x509 = openssl_certificate(authority);
    if (X509_get0_pubkey(x509) == nullptr) {
        ASN1_OBJECT* kind = nullptr;
        X509_PUBKEY_get0_param(&kind, nullptr, nullptr, nullptr, X509_get_X509_PUBKEY(x509));
        return "a key of the kind " + name_of(kind);
    }
    if (EVP_get_digestbyobj(used.digest) == nullptr && !is_shake256(used.digest))
        return "the digest " + name_of(used.digest);
    const int nid = OBJ_obj2nid(used.signature);
    int digest = NID_undef;
    int kind = NID_undef;
    // The name of a kind of key alone, or of a signature with its digest (RFC 5754, 3).
    const bool known =
        nid != NID_undef && (OBJ_find_sigid_algs(nid, &digest, &kind) == 1 || EVP_PKEY_type(nid) != NID_undef);
    return known ? std::string{} : "the signature algorithm " + name_of(used.signature);
}

/** RFC 5652, 11.1: what is signed must say of what kind it is, or attributes signed for something else would do. */
bool signed_as_token(CMS_SignerInfo* signer) {
    if (CMS_signed_get_attr_count(signer) < 0)
        return true;
    const auto* kind = static_cast<const ASN1_OBJECT*>(
        CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(NID_pkcs9_contentType), -3, V_ASN1_OBJECT));
    return kind != nullptr && OBJ_obj2nid(kind) == NID_id_smime_ct_TSTInfo;
}

// --- signingCertificate

SequencePtr sequence_in(const ASN1_TYPE* type) {
    if (type == nullptr || type->type != V_ASN1_SEQUENCE)
        return nullptr;
    const unsigned char* at = type->value.sequence->data;
    return SequencePtr{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, type->value.sequence->length)};
}

const ASN1_TYPE* element(const SequencePtr& sequence, int index) {
    return sequence && index < sk_ASN1_TYPE_num(sequence.get()) ? sk_ASN1_TYPE_value(sequence.get(), index) : nullptr;
}

/** What an ESSCertID or ESSCertIDv2 says. */
struct Binding {
    std::optional<Hash> hash; ///< nothing: a digest that is not known
    Bytes value;
    Bytes issuer_serial; ///< DER; empty when it is left out
};

/** The digest that an ESSCertIDv2 names; the default is SHA-256 (RFC 5035, 4). */
std::optional<Hash> hash_of_identifier(const ASN1_TYPE* algorithm) {
    const SequencePtr fields = sequence_in(algorithm);
    const ASN1_TYPE* oid = element(fields, 0);
    if (oid == nullptr || oid->type != V_ASN1_OBJECT)
        return std::nullopt;
    return hash_from_nid(OBJ_obj2nid(oid->value.object));
}

/** SigningCertificate(V2) ::= SEQUENCE { certs SEQUENCE OF ESSCertID(v2), … }: the first one is the signer's (RFC
 *  2634, 5.4). */
std::optional<Binding> binding_in(CMS_SignerInfo* signer, int nid) {
    const bool version2 = nid == NID_id_smime_aa_signingCertificateV2;
    const auto* attribute =
        static_cast<const ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE));
    if (attribute == nullptr)
        return std::nullopt;
    const unsigned char* at = ASN1_STRING_get0_data(attribute);
    const SequencePtr body{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, ASN1_STRING_length(attribute))};
    const SequencePtr certs = sequence_in(element(body, 0));
    const SequencePtr id = sequence_in(element(certs, 0));
    Binding binding;
    int next = 0;
    const ASN1_TYPE* first = element(id, 0);
    if (!version2)
        binding.hash = Hash::sha1;
    else if (first != nullptr && first->type == V_ASN1_SEQUENCE)
        binding.hash = hash_of_identifier(element(id, next++));
    else
        binding.hash = Hash::sha256;
    const ASN1_TYPE* value = element(id, next++);
    if (value == nullptr || value->type != V_ASN1_OCTET_STRING)
        return std::nullopt;
    const ByteView octets = view(value->value.octet_string);
    binding.value.assign(octets.begin(), octets.end());
    if (const ASN1_TYPE* serial = element(id, next); serial != nullptr && serial->type == V_ASN1_SEQUENCE) {
        const ByteView der = view(serial->value.sequence);
        binding.issuer_serial.assign(der.begin(), der.end());
    }
    return binding;
}

constexpr std::array both{NID_id_smime_aa_signingCertificateV2, NID_id_smime_aa_signingCertificate};

} // namespace

TokenSignature check_token_signature(CMS_ContentInfo* cms, CMS_SignerInfo* signer, const Certificate& authority) {
    TokenSignature answer;
    answer.not_computed = unknown_part(signer, authority);
    if (!answer.not_computed.empty() || !signed_as_token(signer))
        return answer;
    const Algorithms used{signer};
    answer.digests.push_back(digest_name(used.digest));
    EVP_PKEY* key = X509_get0_pubkey(openssl_certificate(authority));
    if (is_eddsa(key)) {
        answer.intact = holds_step_by_step(cms, signer, key, nullptr);
        return answer;
    }
    answer.intact = holds_as_stored(cms, signer, authority) || holds_sorted(cms, authority);
    // The digest of the content and that of the value should be one (RFC 5754, 2), and OpenSSL takes them for one.
    int of_value = NID_undef;
    if (!answer.intact && OBJ_find_sigid_algs(OBJ_obj2nid(used.signature), &of_value, nullptr) == 1 &&
        of_value != NID_undef && of_value != OBJ_obj2nid(used.digest)) {
        const EVP_MD* hash = EVP_get_digestbynid(of_value);
        answer.intact = hash != nullptr && holds_step_by_step(cms, signer, key, hash);
        answer.digests.push_back(digest_name(OBJ_nid2obj(of_value)));
    }
    return answer;
}

bool binds(CMS_SignerInfo* signer, const Certificate& authority) {
    return std::any_of(both.begin(), both.end(), [&](int nid) {
        const auto binding = binding_in(signer, nid);
        return binding && binding->hash && digest(*binding->hash, authority.der()) == binding->value &&
               (binding->issuer_serial.empty() || authority.matches_issuer_serial(binding->issuer_serial));
    });
}

std::string bound_sha256(CMS_SignerInfo* signer) {
    const auto binding = binding_in(signer, NID_id_smime_aa_signingCertificateV2);
    return binding && binding->hash == Hash::sha256 ? hex(binding->value) : std::string{};
}

} // namespace requal::crypto
