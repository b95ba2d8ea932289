#include "show/sheet.hpp"

#include "base/cut_short.hpp"

#include "requal/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <sstream>

namespace requal::show {
namespace {

constexpr std::size_t width = 100;
constexpr std::size_t label_width = 14;
constexpr std::size_t longest_text = 200'000;
/** Where a line is broken may be chosen by who wrote the words: what follows never looks like a line of its own. */
constexpr std::size_t continuation = 4;

} // namespace

std::string one_line(std::string_view text) {
    // Nobody reads on, and what is escaped may be seven times as long.
    if (text.size() > longest_text)
        return one_line(cut_short(std::string{text.substr(0, longest_text)}, longest_text - 4)) + " (and " +
               std::to_string(text.size() - longest_text) + " more bytes)";
    std::string flat;
    flat.reserve(text.size());
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
        if (!space)
            flat += c;
        else if (!flat.empty() && flat.back() != ' ')
            flat += ' ';
    }
    if (flat.ends_with(' '))
        flat.pop_back();
    return escape_terminal(flat);
}

std::string shortened(const std::string& text, std::size_t columns) {
    if (display_width(text) <= columns)
        return text;
    std::size_t end = 0;
    std::size_t used = 0;
    std::size_t last_space = 0;
    while (end < text.size() && used < columns) {
        if (text[end] == ' ')
            last_space = end;
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            ++end;
        ++used;
    }
    return text.substr(0, last_space > end / 2 ? last_space : end) + "…";
}

std::string plain_duration(std::string_view duration) {
    struct Unit {
        char letter;
        std::string_view name;
        std::uint64_t hours; ///< 0: no fixed number of hours
    };
    static constexpr std::array<Unit, 4> of_date{
        {{'Y', "year", 0}, {'M', "month", 0}, {'W', "week", 168}, {'D', "day", 24}}};
    static constexpr std::array<Unit, 3> of_time{{{'H', "hour", 1}, {'M', "minute", 0}, {'S', "second", 0}}};
    std::string_view rest = duration;
    if (!rest.starts_with('P'))
        return std::string{duration};
    rest.remove_prefix(1);
    std::string out;
    std::uint64_t hours = 0;
    bool whole_hours = true;
    std::size_t parts = 0;
    std::span<const Unit> units = of_date;
    while (!rest.empty()) {
        if (rest.front() == 'T') {
            units = of_time;
            rest.remove_prefix(1);
            continue;
        }
        std::uint64_t number = 0;
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), number);
        const auto digits = static_cast<std::size_t>(read.ptr - rest.data());
        const auto unit =
            digits == 0 || digits == rest.size() || number > 1'000'000
                ? units.end()
                : std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.letter == rest[digits]; });
        if (unit == units.end())
            return std::string{duration};
        out += (out.empty() ? "" : " ") + std::to_string(number) + " " + std::string{unit->name} +
               (number == 1 ? "" : "s");
        hours += number * unit->hours;
        whole_hours = whole_hours && unit->hours > 0;
        ++parts;
        rest.remove_prefix(digits + 1);
    }
    // Volumes of learning are hours; software turns 60 of them into two days and a half.
    if (parts > 0 && whole_hours && duration.find_first_of("WD") != std::string_view::npos)
        return std::to_string(hours) + " hours (" + std::string{duration} + ")";
    return parts == 0 ? std::string{duration} : out;
}

std::string plain_size(std::uint64_t bytes) {
    if (bytes < 1000)
        return std::to_string(bytes) + " bytes";
    if (bytes < 1'000'000)
        return std::to_string((bytes + 500) / 1000) + " kB";
    const std::uint64_t tenths = (bytes + 50'000) / 100'000;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

void Sheet::blank() {
    if (!m_text.empty() && !m_text.ends_with("\n\n"))
        m_text += '\n';
}

void Sheet::wrapped(std::size_t indent, const std::string& head, std::size_t hang, const std::string& text) {
    std::string line = std::string(indent, ' ') + head;
    std::size_t used = indent + display_width(head);
    bool fresh = true;
    std::istringstream words{text};
    for (std::string word; words >> word;) {
        const std::size_t columns = display_width(word);
        if (!fresh && used + 1 + columns > width) {
            m_text += line + "\n";
            line.assign(indent + hang, ' ');
            used = indent + hang;
            fresh = true;
        }
        line += (fresh ? "" : " ") + word;
        used += columns + (fresh ? 0 : 1);
        fresh = false;
    }
    m_text += line + "\n";
}

void Sheet::line(std::size_t indent, std::string_view text) {
    wrapped(indent, "", continuation, one_line(text));
}

void Sheet::field(std::size_t indent, std::string_view label, std::string_view text) {
    const std::string flat = one_line(text);
    if (flat.empty())
        return;
    std::string head = escape_terminal(label);
    head.append(head.size() < label_width ? label_width - head.size() : 1, ' ');
    wrapped(indent, head, label_width, flat);
}

} // namespace requal::show
