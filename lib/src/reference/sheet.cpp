#include "reference/sheet.hpp"

#include "requal/text.hpp"

#include <algorithm>

namespace requal::reference {
namespace {

constexpr std::size_t label_width = 14;

/** The longest beginning that fits, whole characters only; at least one. */
std::size_t fitting(std::string_view word, std::size_t width) {
    std::size_t end = 0;
    while (end < word.size()) {
        std::size_t next = end + 1;
        while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80U)
            ++next;
        if (end != 0 && display_width(word.substr(0, next)) > width)
            break;
        end = next;
    }
    return end;
}

} // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
    const std::string safe = escape_terminal(text);
    std::string_view rest = safe;
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    while (true) {
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        if (rest.empty())
            break;
        std::string_view word = rest.substr(0, rest.find(' '));
        std::size_t columns = display_width(word);
        if (used != 0 && used + 1 + columns > width) {
            lines.push_back(std::move(line));
            line.clear();
            used = 0;
        }
        if (columns > width && !word.starts_with("http")) { // Chinese has no spaces; an address is copied whole
            word = word.substr(0, fitting(word, width));
            columns = display_width(word);
        }
        line += (used == 0 ? "" : " ") + std::string{word};
        used += columns + (used == 0 ? 0 : 1);
        rest.remove_prefix(word.size());
    }
    if (used != 0 || lines.empty())
        lines.push_back(std::move(line));
    return lines;
}

std::string cell(std::string_view text, std::size_t width) {
    std::string safe = escape_terminal(text);
    return safe + std::string(width - std::min(width, display_width(safe)), ' ');
}

void Sheet::wrapped(std::string_view first, std::size_t hang, std::string_view text) {
    const std::size_t start = display_width(first);
    bool fresh = true;
    for (const std::string& line : wrap(text, sheet_width - std::max(start, hang))) {
        m_out += (fresh ? std::string{first} : std::string(hang, ' ')) + line + "\n";
        fresh = false;
    }
}

void Sheet::heading(std::string_view text) {
    if (!m_out.empty())
        m_out += '\n';
    line(0, text);
}

void Sheet::line(std::size_t indent, std::string_view text) {
    wrapped(std::string(indent, ' '), indent + 2, text);
}

void Sheet::field(std::string_view label, std::string_view text) {
    if (!text.empty())
        wrapped("  " + cell(label, label_width), label_width + 2, text);
}

void Sheet::row(std::size_t indent, const std::vector<std::pair<std::string, std::size_t>>& cells,
                std::string_view text) {
    std::string first(indent, ' ');
    std::size_t hang = indent;
    for (const auto& [content, width] : cells) {
        hang += width;
        first += cell(content, width);
        if (display_width(first) >= hang && display_width(escape_terminal(content)) >= width) {
            m_out += first + "\n";
            first.assign(hang, ' ');
        }
    }
    if (text.empty())
        m_out += first.substr(0, first.find_last_not_of(' ') + 1) + "\n";
    else
        wrapped(first, hang, text);
}

void Sheet::columns(const std::vector<std::pair<std::string, std::size_t>>& cells) {
    std::string line;
    for (const auto& [content, width] : cells)
        line += content + std::string(width - std::min(width, display_width(content)), ' ');
    m_out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

void Sheet::entry(std::size_t indent, std::string_view text) {
    wrapped(std::string(indent, ' ') + "- ", indent + 2, text);
}

void Sheet::entries(std::size_t indent, const std::vector<std::string>& texts) {
    for (const std::string& text : texts)
        entry(indent, text);
}

} // namespace requal::reference
