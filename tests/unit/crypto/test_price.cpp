#include <doctest/doctest.h>

#include "crypto/price.hpp"

#include <openssl/ec.h>
#include <openssl/rsa.h>

using namespace requal;
using crypto::asking_price;
using crypto::elements_in;

namespace {

std::size_t elements(std::initializer_list<unsigned char> ber) {
    return elements_in(Bytes{ber});
}

std::size_t price_of(EVP_PKEY* key) {
    const crypto::KeyPtr owner{key};
    REQUIRE(key != nullptr);
    return asking_price(key);
}

} // namespace

TEST_CASE("price: elements are counted as a decoder would make them") {
    CHECK(elements({}) == 0);
    CHECK(elements({0x05, 0x00}) == 1);
    CHECK(elements({0x30, 0x04, 0x05, 0x00, 0x05, 0x00}) == 3);
    // What octets hold is decoded when it is a sequence, some texts deep; and never when it is not.
    CHECK(elements({0x04, 0x06, 0x30, 0x04, 0x05, 0x00, 0x05, 0x00}) == 4);
    CHECK(elements({0x04, 0x04, 0x05, 0x00, 0x05, 0x00}) == 1);
    CHECK(elements({0x04, 0x00, 0x05, 0x00}) == 2);
    Bytes nested{0x30, 0x00};
    for (int i = 0; i < 8; ++i) {
        Bytes sequence{0x30, static_cast<unsigned char>(nested.size() + 2), 0x04,
                       static_cast<unsigned char>(nested.size())};
        sequence.insert(sequence.end(), nested.begin(), nested.end());
        nested = sequence;
    }
    CHECK(elements_in(nested) == 2 * 4 + 2);
}

TEST_CASE("price: tags and lengths of more than one octet are read to their end") {
    CHECK(elements({0x1F, 0x81, 0x01, 0x00, 0x05, 0x00}) == 2);             // a tag of two more octets
    CHECK(elements({0x1F, 0x01, 0x00, 0x05, 0x00}) == 2);                   // and of one
    CHECK(elements({0x0C, 0x81, 0x02, 0x30, 0x00, 0x05, 0x00}) == 2);       // a length in one octet
    CHECK(elements({0x0C, 0x82, 0x00, 0x02, 0x30, 0x00, 0x05, 0x00}) == 2); // in two
    CHECK(elements({0x30, 0x80, 0x05, 0x00, 0x00, 0x00}) == 3);             // none: it ends where it says so
}

TEST_CASE("price: what is cut off, or longer than the text, ends the count") {
    CHECK(elements({0x05}) == 0);
    CHECK(elements({0x1F, 0x81}) == 0);
    CHECK(elements({0x0C, 0x82, 0x01}) == 0);
    CHECK(elements({0x0C, 0x84, 0xFF, 0xFF, 0xFF, 0xFF}) == 0); // no place for its digits
    CHECK(elements({0x0C, 0x7F, 0x05, 0x00}) == 1);             // what is there belongs to it
}

TEST_CASE("price: a larger key costs more, and so does a larger exponent") {
    const std::size_t small = price_of(EVP_RSA_gen(1024));
    CHECK(small > 0);
    CHECK(price_of(EVP_RSA_gen(2048)) > small);
    const std::size_t p256 = price_of(EVP_EC_gen("P-256"));
    CHECK(price_of(EVP_EC_gen("P-384")) > 2 * p256);
    CHECK(price_of(EVP_EC_gen("P-521")) > price_of(EVP_EC_gen("P-384")));
    CHECK(price_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")) > 0);
    CHECK(asking_price(nullptr) == 0);
}
