/** @file
 * Which parts of an XML file requal-show reads.
 */
#pragma once

#include "seal/xades.hpp"
#include "xml/document.hpp"

#include "requal/limits.hpp"
#include "requal/show.hpp"

#include <vector>

namespace requal::show {

/** The elements whose content may be shown, in document order: of a sealed file only what its intact seals cover, and
 *  everything else is taken out of the document; of an unsealed file, or when unsealed content was asked for, its
 * root.
 *  @param out receives the names of what no seal covers */
struct ContentRoots {
    std::vector<xml::Element> roots;
    seal::XmlSeals seals; ///< none when unsealed content was asked for
};
[[nodiscard]] ContentRoots content_roots(xml::Document& document, UnsealedContent unsealed, const Limits& limits,
                                         ShownFile& out);

} // namespace requal::show
