#include "crypto/certificate.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/digest.hpp"
#include "crypto/digest_openssl.hpp"
#include "crypto/memory.hpp"
#include "crypto/price.hpp"

#include "requal/base64.hpp"

#include <algorithm>
#include <ctime>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace requal::crypto {
namespace {

std::string bio_text(BIO* bio) {
    const char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string{};
}

std::string entry_text(const X509_NAME* name, int nid) {
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    if (at < 0)
        return {};
    unsigned char* raw = nullptr;
    const int size = ASN1_STRING_to_UTF8(&raw, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const OpensslMemoryPtr text{raw};
    return size > 0 ? std::string(reinterpret_cast<const char*>(text.get()), static_cast<std::size_t>(size))
                    : std::string{};
}

std::string short_name(const X509_NAME* name) {
    for (const int nid : {NID_commonName, NID_organizationName})
        if (std::string text = entry_text(name, nid); !text.empty())
            return text;
    return name_text(name);
}

std::string key_text(const EVP_PKEY* key) {
    if (key == nullptr)
        return "unknown";
    const int bits = EVP_PKEY_get_bits(key);
    if (EVP_PKEY_is_a(key, "RSA") == 1)
        return "RSA " + std::to_string(bits);
    if (EVP_PKEY_is_a(key, "RSA-PSS") == 1)
        return "RSA-PSS " + std::to_string(bits);
    if (EVP_PKEY_is_a(key, "EC") == 1) {
        std::array<char, 64> group{};
        std::size_t size = 0;
        if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) != 1)
            return "EC with explicit parameters";
        const std::string name{group.data(), size};
        const char* nist = EC_curve_nid2nist(OBJ_sn2nid(name.c_str()));
        return "EC " + (nist != nullptr ? std::string{nist} : name);
    }
    const char* name = EVP_PKEY_get0_type_name(key);
    return name != nullptr ? name : "unknown";
}

bool critical_and_alone(X509* x509) {
    const int at = X509_get_ext_by_NID(x509, NID_ext_key_usage, -1);
    if (at < 0 || X509_EXTENSION_get_critical(X509_get_ext(x509, at)) == 0)
        return false;
    return X509_get_extended_key_usage(x509) == XKU_TIMESTAMP;
}

/** Extension validity-assured-short-term, which has no number in OpenSSL. */
bool validity_assured(X509* x509) {
    const std::unique_ptr<ASN1_OBJECT, Freed<ASN1_OBJECT_free>> oid{OBJ_txt2obj("0.4.0.194121.2.1", 1)};
    return oid && X509_get_ext_by_OBJ(x509, oid.get(), -1) >= 0;
}

CertificateFacts read_facts(X509* x509, ByteView der) {
    CertificateFacts facts;
    const X509_NAME* subject = X509_get_subject_name(x509);
    facts.subject = name_text(subject);
    facts.issuer = name_text(X509_get_issuer_name(x509));
    facts.issuer_name = short_name(X509_get_issuer_name(x509));
    facts.common_name = entry_text(subject, NID_commonName);
    facts.organisation = entry_text(subject, NID_organizationName);
    facts.organisation_identifier = entry_text(subject, NID_organizationIdentifier);
    facts.country = entry_text(subject, NID_countryName);
    facts.serial = serial_text(X509_get0_serialNumber(x509));
    facts.sha256 = sha256_hex(der);
    int hash_nid = NID_undef;
    X509_get_signature_info(x509, &hash_nid, nullptr, nullptr, nullptr);
    if (const auto hash = hash_from_nid(hash_nid))
        facts.signature_hash = hash_text(*hash);
    facts.not_before = time_from(X509_get0_notBefore(x509)).value_or(Time{});
    facts.not_after = time_from(X509_get0_notAfter(x509)).value_or(Time{});
    const std::uint32_t flags = X509_get_extension_flags(x509);
    facts.is_ca = X509_check_ca(x509) == 1;
    facts.self_signed = (flags & EXFLAG_SS) != 0;
    facts.key_usage_present = (flags & EXFLAG_KUSAGE) != 0;
    const std::uint32_t usage = X509_get_key_usage(x509);
    facts.may_sign = (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
    facts.may_sign_crl = (usage & KU_CRL_SIGN) != 0;
    facts.ocsp_no_check = X509_get_ext_by_NID(x509, NID_id_pkix_OCSP_noCheck, -1) >= 0;
    facts.no_revocation_available = X509_get_ext_by_NID(x509, NID_no_rev_avail, -1) >= 0 || validity_assured(x509);
    facts.for_ocsp_signing =
        (flags & EXFLAG_XKUSAGE) != 0 && (X509_get_extended_key_usage(x509) & XKU_OCSP_SIGN) != 0;
    facts.for_time_stamping = critical_and_alone(x509);
    return facts;
}

Certificate make(X509Ptr x509) {
    auto impl = std::make_shared<Certificate::Impl>();
    unsigned char* raw = nullptr;
    const int size = i2d_X509(x509.get(), &raw);
    const OpensslMemoryPtr der{raw};
    if (size > 0)
        impl->der.assign(der.get(), der.get() + size);
    impl->facts = read_facts(x509.get(), impl->der);
    impl->x509 = std::move(x509);
    return Certificate{std::move(impl)};
}

} // namespace

