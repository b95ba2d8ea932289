/** @file
 * Writes JSON in the order it is told, compact or indented.
 *
 *     JsonWriter out{Layout::compact};
 *     out.begin_object();
 *     out.member("verdict", "valid");
 *     out.key("findings"); out.begin_array(); out.end_array();
 *     out.end_object();
 *     use(out.text());
 *
 * Numbers are written with std::to_chars, so no locale touches them. Strings are escaped here and nowhere else.
 * One writer belongs to one thread.
 */
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal {

enum class Layout : std::uint8_t { compact, indented };

class JsonWriter {
  public:
    /** @param depth how many levels the text will stand indented inside another document */
    explicit JsonWriter(Layout layout = Layout::compact, std::size_t depth = 0) : m_layout(layout), m_depth(depth) {}

    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    void key(std::string_view name);

    void null();
    void value(std::string_view text);
    void value(const std::string& text) { value(std::string_view{text}); }
    void value(const char* text) { value(std::string_view{text}); }
    void value(bool truth);
    template <std::integral T>
    requires(!std::same_as<T, bool>) void value(T number) { raw(std::to_string(number)); }
    void value(double number);
    template <typename T>
    void value(const std::optional<T>& maybe) {
        if (maybe)
            value(*maybe);
        else
            null();
    }
    /** Text that is already JSON, written as it is. */
    void raw(std::string_view json);

    template <typename T>
    void member(std::string_view name, const T& content) {
        key(name);
        value(content);
    }
    void null_member(std::string_view name) {
        key(name);
        null();
    }
    /** Writes null for an empty text: absent information is null, never "". */
    void text_or_null(std::string_view name, std::string_view text) {
        key(name);
        if (text.empty())
            null();
        else
            value(text);
    }
    template <typename Range>
    void text_array(std::string_view name, const Range& texts) {
        key(name);
        begin_array();
        for (const auto& text : texts)
            value(std::string_view{text});
        end_array();
    }
    /** @param write called with each entry of the range; writes one value */
    template <typename Range, typename Write>
    void array(std::string_view name, const Range& range, Write write) {
        key(name);
        begin_array();
        for (const auto& entry : range)
            write(entry);
        end_array();
    }

    /** From now on a text of more bytes is refused: whoever writes one throws Error output_too_large. */
    void hold_to(std::size_t most_bytes) noexcept { m_most = most_bytes; }
    /** Nothing more will be written. @throws Error output_too_large */
    void finish() const;

    [[nodiscard]] const std::string& text() const noexcept { return m_out; }
    [[nodiscard]] std::string take() noexcept { return std::move(m_out); }

  private:
    void before_value();
    void new_line();
    void open(char bracket);
    void close(char bracket);

    Layout m_layout;
    std::size_t m_depth;
    std::size_t m_most = static_cast<std::size_t>(-1);
    std::string m_out;
    std::vector<bool> m_has_entries; ///< one per open bracket
    bool m_after_key = false;
};

} // namespace requal
