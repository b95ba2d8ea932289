#include "crypto/library.hpp"

#include <openssl/crypto.h>

namespace requal::crypto {

std::string library_version() {
    return std::string{"OpenSSL "} + OpenSSL_version(OPENSSL_VERSION_STRING);
}

} // namespace requal::crypto
