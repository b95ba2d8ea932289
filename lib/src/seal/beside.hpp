/** @file
 * What the caller hands over beside the file.
 */
#pragma once

#include "crypto/certificate.hpp"
#include "crypto/digest.hpp"
#include "trust/authorities.hpp"

#include "requal/detached.hpp"

#include <span>
#include <string>
#include <string_view>

namespace requal::seal {

/** Nothing of it decides whether a seal is intact. */
struct Beside {
    std::span<const DetachedContent> detached{};         ///< contents that seals may name
    std::span<const crypto::Certificate> certificates{}; ///< where the signer's may be found
    const trust::Authorities* authorities = nullptr;     ///< where paths end, for naming the level; null: nowhere
    std::span<const HttpHeader> headers{};               ///< of the message that a seal may speak of
};

/** The content that goes by a name: as the seal writes it, percent-decoded, or by its last part. Null when none does.
 */
[[nodiscard]] const DetachedContent* content_named(std::span<const DetachedContent> contents, std::string_view uri);

/** Whether a content that is only a digest was digested in a certain way: "SHA-256" and "sha256" are the same. */
[[nodiscard]] bool digested_with(const DetachedContent& content, crypto::Hash hash);

} // namespace requal::seal
