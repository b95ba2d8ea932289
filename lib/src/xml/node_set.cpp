#include "xml/node_set.hpp"

#include "xml/tree.hpp"

#include <algorithm>

namespace requal::xml {
namespace {

void* number_as_pointer(std::uintptr_t mark) {
    return reinterpret_cast<void*>(mark); // NOLINT(performance-no-int-to-ptr): never followed, only compared
}

/** The node after this one in document order; at the end of the tree, null. `left` is told each node whose subtree
 *  has been finished. */
template <typename Left>
xmlNode* following(xmlNode* node, const xmlNode* top, Left left) {
    if (node->type == XML_ELEMENT_NODE && node->children != nullptr)
        return node->children;
    while (true) {
        left(node);
        if (node == top)
            return nullptr;
        if (node->next != nullptr)
            return node->next;
        node = node->parent;
        if (node == nullptr || node->type == XML_DOCUMENT_NODE)
            return nullptr;
    }
}

} // namespace

/** Walks the tree once and keeps, for every step, how many of its subtrees enclose the place. */
class NodeSet::Marker {
  public:
    Marker(const NodeSet& set, std::uintptr_t mark) : m_set(set), m_mark(mark), m_inside(set.m_steps.size(), 0) {}

    std::size_t run() {
        for (std::size_t i = 0; i < m_set.m_steps.size(); ++i)
            m_inside[i] = m_set.m_steps[i].begins_at(nullptr) ? 1 : 0;
        if (m_set.m_apex) {
            enclosing(tree_node(m_set.m_apex));
            subtree(tree_node(m_set.m_apex), tree_node(m_set.m_apex));
            return m_visited;
        }
        m_in_apex = 1;
        for (xmlNode* node = m_set.m_document->impl().tree->children; node != nullptr; node = node->next)
            subtree(node, node);
        return m_visited;
    }

  private:
    /** Subtrees of steps that begin above the apex. */
    void enclosing(const xmlNode* apex) {
        for (xmlNode* node = apex->parent; is_element(node); node = node->parent)
            for (std::size_t i = 0; i < m_set.m_steps.size(); ++i)
                m_inside[i] += m_set.m_steps[i].begins_at(node) ? 1 : 0;
    }

    void subtree(xmlNode* top, const xmlNode* end) {
        for (xmlNode* node = top; node != nullptr;) {
            ++m_visited;
            enter(node, 1);
            node->_private = selected(node) ? number_as_pointer(m_mark) : nullptr;
            node = following(node, end, [this](xmlNode* left) { enter(left, -1); });
        }
    }

    void enter(xmlNode* node, int change) {
        if (m_set.m_apex && node == tree_node(m_set.m_apex))
            m_in_apex += change;
        for (std::size_t i = 0; i < m_set.m_steps.size(); ++i)
            if (m_set.m_steps[i].begins_at(node))
                m_inside[i] += change;
    }

    [[nodiscard]] bool selected(const xmlNode* node) const {
        if (node->type == XML_COMMENT_NODE && !m_set.m_comments)
            return false;
        bool in = m_in_apex > 0;
        bool passes = true;
        std::size_t filter = 0;
        for (std::size_t i = 0; i < m_set.m_steps.size(); ++i) {
            if (m_set.m_steps[i].filter != filter) {
                in = in && passes;
                passes = true;
                filter = m_set.m_steps[i].filter;
            }
            const bool inside = m_inside[i] > 0;
            switch (m_set.m_steps[i].operation) {
            case Operation::keep:
                passes = passes && inside;
                break;
            case Operation::drop:
                passes = passes && !inside;
                break;
            case Operation::add:
                passes = passes || inside;
                break;
            }
        }
        in = in && passes;
        return in;
    }

    const NodeSet& m_set;
    std::uintptr_t m_mark;
    std::vector<int> m_inside;
    int m_in_apex = 0;
    std::size_t m_visited = 0;
};

NodeSet NodeSet::all(const Document& document, bool comments) {
    return NodeSet{document, Element{}, comments};
}
NodeSet NodeSet::below(const Document& document, const Element& apex, bool comments) {
    return NodeSet{document, apex, comments};
}

void NodeSet::step(Operation operation, const std::vector<NodeRef>& subtrees) {
    m_steps.push_back(
        {operation, m_filters, {subtrees.begin(), subtrees.end()}, subtrees.empty() ? nullptr : subtrees.front()});
}
void NodeSet::keep(const std::vector<NodeRef>& subtrees) {
    step(Operation::keep, subtrees);
}
void NodeSet::drop(const std::vector<NodeRef>& subtrees) {
    step(Operation::drop, subtrees);
}
void NodeSet::add(const std::vector<NodeRef>& subtrees) {
    step(Operation::add, subtrees);
}

std::uintptr_t NodeSet::mark() const {
    const std::uintptr_t mark = ++m_document->impl().last_mark;
    m_document->impl().last_walk = Marker{*this, mark}.run();
    return mark;
}

bool NodeSet::contains(const Element& element) const {
    const std::uintptr_t number = mark();
    return element && tree_node(element)->_private == number_as_pointer(number);
}

bool Selection::contains(const Element& element) const {
    return element && tree_node(element)->_private == number_as_pointer(mark);
}

Selection divide(const Document& document, const std::vector<NodeSet>& parts) {
    Selection result;
    const Document::Impl& impl = document.impl();
    // One mark for the union: what a part selects is gathered before the next part writes its own marks.
    std::vector<xmlNode*> gathered;
    for (const NodeSet& part : parts) {
        void* const number = number_as_pointer(part.mark());
        walk_from(part.apex(), impl.tree.get(), [&](xmlNode* node) {
            if (node->_private == number)
                gathered.push_back(node);
            return true;
        });
    }
    result.mark = ++impl.last_mark;
    void* const number = number_as_pointer(result.mark);
    for (xmlNode* node : gathered)
        node->_private = number;
    const auto selected = [number](const xmlNode* node) { return node->_private == number; };
    for (xmlNode* top = impl.tree->children; top != nullptr; top = top->next)
        walk(top, [&](xmlNode* node) {
            const bool parent_stays = is_element(node->parent) && selected(node->parent);
            if (selected(node)) {
                if (is_element(node) && !parent_stays)
                    result.roots.emplace_back(node);
            } else {
                if (is_element(node) && (parent_stays || node == top))
                    result.lost.emplace_back(node);
                if (parent_stays)
                    result.rest.push_back(node);
            }
            return true;
        });
    return result;
}

void cut(Document& document, const Selection& selection) {
    Document::Impl& impl = document.impl();
    for (NodeRef rest : selection.rest) {
        auto* node = static_cast<xmlNode*>(rest);
        xmlUnlinkNode(node);
        // Namespaces that it uses are declared in the tree and live as long.
        impl.removed.emplace_back(node);
    }
    impl.by_id.reset();
    impl.numbers.clear();
}

} // namespace requal::xml
