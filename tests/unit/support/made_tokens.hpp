/** @file
 * Time-stamp tokens made on the spot, octet by octet, so that every form and every flaw is the test's to choose. Only
 * OpenSSL's signing and reading of certificates is used; no line is shared with the reader under test.
 */
#pragma once

#include "support/made_parts.hpp"

#include <algorithm>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string>
#include <vector>

namespace requal::test {

using Der = Bytes;

inline Der tlv(int tag, const Der& content) {
    Der out{static_cast<std::uint8_t>(tag)};
    if (content.size() < 0x80) {
        out.push_back(static_cast<std::uint8_t>(content.size()));
    } else {
        out.push_back(0x83);
        for (const int shift : {16, 8, 0})
            out.push_back(static_cast<std::uint8_t>(content.size() >> shift));
        if (content.size() < 0x10000) // the shortest form, or it is not DER
            out.erase(out.begin() + 2);
        if (content.size() < 0x100)
            out.erase(out.begin() + 2);
        out[1] = static_cast<std::uint8_t>(content.size() < 0x100 ? 0x81 : content.size() < 0x10000 ? 0x82 : 0x83);
    }
    out.insert(out.end(), content.begin(), content.end());
    return out;
}

inline Der joined(const std::vector<Der>& parts) {
    Der out;
    for (const Der& part : parts)
        out.insert(out.end(), part.begin(), part.end());
    return out;
}

inline Der sequence(const std::vector<Der>& parts) {
    return tlv(0x30, joined(parts));
}

inline Der oid(const std::string& dotted) {
    ASN1_OBJECT* object = OBJ_txt2obj(dotted.c_str(), 1);
    const auto* data = OBJ_get0_data(object);
    const Der out = tlv(0x06, {data, data + OBJ_length(object)});
    ASN1_OBJECT_free(object);
    return out;
}

inline Der octets(const Der& content) {
    return tlv(0x04, content);
}

inline Der small_integer(int value) {
    return tlv(0x02, {static_cast<std::uint8_t>(value)});
}

inline Der text(int tag, const std::string& content) {
    return tlv(tag, {content.begin(), content.end()});
}

inline Der digest_of(const EVP_MD* method, const Der& content) {
    const crypto::DigestContextPtr context{EVP_MD_CTX_new()};
    EVP_DigestInit_ex(context.get(), method, nullptr);
    EVP_DigestUpdate(context.get(), content.data(), content.size());
    Der out(EVP_MAX_MD_SIZE);
    unsigned size = static_cast<unsigned>(out.size());
    if (EVP_MD_is_a(method, "SHAKE256") == 1)
        EVP_DigestFinalXOF(context.get(), out.data(), size = 64);
    else
        EVP_DigestFinal_ex(context.get(), out.data(), &size);
    out.resize(size);
    return out;
}

/** A key of any kind; copies share it. */
class UnitKey {
  public:
    explicit UnitKey(const std::string& kind = "P-256") : m_key(make(kind), EVP_PKEY_free) {}
    [[nodiscard]] EVP_PKEY* get() const { return m_key.get(); }
    [[nodiscard]] Der sign(const EVP_MD* method, const Der& message) const {
        const crypto::DigestContextPtr context{EVP_MD_CTX_new()};
        EVP_DigestSignInit(context.get(), nullptr, method, nullptr, get());
        std::size_t size = 0;
        EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size());
        Der value(size);
        EVP_DigestSign(context.get(), value.data(), &size, message.data(), message.size());
        value.resize(size);
        return value;
    }

  private:
    static EVP_PKEY* make(const std::string& kind) {
        if (kind.starts_with("RSA "))
            return EVP_RSA_gen(static_cast<unsigned>(std::stoi(kind.substr(4))));
        if (kind == "P-256")
            return EVP_EC_gen("P-256");
        return EVP_PKEY_Q_keygen(nullptr, nullptr, kind.c_str());
    }
    std::shared_ptr<EVP_PKEY> m_key;
};

