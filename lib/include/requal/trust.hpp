/** @file
 * Whom the caller trusts.
 */
#pragma once

#include "requal/time.hpp"

#include <cstdint>
#include <memory>
#include <optional>
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

/** A list in a trust bundle, as its manifest names it. */
struct BundledList {
    std::string territory; ///< "ES"; "EU" for the list of lists
    bool list_of_lists = false;
    std::string scheme_operator;
    std::int64_t sequence = 0;
    int version = 0; ///< of ETSI TS 119 612: 5 or 6
    Time issued;
    std::optional<Time> next_update; ///< nothing: the list was closed
    std::string sha256;              ///< of the file as received
    std::string file;                ///< in the bundle's folder
    std::string source;              ///< where it was imported from
    std::string signer;              ///< common name of the certificate that signed it
    std::size_t services = 0;
};

/** A certificate that the caller added to a bundle. */
struct BundledAnchor {
    std::string name;   ///< as the caller called it
    std::string sha256; ///< of the certificate
    std::string file;   ///< in the bundle's folder
};

/** Trusted lists of a day, checked and compiled. Cheap to copy; immutable; may be used by many threads. */
class TrustBundle {
  public:
    struct Impl;

    TrustBundle(); ///< none
    /** Opens a bundle that `requal-trust import` made. Reads its manifest and opens its index; lists are not read
     *  again.
     *  @throws Error trust_bundle_not_found, trust_bundle_unusable */
    [[nodiscard]] static TrustBundle open(const std::string& folder);
    /** Where a bundle is looked for when none is named: REQUAL_TRUST, the user's data folder
     *  (XDG_DATA_HOME/requal/trust), the system's (/usr/local/share, /usr/share: requal/trust). Nothing when there is
     *  none; REQUAL_TRUST is returned even when it holds none: who sets it wants it used. */
    [[nodiscard]] static std::optional<std::string> default_folder();
    /** Where `import` writes when no folder is named: REQUAL_TRUST, else the user's data folder. */
    [[nodiscard]] static std::string folder_of_user();

    [[nodiscard]] bool exists() const noexcept;
    [[nodiscard]] const std::string& folder() const noexcept;
    /** Of the lists and own anchors in it: equal for equal content, wherever and whenever it was imported. */
    [[nodiscard]] const std::string& sha256() const noexcept;
    [[nodiscard]] Time made() const noexcept;
    [[nodiscard]] const std::vector<BundledList>& lists() const noexcept;
    /** Territories that the list of lists announces and the bundle does not hold. */
    [[nodiscard]] const std::vector<std::string>& missing() const noexcept;
    [[nodiscard]] const std::vector<BundledAnchor>& own_anchors() const noexcept;
    [[nodiscard]] const Impl& impl() const noexcept { return *m_impl; }
    explicit TrustBundle(std::shared_ptr<const Impl> impl) noexcept : m_impl(std::move(impl)) {}

  private:
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
