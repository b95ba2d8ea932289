/** @file
 * The files of tests/data/authority, read by the rooms that judge them.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/revocation.hpp"

#include "support/support.hpp"

#include <stdexcept>

namespace requal::test {

inline std::string authority_file(const std::string& name) {
    return read(data() / "authority" / name);
}

inline crypto::Certificate certificate(const std::string& name) {
    auto found = crypto::Certificate::from_pem_or_der(authority_file(name + ".pem"));
    if (found.size() != 1)
        throw std::runtime_error{name + " is not one certificate"};
    return found.front();
}

inline std::vector<crypto::Certificate> certificates(const std::vector<std::string>& names) {
    std::vector<crypto::Certificate> out;
    for (const std::string& name : names)
        out.push_back(certificate(name));
    return out;
}

} // namespace requal::test
