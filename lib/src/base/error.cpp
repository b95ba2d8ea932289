#include "requal/error.hpp"

namespace requal {

Error::Error(Code code, Arguments arguments, std::string where)
    : m_finding{shortened({code, std::move(arguments), std::move(where)})} {
    compose();
}

Error& Error::in_file(std::string file) {
    m_file = std::move(file);
    compose();
    return *this;
}

Error& Error::at(std::uint64_t line, std::uint64_t column) {
    m_position = {line, column};
    if (m_finding.where.empty())
        m_finding.where = std::to_string(line) + ":" + std::to_string(column);
    compose();
    return *this;
}

void Error::compose() {
    m_what = m_file;
    if (m_position.line != 0)
        m_what += ":" + std::to_string(m_position.line) + ":" + std::to_string(m_position.column);
    if (!m_what.empty())
        m_what += ": ";
    m_what += message(m_finding, Language::en) + " [" + std::string{code_text(m_finding.code)} + "]";
}

} // namespace requal
