/** @file
 * A finding in JSON has the same shape wherever it stands.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/json_writer.hpp"

namespace requal {

/** {code, severity, effect, message, cause, remedy, cite, where}; `cite` and `where` are null when there is none. */
void write_finding(JsonWriter& out, const Finding& finding, Language language);

} // namespace requal
