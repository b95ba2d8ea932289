/** @file
 * Look-ups in the vocabularies for one credential: the same few ids are asked for again and again.
 */
#pragma once

#include "credential/vocabulary.hpp"

#include "requal/credential_parts.hpp"

#include <string_view>
#include <unordered_map>

namespace requal::credential {

struct TermAnswer {
    const VocabularyList* list = nullptr;
    ListStatus status = ListStatus::no_list;
    VocabularyList::Term term{};
};

/** Belongs to one thread; the ids it was asked for must outlive it. */
class Terms {
  public:
    explicit Terms(const Vocabularies& vocabularies) : m_vocabularies(vocabularies) {}

    [[nodiscard]] const TermAnswer& of(std::string_view id);
    [[nodiscard]] const Vocabularies& vocabularies() const noexcept { return m_vocabularies; }

  private:
    const Vocabularies& m_vocabularies;
    std::unordered_map<std::string_view, TermAnswer> m_known;
};

/** Whether two labels say the same, spacing and ASCII case aside. */
[[nodiscard]] bool same_label(std::string_view a, std::string_view b) noexcept;

} // namespace requal::credential
