/** @file
 * manifest.json of a bundle: what is in it and where it came from. It is written last, by renaming, and names the
 * index that belongs to it: whoever reads it sees the old bundle or the new one.
 */
#pragma once

#include "requal/trust.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal::trust {

struct Manifest {
    std::string sha256; ///< of lists and own anchors
    Time made;
    std::string index; ///< file in the bundle's folder
    std::vector<BundledList> lists;
    std::vector<std::string> missing;
    std::vector<BundledAnchor> anchors;

    /** SHA-256 over the sorted hashes of what is in the bundle. */
    [[nodiscard]] std::string content_sha256() const;
    [[nodiscard]] const BundledList* list_of(std::string_view territory) const noexcept;
    [[nodiscard]] const BundledList* list_of_lists() const noexcept;
};

inline constexpr std::string_view manifest_file = "manifest.json";

[[nodiscard]] std::string manifest_as_json(const Manifest& manifest);
/** @throws Error trust_bundle_unusable; json errors */
[[nodiscard]] Manifest manifest_from_json(std::string_view text, const std::string& folder);
/** @throws Error trust_bundle_not_found, trust_bundle_unusable */
[[nodiscard]] Manifest read_manifest(const std::string& folder);

} // namespace requal::trust
