// The fuzz targets of this program, by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace requal::fuzz {

using Target = int (*)(const std::uint8_t* data, std::size_t size);

/** Null when there is no target of this name. */
[[nodiscard]] Target find_target(std::string_view name);

} // namespace requal::fuzz
