/** @file
 * A part of a document: what a reference of a seal selects, before and after its transforms.
 *
 * Only parts that are made of whole subtrees can be said: that is all the transforms that seals may use can select
 * (a subtree, without some subtrees, only within some subtrees), and it is decided in one walk of the tree.
 */
#pragma once

#include "xml/document.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>

namespace requal::xml {

/** A node of any kind, as a location path selects it; null: the document itself. */
using NodeRef = void*;

class NodeSet {
  public:
    /** Everything, or everything below an element and the element; comments only when they are asked for
     *  (XML Signature 1.1, 4.4.3.3: a reference to a fragment leaves them out). */
    [[nodiscard]] static NodeSet all(const Document& document, bool comments);
    [[nodiscard]] static NodeSet below(const Document& document, const Element& apex, bool comments);

    /** Begins a filter after XPath Filter 2.0, 3.4: it lets everything pass until the operations below restrict it,
     * and the part keeps what passes every filter. A part never grows. */
    void begin_filter() noexcept { ++m_filters; }
    // What stands in one of the subtrees is kept alone, left out, or let pass again.
    void keep(const std::vector<NodeRef>& subtrees);
    void drop(const std::vector<NodeRef>& subtrees);
    void add(const std::vector<NodeRef>& subtrees);
    void set_comments(bool comments) noexcept { m_comments = comments; }
    /** Leaves the text alone, of all elements: what is taken out of its markup says nothing about it. */
    void set_text_only() noexcept { m_text_only = true; }

    [[nodiscard]] const Document& document() const noexcept { return *m_document; }
    [[nodiscard]] bool comments() const noexcept { return m_comments; }
    [[nodiscard]] bool text_only() const noexcept { return m_text_only; }
    /** The element at the top; does not exist when the whole document was selected at first. */
    [[nodiscard]] Element apex() const noexcept { return m_apex; }
    [[nodiscard]] bool contains(const Element& element) const;
    /** Whether it selects an element with all elements and texts below it; comments and instructions do not count. */
    [[nodiscard]] bool contains_whole(const Element& element) const;

    /** What is left of this part when its canonical form was parsed and only some of that document was taken: the
     *  elements of both stand in the same order.
     *  @return nothing when the document cannot be the canonical form of this part */
    [[nodiscard]] std::optional<NodeSet> narrowed(const NodeSet& taken) const;

    /** Writes a new number on every selected node, and none on the others met: the apex and what is below it, or
     *  everything. For this room. */
    [[nodiscard]] std::uintptr_t mark() const;

  private:
    enum class Operation : std::uint8_t { keep, drop, add };
    struct Step {
        Operation operation;
        std::size_t filter; ///< which filter it belongs to
        std::unordered_set<NodeRef> subtrees;
        NodeRef only = nullptr; ///< the one subtree, when it is one: nearly always, and asked at every node
        [[nodiscard]] bool begins_at(NodeRef node) const {
            return subtrees.size() == 1 ? node == only : subtrees.contains(node);
        }
    };
    class Marker;

    NodeSet(const Document& document, const Element& apex, bool comments)
        : m_document(&document), m_apex(apex), m_comments(comments) {}
    void step(Operation operation, const std::vector<NodeRef>& subtrees);

    const Document* m_document;
    Element m_apex;
    bool m_comments;
    bool m_text_only = false;
    std::size_t m_filters = 0;
    std::vector<Step> m_steps;
    /** When set: nothing but these elements and what stands directly in them. */
    std::shared_ptr<const std::unordered_set<NodeRef>> m_only;
};

/** A document divided into what some parts select and the rest. */
struct Selection {
    std::vector<Element> roots; ///< the selected elements that stand below no other, in document order
    std::vector<Element> lost;  ///< the top-most elements that were not selected, in document order
    std::vector<NodeRef> rest;  ///< nodes of any kind below selected elements that were not selected
    std::uintptr_t mark = 0;    ///< on every selected node, until the next question about a part of the document

    [[nodiscard]] bool contains(const Element& element) const;
};

/** Of some elements, those that the parts together select whole, apart from what `passed_over` names: the answer
 * stands at the place of the question. */
[[nodiscard]] std::vector<bool> select_whole(const Document& document, const std::vector<NodeSet>& parts,
                                             const std::vector<Element>& elements,
                                             const std::function<bool(const Element&)>& passed_over);

[[nodiscard]] Selection divide(const Document& document, const std::vector<NodeSet>& parts);

/** Takes the rest out of the tree, comments too: whoever reads from `roots` cannot come upon anything else. Elements
 *  of `lost` stay readable until the document ends. */
void cut(Document& document, const Selection& selection);

} // namespace requal::xml
