/** @file
 * What a sub-indication of ETSI EN 319 102-1, 5.1.3 means, why it happens, and what would settle it.
 *
 *     if (const auto sub = sub_indication_from_text("OUT_OF_BOUNDS_NO_POE"))
 *         std::string why = cause(*sub, Language::en);
 *
 * The list is sub_indications.def beside this file. All functions may be called by any thread.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/report.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace requal {

/** How many there are, SubIndication::none left out. */
[[nodiscard]] std::size_t sub_indication_count() noexcept;
/** @param index below sub_indication_count() */
[[nodiscard]] SubIndication sub_indication_at(std::size_t index) noexcept;
/** @param text as sub_indication_text() gives it: "HASH_FAILURE" */
[[nodiscard]] std::optional<SubIndication> sub_indication_from_text(std::string_view text) noexcept;

/** `failed` for those of TOTAL-FAILED, `indeterminate` for those of INDETERMINATE. A time-stamp that fails proves
 *  nothing, whatever the word; only a seal that fails makes the verdict `invalid`. */
[[nodiscard]] Effect effect_of(SubIndication sub) noexcept;

/** One line, lower case, no full stop. Empty for none, as are the others. */
[[nodiscard]] std::string message(SubIndication sub, Language language);
[[nodiscard]] std::string cause(SubIndication sub, Language language);
[[nodiscard]] std::string remedy(SubIndication sub, Language language);

} // namespace requal
