#include "credential/xml_credential.hpp"

#include "credential/elm2.hpp"
#include "credential/elmo.hpp"

namespace requal::credential {

bool is_xml_credential(intake::Kind kind) noexcept {
    return kind == intake::Kind::elm2_xml || kind == intake::Kind::elm2_presentation ||
           kind == intake::Kind::elmo_xml;
}

Reading read_xml_credential(intake::Kind kind, const std::vector<xml::Element>& roots,
                            const Vocabularies& vocabularies, const Limits& limits) {
    return kind == intake::Kind::elmo_xml ? read_elmo(roots, vocabularies, limits)
                                          : read_elm2(roots, vocabularies, limits);
}

xml::Element extent_of(const Credential& credential, intake::Kind kind, const std::vector<xml::Element>& roots) {
    for (const xml::Element& root : roots) {
        const std::string path = root.path();
        if (credential.where == path)
            return root;
        if (!credential.where.starts_with(path + "/"))
            continue;
        if (kind == intake::Kind::elmo_xml)
            return root;
        for (const xml::Element& child : root.children())
            if (child.path() == credential.where)
                return child;
    }
    return {};
}

} // namespace requal::credential
