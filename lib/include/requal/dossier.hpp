/** @file
 * The short recognition dossier: what was seen, what it says, what was verified, where it stands. One document model,
 * rendered as text or JSON; every line says where its value comes from.
 */
#pragma once

#include "requal/mapping.hpp"
#include "requal/report.hpp"

#include <string>
#include <vector>

namespace requal {

/** Where a value of a dossier comes from. */
enum class Provenance : std::uint8_t {
    sealed,     ///< inside a seal that was verified
    claimed,    ///< in the file, but nobody proven vouches for it
    looked_up,  ///< in a table of requal
    calculated, ///< by requal, from the file and the tables
    observed,   ///< of the file itself: size, fingerprint
    given       ///< by the caller: the time to judge as of, the anchors
};
[[nodiscard]] std::string_view provenance_text(Provenance provenance) noexcept;

struct DossierLine {
    std::string id;    ///< for programs: "holder.name"
    std::string label; ///< for people: "Name"
    std::string value; ///< hostile text when sealed or claimed
    Provenance provenance = Provenance::claimed;
    std::string source; ///< JSON pointer, table with source, or rule
    int depth = 0;      ///< 1 and more: belongs to the line above
};

struct DossierSection {
    std::string id; ///< "documents", "holder", "qualification", "level", "verification", "mapping", "check"
    std::string title;
    std::vector<DossierLine> lines;
};

struct Dossier {
    Report report;
    std::vector<MappingResult> mappings; ///< one per qualification that states a level
    std::vector<DossierSection> sections;
};

/** Puts the dossier of one verified input together. The values of a credential count as sealed only when a seal that
 * is TOTAL-PASSED covers it whole and was made by its issuer. A credential that could not be read gives a dossier of
 * its verification alone.
 *  @throws Error framework_* for an unknown target, yaml_*, data_* when a table is unusable */
[[nodiscard]] Dossier make_dossier(Report report, const Frameworks& frameworks,
                                   const std::vector<MappingTarget>& targets, const std::string& language_tag,
                                   Language language);

/** Writes the value of `data` of schema requal.dossier/1. */
void write_dossier(JsonWriter& out, const Dossier& dossier, Language language);

struct DossierTextOptions {
    Language language = Language::en;
    bool colour = false;
};

/** Text for people, safe for a terminal. */
[[nodiscard]] std::string render_dossier(const Dossier& dossier, const DossierTextOptions& options);

} // namespace requal
