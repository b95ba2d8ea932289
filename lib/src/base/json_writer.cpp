#include "requal/json_writer.hpp"

#include "base/json_text.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace requal {

void JsonWriter::new_line() {
    if (m_layout == Layout::compact)
        return;
    m_out += '\n';
    m_out.append((m_depth + m_has_entries.size()) * 2, ' ');
}

void JsonWriter::finish() const {
    if (m_out.size() > m_most)
        throw Error{Code::output_too_large, {{"limit", std::to_string(m_most)}}};
}

void JsonWriter::before_value() {
    finish();
    if (m_after_key) {
        m_after_key = false;
        return;
    }
    if (m_has_entries.empty())
        return;
    if (m_has_entries.back())
        m_out += ',';
    m_has_entries.back() = true;
    new_line();
}

void JsonWriter::open(char bracket) {
    before_value();
    m_out += bracket;
    m_has_entries.push_back(false);
}

void JsonWriter::close(char bracket) {
    const bool had_entries = m_has_entries.back();
    m_has_entries.pop_back();
    if (had_entries)
        new_line();
    m_out += bracket;
}

void JsonWriter::begin_object() {
    open('{');
}
void JsonWriter::end_object() {
    close('}');
}
void JsonWriter::begin_array() {
    open('[');
}
void JsonWriter::end_array() {
    close(']');
}

void JsonWriter::key(std::string_view name) {
    before_value();
    m_out += '"';
    append_json(m_out, name);
    m_out += m_layout == Layout::compact ? "\":" : "\": ";
    m_after_key = true;
}

void JsonWriter::null() {
    raw("null");
}

void JsonWriter::value(std::string_view text) {
    before_value();
    m_out += '"';
    // In pieces: escaped, a text may be six times as long, and is refused before it is whole.
    constexpr std::size_t piece = 1'000'000;
    while (text.size() > piece) {
        std::size_t end = piece;
        while (end > piece - 4 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) // not inside a letter
            --end;
        append_json(m_out, text.substr(0, end));
        text.remove_prefix(end);
        finish();
    }
    append_json(m_out, text);
    m_out += '"';
}

void JsonWriter::value(bool truth) {
    raw(truth ? "true" : "false");
}

void JsonWriter::value(double number) {
    if (!std::isfinite(number)) {
        null(); // RFC 8259 has no NaN and no infinity
        return;
    }
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
    raw({text.data(), static_cast<std::size_t>(end.ptr - text.data())});
}

void JsonWriter::raw(std::string_view json) {
    before_value();
    m_out += json;
}

} // namespace requal
