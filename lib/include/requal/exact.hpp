/** @file
 * Numbers of conversions, kept as exact fractions: nothing is rounded before it is shown.
 *
 *     const Exact factor = Exact{45} / Exact{25};
 *     factor.text();                       // "1.8"
 *     (Exact{1} / Exact{3}).text();        // "1/3"
 *     (Exact{8} / Exact{3}).decimal(2);    // "2.67"
 *
 * Every operation throws std::overflow_error when the reduced fraction does not fit two numbers of 64 bits, and
 * std::domain_error for a division by zero.
 */
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace requal {

class Exact {
  public:
    constexpr Exact() noexcept = default;
    constexpr explicit Exact(std::int64_t whole) noexcept : m_numerator(whole) {}

    /** "12", "-3", "02", "7.5", "7,5": at most six digits before and four after the decimal sign. Nothing for every
     *  other text. */
    [[nodiscard]] static std::optional<Exact> parse(std::string_view text) noexcept;

    [[nodiscard]] std::int64_t numerator() const noexcept { return m_numerator; }
    [[nodiscard]] std::int64_t denominator() const noexcept { return m_denominator; } ///< above zero

    /** "2.5" where the decimal ends within four places, else "8/3". */
    [[nodiscard]] std::string text() const;
    /** Rounded half away from zero to at most four places, without zeros at the end. */
    [[nodiscard]] std::string decimal(int places) const;
    /** As decimal(), with exactly so many places. */
    [[nodiscard]] std::string fixed(int places) const;
    [[nodiscard]] Exact rounded(int places) const;   ///< half away from zero
    [[nodiscard]] Exact truncated(int places) const; ///< digits cut off
    [[nodiscard]] std::int64_t floor() const noexcept;

    [[nodiscard]] Exact operator-() const;
    friend Exact operator+(const Exact& a, const Exact& b);
    friend Exact operator-(const Exact& a, const Exact& b);
    friend Exact operator*(const Exact& a, const Exact& b);
    friend Exact operator/(const Exact& a, const Exact& b);
    friend bool operator==(const Exact& a, const Exact& b) noexcept = default;
    friend std::strong_ordering operator<=>(const Exact& a, const Exact& b) noexcept;

  private:
    std::int64_t m_numerator = 0;
    std::int64_t m_denominator = 1;
};

/** From the lower to the higher number; the same twice for a single number. */
struct ExactRange {
    Exact low;
    Exact high;

    [[nodiscard]] bool single() const noexcept { return low == high; }
    /** "25", or "25 to 30", each rounded to two places. */
    [[nodiscard]] std::string text() const;
    friend bool operator==(const ExactRange& a, const ExactRange& b) noexcept = default;
};

// Ranges of positive numbers: the result holds whatever the ends could give.
[[nodiscard]] ExactRange operator*(const ExactRange& a, const ExactRange& b);
[[nodiscard]] ExactRange operator/(const ExactRange& a, const ExactRange& b);

} // namespace requal
