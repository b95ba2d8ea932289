/** @file
 * The words of the findings, compiled in from messages/<language>.yaml: a report must not depend on a file that
 * may be missing on the day it is explained, and a cold start has no time to parse YAML.
 */
#pragma once

#include "requal/finding.hpp"

namespace requal {

struct CatalogueEntry {
    std::string_view message;
    std::string_view cause;
    std::string_view remedy;
};

/** Defined in the generated catalogue.cpp. */
[[nodiscard]] const CatalogueEntry& catalogue_entry(Code code, Language language) noexcept;

} // namespace requal
