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

/** Sets of identifiers that ETSI defines; each begins with one of two addresses, since histories keep the words of
 *  lists from before 2014 (TS 119 612, annex J). */
struct NameSet {
    std::string_view base;
    std::string_view earlier; ///< empty: there is none
};
inline constexpr NameSet list_types{"http://uri.etsi.org/TrstSvc/TrustedList/TSLType/", ""};
inline constexpr NameSet service_types{"http://uri.etsi.org/TrstSvc/Svctype/", ""};
inline constexpr NameSet service_statuses{"http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/",
                                          "http://uri.etsi.org/TrstSvc/eSigDir-1999-93-EC-TrustedList/Svcstatus/"};
inline constexpr NameSet service_information{
    "http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/",
    "http://uri.etsi.org/TrstSvc/eSigDir-1999-93-EC-TrustedList/SvcInfoExt/"};

/** "CA/QC" for ETSI's own identifier of that type. An identifier of anybody else stays whole, whatever it ends with,
 *  and has a colon, which no short name has: compared with a short name it is never equal. */
[[nodiscard]] std::string short_name(std::string_view identifier, const NameSet& set);

/** Whether a name that short_name() gave is not ETSI's. */
[[nodiscard]] inline bool is_foreign(std::string_view name) noexcept {
    return name.find(':') != std::string_view::npos;
}

/** Goes down over children of the namespace of lists. */
template <typename... Names>
[[nodiscard]] xml::Element below(xml::Element at, Names... names) {
    ((at = at.child(names, tsl)), ...);
    return at;
}

} // namespace requal::trust
