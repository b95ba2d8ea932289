#include "mapping/window.hpp"

#include "requal/error.hpp"

#include <algorithm>
#include <cmath>

namespace requal::mapping {
namespace {

constexpr int usual_years = 5;       ///< of a programme whose length the table does not have
constexpr int slack = 1;             ///< the years of most tables were read in secondary sources
constexpr int approximate_slack = 3; ///< "about 2010"

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
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
    const auto invalid = [&] { return Error{Code::framework_date_invalid, {{"date", date}}}; };
    const std::string_view text{date};
    if (!digits(text.substr(0, 4)) || text.size() < 4)
        throw invalid();
    const int year = std::stoi(date.substr(0, 4));
    if (year < 1800 || year > 2200)
        throw invalid();
    if (text.size() == 4)
        return year;
    const auto two = [&](std::size_t at, int most) {
        if (text.size() < at + 3 || text[at] != '-' || !digits(text.substr(at + 1, 2)))
            throw invalid();
        const int number = std::stoi(date.substr(at + 1, 2));
        if (number < 1 || number > most)
            throw invalid();
    };
    two(4, 12);
    if (text.size() > 7)
        two(7, 31);
    if (text.size() > 10 && text[10] != 'T' && text[10] != '+' && text[10] != 'Z' && text[10] != ' ')
        throw invalid();
    return year;
}

} // namespace requal::mapping
