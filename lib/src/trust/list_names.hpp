/** @file
 * Names of ETSI TS 119 612.
 */
#pragma once

#include "xml/document.hpp"

#include <string>
#include <string_view>

namespace requal::trust {

inline constexpr std::string_view tsl = "http://uri.etsi.org/02231/v2#";
inline constexpr std::string_view tsl_additional = "http://uri.etsi.org/02231/v2/additionaltypes#";
inline constexpr std::string_view tsl_qualifications =
    "http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#";
inline constexpr std::string_view xades = "http://uri.etsi.org/01903/v1.3.2#";

/** What follows `marker` in an identifier; all of it when the marker is not there. Lists of the first years write
 *  `http` and `https`, and a trailing slash. */
[[nodiscard]] std::string after(std::string_view identifier, std::string_view marker);

/** Goes down over children of the namespace of lists. */
template <typename... Names>
[[nodiscard]] xml::Element below(xml::Element at, Names... names) {
    ((at = at.child(names, tsl)), ...);
    return at;
}

} // namespace requal::trust
