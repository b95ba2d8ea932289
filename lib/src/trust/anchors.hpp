/** @file
 * What is inside TrustAnchors and CallerEvidence, for the rooms that may see certificates.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/revocation.hpp"

#include "requal/trust.hpp"

namespace requal {

struct TrustAnchors::Impl {
    std::vector<crypto::Certificate> certificates;
};

struct CallerEvidence::Impl {
    std::vector<crypto::Certificate> certificates;
    std::vector<crypto::RevocationList> lists;
    std::vector<crypto::OcspAnswer> answers;
};

} // namespace requal

namespace requal::trust {

[[nodiscard]] inline const std::vector<crypto::Certificate>& certificates(const TrustAnchors& anchors) noexcept {
    return anchors.impl().certificates;
}

} // namespace requal::trust
