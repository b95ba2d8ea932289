/** @file
 * From seals to content: the document is cut down to what intact seals cover, and only then read.
 */
#pragma once

#include "seal/xades.hpp"

namespace requal::seal {

struct CoveredContent {
    /** Where reading may begin; for an unsealed document its root. Nothing inside a signature is content. */
    std::vector<xml::Element> roots;
    std::vector<std::string> signed_parts;
    std::vector<std::string> outside;   ///< elements that no intact seal covers; the seals themselves are not counted
    std::vector<std::string> misplaced; ///< seals that stand where no format puts them
};

/** Takes everything out of the document that no intact reference of a seal selects, a counter-signature not being
 * one. A document without seals stays whole. Whoever reads from `roots` afterwards cannot come upon unsealed text. */
[[nodiscard]] CoveredContent keep_covered(xml::Document& document, const XmlSeals& seals);

/** For each seal, which of some elements it covers whole, as far as keep_covered() has left them: what a part of owes
 * to another seal is nobody's word as a whole. Signatures inside them do not count. A counter-signature covers none.
 */
[[nodiscard]] std::vector<std::vector<bool>> covered_whole(const xml::Document& document, const XmlSeals& seals,
                                                           const std::vector<xml::Element>& elements);

} // namespace requal::seal
