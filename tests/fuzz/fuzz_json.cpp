// Whatever bytes come: the parser accepts them or refuses them with a code, never anything else,
// and the scanner that names the place of an offence agrees with it.

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "json/diagnose.hpp"
#include "json/value.hpp"

#include <cstddef>
#include <cstdint>

namespace {

using namespace requal;

/** Visits everything, so that a value that points outside its document is seen by the sanitizer. */
std::size_t weigh(const json::Value& value) {
    std::size_t sum = value.name().size();
    for (const char c : value.text())
        sum += static_cast<unsigned char>(c);
    for (const json::Value& item : value.items())
        sum += weigh(item) + (value.is_object() && !value[item.name()].exists() ? 1U : 0U);
    return sum;
}

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    Limits limits;
    limits.json_depth = 16;
    limits.json_members = 2000;
    const auto named = json::diagnose(text, limits);
    try {
        const json::Document document = json::parse(text, limits);
        expect(!named);
        expect(weigh(document.root()) != SIZE_MAX);
    } catch (const Error& error) {
        expect(effect_of(error.code()) == Effect::unprocessable);
        if (error.code() == Code::json_duplicate_member || error.code() == Code::json_too_many_values)
            expect(!named);
        else
            expect(named.has_value() &&
                   (named->code() == error.code() || error.code() == Code::json_byte_order_mark));
    }
    return 0;
}
