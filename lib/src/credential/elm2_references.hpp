/** @file
 * Links of ELM v2: `idref` names a record in one of the sections for records at the end of a credential
 * (`agentReferences`, `learningSpecificationReferences`, …). Which section, the place of the link decides; the schema
 * has a key per section, so an id is unique in its section. Ids elsewhere are labels: real files give the copies of
 * one claim the same id.
 */
#pragma once

#include "credential/xml_source.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace requal::credential {

class Elm2References {
  public:
    /** @throws Error elm2_id_twice, elm2_reference_dangling for any link of the credential */
    Elm2References(XmlSource& source, const Item& credential);

    /** The record that a link leads to. @throws Error elm2_reference_dangling when it is not in that section */
    [[nodiscard]] const Place& target(const Item& link, const std::string& id, std::string_view section) const;
    [[nodiscard]] const std::vector<Place>& records(std::string_view section) const;
    /** Whether two elements say the same, ids aside: links are followed. */
    [[nodiscard]] bool same(const xml::Element& a, const xml::Element& b) const;
    /** Marks a copy that is the same as an element that was read, and the records that stand for read ones in it. */
    void mark_copy(const xml::Element& original, const xml::Element& copy) const;

  private:
    struct Section {
        std::vector<Place> records;
        std::map<std::string, std::size_t, std::less<>> by_id;
    };

    void check_links(const xml::Element& element, const std::string& where) const;
    [[nodiscard]] const Place* anywhere(const std::string& id) const;
    [[nodiscard]] bool same(const xml::Element& a, const xml::Element& b, std::size_t depth) const;
    void mark_linked(const xml::Element& original, const xml::Element& copy) const;

    XmlSource& m_source;
    std::map<std::string, Section, std::less<>> m_sections;
};

} // namespace requal::credential
