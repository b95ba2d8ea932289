#include <doctest/doctest.h>

#include "requal/exact.hpp"

#include <stdexcept>
#include <string>

using namespace requal;

namespace {

Exact number(const char* text) {
    return *Exact::parse(text);
}

} // namespace

TEST_CASE("numbers are read with a point or a comma, and nothing else is a number") {
    CHECK(number("7,5") == number("7.5"));
    CHECK(number("02") == Exact{2});
    CHECK(number("-3") == Exact{-3});
    CHECK(number("0.0001") == Exact{1} / Exact{10'000});
    for (const char* text : {"", "-", ".5", "5.", "1.2.3", "1e3", "+1", " 1", "1 ", "0x10", "nan", "1234567",
                             "1.23456", "--1", "1,2.3"}) {
        CAPTURE(text);
        CHECK_FALSE(Exact::parse(text));
    }
}

TEST_CASE("rounding is half away from zero, and nothing is rounded before") {
    CHECK(number("2.125").decimal(2) == "2.13");
    CHECK(number("-2.125").decimal(2) == "-2.13");
    CHECK(number("2.5").decimal(0) == "3");
    CHECK((Exact{8} / Exact{3}).decimal(2) == "2.67");
    CHECK((Exact{8} / Exact{3}).text() == "8/3");
    CHECK(number("2.50").text() == "2.5");
    CHECK(Exact{2}.fixed(1) == "2.0");
    CHECK(number("-0.004").decimal(2) == "0");
    CHECK(number("2.08").truncated(1) == Exact{2});
    CHECK(number("-2.08").truncated(1) == Exact{-2});
    CHECK(number("-0.5").floor() == -1);
    CHECK(number("1.9").floor() == 1);
    CHECK(Exact{1} / Exact{3} * Exact{3} == Exact{1});
}

TEST_CASE("order and arithmetic agree for small fractions") {
    for (int a = -6; a <= 6; ++a)
        for (int b = 1; b <= 6; ++b)
            for (int c = -6; c <= 6; ++c)
                for (int d = 1; d <= 6; ++d) {
                    const Exact x = Exact{a} / Exact{b};
                    const Exact y = Exact{c} / Exact{d};
                    CHECK((x < y) == (a * d < c * b));
                    CHECK((x == y) == (a * d == c * b));
                    CHECK(x + y - y == x);
                    if (c != 0)
                        CHECK(x / y * y == x);
                }
}

TEST_CASE("what does not fit is an error, not a wrong number") {
    Exact big = number("999999.9999");
    CHECK_THROWS_AS(static_cast<void>(big * big * big), std::overflow_error);
    CHECK_THROWS_AS(static_cast<void>(Exact{1} / Exact{0}), std::domain_error);
}

TEST_CASE("a range keeps what its ends could give") {
    const ExactRange ects{Exact{25}, Exact{30}};
    const ExactRange hours{Exact{45}, Exact{45}};
    CHECK((hours / ects).text() == "1.5 to 1.8");
    CHECK((hours / hours).text() == "1");
    CHECK((hours / hours).single());
}
