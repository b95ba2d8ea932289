/** @file
 * The C library of this room, as loaded at run time.
 */
#pragma once

#include <string>

namespace requal::xml {

[[nodiscard]] std::string library_version();

} // namespace requal::xml
