#include "show/content_roots.hpp"

#include "base/effort.hpp"
#include "seal/xml_coverage.hpp"

namespace requal::show {

ContentRoots content_roots(xml::Document& document, UnsealedContent unsealed, const Limits& limits, ShownFile& out) {
    if (unsealed == UnsealedContent::shown)
        return {{document.root()}, {}};
    const Effort effort{limits};
    ContentRoots found;
    found.seals = seal::read_xml_seals(document, {}, limits);
    seal::CoveredContent content = seal::keep_covered(document, found.seals);
    for (const seal::XmlSeal& one : found.seals.seals)
        out.counter_signatures += one.master ? 1U : 0U;
    out.outside = std::move(content.outside);
    found.roots = std::move(content.roots);
    return found;
}

} // namespace requal::show
