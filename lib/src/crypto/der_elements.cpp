#include "crypto/der_elements.hpp"

#include <algorithm>

namespace requal::crypto {

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

} // namespace requal::crypto
