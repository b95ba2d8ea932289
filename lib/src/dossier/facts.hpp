/** @file
 * The sections of a dossier that repeat what the credential says.
 */
#pragma once

#include "requal/dossier.hpp"
#include "requal/qualifications.hpp"

namespace requal::dossier {

/** How the facts of a credential are told: in which language, and who vouches for them. */
struct Telling {
    std::string language;
    std::string primary;
    Provenance provenance = Provenance::claimed;
};

[[nodiscard]] DossierSection holder_section(const Credential& credential, const Telling& telling);
[[nodiscard]] DossierSection qualification_section(const Credential& credential,
                                                   const std::vector<StatedQualification>& stated,
                                                   const Telling& telling);

} // namespace requal::dossier
