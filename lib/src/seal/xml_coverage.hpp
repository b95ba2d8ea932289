/** @file
 * From seals to content: the document is cut down to what intact seals cover, and only then read.
 */
#pragma once

#include "seal/xades.hpp"

namespace requal::seal {

struct CoveredContent {
    std::vector<xml::Element> roots; ///< where reading may begin; for an unsealed document its root
    std::vector<std::string> signed_parts;
    std::vector<std::string> outside;   ///< elements that no intact seal covers; the seals themselves are not counted
    std::vector<std::string> misplaced; ///< seals that stand where no format puts them
};

/** Takes everything out of the document that no intact reference of a seal selects. A document without seals stays
 *  whole. Whoever reads from `roots` afterwards cannot come upon unsealed text. */
[[nodiscard]] CoveredContent keep_covered(xml::Document& document, const XmlSeals& seals);

} // namespace requal::seal
