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

} // namespace requal::yaml
