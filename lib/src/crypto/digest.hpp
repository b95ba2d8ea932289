/** @file
 * Message digests.
 */
#pragma once

#include "requal/bytes.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace requal::crypto {

enum class Hash : std::uint8_t {
    md5,
    ripemd160,
    sha1,
    sha224,
    sha256,
    sha384,
    sha512,
    sha3_224,
    sha3_256,
    sha3_384,
    sha3_512,
    sha512_224,
    sha512_256,
    whirlpool
};

/** Digest of the parts one after the other, without joining them first. */
[[nodiscard]] Bytes digest(Hash hash, std::initializer_list<ByteView> parts);
[[nodiscard]] inline Bytes digest(Hash hash, ByteView bytes) {
    return digest(hash, {bytes});
}
/** The digest that an algorithm identifier of XML Signature names (XML Signature 1.1, 6.2; RFC 9231, 2.1).
 *  @return nothing when the name is not known, or the installed OpenSSL does not offer the digest */
[[nodiscard]] std::optional<Hash> hash_from_uri(std::string_view uri);
/** "sha256" and so on. */
[[nodiscard]] std::string_view hash_text(Hash hash) noexcept;
/** The digest of that name, if OpenSSL offers it. */
[[nodiscard]] std::optional<Hash> hash_from_text(std::string_view text);
/** Lower-case hexadecimal SHA-256. */
[[nodiscard]] std::string sha256_hex(ByteView bytes);

} // namespace requal::crypto
