#include "xml/library.hpp"

#include <libxml/parser.h>

namespace requal::xml {

std::string library_version() {
    // xmlParserVersion is a number as text, "20914" for 2.9.14, with a suffix in distributions' builds.
    const int number = std::stoi(xmlParserVersion);
    return "libxml2 " + std::to_string(number / 10000) + "." + std::to_string(number / 100 % 100) + "." +
           std::to_string(number % 100);
}

} // namespace requal::xml
