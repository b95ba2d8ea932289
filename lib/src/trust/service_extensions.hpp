/** @file
 * ServiceInformationExtensions of a trusted list (ETSI TS 119 612, 5.5.9): what narrows or overrules a status.
 */
#pragma once

#include "trust/trusted_list.hpp"

namespace requal::trust {

/** Adds what the extensions say to the period. What is not known is left out; of a critical one it is named in
 *  ServicePeriod::not_read, since it may take away what the rest seems to give. */
void read_extensions(const xml::Element& extensions, ServicePeriod& period);

} // namespace requal::trust
