/** @file
 * Reads European Digital Credentials of ELM v2 (XML, 2019 to 2023) into the model.
 */
#pragma once

#include "credential/reading.hpp"
#include "credential/vocabulary.hpp"
#include "xml/document.hpp"

#include "requal/limits.hpp"

#include <vector>

namespace requal::credential {

/** @param roots the elements that may be read, and everything below them, in document order. Of a sealed file: what
 * its intact seals cover, so that parts may be missing, and a root may be a credential or its presentation. Other
 * roots hold no credential and are passed over.
 *  @return every credential, that of a presentation included; contradictions and unreadable parts are findings
 *  @throws Error elm2_reference_dangling, elm2_id_twice: links and ids are a matter of one credential each;
 *          credential_too_many_claims, credential_expands_too_much; data_* from the vocabularies.
 *  Checks no rule of the schema and no seal. The document belongs to one thread. */
[[nodiscard]] Reading read_elm2(const std::vector<xml::Element>& roots, const Vocabularies& vocabularies,
                                const Limits& limits);

} // namespace requal::credential
