#include "json/diagnose.hpp"

#include "requal/codes.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace requal::json {
namespace {

/** Whether a number that no double holds is too large, as against too near to zero: by the place of
 * its first digit that is not zero. from_chars does not tell the two apart. */
bool is_huge(std::string_view number) {
    const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
    const std::string_view digits = number.substr(0, mark);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.find_first_of("123456789");
    if (first == std::string_view::npos)
        return false;
    std::string_view exponent = number.substr(std::min(mark + 1, number.size()));
    if (exponent.starts_with('+'))
        exponent.remove_prefix(1);
    std::int64_t power = 0;
    const auto result = std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
    if (result.ec == std::errc::result_out_of_range)
        return !exponent.starts_with('-');
    return power + static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) > 0;
}

/** A push-down scanner after RFC 8259. The stack holds the open brackets, so depth costs heap, not
 * stack. */
class Scanner {
  public:
    Scanner(std::string_view text, const Limits& limits) : m_text(text), m_limits(limits) {}

    std::optional<Error> run() {
        if (const std::size_t bad = find_invalid_utf8(m_text); bad != std::string_view::npos) {
            m_at = bad;
            return problem(Code::json_not_utf8);
        }
        while (!m_failed) {
            skip_space();
            if (m_expect == Expect::nothing) {
                if (m_at < m_text.size())
                    fail(Code::json_trailing_data);
                break;
            }
            step();
        }
        return std::move(m_failed);
    }

  private:
    enum class Expect : std::uint8_t { value, value_or_end, name, name_or_end, colon, comma_or_end, nothing };

    void step() {
        if (m_at >= m_text.size()) {
            syntax(m_open.empty() ? "the text ends before a value"
                                  : "the text ends before the last bracket is closed");
            return;
        }
        const char c = m_text[m_at];
        switch (m_expect) {
        case Expect::value_or_end:
            if (c == ']') {
                close(c);
                return;
            }
            [[fallthrough]];
        case Expect::value:
            value(c);
            return;
        case Expect::name_or_end:
            if (c == '}') {
                close(c);
                return;
            }
            [[fallthrough]];
        case Expect::name:
            if (c != '"')
                syntax("a member name in double quotes is expected");
            else if (string())
                m_expect = Expect::colon;
            return;
        case Expect::colon:
            if (c != ':')
                syntax("a colon is expected after the member name");
            else
                ++m_at;
            m_expect = Expect::value;
            return;
        case Expect::comma_or_end:
            if (c == ',') {
                ++m_at;
                m_expect = m_open.back() == '{' ? Expect::name : Expect::value;
            } else if (c == ']' || c == '}') {
                close(c);
            } else {
                syntax("a comma or a closing bracket is expected");
            }
            return;
        case Expect::nothing:
            return;
        }
    }

    void value(char c) {
        if (c == '{' || c == '[') {
            if (m_open.size() >= m_limits.json_depth) {
                fail(Code::json_too_deep, {{"limit", std::to_string(m_limits.json_depth)}});
                return;
            }
            m_open.push_back(c);
            ++m_at;
            m_expect = c == '{' ? Expect::name_or_end : Expect::value_or_end;
        } else if (c == '"') {
            if (string())
                after_value();
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            if (number())
                after_value();
        } else if (word("true") || word("false") || word("null")) {
            after_value();
        } else {
            syntax("a value is expected");
        }
    }

    void close(char c) {
        if ((c == '}') != (m_open.back() == '{')) {
            syntax("the closing bracket does not match the open one");
            return;
        }
        m_open.pop_back();
        ++m_at;
        after_value();
    }

    void after_value() { m_expect = m_open.empty() ? Expect::nothing : Expect::comma_or_end; }

    bool word(std::string_view expected) {
        if (!m_text.substr(m_at).starts_with(expected))
            return false;
        m_at += expected.size();
        return true;
    }

    bool digits() {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
        return m_at > start;
    }

