#include "requal/exact.hpp"

#include <limits>
#include <numeric>
#include <stdexcept>

namespace requal {
namespace {

__extension__ using Wide = __int128;

Wide common_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

struct Parts {
    std::int64_t numerator;
    std::int64_t denominator;
};

/** Products of two 64-bit numbers fit, and so does the sum of two of them. */
Parts reduced(Wide numerator, Wide denominator) {
    if (denominator == 0)
        throw std::domain_error{"division by zero"};
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const Wide divisor = common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    constexpr Wide most = std::numeric_limits<std::int64_t>::max();
    if (numerator > most || numerator < -most || denominator > most)
        throw std::overflow_error{"a fraction does not fit 64 bits"};
    return {static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator)};
}

constexpr int most_places = 4;

std::int64_t power_of_ten(int places) {
    if (places < 0 || places > most_places)
        throw std::domain_error{"decimal places out of range"};
    std::int64_t power = 1;
    for (int i = 0; i < places; ++i)
        power *= 10;
    return power;
}

} // namespace

std::optional<Exact> Exact::parse(std::string_view text) noexcept {
    constexpr std::size_t most_digits = 6;
    const bool negative = text.starts_with('-');
    if (negative)
        text.remove_prefix(1);
    const std::size_t sign = text.find_first_of(".,");
    const std::string_view whole = text.substr(0, sign);
    const std::string_view part = sign == std::string_view::npos ? std::string_view{} : text.substr(sign + 1);
    if (whole.empty() || whole.size() > most_digits || part.size() > most_places ||
        (sign != std::string_view::npos && part.empty()))
        return std::nullopt;
    std::int64_t number = 0;
    std::int64_t scale = 1;
    for (const std::string_view digits : {whole, part})
        for (const char c : digits) {
            if (c < '0' || c > '9')
                return std::nullopt;
            number = number * 10 + (c - '0');
        }
    for (std::size_t i = 0; i < part.size(); ++i)
        scale *= 10;
    const std::int64_t divisor = std::gcd(number, scale);
    Exact exact;
    exact.m_numerator = (negative ? -number : number) / divisor;
    exact.m_denominator = scale / divisor;
    return exact;
}

Exact Exact::rounded(int places) const {
    const Wide power = power_of_ten(places);
    const Wide magnitude = m_numerator < 0 ? -Wide{m_numerator} : Wide{m_numerator};
    const Wide twice = 2 * magnitude * power + m_denominator;
    const Wide steps = twice / (2 * Wide{m_denominator});
    const Parts parts = reduced(m_numerator < 0 ? -steps : steps, power);
    Exact out;
    out.m_numerator = parts.numerator;
    out.m_denominator = parts.denominator;
    return out;
}

Exact Exact::truncated(int places) const {
    const Wide power = power_of_ten(places);
    const Parts parts = reduced(Wide{m_numerator} * power / m_denominator, power);
    Exact out;
    out.m_numerator = parts.numerator;
    out.m_denominator = parts.denominator;
    return out;
}

std::int64_t Exact::floor() const noexcept {
    const std::int64_t quotient = m_numerator / m_denominator;
    return m_numerator % m_denominator < 0 ? quotient - 1 : quotient;
}

std::string Exact::fixed(int places) const {
    const Exact value = rounded(places);
    const std::int64_t power = power_of_ten(places);
    const Wide scaled = Wide{value.m_numerator} * power / value.m_denominator;
    const bool negative = scaled < 0;
    const Wide magnitude = negative ? -scaled : scaled;
    std::string out = (negative ? "-" : "") + std::to_string(static_cast<std::int64_t>(magnitude / power));
    if (places > 0) {
        const std::string part = std::to_string(static_cast<std::int64_t>(magnitude % power));
        out += "." + std::string(static_cast<std::size_t>(places) - part.size(), '0') + part;
    }
    return out;
}

std::string Exact::decimal(int places) const {
    std::string out = fixed(places);
    if (out.find('.') == std::string::npos)
        return out;
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.'))
        out.pop_back();
    return out;
}

std::string Exact::text() const {
    if (rounded(most_places) == *this)
        return decimal(most_places);
    return std::to_string(m_numerator) + "/" + std::to_string(m_denominator);
}

Exact Exact::operator-() const {
    Exact out = *this;
    out.m_numerator = -out.m_numerator;
    return out;
}

namespace {

Exact made(const Parts& parts) {
    // The members are private; a whole number divided by a whole number is what the operators below give.
    return Exact{parts.numerator} / Exact{parts.denominator};
}

} // namespace

Exact operator+(const Exact& a, const Exact& b) {
    return made(reduced(Wide{a.m_numerator} * b.m_denominator + Wide{b.m_numerator} * a.m_denominator,
                        Wide{a.m_denominator} * b.m_denominator));
}

Exact operator-(const Exact& a, const Exact& b) {
    return a + -b;
}

Exact operator*(const Exact& a, const Exact& b) {
    return made(reduced(Wide{a.m_numerator} * b.m_numerator, Wide{a.m_denominator} * b.m_denominator));
}

Exact operator/(const Exact& a, const Exact& b) {
    const Parts parts = reduced(Wide{a.m_numerator} * b.m_denominator, Wide{a.m_denominator} * b.m_numerator);
    Exact out;
    out.m_numerator = parts.numerator;
    out.m_denominator = parts.denominator;
    return out;
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) noexcept {
    return Wide{a.m_numerator} * b.m_denominator <=> Wide{b.m_numerator} * a.m_denominator;
}

std::string ExactRange::text() const {
    const std::string first = low.decimal(2);
    const std::string second = high.decimal(2);
    return first == second ? first : first + " to " + second;
}

ExactRange operator*(const ExactRange& a, const ExactRange& b) {
    return {a.low * b.low, a.high * b.high};
}

ExactRange operator/(const ExactRange& a, const ExactRange& b) {
    return {a.low / b.high, a.high / b.low};
}

} // namespace requal
