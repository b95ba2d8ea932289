/** @file
 * Namespaces of XML Signature and XAdES, and how their values are written.
 */
#pragma once

#include "xml/document.hpp"

#include "requal/bytes.hpp"

#include <algorithm>
#include <initializer_list>

namespace requal::seal {

inline constexpr std::string_view ds = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr std::string_view dsig11 = "http://www.w3.org/2009/xmldsig11#";
inline constexpr std::string_view exclusive_c14n = "http://www.w3.org/2001/10/xml-exc-c14n#";
inline constexpr std::string_view xades111 = "http://uri.etsi.org/01903/v1.1.1#";
inline constexpr std::string_view xades122 = "http://uri.etsi.org/01903/v1.2.2#";
inline constexpr std::string_view xades132 = "http://uri.etsi.org/01903/v1.3.2#";
inline constexpr std::string_view xades141 = "http://uri.etsi.org/01903/v1.4.1#";
/** The type of a reference to the value of another signature (EN 319 132-1, 5.2.7.1). */
inline constexpr std::string_view countersigned_type = "http://uri.etsi.org/01903#CountersignedSignature";

[[nodiscard]] inline bool is_xades(std::string_view space) noexcept {
    return space == xades132 || space == xades141 || space == xades122 || space == xades111;
}

[[nodiscard]] inline bool among(std::string_view name, std::initializer_list<std::string_view> names) noexcept {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/** Base64 as XML has it: white space anywhere (XML Schema 1.1 part 2, 3.3.16). */
[[nodiscard]] std::optional<Bytes> xml_base64(std::string_view text);

/** A value of type anyURI: white space around it is none of it (XML Schema 1.1 part 2, 3.3.17 and 4.3.6). A program
 *  that wraps its lines leaves some. */
[[nodiscard]] std::string any_uri(std::string_view value);

/** The algorithm identifier of a child like ds:DigestMethod. */
[[nodiscard]] inline std::string algorithm_of(const xml::Element& element) {
    return any_uri(element.attribute_text("Algorithm"));
}

} // namespace requal::seal
