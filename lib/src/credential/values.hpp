/** @file
 * What readers of every format do alike with a value once they have it.
 */
#pragma once

#include "credential/terms.hpp"

#include "requal/credential_parts.hpp"
#include "requal/finding.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::credential {

/** A date as the file writes it; white space around it is no part of the lexical form. */
[[nodiscard]] DateTime date_of(std::string raw, std::string where);

/** Fills in what the bundled lists say about the concept's id.
 *  @param id the concept's id where it outlives `terms`
 *  @return findings: a label or scheme that is not the list's */
[[nodiscard]] std::vector<Finding> look_up(Concept& term, Terms& terms, std::string_view id);

/** Size of what base64 text stands for, also behind "data:…,"; line breaks are allowed, as mail programs make them.
 *  Nothing when the text is no base64. */
[[nodiscard]] std::optional<std::uint64_t> decoded_size(std::string_view text);

} // namespace requal::credential
