/** @file
 * Whom the caller trusts.
 */
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace requal {

/** Certificates that the caller trusts without further proof: roots, intermediates, or a single seal or time-stamp
 *  authority. Cheap to copy; immutable. */
class TrustAnchors {
  public:
    struct Impl;

    TrustAnchors();
    /** Reads PEM (any number of certificates) or DER files.
     *  @throws Error anchors_unreadable, anchors_no_certificate: a run must not go on with less trust than was asked
     * for */
    [[nodiscard]] static TrustAnchors from_files(std::span<const std::string> files);
    /** The files of a folder that hold a certificate: *.pem, *.crt, *.cer, *.der. @throws as from_files */
    [[nodiscard]] static std::vector<std::string> files_of_folder(const std::string& folder);

    [[nodiscard]] bool empty() const noexcept;
    /** SHA-256 of each, hexadecimal, in the order given. */
    [[nodiscard]] std::vector<std::string> fingerprints() const;
    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }

  private:
    explicit TrustAnchors(std::shared_ptr<const Impl> impl) noexcept : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

/** Certificates and revocation data handed over beside a file. They help to judge and are trusted no more than data
 *  inside the file: each must be signed by whom it claims. */
class CallerEvidence {
  public:
    struct Impl;

    CallerEvidence();
    /** @throws Error evidence_unreadable */
    [[nodiscard]] static CallerEvidence from_files(std::span<const std::string> certificates,
                                                   std::span<const std::string> revocation_lists,
                                                   std::span<const std::string> ocsp_answers);
    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }

  private:
    explicit CallerEvidence(std::shared_ptr<const Impl> impl) noexcept : m_impl(std::move(impl)) {}
    std::shared_ptr<const Impl> m_impl;
};

} // namespace requal
