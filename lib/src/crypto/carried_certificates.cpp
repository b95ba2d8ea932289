#include "crypto/carried_certificates.hpp"

#include "crypto/der_elements.hpp"
#include "crypto/handles.hpp"

namespace requal::crypto {
namespace {

bool read_certificates(ByteView bytes, std::vector<Certificate>& out) {
    const auto elements = elements_of(bytes);
    if (!elements)
        return false;
    for (const Element& element : *elements) {
        auto certificate =
            element.is(V_ASN1_SEQUENCE) ? Certificate::from_der(element.whole) : std::optional<Certificate>{};
        if (!certificate)
            return false;
        out.push_back(std::move(*certificate));
    }
    return true;
}

Bytes joined_without(const std::vector<Element>& parts, const Element* left_out) {
    Bytes out;
    for (const Element& part : parts)
        if (&part != left_out)
            out.insert(out.end(), part.whole.begin(), part.whole.end());
    return out;
}

} // namespace

std::optional<WithoutCertificates> take_from_cms(ByteView der) {
    const auto outer = sequence_of(der);
    if (!outer || outer->size() != 2 || !(*outer)[0].is(V_ASN1_OBJECT) || !(*outer)[1].is_context(0))
        return std::nullopt;
    const auto data = sequence_of((*outer)[1].inside);
    if (!data)
        return std::nullopt;
    WithoutCertificates result;
    const Element* bag = nullptr;
    for (const Element& part : *data)
        if (part.is_context(0)) {
            if (bag != nullptr || !read_certificates(part.inside, result.certificates))
                return std::nullopt;
            bag = &part;
        }
    Bytes rest{(*outer)[0].whole.begin(), (*outer)[0].whole.end()};
    const Bytes signed_data = wrapped(joined_without(*data, bag), V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
    const Bytes content = wrapped(signed_data, 0, V_ASN1_CONTEXT_SPECIFIC);
    rest.insert(rest.end(), content.begin(), content.end());
    result.der = wrapped(rest, V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
    return result;
}

std::optional<WithoutCertificates> take_from_ocsp(ByteView der) {
    auto parts = sequence_of(der);
    // OCSPResponse ::= SEQUENCE { status ENUMERATED, [0] SEQUENCE { type OID, response OCTET STRING } }
    if (parts && parts->size() == 2 && (*parts)[0].is(V_ASN1_ENUMERATED) && (*parts)[1].is_context(0)) {
        const ByteView status = (*parts)[0].inside;
        if (status.size() != 1 || status.front() != OCSP_RESPONSE_STATUS_SUCCESSFUL)
            return std::nullopt;
        const auto bytes = sequence_of((*parts)[1].inside);
        if (!bytes || bytes->size() != 2 || !(*bytes)[1].is(V_ASN1_OCTET_STRING) || (*bytes)[1].constructed)
            return std::nullopt;
        parts = sequence_of((*bytes)[1].inside);
    }
    if (!parts || parts->size() != 4 || !(*parts)[0].is(V_ASN1_SEQUENCE) || !(*parts)[3].is_context(0))
        return std::nullopt;
    WithoutCertificates result;
    const auto certificates = first_of((*parts)[3].inside); // EXPLICIT: a sequence inside the tag
    if (!certificates || !certificates->is(V_ASN1_SEQUENCE) ||
        certificates->whole.size() != (*parts)[3].inside.size() ||
        !read_certificates(certificates->inside, result.certificates))
        return std::nullopt;
    result.der = wrapped(joined_without(*parts, &(*parts)[3]), V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL);
    return result;
}

} // namespace requal::crypto