std::optional<Time> time_from(const ASN1_TIME* time) {
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    return Time{::timegm(&parts)};
}

std::string name_text(const X509_NAME* name) {
    const BioPtr bio{BIO_new(BIO_s_mem())};
    // Raw UTF-8: escaping is done where the text is printed.
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~(ASN1_STRFLGS_ESC_MSB | ASN1_STRFLGS_ESC_CTRL));
    return bio_text(bio.get());
}

std::string serial_text(const ASN1_INTEGER* serial) {
    const BignumPtr number{ASN1_INTEGER_to_BN(serial, nullptr)};
    if (!number)
        return {};
    const std::unique_ptr<char, OpensslFreed> text{BN_bn2hex(number.get())};
    std::string out = text ? text.get() : "";
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

Certificate certificate_from(X509* x509) {
    X509_up_ref(x509);
    return make(X509Ptr{x509});
}

Certificate certificate_from(X509* x509, std::initializer_list<std::span<const Certificate>> known) {
    for (const std::span<const Certificate> set : known)
        for (const Certificate& certificate : set)
            if (openssl_certificate(certificate) == x509 || X509_cmp(openssl_certificate(certificate), x509) == 0)
                return certificate;
    return certificate_from(x509);
}

X509* openssl_certificate(const Certificate& certificate) noexcept {
    return certificate.impl().x509.get();
}

X509StackPtr openssl_stack(const std::vector<Certificate>& certificates) {
    X509StackPtr stack{sk_X509_new_null()};
    for (const Certificate& certificate : certificates)
        sk_X509_push(stack.get(), openssl_certificate(certificate));
    return stack;
}

std::optional<Certificate> Certificate::from_der(ByteView der) {
    static Memory<Certificate> memory{512};
    constexpr std::size_t largest_kept = 16384; // a remembered certificate outlives the file that brought it
    constexpr std::size_t price = 150;
    pay_for_decoding(der);
    Effort::spend(price + der.size() / 10);
    const std::string content{reinterpret_cast<const char*>(der.data()), der.size()};
    if (auto known = memory.recall(content))
        return known;
    const ErrorQueueGuard guard;
    const unsigned char* at = der.data();
    X509Ptr x509{d2i_X509(nullptr, &at, static_cast<long>(der.size()))};
    if (!x509 || at != der.data() + der.size())
        return std::nullopt;
    Certificate certificate = make(std::move(x509));
    if (content.size() <= largest_kept)
        memory.keep(content, certificate);
    return certificate;
}

std::vector<Certificate> Certificate::from_pem_or_der(std::string_view content) {
    const ErrorQueueGuard guard;
    std::vector<Certificate> found;
    if (auto der = from_der(as_bytes(content))) {
        found.push_back(std::move(*der));
        return found;
    }
    const BioPtr bio{BIO_new_mem_buf(content.data(), static_cast<int>(content.size()))};
    while (X509Ptr x509{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)})
        found.push_back(make(std::move(x509)));
    return found;
}

const CertificateFacts& Certificate::facts() const noexcept {
    return m_impl->facts;
}
const Bytes& Certificate::der() const noexcept {
    return m_impl->der;
}

KeyFacts Certificate::key() const {
    const ErrorQueueGuard guard;
    const EVP_PKEY* key = X509_get0_pubkey(openssl_certificate(*this));
    return {key_text(key), key != nullptr ? EVP_PKEY_get_bits(key) : 0};
}

bool Certificate::signed_directly(const Certificate& other) const {
    static Memory<bool> memory{4096};
    const ErrorQueueGuard guard;
    EVP_PKEY* key = X509_get0_pubkey(openssl_certificate(*this));
    Effort::spend(asking_price(key) + hashing_price(other.der().size()));
    const std::string both = sha256() + other.sha256();
    if (const auto known = memory.recall(both))
        return *known;
    const bool answer = key != nullptr && X509_verify(openssl_certificate(other), key) == 1;
    memory.keep(both, answer);
    return answer;
}

bool Certificate::matches_issuer_serial(ByteView der) const {
    const ErrorQueueGuard guard;
    const unsigned char* at = der.data();
    const SequencePtr parts{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, static_cast<long>(der.size()))};
    if (!parts || at != der.data() + der.size() || sk_ASN1_TYPE_num(parts.get()) != 2)
        return false;
    const ASN1_TYPE* names = sk_ASN1_TYPE_value(parts.get(), 0);
    const ASN1_TYPE* serial = sk_ASN1_TYPE_value(parts.get(), 1);
    if (names->type != V_ASN1_SEQUENCE || serial->type != V_ASN1_INTEGER ||
        ASN1_INTEGER_cmp(serial->value.integer, X509_get0_serialNumber(openssl_certificate(*this))) != 0)
        return false;
    at = names->value.sequence->data;
    const std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>> general{
        d2i_GENERAL_NAMES(nullptr, &at, names->value.sequence->length)};
    const X509_NAME* issuer = X509_get_issuer_name(openssl_certificate(*this));
    for (int i = 0; general && i < sk_GENERAL_NAME_num(general.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(general.get(), i);
        if (name->type == GEN_DIRNAME && X509_NAME_cmp(name->d.directoryName, issuer) == 0)
            return true;
    }
    return false;
}

} // namespace requal::crypto
