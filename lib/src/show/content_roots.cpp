#include "show/content_roots.hpp"

#include "seal/xml_coverage.hpp"

namespace requal::show {

std::vector<xml::Element> content_roots(xml::Document& document, UnsealedContent unsealed, const Limits& limits,
                                        ShownFile& out) {
    if (unsealed == UnsealedContent::shown)
        return {document.root()};
    const seal::XmlSeals seals = seal::read_xml_seals(document, {}, limits);
    seal::CoveredContent content = seal::keep_covered(document, seals);
    out.outside = std::move(content.outside);
    return std::move(content.roots);
}

} // namespace requal::show
