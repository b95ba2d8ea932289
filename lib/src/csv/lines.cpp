#include "csv/lines.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <cerrno>
#include <cstring>

namespace requal::csv {

std::size_t line_length(std::string_view text) noexcept {
    const std::size_t end = text.find_first_of("\r\n");
    if (end == std::string_view::npos)
        return text.size();
    const bool pair = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    return end + (pair ? 2 : 1);
}

void Lines::Close::operator()(std::FILE* file) const noexcept {
    if (file != stdin)
        static_cast<void>(std::fclose(file)); // only read from
}

Lines::Lines(const std::string& path) : m_path(path), m_file(path == "-" ? stdin : std::fopen(path.c_str(), "rbe")) {
    if (m_file)
        return;
    const int reason = errno;
    if (reason == ENOENT)
        throw Error{Code::input_not_found, {{"path", path}}};
    throw Error{Code::input_unreadable, {{"path", path}, {"detail", std::strerror(reason)}}};
}

bool Lines::fill() {
    m_at = 0;
    if (!m_file) {
        m_end = m_text.copy(m_buffer.data(), m_buffer.size());
        m_text.remove_prefix(m_end);
        return m_end > 0;
    }
    m_end = std::fread(m_buffer.data(), 1, m_buffer.size(), m_file.get());
    if (m_end == 0 && std::ferror(m_file.get()) != 0)
        throw Error{Code::input_unreadable, {{"path", m_path}, {"detail", "it cannot be read to its end"}}};
    return m_end > 0;
}

bool Lines::next(std::string& line) {
    line.clear();
    bool any = false;
    char last = 0;
    while (last != '\n' && (m_at < m_end || fill())) {
        if (last == '\r' && m_buffer[m_at] != '\n')
            break; // CR alone is an end, and only what follows tells
        const std::string_view rest{m_buffer.data() + m_at, m_end - m_at};
        const std::size_t length = line_length(rest);
        if (line.size() <= most_row_bytes)
            line.append(rest.substr(0, length));
        m_at += length;
        last = rest[length - 1];
        any = true;
    }
    if (line.size() > most_row_bytes)
        line.resize(most_row_bytes + 1);
    return any;
}

} // namespace requal::csv
