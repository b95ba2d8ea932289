/** @file
 * Does a credential of ELM v2 have the parts that its schema asks for? The rules are schemas/elm2-profile.tsv.
 */
#pragma once

#include "credential/profile.hpp"
#include "credential/vocabulary.hpp"
#include "xml/document.hpp"

#include "requal/file.hpp"
#include "requal/limits.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::credential {

/** May be used by many threads. */
class Elm2Profile {
  public:
    struct Rule {
        std::string_view element; ///< "@id" for an attribute
        std::size_t min = 0;
        std::optional<std::size_t> max;
        std::string_view content;
        std::string_view scheme;
        std::string_view since;
    };

    /** @throws Error data_not_found, data_unusable */
    explicit Elm2Profile(const DataFolder& data);
    Elm2Profile(const Elm2Profile&) = delete;
    Elm2Profile& operator=(const Elm2Profile&) = delete;

    /** nullptr when the table has no such type. */
    [[nodiscard]] const std::vector<Rule>* of_type(std::string_view type) const;

  private:
    std::string m_text;
    std::map<std::string_view, std::vector<Rule>, std::less<>> m_types;
};

/** Checks every credential, and its presentation, that stands in the roots: how many elements, of which kind, terms
 * of which list. Elements that the table does not have are passed over; read_elm2() lists them.
 *
 *  Not checked: the order of elements, links (read_elm2() refuses those that lead nowhere), and what the schemas for
 * Diploma Supplements and accredited credentials add, which is said in a finding.
 *
 *  @param sealed false: what is written at sealing may be missing, which makes the file a draft
 *  @throws Error data_* from the vocabularies. The document belongs to one thread. */
[[nodiscard]] ProfileResult check_elm2_profile(const std::vector<xml::Element>& roots, const Elm2Profile& profile,
                                               const Vocabularies& vocabularies, bool sealed, const Limits& limits);

} // namespace requal::credential
