#include "mapping/window.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

namespace requal::mapping {
namespace {

constexpr int usual_years = 5;       ///< of a programme whose length the table does not have
constexpr int slack = 1;             ///< the years of most tables were read in secondary sources
constexpr int approximate_slack = 3; ///< "about 2010"

constexpr int first_year = 1800; ///< earlier ones are of another calendar
constexpr int last_year = 2200;

/** A date as one to three numbers: 1999, 06/1999, 15.06.1999, 1999-06-15. */
struct WrittenDate {
    char separator = 0;
    std::vector<int> numbers;
    std::vector<std::size_t> digits; ///< of each number
};

/** What follows the day of a date with a time does not count. Nothing when the text is no date. */
std::optional<WrittenDate> split(std::string_view text) {
    constexpr std::size_t most_digits = 4;
    WrittenDate date;
    while (!text.empty()) {
        int number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const auto count = static_cast<std::size_t>(end - text.data());
        if (error != std::errc{} || text.front() == '-' || count > most_digits)
            return std::nullopt;
        date.numbers.push_back(number);
        date.digits.push_back(count);
        text.remove_prefix(count);
        if (text.empty())
            break;
        const char next = text.front();
        if (date.numbers.size() == 3 && date.digits.front() == 4 &&
            (next == 'T' || next == '+' || next == 'Z' || next == ' '))
            break;
        const bool separates = next == '-' || next == '.' || next == '/';
        if (!separates || date.numbers.size() == 3 || (date.separator != 0 && next != date.separator))
            return std::nullopt;
        date.separator = next;
        text.remove_prefix(1);
        if (text.empty())
            return std::nullopt;
    }
    const auto years = std::count(date.digits.begin(), date.digits.end(), most_digits);
    const bool at_an_end = years == 1 && (date.digits.front() == most_digits || date.digits.back() == most_digits);
    const bool rest_short = std::all_of(date.digits.begin(), date.digits.end(),
                                        [](std::size_t count) { return count == most_digits || count <= 2; });
    return at_an_end && rest_short ? std::optional{std::move(date)} : std::nullopt;
}

bool is_day(int year, int month, int day) {
    if (year < first_year || year > last_year || month < 1 || day < 1)
        return false;
    return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                       std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

} // namespace

Window window_of(const framework::Award& award) {
    const framework::Validity& valid = award.valid;
    Window window{valid.from, valid.to, valid.approximate, {}};
    const auto year = [&](int number) { return (valid.approximate ? "about " : "") + std::to_string(number); };
    if (valid.from)
        window.text = "from " + year(*valid.from);
    if (valid.to) {
        window.text += (window.text.empty() ? "until " : " to ") + year(*valid.to);
    } else if (valid.last_admission) {
        const bool known = award.duration.most && !award.duration.total_schooling;
        window.to = *valid.last_admission + (known ? static_cast<int>(std::ceil(*award.duration.most)) : usual_years);
        window.approximate = true;
        window.text += (window.text.empty() ? "until about " : " to about ") + std::to_string(*window.to) +
                       " (last admissions in " + year(*valid.last_admission) + ")";
    } else if (valid.from) {
        window.text = "since " + year(*valid.from);
    }
    return window;
}

WindowFit Window::fit(int year) const noexcept {
    if (!is_limited())
        return WindowFit::unlimited;
    const int room = approximate ? approximate_slack : slack;
    if ((from && year < *from - room) || (to && year > *to + room))
        return WindowFit::outside;
    const bool near =
        approximate && ((from && std::abs(year - *from) <= room) || (to && std::abs(year - *to) <= room));
    if (near || (from && year < *from) || (to && year > *to))
        return WindowFit::edge;
    return WindowFit::inside;
}

int year_of(const std::string& date) {
    const std::optional<WrittenDate> written = split(date);
    const auto in_order = [&](int year, int month, int day) {
        return is_day(year, month, day) ? std::optional{year} : std::nullopt;
    };
    std::optional<int> year;
    if (written) {
        const auto& [separator, part, digits_of] = *written;
        if (part.size() == 1)
            year = in_order(part[0], 1, 1);
        else if (digits_of.front() == 4)
            year = in_order(part[0], part[1], part.size() == 2 ? 1 : part[2]);
        else if (part.size() == 2)
            year = in_order(part[1], part[0], 1);
        else
            year = in_order(part[2], part[1], part[0]);
        // 06/15/1999: with strokes the month may come first. Which of the two is meant makes no other year.
        if (!year && separator == '/' && part.size() == 3 && digits_of.front() < 4)
            year = in_order(part[2], part[0], part[1]);
    }
    if (!year)
        throw Error{Code::framework_date_invalid, {{"date", date}}};
    return *year;
}

} // namespace requal::mapping
