/** @file
 * One sentence that tells why a seal has the indication it has, with the dates and names of the case.
 */
#pragma once

#include "requal/report.hpp"

#include <string>

namespace requal::verify {

/** For a seal that holds: what it rests on. For another one: what is wrong or missing, and what would settle it. Only
 *  what the report holds is said. Not escaped: names in it come from certificates.
 *  @param seal one of report.seals */
[[nodiscard]] std::string explain_seal(const Report& report, const SealReport& seal, Language language);

/** Whether a finding is about this seal rather than about another one of the file. */
[[nodiscard]] bool concerns(const Finding& finding, const SealReport& seal, const Report& report);

} // namespace requal::verify
