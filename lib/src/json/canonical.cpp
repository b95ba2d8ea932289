#include "json/canonical.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace requal::json {
namespace {

/** The order of UTF-16 code units differs from that of UTF-8 bytes where surrogates stand below U+E000 to U+FFFF. */
bool utf16_less(std::string_view left, std::string_view right) {
    const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (l == left.end() || r == right.end())
        return l == left.end() && r != right.end();
    const auto a = static_cast<unsigned char>(*l);
    const auto b = static_cast<unsigned char>(*r);
    const auto rank = [](unsigned char byte) {
        return byte >= 0xF0 ? 0xEE + (byte - 0xF0) : byte >= 0xEE ? byte + 8 : int{byte};
    };
    return rank(a) < rank(b);
}

class Serialiser {
  public:
    explicit Serialiser(Form form) : m_form(form) {}

    void write(const Value& value) {
        switch (value.kind()) {
        case Kind::absent:
        case Kind::null:
            m_out += "null";
            break;
        case Kind::boolean:
            m_out += value.truth() ? "true" : "false";
            break;
        case Kind::integer:
            if (m_form == Form::rfc8785) // whose numbers are all of double precision
                number(static_cast<double>(value.integer()));
            else
                m_out += std::to_string(value.integer());
            break;
        case Kind::number:
            number(value.number());
            break;
        case Kind::string:
            string(value.text());
            break;
        case Kind::array:
            list(value, '[', ']');
            break;
        case Kind::object:
            list(value, '{', '}');
            break;
        }
    }

    void string(std::string_view text) {
        constexpr std::string_view digits = "0123456789abcdef";
        m_out += '"';
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            constexpr std::string_view plain = "\b\t\n\f\r\"\\";
            constexpr std::string_view letters = "btnfr\"\\";
            if (const std::size_t at = plain.find(c); at != std::string_view::npos) {
                m_out += '\\';
                m_out += letters[at];
            } else if (byte < 0x20) {
                m_out += "\\u00";
                m_out += digits[byte >> 4U];
                m_out += digits[byte & 15U];
            } else if (c == '/' && m_form == Form::as_written_with_slashes) {
                m_out += "\\/";
            } else {
                m_out += c;
            }
        }
        m_out += '"';
    }

    std::string take() { return std::move(m_out); }

  private:
    void list(const Value& value, char open, char close) {
        std::vector<const Value*> items;
        for (const Value& item : value.items())
            items.push_back(&item);
        if (m_form == Form::rfc8785 && value.is_object())
            std::sort(items.begin(), items.end(),
                      [](const Value* a, const Value* b) { return utf16_less(a->name(), b->name()); });
        m_out += open;
        for (const Value* item : items) {
            if (item != items.front())
                m_out += ',';
            if (value.is_object()) {
                string(item->name());
                m_out += ':';
            }
            write(*item);
        }
        m_out += close;
    }

    /** ECMAScript, Number::toString: the shortest digits that read back, in plain form from 1e-6 up to 1e21. */
    void number(double value) {
        std::array<char, 32> buffer{};
        const auto written =
            std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
        std::string_view text{buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data())};
        if (value == 0) {
            m_out += '0';
            return;
        }
        if (text.starts_with('-')) {
            m_out += '-';
            text.remove_prefix(1);
        }
        const std::size_t e = text.find('e');
        std::string digits;
        for (const char c : text.substr(0, e))
            if (c != '.')
                digits += c;
        int exponent = 0;
        const std::size_t sign = e + 1;
        std::from_chars(text.data() + sign + (text[sign] == '+' ? 1 : 0), text.data() + text.size(), exponent);
        const int count = static_cast<int>(digits.size());
        const int point = exponent + 1; // digits before the decimal point
        if (point > 21 || point < -5) {
            m_out += digits.front();
            if (count > 1)
                m_out += '.' + digits.substr(1);
            m_out += exponent < 0 ? "e-" : "e+";
            m_out += std::to_string(std::abs(exponent));
        } else if (point <= 0) {
            m_out += "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
        } else if (point >= count) {
            m_out += digits + std::string(static_cast<std::size_t>(point - count), '0');
        } else {
            m_out += digits.substr(0, static_cast<std::size_t>(point)) + '.' +
                     digits.substr(static_cast<std::size_t>(point));
        }
    }

    Form m_form;
    std::string m_out;
};

} // namespace

std::string serialised(const Value& value, Form form) {
    Serialiser out{form};
    out.write(value);
    return out.take();
}

std::string quoted(std::string_view text, Form form) {
    Serialiser out{form};
    out.string(text);
    return out.take();
}

} // namespace requal::json
