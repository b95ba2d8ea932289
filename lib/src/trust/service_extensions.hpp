/** @file
 * ServiceInformationExtensions of a trusted list (ETSI TS 119 612, 5.5.9): what narrows or overrules a status.
 */
#pragma once

#include "trust/trusted_list.hpp"

namespace requal::trust {

/** Adds what the extensions say to the period. One that is not known is left out: a critical one of that kind makes
 *  its qualifiers unusable (`Criteria::not_understood`). */
void read_extensions(const xml::Element& extensions, ServicePeriod& period);

} // namespace requal::trust
