/** @file
 * Of a document with several seals or several credentials: which seal says anything about which credential.
 */
#pragma once

#include "seal/xades.hpp"

namespace requal::seal {

struct CredentialSeals {
    xml::Element credential;
    std::vector<std::size_t>
        covering;                 ///< seals whose intact references select the credential; counter-signatures not
    std::vector<std::size_t> own; ///< of these, those that stand in it and cover it whole
};

/** Of every credential that a seal covers, in document order. To be asked while the document is whole.
 *
 *  A seal that stands in a credential is its own only when it covers every element of it, its signatures aside: a
 *  seal moved there from another place of the document covers what it always did. */
[[nodiscard]] std::vector<CredentialSeals> credential_seals(const xml::Document& document, const XmlSeals& seals);

} // namespace requal::seal
