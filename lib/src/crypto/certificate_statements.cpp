#include "crypto/certificate_statements.hpp"

#include "crypto/certificate_openssl.hpp"
#include "crypto/digest.hpp"

#include "requal/base64.hpp"

#include <algorithm>
#include <openssl/x509v3.h>

namespace requal::crypto {
namespace {

using ObjectPtr = std::unique_ptr<ASN1_OBJECT, Freed<ASN1_OBJECT_free>>;
using AccessPtr = std::unique_ptr<AUTHORITY_INFO_ACCESS, Freed<AUTHORITY_INFO_ACCESS_free>>;
using PointsPtr = std::unique_ptr<CRL_DIST_POINTS, Freed<CRL_DIST_POINTS_free>>;
using PoliciesPtr = std::unique_ptr<CERTIFICATEPOLICIES, Freed<CERTIFICATEPOLICIES_free>>;
using UsagesPtr = std::unique_ptr<EXTENDED_KEY_USAGE, Freed<EXTENDED_KEY_USAGE_free>>;
using BitsPtr = std::unique_ptr<ASN1_BIT_STRING, Freed<ASN1_BIT_STRING_free>>;

std::string oid_text(const ASN1_OBJECT* oid) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), oid, 1);
    return size > 0 ? std::string{text.data()} : std::string{};
}

std::string text_of(const ASN1_STRING* string) {
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
            static_cast<std::size_t>(ASN1_STRING_length(string))};
}

template <typename Pointer>
Pointer extension(const X509* x509, int nid) {
    return Pointer{static_cast<typename Pointer::pointer>(X509_get_ext_d2i(x509, nid, nullptr, nullptr))};
}

SequencePtr sequence_of(const ASN1_TYPE* type) {
    if (type == nullptr || type->type != V_ASN1_SEQUENCE)
        return nullptr;
    const unsigned char* at = type->value.sequence->data;
    return SequencePtr{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, type->value.sequence->length)};
}

const ASN1_TYPE* entry(const SequencePtr& sequence, int index) {
    return sequence && index < sk_ASN1_TYPE_num(sequence.get()) ? sk_ASN1_TYPE_value(sequence.get(), index) : nullptr;
}

std::string string_of(const ASN1_TYPE* type) {
    if (type == nullptr ||
        (type->type != V_ASN1_IA5STRING && type->type != V_ASN1_PRINTABLESTRING && type->type != V_ASN1_UTF8STRING))
        return {};
    return text_of(type->value.asn1_string);
}

/** ETSI EN 319 412-5, 4.2.3: the three types that Regulation (EU) 910/2014 knows. */
std::string type_word(const std::string& oid) {
    if (oid == "0.4.0.1862.1.6.1")
        return "signature";
    if (oid == "0.4.0.1862.1.6.2")
        return "seal";
    if (oid == "0.4.0.1862.1.6.3")
        return "web";
    return oid;
}

