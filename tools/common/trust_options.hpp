/** @file
 * The options of the tools that verify: whom to trust, and evidence beside the file.
 */
#pragma once

#include "tool.hpp"

#include "requal/verify.hpp"

namespace requal::tools {

/** The files that the options named; nothing is opened yet. */
struct NamedTrust {
    std::vector<std::string> anchor_files, anchor_folders, certificates, revocation_lists, ocsp_answers;
    std::vector<std::string> detached_files;
    std::vector<DetachedContent> detached_digests;
    std::vector<HttpHeader> headers;
    std::string bundle_folder; ///< empty: none is used
    std::string policy;        ///< empty: the default
    bool online = false;
    std::vector<std::string> online_hosts{};
};

[[nodiscard]] OptionGroup trust_options();
/** @throws UsageError for a digest or a header of another form */
[[nodiscard]] NamedTrust named_trust(const ParsedOptions& options);
/** Opens what was named. @throws Error anchors_*, evidence_unreadable */
[[nodiscard]] VerifyOptions load_trust(const NamedTrust& named, const Settings& settings);
[[nodiscard]] ExitStatus exit_status_of(Verdict verdict) noexcept;

} // namespace requal::tools
