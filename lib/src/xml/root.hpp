/** @file
 * The name of a document's root element, read without reading the document.
 */
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace requal::xml {

struct RootName {
    std::string local_name;
    std::string namespace_uri; ///< empty: the element is in no namespace
};

/** Reads up to the first element and stops there. Nothing is loaded from disk or network, no entity is replaced.
 *  @return nothing when the text is not XML up to that point, or declares a document type: none of the formats read
 *  here has one, and everything dangerous in XML starts there. */
[[nodiscard]] std::optional<RootName> peek_root(std::string_view text);

} // namespace requal::xml
