/** @file
 * Digests in OpenSSL's terms. Only files of this room include it.
 */
#pragma once

#include "crypto/digest.hpp"

#include <openssl/evp.h>

namespace requal::crypto {

[[nodiscard]] const EVP_MD* openssl_digest(Hash hash);
[[nodiscard]] std::optional<Hash> hash_from_nid(int nid);

} // namespace requal::crypto
