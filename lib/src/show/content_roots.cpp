#include "show/content_roots.hpp"

namespace requal::show {

std::vector<xml::Element> content_roots(const xml::Document& document) {
    return {document.root()};
}

} // namespace requal::show
