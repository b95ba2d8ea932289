/** @file
 * The credentials that are written in XML, whichever model they follow.
 */
#pragma once

#include "credential/reading.hpp"
#include "credential/vocabulary.hpp"
#include "intake/kind.hpp"
#include "xml/document.hpp"

#include "requal/limits.hpp"

namespace requal::credential {

[[nodiscard]] bool is_xml_credential(intake::Kind kind) noexcept;

/** Reads them with the reader of their kind: read_elm2() or read_elmo(), whose errors apply.
 *  @param roots the elements that may be read; of a sealed file only what its intact seals cover */
[[nodiscard]] Reading read_xml_credential(intake::Kind kind, const std::vector<xml::Element>& roots,
                                          const Vocabularies& vocabularies, const Limits& limits);

/** The element that holds everything a credential was read from, among the roots it was read from. In a transcript
 * the learner stands beside the reports, so that it is all of the transcript. Does not exist for a credential of
 * another reading. */
[[nodiscard]] xml::Element extent_of(const Credential& credential, intake::Kind kind,
                                     const std::vector<xml::Element>& roots);

} // namespace requal::credential
