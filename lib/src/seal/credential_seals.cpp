#include "seal/credential_seals.hpp"

#include "seal/xml_names.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

/** The element behind one in document order, below `top`; does not exist at the end. */
xml::Element behind(xml::Element at, const xml::Element& top, bool go_down) {
    if (go_down)
        if (const xml::Element below = at.first_child())
            return below;
    while (at && !(at == top)) {
        if (const xml::Element beside = at.next())
            return beside;
        at = at.parent();
    }
    return {};
}

bool selects(const XmlSeal& seal, const xml::Element& element) {
    return std::any_of(seal.covered.begin(), seal.covered.end(),
                       [&](const xml::NodeSet& part) { return part.contains(element); });
}

bool covers_whole(const xml::Document& document, const XmlSeal& seal, const xml::Element& credential) {
    const xml::Selection selection = xml::divide(document, seal.covered);
    for (xml::Element at = credential; at;) {
        const bool signature = at.is("Signature", ds);
        if (!signature && !selection.contains(at))
            return false;
        at = behind(at, credential, !signature);
    }
    return true;
}

bool is_credential(const xml::Element& element) {
    return element.name() == "europassCredential" || element.name() == "report";
}

} // namespace

std::vector<CredentialSeals> credential_seals(const xml::Document& document, const XmlSeals& seals) {
    std::vector<CredentialSeals> found;
    for (xml::Element at = document.root(); at; at = behind(at, document.root(), true)) {
        if (!is_credential(at))
            continue;
        CredentialSeals one{at, {}, {}};
        for (std::size_t i = 0; i < seals.seals.size(); ++i) {
            const XmlSeal& seal = seals.seals[i];
            if (seal.material.report.counter_signature_of || !selects(seal, at))
                continue;
            one.covering.push_back(i);
            if (at.holds(seal.element) && covers_whole(document, seal, at))
                one.own.push_back(i);
        }
        if (!one.covering.empty())
            found.push_back(std::move(one));
    }
    return found;
}

} // namespace requal::seal