    bool number() {
        const std::size_t start = m_at;
        if (m_text[m_at] == '-')
            ++m_at;
        const bool zero = m_at < m_text.size() && m_text[m_at] == '0';
        if (zero)
            ++m_at;
        else if (!digits())
            return syntax("a digit is expected");
        if (zero && m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            return syntax("a number must not begin with zero");
        bool integer = true;
        if (m_at < m_text.size() && m_text[m_at] == '.') {
            integer = false;
            ++m_at;
            if (!digits())
                return syntax("a digit is expected after the decimal point");
        }
        if (m_at < m_text.size() && (m_text[m_at] == 'e' || m_text[m_at] == 'E')) {
            integer = false;
            ++m_at;
            if (m_at < m_text.size() && (m_text[m_at] == '+' || m_text[m_at] == '-'))
                ++m_at;
            if (!digits())
                return syntax("a digit is expected in the exponent");
        }
        return in_range(m_text.substr(start, m_at - start), integer, start);
    }

    bool in_range(std::string_view text, bool integer, std::size_t start) {
        if (integer) {
            std::uint64_t magnitude = 0;
            std::int64_t value = 0;
            const char* end = text.data() + text.size();
            if (std::from_chars(text.data(), end, value).ec == std::errc{} ||
                std::from_chars(text.data(), end, magnitude).ec == std::errc{})
                return true;
        } else {
            double value = 0;
            const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
            // An underflow to zero is a value; an overflow is none.
            if (result.ec == std::errc{} || !is_huge(text))
                return true;
        }
        m_at = start;
        return fail(Code::json_number_out_of_range);
    }

    bool hex4(unsigned& value) {
        if (m_text.size() - m_at < 4)
            return false;
        value = 0;
        const auto result = std::from_chars(m_text.data() + m_at, m_text.data() + m_at + 4, value, 16);
        if (result.ptr != m_text.data() + m_at + 4)
            return false;
        m_at += 4;
        return true;
    }

    bool string() {
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return syntax("a control character in a string must be escaped");
            ++m_at;
            if (c == '\\' && !escape())
                return false;
        }
        return syntax("the text ends inside a string");
    }

    bool escape() {
        const std::size_t start = m_at - 1;
        if (m_at >= m_text.size())
            return syntax("the text ends inside a string");
        const char c = m_text[m_at++];
        if (std::string_view{"\"\\/bfnrt"}.find(c) != std::string_view::npos)
            return true;
        unsigned unit = 0;
        if (c != 'u' || !hex4(unit)) {
            m_at = start;
            return syntax("this escape sequence does not exist");
        }
        if (unit < 0xD800 || unit > 0xDFFF)
            return true;
        unsigned low = 0;
        if (unit <= 0xDBFF && word("\\u") && hex4(low) && low >= 0xDC00 && low <= 0xDFFF)
            return true;
        m_at = start;
        return fail(Code::json_lone_surrogate);
    }

    void skip_space() {
        while (m_at < m_text.size() && std::string_view{" \t\r\n"}.find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool syntax(std::string_view detail) { return fail(Code::json_syntax, {{"detail", std::string{detail}}}); }

    bool fail(Code code, Arguments arguments = {}) {
        m_failed = problem(code, std::move(arguments));
        return false;
    }

    Error problem(Code code, Arguments arguments = {}) const {
        std::uint64_t line = 1;
        std::uint64_t column = 1;
        for (const char c : m_text.substr(0, m_at)) {
            ++column;
            if (c == '\n') {
                ++line;
                column = 1;
            }
        }
        return Error{code, std::move(arguments)}.at(line, column);
    }

    std::string_view m_text;
    const Limits& m_limits;
    std::size_t m_at = 0;
    Expect m_expect = Expect::value;
    std::vector<char> m_open;
    std::optional<Error> m_failed;
};

} // namespace

std::optional<Error> diagnose(std::string_view text, const Limits& limits) {
    return Scanner{text, limits}.run();
}

} // namespace requal::json
