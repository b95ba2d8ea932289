/** @file
 * Credentials in XML: ELM v2 and ELMO.
 */
#pragma once

#include "credential/vocabulary.hpp"
#include "intake/kind.hpp"
#include "xml/document.hpp"

#include "requal/limits.hpp"
#include "requal/show.hpp"

namespace requal::show {

/** Reads the credentials and what the file says of its signatures into `out`.
 *  @throws Error elm2_*, credential_*; input_not_a_credential when it holds none;
 *  credential_not_covered when no part of it that may be shown is one */
void read_xml(xml::Document& document, intake::Kind kind, const credential::Vocabularies& vocabularies,
              UnsealedContent unsealed, const Limits& limits, ShownFile& out);

} // namespace requal::show
