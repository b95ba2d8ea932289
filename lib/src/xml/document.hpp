/** @file
 * An XML document as a tree that is only read: parsed without document types, entities or network, within limits.
 *
 *     const xml::Document document = xml::Document::parse(bytes, limits);
 *     for (const xml::Element& report : document.root().children("report", elmo_namespace)) …
 *
 * An Element is a place in its Document, cheap to copy and valid as long as the Document lives. A Document belongs to
 * one thread at a time, even for reading: canonicalisation marks nodes.
 */
#pragma once

#include "requal/limits.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::xml {

class Element {
  public:
    Element() = default;

    [[nodiscard]] bool exists() const noexcept { return m_node != nullptr; }
    explicit operator bool() const noexcept { return exists(); }
    friend bool operator==(const Element& a, const Element& b) noexcept { return a.m_node == b.m_node; }

    /** Local name; empty when the element does not exist. */
    [[nodiscard]] std::string_view name() const noexcept;
    /** Namespace; empty when there is none. */
    [[nodiscard]] std::string_view space() const noexcept;
    [[nodiscard]] bool is(std::string_view name, std::string_view space) const noexcept {
        return exists() && this->name() == name && this->space() == space;
    }

    // Everything below answers "nothing" for an element that does not exist, so that paths can be walked blindly.
    [[nodiscard]] Element parent() const noexcept; ///< of the root: does not exist
    [[nodiscard]] Element first_child() const noexcept;
    [[nodiscard]] Element next() const noexcept; ///< the next element beside this one
    /** All child elements, in document order. */
    [[nodiscard]] std::vector<Element> children() const;
    [[nodiscard]] std::vector<Element> children(std::string_view name, std::string_view space) const;
    /** The first child of this name. */
    [[nodiscard]] Element child(std::string_view name, std::string_view space) const noexcept;
    /** Whether `other` is this element or stands somewhere below it. */
    [[nodiscard]] bool holds(const Element& other) const noexcept;

    /** The text directly inside, CDATA too; comments and processing instructions inside it are left out and do not
     *  end it. Text of child elements is not part of it. */
    [[nodiscard]] std::string text() const;
    /** text() without white space around it. */
    [[nodiscard]] std::string trimmed_text() const;
    /** The text when the element holds one run of text and nothing else: no element, comment or instruction. For
     *  values that decide something, where hidden parts would be an attack. An empty element has empty text. */
    [[nodiscard]] std::optional<std::string> only_text() const;

    /** Value of an attribute; `space` empty: in no namespace. */
    [[nodiscard]] std::optional<std::string> attribute(std::string_view name, std::string_view space = {}) const;
    /** The value, or "" when there is no such attribute. */
    [[nodiscard]] std::string attribute_text(std::string_view name, std::string_view space = {}) const;
    struct Attribute {
        std::string name, space, value;
    };
    [[nodiscard]] std::vector<Attribute> attributes() const;
    /** What a prefix means here; empty when it is not bound. "" is the default namespace. */
    [[nodiscard]] std::string space_of_prefix(std::string_view prefix) const;

    [[nodiscard]] std::size_t line() const noexcept; ///< 1-based; 0 when unknown
    /** "/elmo/report[2]/issuer": local names, numbered from 1 where several of the name stand side by side. */
    [[nodiscard]] std::string path() const;

    /** Of this room. */
    explicit Element(void* node) noexcept : m_node(node) {}
    [[nodiscard]] void* node() const noexcept { return m_node; }

  private:
    void* m_node = nullptr;
};

class Document {
  public:
    struct Impl;

    /** @throws Error xml_syntax, xml_document_type, xml_encoding, xml_too_deep, xml_too_many_nodes,
     *  xml_too_many_attributes, xml_too_many_namespaces, xml_too_many_names, each with line and column in `where`
     * ("3:17"). */
    [[nodiscard]] static Document parse(std::string_view bytes, const Limits& limits);

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    [[nodiscard]] Element root() const noexcept;
    /** Elements, attributes, texts and so on: what a walk through the document costs. */
    [[nodiscard]] std::size_t node_count() const noexcept;
    /** How many nodes the last question about a part of the document walked over. */
    [[nodiscard]] std::size_t last_walk() const noexcept;
    /** Every element of a name, in document order. */
    [[nodiscard]] std::vector<Element> all(std::string_view name, std::string_view space) const;
    /** Every element with an attribute of the local name `id`, in any case and namespace, and this value. More than
     *  one makes a reference to it ambiguous. */
    [[nodiscard]] std::vector<Element> with_id(std::string_view id) const;

    [[nodiscard]] Impl& impl() const noexcept { return *m_impl; }

  private:
    explicit Document(std::unique_ptr<Impl> impl) noexcept;
    std::unique_ptr<Impl> m_impl;
};

} // namespace requal::xml