void read_statement(const ASN1_TYPE* statement, QualifiedStatements& out) {
    const SequencePtr parts = sequence_of(statement);
    const ASN1_TYPE* id = entry(parts, 0);
    if (id == nullptr || id->type != V_ASN1_OBJECT)
        return;
    const std::string oid = oid_text(id->value.object);
    const ASN1_TYPE* info = entry(parts, 1);
    const SequencePtr list = sequence_of(info);
    const int count = list ? sk_ASN1_TYPE_num(list.get()) : 0;
    if (oid == "0.4.0.1862.1.1") {
        out.compliance = true;
    } else if (oid == "0.4.0.1862.1.4") {
        out.device = true;
    } else if (oid == "0.4.0.1862.1.6") {
        for (int i = 0; i < count; ++i)
            if (const ASN1_TYPE* type = entry(list, i); type != nullptr && type->type == V_ASN1_OBJECT)
                out.types.push_back(type_word(oid_text(type->value.object)));
    } else if (oid == "0.4.0.1862.1.7") {
        for (int i = 0; i < count; ++i)
            out.legislations.push_back(string_of(entry(list, i)));
    } else if (oid == "0.4.0.1862.1.5") {
        for (int i = 0; i < count; ++i)
            out.disclosure.push_back(string_of(entry(sequence_of(entry(list, i)), 0)));
    } else if (oid == "1.3.6.1.5.5.7.11.2") { // id-qcs-pkixQCSyntax-v2, RFC 3739, 3.2.6.1
        if (const ASN1_TYPE* semantics = entry(list, 0); semantics != nullptr && semantics->type == V_ASN1_OBJECT) {
            const std::string form = oid_text(semantics->value.object);
            out.natural_semantics = out.natural_semantics || form == "0.4.0.194121.1.1" || form == "0.4.0.194121.1.3";
            out.legal_semantics = out.legal_semantics || form == "0.4.0.194121.1.2" || form == "0.4.0.194121.1.4";
        }
    } else if (oid == "0.4.0.1862.1.3" && info != nullptr && info->type == V_ASN1_INTEGER) {
        out.retention = ASN1_INTEGER_get(info->value.integer);
    }
}

QualifiedStatements read_qualified(const X509* x509) {
    QualifiedStatements out;
    const int at = X509_get_ext_by_NID(x509, NID_qcStatements, -1);
    if (at < 0)
        return out;
    out.present = true;
    const ASN1_OCTET_STRING* value = X509_EXTENSION_get_data(X509_get_ext(x509, at));
    const unsigned char* data = ASN1_STRING_get0_data(value);
    const SequencePtr statements{d2i_ASN1_SEQUENCE_ANY(nullptr, &data, ASN1_STRING_length(value))};
    for (int i = 0; statements && i < sk_ASN1_TYPE_num(statements.get()); ++i)
        read_statement(sk_ASN1_TYPE_value(statements.get(), i), out);
    return out;
}

void add_addresses(const GENERAL_NAMES* names, std::vector<std::string>& out) {
    for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names); ++i)
        if (const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i); name->type == GEN_URI)
            out.push_back(text_of(name->d.uniformResourceIdentifier));
}

bool names(const CertificateStatements& statements, std::string_view attribute) {
    return std::find(statements.subject_attributes.begin(), statements.subject_attributes.end(), attribute) !=
           statements.subject_attributes.end();
}

/** ETSI EN 319 412-1, 5.1.3: three letters for the kind of number and two for the country. The form of a national
 *  scheme, "XX:YY-number", is shared with legal persons (5.1.4) and needs the statement beside it. */
bool number_of_a_person(const CertificateStatements& statements) {
    const std::string& serial = statements.subject_serial;
    if (serial.size() < 7 || serial[5] != '-')
        return false;
    if (serial[2] == ':')
        return statements.qualified.natural_semantics;
    constexpr std::array<std::string_view, 5> kinds{"PAS", "IDC", "PNO", "TIN", "TAX"};
    return std::find(kinds.begin(), kinds.end(), std::string_view{serial}.substr(0, 3)) != kinds.end();
}

} // namespace

SubjectKind subject_kind(const CertificateStatements& statements) {
    const auto& types = statements.qualified.types;
    const auto is_for = [&](std::string_view type) {
        return std::find(types.begin(), types.end(), type) != types.end();
    };
    if (is_for("seal") && !is_for("signature"))
        return SubjectKind::organisation; // EN 319 412-5, 4.2.3; Regulation (EU) 910/2014, Art. 3(29)
    const bool person = names(statements, "2.5.4.42") || names(statements, "2.5.4.4") ||
                        names(statements, "2.5.4.65") || number_of_a_person(statements);
    if (person || (is_for("signature") && !is_for("seal")))
        return SubjectKind::person;
    const bool organisation = names(statements, "2.5.4.97") || names(statements, "2.5.4.10");
    if (organisation)
        return SubjectKind::organisation;
    // Without a type a qualified certificate is one for signatures (EN 319 412-5, 4.2.3).
    return statements.qualified.compliance && types.empty() ? SubjectKind::person : SubjectKind::unknown;
}

