/** @file
 * What the pieces of a seal cost, as a function of their bytes (see base/effort.hpp). Paid before the work is done.
 */
#pragma once

#include "base/effort.hpp"
#include "crypto/handles.hpp"

#include "requal/bytes.hpp"

#include <initializer_list>

namespace requal::crypto {

/** Of hashing so many bytes. */
[[nodiscard]] constexpr std::size_t hashing_price(std::size_t bytes) noexcept {
    return bytes / 256;
}
/** Of asking a key once whether a signature is its own. An RSA key may be large and its exponent larger. */
[[nodiscard]] std::size_t asking_price(const EVP_PKEY* key);
/** The elements of a BER text, those inside OCTET STRINGs included: what a decoder would make objects of. */
[[nodiscard]] std::size_t elements_in(ByteView ber) noexcept;

/** For one question about a message in parts. @throws Error seal_too_much_work */
void pay_for_asking(const EVP_PKEY* key, std::initializer_list<ByteView> parts);
/** For decoding a structure. @throws Error seal_too_much_work */
void pay_for_decoding(ByteView ber);

} // namespace requal::crypto
