/** @file
 * Reads a European Digital Credential of ELM 3 (JSON-LD) into the model.
 */
#pragma once

#include "credential/graph.hpp"
#include "credential/vocabulary.hpp"

#include "requal/credential.hpp"
#include "requal/limits.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::credential {

/** Says whether a name is a term of the profile's context. */
using KnownTerm = std::function<bool(std::string_view)>;

/** @param graph of the credential; its pointers become the `where` of every value
 *  @param known_term tells terms that this model has no place for from names that no context knows
 *  @return the model; contradictions and unreadable parts are its `findings`, not errors
 *  @throws Error credential_too_many_claims, credential_expands_too_much; data_* from the
 * vocabularies. Checks no rule of the application profile and no seal. Any number of threads may
 * read at once. */
[[nodiscard]] Credential read_elm3(const Graph& graph, const Vocabularies& vocabularies, const KnownTerm& known_term,
                                   const Limits& limits);

/** The same for each subject, in document order: what is claimed of one person stands beside no other. Claims that no
 *  subject leads to are told of nobody when there are several. */
[[nodiscard]] std::vector<Credential> read_elm3_subjects(const Graph& graph, const Vocabularies& vocabularies,
                                                         const KnownTerm& known_term, const Limits& limits);

/** The same for the first subject of a credential whose graph nobody else needs.
 *  @param where pointer of the credential inside its document, "" when it is the document */
[[nodiscard]] Credential read_elm3(const json::Value& credential, const std::string& where,
                                   const Vocabularies& vocabularies, const KnownTerm& known_term,
                                   const Limits& limits);

} // namespace requal::credential
