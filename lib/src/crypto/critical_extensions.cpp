#include "crypto/critical_extensions.hpp"

#include <algorithm>
#include <array>
#include <openssl/x509v3.h>
#include <string>
#include <string_view>

namespace requal::crypto {
namespace {

std::string dotted(const ASN1_OBJECT* object) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
    return size > 0 && static_cast<std::size_t>(size) < text.size() ? std::string{text.data()} : std::string{};
}

bool among(std::string_view oid, std::initializer_list<std::string_view> oids) {
    return std::find(oids.begin(), oids.end(), oid) != oids.end();
}

bool is_known_statement(const ASN1_TYPE* statement) {
    if (statement->type != V_ASN1_SEQUENCE)
        return false;
    const unsigned char* at = statement->value.sequence->data;
    const SequencePtr parts{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, statement->value.sequence->length)};
    if (!parts || sk_ASN1_TYPE_num(parts.get()) == 0)
        return false;
    const ASN1_TYPE* id = sk_ASN1_TYPE_value(parts.get(), 0);
    // RFC 3739, 3.2.6.1: the two syntaxes; ETSI EN 319 412-5, 4: QcCompliance to QcCClegislation; EN 319 422, 9.1.
    return id->type == V_ASN1_OBJECT &&
           among(dotted(id->value.object),
                 {"1.3.6.1.5.5.7.11.1", "1.3.6.1.5.5.7.11.2", "0.4.0.1862.1.1", "0.4.0.1862.1.2", "0.4.0.1862.1.3",
                  "0.4.0.1862.1.4", "0.4.0.1862.1.5", "0.4.0.1862.1.6", "0.4.0.1862.1.7", "0.4.0.19422.1.1"});
}

bool knows_every_statement(const ASN1_OCTET_STRING* value) {
    const unsigned char* at = ASN1_STRING_get0_data(value);
    const unsigned char* end = at + ASN1_STRING_length(value);
    const SequencePtr statements{d2i_ASN1_SEQUENCE_ANY(nullptr, &at, ASN1_STRING_length(value))};
    if (!statements || at != end)
        return false;
    for (int i = 0; i < sk_ASN1_TYPE_num(statements.get()); ++i)
        if (!is_known_statement(sk_ASN1_TYPE_value(statements.get(), i)))
            return false;
    return true;
}

bool is_understood(X509_EXTENSION* extension) {
    if (X509_supported_extension(extension) == 1)
        return true;
    const ASN1_OBJECT* object = X509_EXTENSION_get_object(extension);
    switch (OBJ_obj2nid(object)) {
    case NID_qcStatements:
        return knows_every_statement(X509_EXTENSION_get_data(extension));
    // RFC 5280 wants these uncritical. A certificate that marks them all the same demands nothing that is not done.
    case NID_authority_key_identifier:
    case NID_subject_key_identifier:
    case NID_info_access:
    case NID_no_rev_avail:
        return true;
    default:
        return dotted(object) == "0.4.0.194121.2.1"; // validity-assured-short-term, ETSI EN 319 412-1, 5.2
    }
}

} // namespace

bool understands_critical_extensions(const X509* certificate) {
    for (int i = 0; i < X509_get_ext_count(certificate); ++i)
        if (X509_EXTENSION* extension = X509_get_ext(certificate, i);
            X509_EXTENSION_get_critical(extension) != 0 && !is_understood(extension))
            return false;
    return true;
}

} // namespace requal::crypto
