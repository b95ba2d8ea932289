/** @file
 * Verifies credentials: runs every check and combines the answers into a report.
 *
 *     VerifyOptions options;
 *     options.at = now();
 *     options.anchors = TrustAnchors::from_files(files);
 *     const Verifier verifier{find_data_folder(), options};
 *     const Report report = verifier.verify("diploma.jsonld", bytes);
 *
 * A Verifier may be used by many threads at once.
 */
#pragma once

#include "requal/detached.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"
#include "requal/json_writer.hpp"
#include "requal/limits.hpp"
#include "requal/report.hpp"
#include "requal/trust.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

struct VerifyOptions {
    Time at;
    TrustAnchors anchors;
    TrustBundle bundle; ///< trusted lists; may be none
    std::string policy; ///< file of rules; empty: the default of the data folder
    CallerEvidence evidence;
    /** Fetch missing certificates of authorities and revocation answers from the addresses that certificates name.
     *  Without it nothing is fetched. Only certificates on a path that ends at an anchor are heard, and only servers
     * of the public network are asked, but for those named here. */
    bool online = false;
    std::vector<std::string> online_hosts; ///< names or addresses as they stand in the certificates, in lower case
    std::vector<DetachedContent> detached; ///< contents that seals speak of and files do not carry
    std::vector<HttpHeader> headers;       ///< of the message that a seal speaks of, in its order
    Limits limits;
    std::string language = "en"; ///< of the credential's title in the report
};

class Verifier {
  public:
    /** @throws Error data_not_found, data_unusable */
    Verifier(DataFolder data, VerifyOptions options);
    Verifier(Verifier&&) noexcept;
    ~Verifier();

    /** @param path for the report only
     *  @throws Error of the effect `unprocessable` when the file is nothing that could be judged; of the effect
     *  `environment` when the data folder is unusable. A file whose envelope can be judged but not its content gives
     *  a report with a `problem` */
    [[nodiscard]] Report verify(const std::string& path, std::string_view content) const;

    /** The report of an input that verify() refused, or that could not even be read. */
    [[nodiscard]] Report refused(const std::string& path, const Error& error) const;

  private:
    struct Parts;
    std::unique_ptr<const Parts> m_parts;
};

/** Writes the value of `data` of schema requal.verify/1. */
void write_report(JsonWriter& out, const Report& report, Language language);

struct ReportTextOptions {
    Language language = Language::en;
    bool verbose = false; ///< findings of passed checks, references, chain
    bool colour = false;
};

/** Text for people, safe for a terminal: verdict first, then seals, then every check with reason and remedy. */
[[nodiscard]] std::string render_report(const Report& report, const ReportTextOptions& options);

} // namespace requal
