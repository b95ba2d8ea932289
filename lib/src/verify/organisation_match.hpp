/** @file
 * One organisation of a file against the subject of one certificate.
 */
#pragma once

#include "verify/issuer_match.hpp"

namespace requal::verify {

struct OrganisationMatch {
    bool speaks = false;           ///< the certificate's subject is the organisation
    std::vector<Finding> findings; ///< why, or why not
};

/** @param organisation null, or only referred to: nothing to compare with */
[[nodiscard]] OrganisationMatch match_organisation(const Organisation* organisation, const Sealer& sealer,
                                                   const DataFolder& data);

/** The name of a certificate for messages: its organisation, else its common name. */
[[nodiscard]] const std::string& sealer_name(const SealSigner& signer) noexcept;

} // namespace requal::verify
