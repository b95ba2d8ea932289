/** @file
 * Reads EMREX transcripts (ELMO, from before 1.0 to 2.x) into the model. schemas/elmo-elm-mapping.tsv is the official
 * table of what becomes what.
 */
#pragma once

#include "credential/reading.hpp"
#include "credential/vocabulary.hpp"
#include "xml/document.hpp"

#include "requal/limits.hpp"

#include <vector>

namespace requal::credential {

/** @param roots the elements that may be read, and everything below them; only a root that is a transcript is one
 *  @return one credential per report; the learner and what belongs to the whole transcript stand in each of them.
 *          References that lead nowhere are findings.
 *  @throws Error credential_too_many_claims, credential_expands_too_much; data_* from the vocabularies.
 *  Checks neither schema nor seal; texts in HTML stay as they are. The document belongs to one thread. */
[[nodiscard]] Reading read_elmo(const std::vector<xml::Element>& roots, const Vocabularies& vocabularies,
                                const Limits& limits);

} // namespace requal::credential
