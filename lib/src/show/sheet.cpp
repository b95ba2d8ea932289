#include "show/sheet.hpp"

#include "requal/text.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace requal::show {
namespace {

constexpr std::size_t width = 100;
constexpr std::size_t label_width = 14;

} // namespace

std::string one_line(std::string_view text) {
    std::string flat;
    flat.reserve(text.size());
    for (const char c : text) {
        const bool space =
            c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
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
    static constexpr std::array<std::string_view, 7> names{"year", "month",  "week",  "day",
                                                           "hour", "minute", "second"};
    std::string out;
    std::string_view rest = duration;
    if (!rest.starts_with('P'))
        return std::string{duration};
    rest.remove_prefix(1);
    bool time = false;
    while (!rest.empty()) {
        if (rest.front() == 'T' && !time) {
            time = true;
            rest.remove_prefix(1);
            continue;
        }
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789."), rest.size());
        if (digits == 0 || digits == rest.size())
            return std::string{duration};
        const std::size_t unit = std::string_view{time ? "\0\0\0\0HMS" : "YMWD"}.find(rest[digits]);
        const std::size_t index = time ? std::string_view{"HMS"}.find(rest[digits]) + 4 : unit;
        if ((time && std::string_view{"HMS"}.find(rest[digits]) == std::string_view::npos) ||
            index >= names.size())
            return std::string{duration};
        const std::string number{rest.substr(0, digits)};
        out += (out.empty() ? "" : " ") + number + " " + std::string{names.at(index)} +
               (number == "1" ? "" : "s");
        rest.remove_prefix(digits + 1);
    }
    return out.empty() ? std::string{duration} : out;
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

void Sheet::wrapped(std::size_t indent, const std::string& head, std::size_t hang,
                    const std::string& text) {
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
    wrapped(indent, "", 0, one_line(text));
}

void Sheet::field(std::size_t indent, std::string_view label, std::string_view text) {
    const std::string flat = one_line(text);
    if (flat.empty())
        return;
    std::string head{label};
    head.append(head.size() < label_width ? label_width - head.size() : 1, ' ');
    wrapped(indent, head, label_width, flat);
}

} // namespace requal::show
