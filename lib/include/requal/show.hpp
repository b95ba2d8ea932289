/** @file
 * What a file says, for people and for programs, without any judgement on whether it is genuine.
 *
 *     const Viewer viewer{find_data_folder()};
 *     const ShownFile file = viewer.show(bytes, limits);
 *     print(render_text(file, {.language = "de"}));
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/file.hpp"
#include "requal/json_writer.hpp"
#include "requal/limits.hpp"
#include "requal/presentation.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

struct ShownFile {
    std::string kind;             ///< "elm3-json"
    std::string kind_description; ///< "a European Digital Credential (ELM 3)"
    std::string packaging;        ///< "bare", "uploadable", "jws-general", …
    bool sealed = false;          ///< the file carries at least one signature; none was checked
    std::size_t signatures = 0;
    std::size_t counter_signatures = 0; ///< of these, those that vouch for another signature and for no content
    /** Subjects of the certificates that the signatures carry, one per signature that has one.
     * Claimed, not checked. */
    std::vector<std::string> claimed_signers;
    std::vector<std::string> outside; ///< members of the envelope, or elements, that no signature covers
    bool unsealed_shown = false;      ///< content was read whether a seal covers it or not
    std::string credential_where;     ///< place of the first credential inside its document
    std::string sha256;               ///< of the whole file
    Credential credential;
    /** A presentation, or a transcript with reports of several institutions, holds more than one credential. */
    std::vector<std::shared_ptr<const Credential>> further;
    std::optional<Presentation> presentation;
    /** For each credential the signatures that cover it whole, counted from 0 without those inside qualifying
     * properties; in XML, intact ones. Nothing for unsealed files, and when unsealed content is shown. */
    std::vector<std::vector<std::size_t>> covered_by;

    /** The first and the further ones. */
    [[nodiscard]] std::vector<const Credential*> credentials() const;
};

/** Whether parts of an XML file that no intact seal covers are shown, when the file has a seal at all. */
enum class UnsealedContent : std::uint8_t { hidden, shown };

class Viewer {
  public:
    /** @throws Error data_not_found, data_unusable */
    explicit Viewer(const DataFolder& data);
    Viewer(Viewer&&) noexcept;
    ~Viewer();

    /** Opens a file and reads the credentials in it. Of a seal in XML it computes which parts are intact, and reads
     * only those; it asks nobody whom to trust, and checks no profile. Any number of threads may call this at once.
     *  @throws Error input_*, json_*, jws_*, xml_*, elm2_* when the file cannot be read; input_kind_not_supported
     * for a kind that is recognised but not read; input_not_a_credential when there is none in it;
     * credential_not_covered when a seal leaves it out
     */
    [[nodiscard]] ShownFile show(std::string_view content, const Limits& limits,
                                 UnsealedContent unsealed = UnsealedContent::hidden) const;

  private:
    struct Parts;
    std::unique_ptr<const Parts> m_parts;
};

/** Writes the value of `data` of schema requal.show/1, apart from `input`: inside an object that
 * the caller has begun.
 *  @param file nullptr for an input that could not be read; the keys are the same
 *  @param problem why it could not be read */
void write_shown(JsonWriter& out, const ShownFile* file, const Finding* problem, Language language);

struct TextOptions {
    std::string language = "en"; ///< of the titles and names, where the file has it
    bool verbose = false;        ///< texts in full, identifiers, places in the file
    bool unmapped = false;       ///< list the members that are not shown
};

/** Text for people, safe for a terminal. */
[[nodiscard]] std::string render_text(const ShownFile& file, const TextOptions& options);

} // namespace requal
