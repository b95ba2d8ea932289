#include "yaml/value.hpp"

namespace requal::yaml {

const Value& Value::operator[](std::string_view key) const noexcept {
    static const Value absent;
    if (m_kind == Kind::map)
        for (const Value& entry : items())
            if (entry.key() == key)
                return entry;
    return absent;
}

const std::string& Value::document() const noexcept {
    static const std::string none;
    return m_document == nullptr ? none : *m_document;
}

} // namespace requal::yaml
