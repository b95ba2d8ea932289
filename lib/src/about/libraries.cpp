#include "requal/libraries.hpp"

#include "crypto/library.hpp"
#include "xml/library.hpp"
#include "json/library.hpp"

namespace requal {

std::string library_versions() {
    return crypto::library_version() + ", " + xml::library_version() + ", " + json::library_version();
}

} // namespace requal
