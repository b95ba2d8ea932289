#include "crypto/price.hpp"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <optional>

namespace requal::crypto {
namespace {

struct Head {
    unsigned char tag = 0;   ///< first byte of it
    std::size_t size = 0;    ///< of tag and length
    std::size_t content = 0; ///< 0 when it is not stated
};

/** Nothing when the bytes end before the head does. */
std::optional<Head> head_of(ByteView bytes) noexcept {
    Head head;
    std::size_t at = 0;
    const auto next = [&]() -> std::optional<unsigned char> {
        return at < bytes.size() ? std::optional{bytes[at++]} : std::nullopt;
    };
    const auto tag = next();
    if (!tag)
        return std::nullopt;
    head.tag = *tag;
    constexpr unsigned char long_form = 0x1f;
    if ((*tag & long_form) == long_form)
        for (auto more = next();; more = next()) {
            if (!more)
                return std::nullopt;
            if ((*more & 0x80U) == 0)
                break;
        }
    const auto first = next();
    if (!first)
        return std::nullopt;
    head.content = *first;
    if ((*first & 0x80U) != 0) {
        head.content = 0;
        for (unsigned left = *first & 0x7fU; left > 0; --left) {
            const auto byte = next();
            if (!byte || head.content > bytes.size()) // it ends beyond the end anyway
                return std::nullopt;
            head.content = (head.content << 8U) | *byte;
        }
    }
    head.size = at;
    return head;
}

std::size_t count(ByteView ber, int depth) noexcept {
    constexpr unsigned char constructed = 0x20;
    constexpr unsigned char octets = 0x04;
    constexpr unsigned char sequence = 0x30;
    constexpr int deepest = 4; ///< texts within texts: an answer holds two
    std::size_t elements = 0;
    while (!ber.empty()) {
        const auto head = head_of(ber);
        if (!head)
            break;
        ++elements;
        ber = ber.subspan(head->size);
        if ((head->tag & constructed) != 0)
            continue; // what is inside follows at once
        const std::size_t size = std::min(head->content, ber.size());
        const ByteView inside = ber.first(size);
        if (head->tag == octets && depth < deepest && !inside.empty() && inside.front() == sequence)
            elements += count(inside, depth + 1);
        ber = ber.subspan(size);
    }
    return elements;
}

} // namespace

std::size_t asking_price(const EVP_PKEY* key) {
    if (key == nullptr)
        return 0;
    // A modulus beyond that OpenSSL refuses before it computes anything.
    const auto bits = static_cast<std::size_t>(std::clamp(EVP_PKEY_get_bits(key), 0, OPENSSL_RSA_MAX_MODULUS_BITS));
    constexpr std::size_t at_least = 60; // decoding the key for the first time, and the overhead of any question
    if (EVP_PKEY_is_a(key, "RSA") == 1 || EVP_PKEY_is_a(key, "RSA-PSS") == 1) {
        BIGNUM* raw = nullptr;
        EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &raw);
        const BignumPtr exponent{raw};
        const auto length = static_cast<std::size_t>(exponent ? BN_num_bits(exponent.get()) : 0);
        return at_least + bits * bits / 1024 * length / 4096;
    }
    if (EVP_PKEY_is_a(key, "EC") == 1) // only of this size OpenSSL computes fast everywhere
        return at_least + (bits <= 256 ? bits : bits * bits / 128);
    return at_least + bits; // Edwards curves; others are no keys for seals
}

std::size_t elements_in(ByteView ber) noexcept {
    return count(ber, 0);
}

void pay_for_asking(const EVP_PKEY* key, std::initializer_list<ByteView> parts) {
    std::size_t bytes = 0;
    for (const ByteView part : parts)
        bytes += part.size();
    Effort::spend(asking_price(key) + hashing_price(bytes));
}

void pay_for_decoding(ByteView ber) {
    Effort::decode(elements_in(ber));
}

} // namespace requal::crypto
