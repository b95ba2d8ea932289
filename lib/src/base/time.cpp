#include "requal/time.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace requal {
namespace {

constexpr std::int64_t seconds_per_day = 86400;

struct Civil {
    int year;
    unsigned month, day;
    std::int64_t second_of_day;
};

/** Clamped to the years 0000 to 9999: the calendar of the standard library wraps round far outside
 * of them. */
Civil civil(Time time) {
    using namespace std::chrono;
    constexpr std::int64_t first = -62167219200; // 0000-01-01
    constexpr std::int64_t last = 253402300799;  // 9999-12-31T23:59:59
    const std::int64_t seconds = std::clamp(time.seconds, first, last);
    std::int64_t days = seconds / seconds_per_day;
    std::int64_t rest = seconds % seconds_per_day;
    if (rest < 0) {
        rest += seconds_per_day;
        --days;
    }
    const year_month_day date{sys_days{std::chrono::days{days}}};
    return {int{date.year()}, unsigned{date.month()}, unsigned{date.day()}, rest};
}

/** Cursor over a date text: every step either reads or makes the whole parse fail. */
class Scanner {
  public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    bool literal(char c) {
        if (m_rest.empty() || m_rest.front() != c)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool digits(std::size_t count, int& value) {
        if (m_rest.size() < count)
            return false;
        value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9')
                return false;
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(count);
        return true;
    }
    bool fraction(bool& zero) {
        const std::size_t n = std::min(m_rest.find_first_not_of("0123456789"), m_rest.size());
        zero = m_rest.substr(0, n).find_first_not_of('0') == std::string_view::npos;
        m_rest.remove_prefix(n);
        return n > 0;
    }
    [[nodiscard]] bool done() const { return m_rest.empty(); }
    [[nodiscard]] char peek() const { return m_rest.empty() ? '\0' : m_rest.front(); }

  private:
    std::string_view m_rest;
};

/** Reads "Z", "+hh:mm" or "-hh:mm"; leaves `had_zone` false when nothing stands there. */
bool read_zone(Scanner& in, std::int64_t& offset, bool& had_zone) {
    had_zone = true;
    if (in.literal('Z') || in.literal('z'))
        return true;
    if (in.peek() != '+' && in.peek() != '-') {
        had_zone = false;
        return true;
    }
    const bool east = in.literal('+');
    if (!east && !in.literal('-'))
        return false;
    int hours = 0;
    int minutes = 0;
    if (!in.digits(2, hours) || !in.literal(':') || !in.digits(2, minutes) || minutes > 59)
        return false;
    offset = (hours * 3600 + minutes * 60) * (east ? 1 : -1);
    return hours * 60 + minutes <= 14 * 60; // XML Schema 1.1 part 2, 3.3.7: at most 14:00
}

} // namespace

Time now() noexcept {
    using namespace std::chrono;
    return {duration_cast<seconds>(system_clock::now().time_since_epoch()).count()};
}

std::string rfc3339(Time time) {
    const Civil c = civil(time);
    std::array<char, 40> text{};
    const int n = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", c.year, c.month, c.day,
                                static_cast<int>(c.second_of_day / 3600), static_cast<int>(c.second_of_day / 60 % 60),
                                static_cast<int>(c.second_of_day % 60));
    return {text.data(), static_cast<std::size_t>(n)};
}

std::string plain_date(Time time) {
    static constexpr std::array<const char*, 12> months{"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};
    const Civil c = civil(time);
    return std::to_string(c.day) + " " + months.at(c.month - 1) + " " + std::to_string(c.year);
}

std::optional<ParsedTime> parse_time(std::string_view text) noexcept {
    using namespace std::chrono;
    Scanner in{text};
    int year_number = 0;
    int month_number = 0;
    int day_number = 0;
    if (!in.digits(4, year_number) || !in.literal('-') || !in.digits(2, month_number) || !in.literal('-') ||
        !in.digits(2, day_number))
        return std::nullopt;
    const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                              day{static_cast<unsigned>(day_number)}};
    if (!date.ok())
        return std::nullopt;
    ParsedTime result;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (in.literal('T') || in.literal('t') || in.literal(' ')) {
        if (!in.digits(2, hour) || !in.literal(':') || !in.digits(2, minute) || !in.literal(':') ||
            !in.digits(2, second))
            return std::nullopt;
        bool no_fraction = true;
        if (in.literal('.') && !in.fraction(no_fraction))
            return std::nullopt;
        const bool end_of_day = hour == 24 && minute == 0 && second == 0 && no_fraction;
        if ((hour > 23 && !end_of_day) || minute > 59 || second > 60)
            return std::nullopt;
        second = std::min(second, 59);
    } else {
        result.date_only = true;
    }
    std::int64_t offset = 0;
    if (!read_zone(in, offset, result.had_zone) || !in.done())
        return std::nullopt;
    result.time.seconds =
        sys_days{date}.time_since_epoch().count() * seconds_per_day + hour * 3600 + minute * 60 + second - offset;
    return result;
}

} // namespace requal
