/** @file
 * The records of import and update: one for each list, and one for the bundle.
 */
#pragma once

#include "trust/commands.hpp"

#include <string_view>

namespace requal::tools {

void add_import_records(Run& run, std::string_view command, const ImportReport& report);

} // namespace requal::tools
