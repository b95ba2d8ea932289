/** @file
 * Is the organisation that sealed the one that the credential names? The Commission's own verification does not ask.
 */
#pragma once

#include "crypto/certificate_statements.hpp"

#include "requal/credential.hpp"
#include "requal/file.hpp"
#include "requal/presentation.hpp"
#include "requal/report.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace requal::verify {

/** Who made a seal that covers the credential. */
struct Sealer {
    std::optional<SealSigner> signer; ///< nothing: the seal names no certificate that could be used
    std::string where;                ///< the seal
    crypto::SubjectKind kind = crypto::SubjectKind::unknown;
    bool vouched = false; ///< a path of the certificate ends at an authority that is trusted
    bool own = false;     ///< the seal is the credential's, inside a presentation that may have another
};

/** Compares the issuer with the subjects of the seals' certificates, by legal identifiers (ETSI EN 319 412-1, 5.1.4)
 *  and by the legal name:
 *
 *  - two numbers of one register contradict each other, whatever else agrees;
 *  - an identifier that agrees decides; another name beside it is told, as names have languages and forms;
 *  - a name alone counts when it is the only legal name, and when the certificate has no other; labels count nothing;
 *  - a natural person speaks for no organisation, and a certificate that nobody vouches for for nobody.
 *
 *  One seal that speaks for the issuer is enough. The seal of a presentation vouches for its presenter; the issuer of
 *  a credential in it stays unproven unless it is the presenter, or the credential has a seal of its own. Adds the
 *  mandate when others than the issuer awarded.
 *  @param issuer whom the credential names; null when it names nobody
 *  @param sealers of the seals that cover the credential; counter-signatures left out
 *  @param presentation around the credential; null when there is none
 *  @return of each sealer, whether it speaks for the issuer: not merely for who presents, or under a mandate */
std::vector<bool> match_issuer(const Credential& credential, const Organisation* issuer,
                               std::span<const Sealer> sealers, const Presentation* presentation,
                               const DataFolder& data, CheckResult& check);

} // namespace requal::verify
