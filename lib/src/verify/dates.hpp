/** @file
 * The credential's own dates.
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/report.hpp"

namespace requal::verify {

/** Is the credential within its own dates at a time? validFrom in the future and a past end are definite answers; a
 *  date that cannot be read is not. */
void check_validity(const Credential& credential, Time at, CheckResult& check);

} // namespace requal::verify
