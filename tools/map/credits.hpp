/** @file
 * The part of requal-map that converts credits.
 */
#pragma once

#include "options.hpp"

#include "requal/credits.hpp"

#include <optional>

namespace requal::tools {

[[nodiscard]] OptionGroup credit_options();
/** What the call asks; nothing when it does not ask for a conversion of credits. Names are looked up later.
 *  @param described the credits are a detail of a qualification unless a system is named
 *  @throws UsageError for options without their number of credits */
[[nodiscard]] std::optional<CreditQuestion> credit_question(const ParsedOptions& options, bool described);

} // namespace requal::tools
