/** @file
 * What the readers of XML formats share: elements with their places, texts, dates and concepts; which elements were
 * read, so that the others can be listed; and a bound on the work, because references let a small file ask for a
 * large model.
 */
#pragma once

#include "credential/terms.hpp"
#include "xml/document.hpp"

#include "requal/credential.hpp"
#include "requal/limits.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace requal::credential {

/** An element and its path. Paths are handed down from parent to child: asking an element for its path counts its
 *  siblings each time. */
struct Place {
    xml::Element element;
    std::string where;
};

/** An element while it is read: its children are looked through once. */
class Item {
  public:
    Item() = default;

    [[nodiscard]] bool exists() const noexcept { return m_element.exists(); }
    explicit operator bool() const noexcept { return exists(); }
    [[nodiscard]] const xml::Element& element() const noexcept { return m_element; }
    [[nodiscard]] std::string_view name() const noexcept { return m_element.name(); }
    [[nodiscard]] const std::string& where() const noexcept { return m_where; }

  private:
    friend class XmlSource;
    struct Child {
        std::string_view name;
        xml::Element element;
        std::size_t number = 0; ///< among siblings of its name, from 1; 0: the only one
    };
    Item(const xml::Element& element, std::string where);
    [[nodiscard]] std::string where_of(const Child& child) const;

    xml::Element m_element;
    std::string m_where;
    std::vector<Child> m_children;
};

class XmlSource {
  public:
    /** @param spaces namespaces of the format: elements of others are not read
     *  @param attributes names that are read or say nothing of their own; others are listed as unmapped */
    XmlSource(std::vector<std::string_view> spaces, const std::unordered_set<std::string_view>& attributes,
              const Vocabularies& vocabularies, const Limits& limits)
        : m_spaces(std::move(spaces)), m_attributes(attributes), m_terms(vocabularies), m_limits(limits) {}
    XmlSource(const XmlSource&) = delete;
    XmlSource& operator=(const XmlSource&) = delete;

    // --- walking; every child that is handed out counts as read
    [[nodiscard]] Item open(const xml::Element& element, std::string where);
    [[nodiscard]] std::vector<Item> all(const Item& parent, std::string_view name);
    /** Children of several names, in document order. */
    [[nodiscard]] std::vector<Item> any(const Item& parent, const std::vector<std::string_view>& names);
    /** The first child of a name; a second one is reported. */
    [[nodiscard]] Item first(const Item& parent, std::string_view name);
    /** Children of the format with their places, not marked as read. */
    [[nodiscard]] std::vector<Place> records(const Item& parent) const;
    void mark_read(const Item& item) { use(item.element()); }
    /** Marks children as known although nothing is taken from them. */
    void skip(const Item& parent, std::string_view name);
    [[nodiscard]] bool ours(const xml::Element& element) const noexcept;

    // --- values
    /** The text inside, without white space around it. */
    [[nodiscard]] std::string text(const Item& item);
    [[nodiscard]] std::string text(const Item& parent, std::string_view name) { return text(first(parent, name)); }
    [[nodiscard]] std::string attribute(const Item& item, std::string_view name, std::string_view space = {});
    [[nodiscard]] DateTime date(const Item& parent, std::string_view name);
    /** A text in no language that the file names. */
    [[nodiscard]] LocalisedText plain_text(const Item& item);
    void add_text(LocalisedText& text, std::string_view language, std::string words, const std::string& where);

    // --- concepts
    /** A concept of which id, scheme, notation and labels are filled in: says what the lists say. */
    [[nodiscard]] Concept known(Concept term);
    [[nodiscard]] Concept country(const std::string& code, const std::string& where);
    [[nodiscard]] Concept language(const std::string& code, const std::string& where);

    // --- bookkeeping
    /** Lists what was not read below an element that was. */
    void list_unmapped(const Item& top, std::vector<UnmappedMember>& list, std::size_t& count) const;
    /** Says the same as something that was read elsewhere: what it holds is not listed again.
     *  @return false when that was said before */
    bool is_copy(const xml::Element& element);
    [[nodiscard]] bool was_read(const xml::Element& element) const { return m_used.contains(element.node()); }
    void report(Code code, Arguments arguments, std::string where);
    [[nodiscard]] std::vector<Finding> take_findings();
    /** A value to be filled in; counts what it takes in memory. */
    template <typename T>
    [[nodiscard]] T fresh() {
        spend(0, sizeof(T));
        return T{};
    }
    /** @throws Error credential_expands_too_much */
    void spend(std::size_t values, std::size_t bytes);
    [[nodiscard]] const Limits& limits() const noexcept { return m_limits; }

  private:
    void use(const xml::Element& element) { m_used.insert(element.node()); }

    std::vector<std::string_view> m_spaces;
    const std::unordered_set<std::string_view>& m_attributes;
    Terms m_terms;
    const Limits& m_limits;
    std::unordered_set<std::string> m_ids; ///< the concepts asked for: `m_terms` keeps views of them
    std::unordered_map<std::string, std::string_view> m_codes;
    std::unordered_set<std::string> m_concepts_reported;
    std::unordered_set<const void*> m_used;
    std::unordered_set<const void*> m_texts;  ///< elements whose text was read
    std::unordered_set<const void*> m_closed; ///< elements that nothing is listed below
    std::vector<Finding> m_findings;
    std::size_t m_findings_left_out = 0;
    std::size_t m_values_read = 0;
    std::size_t m_bytes_read = 0;
};

} // namespace requal::credential
