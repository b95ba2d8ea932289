#include "crypto/carried_certificates.hpp"

#include "crypto/handles.hpp"

#include <openssl/asn1.h>

namespace requal::crypto {
namespace {

/** One element: its tag, all of its bytes, and what is inside. */
struct Element {
    int tag = 0;
    int tag_class = 0;
    bool constructed = false;
    ByteView whole;
    ByteView inside;

    [[nodiscard]] bool is(int universal) const { return tag_class == V_ASN1_UNIVERSAL && tag == universal; }
    [[nodiscard]] bool is_context(int number) const {
        return tag_class == V_ASN1_CONTEXT_SPECIFIC && tag == number && constructed;
    }
};

std::optional<Element> first_of(ByteView bytes) {
    const unsigned char* at = bytes.data();
    long size = 0;
    Element element;
    const int answer = ASN1_get_object(&at, &size, &element.tag, &element.tag_class, static_cast<long>(bytes.size()));
    if ((answer & 0x80) != 0 || (answer & 1) != 0) // an error, or a length that is not stated
        return std::nullopt;
    element.constructed = (answer & V_ASN1_CONSTRUCTED) != 0;
    const auto head = static_cast<std::size_t>(at - bytes.data());
    element.inside = bytes.subspan(head, static_cast<std::size_t>(size));
    element.whole = bytes.first(head + static_cast<std::size_t>(size));
    return element;
}

/** All elements side by side. */
std::optional<std::vector<Element>> elements_of(ByteView bytes) {
    std::vector<Element> elements;
    while (!bytes.empty()) {
        const auto next = first_of(bytes);
        if (!next)
            return std::nullopt;
        bytes = bytes.subspan(next->whole.size());
        elements.push_back(*next);
    }
    return elements;
}

/** The elements of a sequence that is all of the bytes. */
std::optional<std::vector<Element>> sequence_of(ByteView bytes) {
    const auto outer = first_of(bytes);
    if (!outer || !outer->is(V_ASN1_SEQUENCE) || outer->whole.size() != bytes.size())
        return std::nullopt;
    return elements_of(outer->inside);
}

Bytes wrapped(ByteView inside, int tag, int tag_class) {
    const int size = static_cast<int>(inside.size());
    Bytes out(static_cast<std::size_t>(ASN1_object_size(1, size, tag)));
    unsigned char* at = out.data();
    ASN1_put_object(&at, 1, size, tag, tag_class);
    std::copy(inside.begin(), inside.end(), at);
    return out;
}

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
