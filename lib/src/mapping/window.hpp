/** @file
 * The years in which an award was awarded.
 */
#pragma once

#include "framework/country.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace requal::mapping {

enum class WindowFit : std::uint8_t {
    unlimited, ///< the table knows no limit
    inside,
    edge, ///< the limit is approximate, and the year lies near it
    outside
};

struct Window {
    std::optional<int> from;
    std::optional<int> to; ///< after last admissions: the last regular year of award
    bool approximate = false;
    std::string text; ///< "until about 2010", "until about 2021 (last admissions in 2016)"; empty: no limit

    [[nodiscard]] bool is_limited() const noexcept { return from || to; }
    [[nodiscard]] WindowFit fit(int year) const noexcept;
};

[[nodiscard]] Window window_of(const framework::Award& award);

/** The year of "2016", "2016-06", "2016-06-30" or a time stamp, and of "30.06.2016", "06/2016", "06/30/2016": of the
 *  Gregorian calendar, 1800 to 2200. @throws Error framework_date_invalid */
[[nodiscard]] int year_of(const std::string& date);

} // namespace requal::mapping
