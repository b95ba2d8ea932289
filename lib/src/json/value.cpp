#include "json/value.hpp"

#include "base/cut_short.hpp"

#include <algorithm>

namespace requal::json {

std::string_view Value::text() const noexcept {
    return is_string() ? std::string_view{m_text, m_count} : std::string_view{};
}

double Value::number() const noexcept {
    if (is_integer())
        return static_cast<double>(m_integer);
    return m_kind == Kind::number ? m_number : 0.0;
}

std::span<const Value> Value::items() const noexcept {
    return is_array() || is_object() ? std::span<const Value>{m_items, m_count} : std::span<const Value>{};
}

const Value& Value::operator[](std::string_view member) const noexcept {
    static const Value absent{};
    if (!is_object())
        return absent;
    const std::span<const Value> members = items();
    if (members.size() > most_without_index) {
        const std::span<const std::uint32_t> order{m_items[m_count].m_order, m_count};
        const auto found =
            std::lower_bound(order.begin(), order.end(), member,
                             [&](std::uint32_t at, std::string_view name) { return members[at].name() < name; });
        return found != order.end() && members[*found].name() == member ? members[*found] : absent;
    }
    for (const Value& item : members)
        if (item.name() == member)
            return item;
    return absent;
}

std::string pointer_step(std::string_view name) {
    constexpr std::size_t most = 1000; // of a name that is longer, so much says which one
    if (name.size() > most + 4)        // with the mark of the cut
        return pointer_step(cut_short(std::string{name.substr(0, most + 1)}, most));
    std::string out = "/";
    for (const char c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

std::string pointer_step(std::size_t index) {
    return "/" + std::to_string(index);
}

} // namespace requal::json
