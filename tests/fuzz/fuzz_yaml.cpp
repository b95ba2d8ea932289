// Whatever bytes come: the loader accepts them or refuses them with a code and a place, never
// anything else, and the readers of tables take whatever it accepts.

#include "conversion/table.hpp"
#include "framework/read.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "yaml/value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

/** Visits everything, so that a value that points outside its document is seen by the sanitizer. */
std::size_t weigh(const yaml::Value& value, std::size_t depth) {
    expect(depth <= 8);
    std::size_t sum = value.key().size();
    for (const char c : value.text())
        sum += static_cast<unsigned char>(c);
    for (const yaml::Value& item : value.items()) {
        expect(item.position().line > 0);
        if (value.is_map())
            expect(&value[item.key()] == &item); // keys are unique
        sum += weigh(item, depth + 1);
    }
    return sum;
}

template <typename Read>
void attempt(Read read) {
    try {
        read();
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::environment);
        expect(error.position().line > 0 || error.code() == Code::yaml_too_large ||
               error.code() == Code::yaml_wrong_type);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    yaml::Limits limits;
    limits.depth = 8;
    limits.values = 2000;
    attempt([&] { expect(weigh(yaml::parse(text, limits).root(), 0) != SIZE_MAX); });
    attempt([&] { static_cast<void>(framework::read_text(framework::read_index, text, "t")); });
    attempt([&] { static_cast<void>(framework::read_text(framework::read_national, text, "t")); });
    attempt([&] { static_cast<void>(framework::read_text(framework::read_eqf, text, "t")); });
    attempt([&] { static_cast<void>(framework::read_text(framework::read_isced, text, "t")); });
    attempt([&] { static_cast<void>(framework::read_text(framework::read_country, text, "t")); });
    attempt([&] { static_cast<void>(framework::read_text(conversion::read_credits, text, "t")); });
    attempt([&] { static_cast<void>(framework::read_text(conversion::read_grades, text, "t")); });
    attempt([&] {
        const yaml::Document over = yaml::laid_over(yaml::parse(text, limits), yaml::parse(text, limits),
                                                    std::array{yaml::RowList{"a", "id"}});
        expect(weigh(over.root(), 0) != SIZE_MAX);
    });
    return 0;
}
