/** @file
 * Elements of DER taken one by one, for what OpenSSL reads but does not hand out. Only files of this room include it.
 */
#pragma once

#include "requal/bytes.hpp"

#include <openssl/asn1.h>
#include <optional>
#include <vector>

namespace requal::crypto {

/** One element: its tag, all of its bytes, and what is inside. Views into the bytes that it was read from. */
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

/** @return nothing for what is none, or does not state its length */
[[nodiscard]] std::optional<Element> first_of(ByteView bytes);
/** All elements side by side. */
[[nodiscard]] std::optional<std::vector<Element>> elements_of(ByteView bytes);
/** The elements of a sequence that is all of the bytes. */
[[nodiscard]] std::optional<std::vector<Element>> sequence_of(ByteView bytes);
[[nodiscard]] Bytes wrapped(ByteView inside, int tag, int tag_class);

} // namespace requal::crypto