struct UnitForm {
    bool ca = false;
    bool for_stamping = true;
    long serial = 0;               ///< 0: the next one
    bool identifiers = true;       ///< of keys
    const EVP_MD* digest{};        ///< of the certificate's signature; null: SHA-256
    std::string issuer_spelling{}; ///< how the certificate writes its issuer; empty: as given
    const char* not_before = "20200101000000Z";
    const char* not_after = "20400101000000Z";
};

inline crypto::Certificate unit_certificate(const std::string& subject, const UnitKey& key, const std::string& issuer,
                                            const UnitKey& signer, const UnitForm& form = {}) {
    using namespace crypto;
    static long next_serial = 5000;
    const X509Ptr x509{X509_new()};
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), form.serial != 0 ? form.serial : ++next_serial);
    ASN1_TIME_set_string_X509(X509_getm_notBefore(x509.get()), form.not_before);
    ASN1_TIME_set_string_X509(X509_getm_notAfter(x509.get()), form.not_after);
    add_common_name(X509_get_subject_name(x509.get()), subject);
    add_common_name(X509_get_issuer_name(x509.get()), form.issuer_spelling.empty() ? issuer : form.issuer_spelling);
    X509_set_pubkey(x509.get(), key.get());
    add_extension(x509.get(), "basicConstraints", form.ca ? "critical,CA:TRUE" : "critical,CA:FALSE");
    add_extension(x509.get(), "keyUsage", form.ca ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature");
    if (form.for_stamping && !form.ca)
        add_extension(x509.get(), "extendedKeyUsage", "critical,timeStamping");
    if (form.identifiers)
        add_key_identifiers(x509.get(), signer.get());
    const bool eddsa = EVP_PKEY_is_a(signer.get(), "ED25519") == 1 || EVP_PKEY_is_a(signer.get(), "ED448") == 1;
    X509_sign(x509.get(), signer.get(), eddsa ? nullptr : form.digest != nullptr ? form.digest : EVP_sha256());
    return certificate_of(x509.get());
}

/** An empty list of an authority, of 2025-03-02 to 2025-09-01, DER. */
inline Der empty_list(const crypto::Certificate& issuer, const UnitKey& key) {
    const crypto::CrlPtr list{X509_CRL_new()};
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    const unsigned char* at = issuer.der().data();
    const crypto::X509Ptr x509{d2i_X509(nullptr, &at, static_cast<long>(issuer.der().size()))};
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(x509.get()));
    const auto time = [](const char* text) {
        ASN1_TIME* out = ASN1_TIME_new();
        ASN1_TIME_set_string_X509(out, text);
        return out;
    };
    ASN1_TIME* from = time("20250302000000Z");
    ASN1_TIME* until = time("20250901000000Z");
    X509_CRL_set1_lastUpdate(list.get(), from);
    X509_CRL_set1_nextUpdate(list.get(), until);
    ASN1_TIME_free(from);
    ASN1_TIME_free(until);
    X509_CRL_sign(list.get(), key.get(), EVP_sha256());
    unsigned char* raw = nullptr;
    const int size = i2d_X509_CRL(list.get(), &raw);
    const crypto::OpensslMemoryPtr der{raw};
    return {der.get(), der.get() + size};
}

/** How a token is made; the defaults make a good one. */
struct TokenForm {
    std::string time = "20250301100005Z";
    const EVP_MD* imprint = EVP_sha256();
    std::string imprint_algorithm = "2.16.840.1.101.3.4.2.1";
    const EVP_MD* digest = EVP_sha256(); ///< of the content, and of the value unless the key is of EdDSA
    std::string digest_algorithm = "2.16.840.1.101.3.4.2.1";
    const EVP_MD* value_digest{};                           ///< null: `digest`
    std::string value_algorithm = "1.2.840.10045.4.3.2";    ///< ecdsa-with-SHA256
    std::string content_type = "1.2.840.113549.1.9.16.1.4"; ///< the signed attribute
    bool stored_unsorted = false, signed_unsorted = false;  ///< order of the signed attributes
    bool bound = true;                                      ///< signingCertificateV2 is there
    std::vector<crypto::Certificate> certificates{};        ///< in the token
    std::vector<Der> revocation_choices{};                  ///< elements of `crls`
    std::vector<Der> unsigned_attributes{};
    std::vector<Der> info_extensions{};
    bool flip_value = false; ///< forged: one bit of the value
};

