#include "requal/text.hpp"

#include "base/json_text.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/limits.hpp"

#include <algorithm>
#include <cstdint>
#include <unicode/uchar.h>

namespace requal {
namespace {

struct Decoded {
    char32_t code_point = 0;
    std::size_t length = 0; ///< 0: the bytes are not UTF-8
};

/** Decodes the first character after Unicode 15, table 3-7: the ranges of the second byte exclude
 * overlong forms, surrogates and everything above U+10FFFF. */
Decoded decode(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(0);
    if (first < 0x80)
        return {first, 1};
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    char32_t value = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
        value = first & 0x1FU;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        value = first & 0x0FU;
        low = first == 0xE0 ? 0xA0 : 0x80;
        high = first == 0xED ? 0x9F : 0xBF;
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        value = first & 0x07U;
        low = first == 0xF0 ? 0x90 : 0x80;
        high = first == 0xF4 ? 0x8F : 0xBF;
    } else {
        return {};
    }
    if (text.size() < length)
        return {};
    for (std::size_t i = 1; i < length; ++i) {
        if (byte(i) < low || byte(i) > high)
            return {};
        value = (value << 6U) | (byte(i) & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return {value, length};
}

/** Characters that move the cursor, reorder the line, or are invisible (Unicode TR 36, section 3): fillers of Korean,
 * selectors of variants and the blank of Braille, too. */
bool is_deceptive(char32_t c) noexcept {
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
        return true;
    return c >= 0x7F && ((c >= 0x2028 && c <= 0x202E) || c == 0x2800 || (c >= 0xFFF9 && c <= 0xFFFB) ||
                         (c >= 0xE0000 && c <= 0xE0FFF) ||
                         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0);
}

/** Appends at least `digits` lower-case hexadecimal digits between a prefix and a suffix. */
void append_hex(std::string& out, std::string_view before, unsigned value, int digits, std::string_view after) {
    out += before;
    int length = digits;
    while (length < 8 && value >> (4 * length) != 0)
        ++length;
    for (int at = length - 1; at >= 0; --at)
        out += "0123456789abcdef"[value >> (4 * at) & 0xFU];
    out += after;
}

/** Vowel signs and accents stand on the letter before them; Chinese, Japanese and Korean letters are two columns
 * wide. */
std::size_t columns_of(char32_t c) noexcept {
    const auto character = static_cast<UChar32>(c);
    const auto category = u_charType(character);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK)
        return 0;
    const auto width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

} // namespace

std::string escape_terminal(std::string_view text) {
    static constexpr std::size_t most = Limits{}.output_bytes; // a letter can become ten
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Decoded d = decode(text);
        if (d.length == 0) {
            append_hex(out, "\\x{", static_cast<unsigned char>(text.front()), 2, "}");
            text.remove_prefix(1);
            continue;
        }
        if (is_deceptive(d.code_point))
            append_hex(out, "\\u{", static_cast<unsigned>(d.code_point), 4, "}");
        else
            out.append(text.substr(0, d.length));
        text.remove_prefix(d.length);
        if (out.size() > most)
            throw Error{Code::output_too_large, {{"limit", std::to_string(most)}}};
    }
    return out;
}

std::string escape_json(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 8);
    append_json(out, text);
    return out;
}

void append_json(std::string& out, std::string_view text) {
    while (!text.empty()) {
        // Most text needs nothing: runs of plain letters are taken whole.
        const auto special = std::find_if(text.begin(), text.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\';
        });
        const auto plain = static_cast<std::size_t>(special - text.begin());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty())
            break;
        const Decoded d = decode(text);
        if (d.length == 0) {
            out += "\\ufffd";
            text.remove_prefix(1);
            continue;
        }
        const char c = text.front();
        if (d.length == 1 && (c == '"' || c == '\\')) {
            out += '\\';
            out += c;
        } else if (d.length == 1 && c == '\n') {
            out += "\\n";
        } else if (d.length == 1 && c == '\t') {
            out += "\\t";
        } else if (d.length == 1 && (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)) {
            append_hex(out, "\\u", static_cast<unsigned char>(c), 4, "");
        } else if (d.code_point >= 0x80 && is_deceptive(d.code_point)) {
            // Legal raw, but a log viewer that prints the line must not be reordered by it.
            const auto value = static_cast<unsigned>(d.code_point);
            if (value < 0x10000) {
                append_hex(out, "\\u", value, 4, "");
            } else {
                append_hex(out, "\\u", 0xD800U + ((value - 0x10000U) >> 10U), 4, "");
                append_hex(out, "\\u", 0xDC00U + (value & 0x3FFU), 4, "");
            }
        } else {
            out.append(text.substr(0, d.length));
        }
        text.remove_prefix(d.length);
    }
}

std::size_t find_invalid_utf8(std::string_view text) noexcept {
    std::size_t offset = 0;
    while (offset < text.size()) {
        const Decoded d = decode(text.substr(offset));
        if (d.length == 0)
            return offset;
        offset += d.length;
    }
    return std::string_view::npos;
}

std::size_t display_width(std::string_view text) noexcept {
    std::size_t width = 0;
    while (!text.empty()) {
        const Decoded d = decode(text);
        width += d.code_point < 0x300 ? 1 : columns_of(d.code_point);
        text.remove_prefix(d.length == 0 ? 1 : d.length);
    }
    return width;
}

} // namespace requal
