/** @file
 * Version of the library; every report names it.
 */
#pragma once

#include <string_view>

namespace requal {

[[nodiscard]] std::string_view version() noexcept;

} // namespace requal