CertificateStatements statements_of(const Certificate& certificate) {
    const ErrorQueueGuard guard;
    const X509* x509 = openssl_certificate(certificate);
    CertificateStatements out;
    if (const auto policies = extension<PoliciesPtr>(x509, NID_certificate_policies))
        for (int i = 0; i < sk_POLICYINFO_num(policies.get()); ++i)
            out.policies.push_back(oid_text(sk_POLICYINFO_value(policies.get(), i)->policyid));
    if (const auto bits = extension<BitsPtr>(x509, NID_key_usage))
        for (std::size_t i = 0; i < out.key_usage.size(); ++i)
            out.key_usage.at(i) = ASN1_BIT_STRING_get_bit(bits.get(), static_cast<int>(i)) == 1;
    if (const auto usages = extension<UsagesPtr>(x509, NID_ext_key_usage))
        for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i)
            out.extended_key_usages.push_back(oid_text(sk_ASN1_OBJECT_value(usages.get(), i)));
    const X509_NAME* subject = X509_get_subject_name(x509);
    for (int i = 0; i < X509_NAME_entry_count(subject); ++i) {
        const X509_NAME_ENTRY* attribute = X509_NAME_get_entry(subject, i);
        out.subject_attributes.push_back(oid_text(X509_NAME_ENTRY_get_object(attribute)));
        if (out.subject_attributes.back() == "2.5.4.5" && out.subject_serial.empty())
            out.subject_serial = text_of(X509_NAME_ENTRY_get_data(attribute)); // PrintableString (X.520, 6.2.9)
    }
    out.qualified = read_qualified(x509);
    if (const auto access = extension<AccessPtr>(x509, NID_info_access))
        for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
            const ACCESS_DESCRIPTION* description = sk_ACCESS_DESCRIPTION_value(access.get(), i);
            if (description->location->type != GEN_URI)
                continue;
            const int method = OBJ_obj2nid(description->method);
            if (method == NID_ad_OCSP)
                out.ocsp_addresses.push_back(text_of(description->location->d.uniformResourceIdentifier));
            else if (method == NID_ad_ca_issuers)
                out.issuer_addresses.push_back(text_of(description->location->d.uniformResourceIdentifier));
        }
    if (const auto points = extension<PointsPtr>(x509, NID_crl_distribution_points))
        for (int i = 0; i < sk_DIST_POINT_num(points.get()); ++i)
            if (const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
                point->distpoint != nullptr && point->distpoint->type == 0)
                add_addresses(point->distpoint->name.fullname, out.crl_addresses);
    return out;
}

std::string key_sha256(const Certificate& certificate) {
    unsigned char* raw = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(openssl_certificate(certificate)), &raw);
    const OpensslMemoryPtr der{raw};
    return size > 0 ? sha256_hex({der.get(), static_cast<std::size_t>(size)}) : std::string{};
}

std::string key_identifier(const Certificate& certificate) {
    X509* x509 = openssl_certificate(certificate);
    if (const ASN1_OCTET_STRING* id = X509_get0_subject_key_id(x509))
        return hex({ASN1_STRING_get0_data(id), static_cast<std::size_t>(ASN1_STRING_length(id))});
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    return X509_pubkey_digest(x509, EVP_sha1(), digest.data(), &size) == 1 ? hex({digest.data(), size})
                                                                           : std::string{};
}

std::string name_key(X509_NAME* name) {
    int done = 0;
    const unsigned long hash = X509_NAME_hash_ex(name, nullptr, nullptr, &done);
    return done == 1 ? std::to_string(hash) : std::string{};
}

std::string subject_key(const Certificate& certificate) {
    return name_key(X509_get_subject_name(openssl_certificate(certificate)));
}

std::string issuer_key(const Certificate& certificate) {
    return name_key(X509_get_issuer_name(openssl_certificate(certificate)));
}

} // namespace requal::crypto
