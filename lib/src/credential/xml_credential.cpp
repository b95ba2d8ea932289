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

} // namespace requal::credential
