/** @file
 * The history of a service as the index keeps it: one text of JSON.
 */
#pragma once

#include "trust/trusted_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace requal::trust {

[[nodiscard]] std::string periods_as_json(const std::vector<ServicePeriod>& periods);
/** @throws Error when the text is not what periods_as_json() writes */
[[nodiscard]] std::vector<ServicePeriod> periods_from_json(std::string_view text);

} // namespace requal::trust
