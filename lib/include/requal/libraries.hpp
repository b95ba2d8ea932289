/** @file
 * Run-time versions of the libraries underneath.
 */
#pragma once

#include <string>

namespace requal {

/** "OpenSSL 3.0.19, libxml2 2.9.14, simdjson 3.0.1": what is loaded now, not what was compiled against. */
[[nodiscard]] std::string library_versions();

} // namespace requal
