#include "json/library.hpp"

#include <simdjson.h>

namespace requal::json {

// The header's version: simdjson has no call that names the version of the loaded library.
std::string library_version() {
    return "simdjson " + std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
           std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
           std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
}

} // namespace requal::json
