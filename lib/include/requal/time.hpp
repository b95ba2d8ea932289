/** @file
 * Points in time: seconds since 1970-01-01T00:00:00Z, always UTC. No global clock is read except by `now()`.
 */
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace requal {

struct Time {
    std::int64_t seconds = 0; ///< may be negative: birthdays lie before 1970

    friend auto operator<=>(const Time&, const Time&) = default;
};

[[nodiscard]] Time now() noexcept;
/** "2023-10-01T00:00:00Z"; years outside 0000–9999 are clamped. */
[[nodiscard]] std::string rfc3339(Time time);
/** "1 October 2023", as a person reads it, UTC; clamped likewise. */
[[nodiscard]] std::string plain_date(Time time);

/** The calendar day in Brussels, "1999-10-02": European credentials write birthdays as local midnight in UTC, so
 *  1999-10-01T22:00:00Z is the second of October. Before 1914 local time is taken as UTC. */
[[nodiscard]] std::string brussels_day(Time time);

/** What a date-time text of a file said. */
struct ParsedTime {
    Time time;
    bool had_zone = true; ///< false: the text names no zone and was read as UTC
    bool date_only = false;
};

/** Reads RFC 3339 and xsd:dateTime / xsd:date: fractions, `24:00:00`, offsets, and texts without a zone.
 *  @return nothing when the text is not such a date. Leap second 60 is read as 59. */
[[nodiscard]] std::optional<ParsedTime> parse_time(std::string_view text) noexcept;

} // namespace requal
