/** @file
 * Remembers answers that depend on nothing but the bytes that were asked about. The certificates of authorities come
 * in every file again; decoding one, or checking the signature on one, costs more than a look into this table.
 */
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace requal::crypto {

/** Bounded: when it is full it begins anew. May be used by many threads; what it returns never differs from what
 * would be computed, so that nobody can tell whether it was there. */
template <typename Answer>
class Memory {
  public:
    explicit Memory(std::size_t most) : m_most(most) {}

    [[nodiscard]] std::optional<Answer> recall(const std::string& content) const {
        const std::scoped_lock lock{m_mutex};
        const auto found = m_answers.find(content);
        return found == m_answers.end() ? std::nullopt : std::optional<Answer>{found->second};
    }
    void keep(const std::string& content, const Answer& answer) {
        const std::scoped_lock lock{m_mutex};
        if (m_answers.size() >= m_most)
            m_answers.clear();
        m_answers.emplace(content, answer);
    }

  private:
    std::size_t m_most;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Answer> m_answers;
};

} // namespace requal::crypto
