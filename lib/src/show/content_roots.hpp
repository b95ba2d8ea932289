/** @file
 * Which parts of an XML file requal-show reads.
 */
#pragma once

#include "xml/document.hpp"

#include <vector>

namespace requal::show {

/** The elements whose content may be shown, in document order. */
[[nodiscard]] std::vector<xml::Element> content_roots(const xml::Document& document);

} // namespace requal::show
