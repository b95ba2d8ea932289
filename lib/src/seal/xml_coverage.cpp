#include "seal/xml_coverage.hpp"

#include "seal/xml_names.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

/** Whether an element of the signature's own making: its values, keys and properties are no content. */
bool is_part_of_seal(const xml::Element& child) {
    if (!child.is("Object", ds))
        return true;
    const auto inside = child.children();
    return inside.size() == 1 && inside.front().name() == "QualifyingProperties" && is_xades(inside.front().space());
}

} // namespace

CoveredContent keep_covered(xml::Document& document, const XmlSeals& seals) {
    CoveredContent content;
    if (seals.seals.empty()) {
        content.roots.push_back(document.root());
        return content;
    }
    std::vector<xml::NodeSet> parts;
    for (const XmlSeal& seal : seals.seals)
        parts.insert(parts.end(), seal.covered.begin(), seal.covered.end());
    const auto is_covered = [&](const xml::Element& element) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const xml::NodeSet& part) { return part.contains(element); });
    };
    const auto is_seal = [&](const xml::Element& element) {
        return std::any_of(seals.seals.begin(), seals.seals.end(),
                           [&](const XmlSeal& seal) { return seal.element == element; });
    };
    // Names are taken while the tree is whole; cutting would change the numbering.
    for (const XmlSeal& seal : seals.seals)
        for (const xml::Element& child : seal.element.children())
            if (!is_part_of_seal(child) && !is_covered(child))
                content.outside.push_back(child.path());
    const xml::Selection selection = xml::divide(document, parts);
    for (const xml::Element& element : selection.lost)
        if (!is_seal(element))
            content.outside.push_back(element.path());
    for (const xml::Element& element : selection.roots)
        content.signed_parts.push_back(element.path());
    content.roots = selection.roots;
    xml::cut(document, selection);
    return content;
}

} // namespace requal::seal