inline Der token_over(const Der& covered, const crypto::Certificate& unit, const UnitKey& key,
                      const TokenForm& form = {}) {
    const bool eddsa = EVP_PKEY_is_a(key.get(), "ED25519") == 1 || EVP_PKEY_is_a(key.get(), "ED448") == 1;
    const auto part_of_unit = [&](auto get, auto encode) {
        const unsigned char* at = unit.der().data();
        const crypto::X509Ptr x509{d2i_X509(nullptr, &at, static_cast<long>(unit.der().size()))};
        unsigned char* raw = nullptr;
        const int size = encode(get(x509.get()), &raw);
        const crypto::OpensslMemoryPtr der{raw};
        return Der{der.get(), der.get() + size};
    };
    const Der issuer = part_of_unit([](X509* x) { return X509_get_issuer_name(x); }, i2d_X509_NAME);
    const Der serial = part_of_unit([](X509* x) { return X509_get_serialNumber(x); }, i2d_ASN1_INTEGER);
    std::vector<Der> info{
        small_integer(1), oid("1.2.3.4.1"),
        sequence({sequence({oid(form.imprint_algorithm)}), octets(digest_of(form.imprint, covered))}),
        small_integer(7), text(0x18, form.time)};
    if (!form.info_extensions.empty())
        info.push_back(tlv(0xA1, joined(form.info_extensions)));
    const Der content = sequence(info);
    std::vector<Der> attributes{
        sequence({oid("1.2.840.113549.1.9.3"), tlv(0x31, oid(form.content_type))}),
        sequence({oid("1.2.840.113549.1.9.4"), tlv(0x31, octets(digest_of(form.digest, content)))})};
    if (form.bound)
        attributes.push_back(
            sequence({oid("1.2.840.113549.1.9.16.2.47"),
                      tlv(0x31, sequence({sequence({sequence({octets(digest_of(EVP_sha256(), unit.der()))})})}))}));
    std::vector<Der> sorted = attributes;
    std::sort(sorted.begin(), sorted.end());
    std::vector<Der> unsorted{sorted.rbegin(), sorted.rend()};
    const Der stored = joined(form.stored_unsorted ? unsorted : sorted);
    const Der message = tlv(0x31, joined(form.signed_unsorted ? unsorted : sorted));
    const EVP_MD* of_value = eddsa ? nullptr : form.value_digest != nullptr ? form.value_digest : form.digest;
    Der value = key.sign(of_value, message);
    if (form.flip_value)
        value.back() ^= 1;
    const Der digest = sequence({oid(form.digest_algorithm)});
    const Der of_signature = EVP_PKEY_is_a(key.get(), "ED25519") == 1 ? oid("1.3.101.112")
                             : EVP_PKEY_is_a(key.get(), "ED448") == 1 ? oid("1.3.101.113")
                                                                      : oid(form.value_algorithm);
    std::vector<Der> signer{small_integer(1),  sequence({issuer, serial}), digest,
                            tlv(0xA0, stored), sequence({of_signature}),   octets(value)};
    if (!form.unsigned_attributes.empty())
        signer.push_back(tlv(0xA1, joined(form.unsigned_attributes)));
    std::vector<Der> data{small_integer(3), tlv(0x31, digest),
                          sequence({oid("1.2.840.113549.1.9.16.1.4"), tlv(0xA0, octets(content))})};
    Der bag;
    for (const crypto::Certificate& certificate : form.certificates)
        bag.insert(bag.end(), certificate.der().begin(), certificate.der().end());
    if (!bag.empty())
        data.push_back(tlv(0xA0, bag));
    if (!form.revocation_choices.empty())
        data.push_back(tlv(0xA1, joined(form.revocation_choices)));
    data.push_back(tlv(0x31, sequence(signer)));
    return sequence({oid("1.2.840.113549.1.7.2"), tlv(0xA0, sequence(data))});
}

} // namespace requal::test
