/** @file
 * The C library's tree behind Document. Only files of this room include it.
 */
#pragma once

#include "xml/document.hpp"

#include <libxml/tree.h>
#include <memory>
#include <unordered_map>

namespace requal::xml {

struct DocumentFreed {
    void operator()(xmlDoc* document) const noexcept { xmlFreeDoc(document); }
};
using DocumentPtr = std::unique_ptr<xmlDoc, DocumentFreed>;

struct NodeFreed {
    void operator()(xmlNode* node) const noexcept { xmlFreeNode(node); }
};
using NodePtr = std::unique_ptr<xmlNode, NodeFreed>;

struct Document::Impl {
    DocumentPtr tree;
    std::vector<NodePtr> removed; ///< taken out by cut(); names in them belong to the tree's dictionary
    /** Elements by the values of their `id` attributes; filled at the first question. */
    mutable std::optional<std::unordered_multimap<std::string, xmlNode*>> by_id;
    /** Of the children of an element: which one of its name each is, from 1; 0 for the only one. Filled when a path
     * is asked for, because counting anew for every child would cost a square. */
    mutable std::unordered_map<const xmlNode*, std::unordered_map<const xmlNode*, std::size_t>> numbers;
    /** Nodes of a selection carry the number of the selection in their `_private`. */
    mutable std::uintptr_t last_mark = 0;
    std::size_t nodes = 0;
    mutable std::size_t last_walk = 0;

    ~Impl() { removed.clear(); }
    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    Impl(Impl&&) = delete;
    Impl& operator=(Impl&&) = delete;
};

[[nodiscard]] inline xmlNode* tree_node(const Element& element) noexcept {
    return static_cast<xmlNode*>(element.node());
}
[[nodiscard]] inline std::string_view text_view(const xmlChar* text) noexcept {
    return text == nullptr ? std::string_view{} : std::string_view{reinterpret_cast<const char*>(text)};
}
[[nodiscard]] inline bool is_element(const xmlNode* node) noexcept {
    return node != nullptr && node->type == XML_ELEMENT_NODE;
}
[[nodiscard]] inline bool is_text(const xmlNode* node) noexcept {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}
[[nodiscard]] inline xmlNode* next_element(xmlNode* node) noexcept {
    while (node != nullptr && !is_element(node))
        node = node->next;
    return node;
}

/** Goes through a subtree in document order, attributes left out: `enter` is asked at each node whether to look below
 *  it. Without recursion: the trees of strangers are walked here. */
template <typename Enter>
void walk(xmlNode* top, Enter enter) {
    xmlNode* node = top;
    while (node != nullptr) {
        const bool below = enter(node) && node->type == XML_ELEMENT_NODE && node->children != nullptr;
        if (below) {
            node = node->children;
            continue;
        }
        while (node != top && node->next == nullptr)
            node = node->parent;
        if (node == top)
            return;
        node = node->next;
    }
}

/** Goes through an element and what is below it, or through the whole document when the element does not exist. */
template <typename Enter>
void walk_from(const Element& apex, const xmlDoc* tree, Enter enter) {
    if (apex)
        return walk(tree_node(apex), enter);
    for (xmlNode* top = tree->children; top != nullptr; top = top->next)
        walk(top, enter);
}

} // namespace requal::xml
