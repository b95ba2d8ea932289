#include "seal/xml_coverage.hpp"

#include "seal/xml_names.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

bool is_qualifying(const xml::Element& element) {
    return element.name() == "QualifyingProperties" && is_xades(element.space());
}

/** Whether an element is a signature or stands in one. */
bool in_signature(xml::Element element) {
    while (element && !element.is("Signature", ds))
        element = element.parent();
    return element.exists();
}

/** What stands inside a signature and is neither part of its making nor of its properties: nobody covers it unless a
 *  reference does. */
void find_strangers(const xml::Element& signature, std::vector<xml::Element>& strangers) {
    for (const xml::Element& child : signature.children()) {
        if (child.space() != ds) {
            strangers.push_back(child);
            continue;
        }
        if (child.name() != "Object")
            continue;
        const auto inside = child.children();
        if (inside.size() != 1 || !is_qualifying(inside.front())) {
            strangers.push_back(child);
            continue;
        }
        for (const xml::Element& part : inside.front().children())
            for (const xml::Element& group : part.children())
                for (const xml::Element& property : group.children())
                    if (part.name() == "UnsignedProperties" && !property.space().starts_with("http://uri.etsi.org/"))
                        strangers.push_back(property);
    }
}

/** Where the formats put a seal: below the root, or in the proof of the root or of a credential in it. */
bool stands_in_place(const xml::Element& signature, const xml::Element& root) {
    const xml::Element parent = signature.parent();
    if (signature == root || parent == root)
        return true;
    const xml::Element owner = parent.parent();
    return parent.name() == "proof" && (owner == root || owner.name() == "europassCredential");
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
    const auto is_seal = [&](const xml::Element& element) {
        return std::any_of(seals.seals.begin(), seals.seals.end(),
                           [&](const XmlSeal& seal) { return seal.element == element; });
    };
    const auto sealed_as_text = [&parts](const xml::Element& element) {
        return std::any_of(parts.begin(), parts.end(), [&](const xml::NodeSet& part) {
            return part.text_only() && part.apex() && part.apex() == element;
        });
    };
    const xml::Selection selection = xml::divide(document, parts);
    // Names are taken while the tree is whole; cutting would change the numbering.
    for (const XmlSeal& seal : seals.seals) {
        // A counter-signature stands in what it counter-signs.
        if (!(seal.master && seal.master.holds(seal.element)) && !stands_in_place(seal.element, document.root()))
            content.misplaced.push_back(seal.element.path());
        std::vector<xml::Element> strangers;
        find_strangers(seal.element, strangers);
        for (const xml::Element& stranger : strangers)
            if (!selection.contains(stranger) && !sealed_as_text(stranger))
                content.outside.push_back(stranger.path());
    }
    for (const xml::Element& element : selection.lost)
        if (!is_seal(element))
            content.outside.push_back(element.path());
    for (const xml::Element& element : selection.roots) {
        content.signed_parts.push_back(element.path());
        // What a signature carries are its own parts, which no format of a document gives as its content.
        if (!in_signature(element))
            content.roots.push_back(element);
    }
    for (const xml::NodeSet& part : parts)
        if (part.text_only() && part.apex())
            content.signed_parts.push_back(part.apex().path() + "/text()");
    xml::cut(document, selection);
    return content;
}

std::vector<std::vector<bool>> covered_whole(const xml::Document& document, const XmlSeals& seals,
                                             const std::vector<xml::Element>& elements) {
    const auto is_signature = [](const xml::Element& element) { return element.is("Signature", ds); };
    const auto covers = [](const XmlSeal& seal) { return !seal.master && !seal.covered.empty(); };
    const bool only_one = std::count_if(seals.seals.begin(), seals.seals.end(), covers) == 1;
    std::vector<std::vector<bool>> answers;
    answers.reserve(seals.seals.size());
    for (const XmlSeal& seal : seals.seals) {
        if (!covers(seal))
            answers.emplace_back(elements.size(), false);
        else if (only_one) // all that is left in the document
            answers.emplace_back(elements.size(), true);
        else
            answers.push_back(xml::select_whole(document, seal.covered, elements, is_signature));
    }
    return answers;
}

} // namespace requal::seal
