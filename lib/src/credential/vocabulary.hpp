/** @file
 * The controlled vocabularies of ELM 3.1, from schemas/vocabulary: which list an id belongs to, and
 * what the list says about it. A list is read when a first id asks for it. One instance may be used
 * by many threads.
 */
#pragma once

#include "requal/file.hpp"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace requal::credential {

class Vocabularies;

/** One list: tab-separated lines of id, notation, English label. */
class VocabularyList {
  public:
    struct Term {
        std::string_view notation; ///< often empty
        std::string_view label;    ///< English; empty for some administrative units and languages
    };

    [[nodiscard]] const std::string& name() const noexcept { return m_name; }
    [[nodiscard]] const std::string& scheme() const noexcept { return m_scheme; }
    /** False when the bundled list holds only the terms that were seen in the wild. */
    [[nodiscard]] bool complete() const noexcept { return m_complete; }
    /** Searches the file's text: a hash of 8000 languages would cost more than the few look-ups of
     * one credential.
     *  @throws Error data_not_found, data_unusable */
    [[nodiscard]] std::optional<Term> find(std::string_view id) const;
    /** The id of the first line that has this text in one of the two columns after the id. */
    [[nodiscard]] std::string_view id_of_code(std::string_view code) const;

  private:
    friend class Vocabularies;
    void load() const;

    std::string m_name;
    std::string m_file;
    std::string m_scheme;
    std::string m_prefix; ///< what every id of the list begins with
    bool m_complete = false;
    const DataFolder* m_folder = nullptr;
    mutable std::once_flag m_once;
    mutable std::string m_text;
};

class Vocabularies {
  public:
    /** @throws Error data_not_found, data_unusable */
    explicit Vocabularies(DataFolder data);
    Vocabularies(const Vocabularies&) = delete;
    Vocabularies& operator=(const Vocabularies&) = delete;

    /** The list that an id belongs to, by the beginning of the id; nullptr when no such list is
     * bundled. */
    [[nodiscard]] const VocabularyList* list_of(std::string_view id) const;
    /** The list of a scheme IRI; nullptr when it is not bundled. */
    [[nodiscard]] const VocabularyList* list_of_scheme(std::string_view scheme) const;
    /** "en" for the language with this id in the EU language list; empty when it has no two-letter
     * code. */
    [[nodiscard]] std::string_view iso639(std::string_view language_id) const;
    /** The id in the EU language list for "en", in any case; empty when there is none. */
    [[nodiscard]] std::string_view language(std::string_view iso639) const;
    /** The id in the EU country list for "SI" or "SVN", in any case, also for EL and UK; empty when there is none. */
    [[nodiscard]] std::string_view country(std::string_view code) const;

  private:
    DataFolder m_folder;
    std::deque<VocabularyList> m_lists;
    VocabularyList m_iso639;
    VocabularyList m_iso3166;
};

} // namespace requal::credential
