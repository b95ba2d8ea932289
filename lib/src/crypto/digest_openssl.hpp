/** @file
 * Digests in OpenSSL's terms. Only files of this room include it.
 */
#pragma once

#include "crypto/digest.hpp"

#include <openssl/evp.h>

namespace requal::crypto {

/** @return null when OpenSSL does not offer it */
[[nodiscard]] const EVP_MD* openssl_digest(Hash hash);
/** The library context that a digest lives in; null: the process's own. */
[[nodiscard]] OSSL_LIB_CTX* openssl_context(std::optional<Hash> hash);
[[nodiscard]] std::optional<Hash> hash_from_nid(int nid);

} // namespace requal::crypto
