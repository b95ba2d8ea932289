#include "credential/terms.hpp"

namespace requal::credential {

const TermAnswer& Terms::of(std::string_view id) {
    const auto [entry, fresh] = m_known.try_emplace(id);
    TermAnswer& answer = entry->second;
    if (fresh) {
        answer.list = m_vocabularies.list_of(id);
        if (answer.list != nullptr) {
            if (const auto term = answer.list->find(id)) {
                answer.term = *term;
                answer.status = ListStatus::member;
            } else {
                answer.status = answer.list->complete() ? ListStatus::not_in_list : ListStatus::not_known;
            }
        }
    }
    return answer;
}

bool same_label(std::string_view a, std::string_view b) noexcept {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    std::size_t i = 0;
    std::size_t j = 0;
    while (true) {
        while (i < a.size() && space(a[i]))
            ++i;
        while (j < b.size() && space(b[j]))
            ++j;
        if (i == a.size() || j == b.size())
            return i == a.size() && j == b.size();
        if (lower(a[i++]) != lower(b[j++]))
            return false;
    }
}

} // namespace requal::credential
