/** @file
 * The folder of a bundle: lists as received, own anchors, index, manifest; and how it changes without ever being half
 * new.
 *
 * Files of content are never changed: each name holds the hash of what is in it. A new bundle adds its files, then
 * replaces manifest.json by renaming, then removes what the new manifest does not name.
 */
#pragma once

#include "trust/bundle_index.hpp"
#include "trust/manifest.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::bundle {

/** Holds the lock of a folder while it lives: two imports into one folder wait for each other. */
class Store {
  public:
    /** Makes the folder when it is not there. @throws Error output_failed, trust_bundle_unusable */
    explicit Store(std::string folder);
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store();

    /** What is there now; nothing when there is no bundle yet. @throws Error trust_bundle_unusable */
    [[nodiscard]] std::optional<trust::Manifest> manifest() const;
    /** A file that the manifest names, when it is what the manifest says. @throws Error trust_bundle_unusable */
    [[nodiscard]] std::string read(const std::string& file, const std::string& sha256) const;
    /** Keeps a file of content. @return its name in the folder */
    std::string keep(const std::string& subfolder, const std::string& label, const std::string& sha256,
                     std::string_view ending, std::string_view content);
    /** Compiles and puts in force. @throws Error output_failed */
    void publish(trust::Manifest manifest, const std::vector<trust::IndexedList>& lists,
                 const std::vector<trust::OwnAnchor>& anchors);

    [[nodiscard]] const std::string& folder() const noexcept { return m_folder; }

  private:
    void remove_what_is_not_named(const trust::Manifest& manifest) const;

    std::string m_folder;
    int m_lock = -1;
};

/** The caller's own anchors that a manifest names. @throws Error trust_bundle_unusable */
[[nodiscard]] std::vector<trust::OwnAnchor> read_own_anchors(const Store& store, const trust::Manifest& manifest);
/** The lists of a manifest, read and checked again. @throws Error trust_bundle_unusable */
[[nodiscard]] std::vector<trust::TrustedList> read_lists(const Store& store, const trust::Manifest& manifest);

} // namespace requal::bundle
