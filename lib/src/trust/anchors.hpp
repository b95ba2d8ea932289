/** @file
 * The certificates inside TrustAnchors, for the rooms that may see certificates.
 */
#pragma once

#include "crypto/certificate.hpp"

#include "requal/trust.hpp"

namespace requal {

struct TrustAnchors::Impl {
    std::vector<crypto::Certificate> certificates;
};

} // namespace requal

namespace requal::trust {

[[nodiscard]] inline const std::vector<crypto::Certificate>& certificates(const TrustAnchors& anchors) noexcept {
    return anchors.impl().certificates;
}

} // namespace requal::trust
