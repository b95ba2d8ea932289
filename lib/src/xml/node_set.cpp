#include "xml/node_set.hpp"

#include "xml/tree.hpp"

#include <unordered_map>

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

    [[nodiscard]] bool selected(xmlNode* node) const {
        if (node->type == XML_COMMENT_NODE && !m_set.m_comments)
            return false;
        if (m_set.m_text_only && !is_text(node))
            return false;
        if (m_set.m_only && !m_set.m_only->contains(is_element(node) ? node : node->parent))
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

bool NodeSet::contains_whole(const Element& element) const {
    if (!element)
        return false;
    const std::vector<bool> whole =
        select_whole(document(), {*this}, {element}, [](const Element& /*nothing*/) { return false; });
    return whole.front();
}

std::optional<NodeSet> NodeSet::narrowed(const NodeSet& taken) const {
    std::vector<xmlNode*> written;
    void* const own = number_as_pointer(mark());
    walk_from(m_apex, m_document->impl().tree.get(), [&](xmlNode* node) {
        if (is_element(node) && node->_private == own)
            written.push_back(node);
        return true;
    });
    void* const chosen = number_as_pointer(taken.mark());
    auto only = std::make_shared<std::unordered_set<NodeRef>>();
    std::unordered_map<const xmlNode*, xmlNode*> origin;
    bool same = true;
    walk_from({}, taken.m_document->impl().tree.get(), [&](xmlNode* node) {
        if (is_element(node)) {
            xmlNode* from = origin.size() < written.size() ? written[origin.size()] : nullptr;
            same = same && from != nullptr && xmlStrEqual(from->name, node->name) != 0;
            if (!same)
                return false;
            origin.emplace(node, from);
            if (node->_private == chosen)
                only->insert(from);
        } else if (is_text(node) && node->_private != chosen) {
            // There is no telling which part of the text it was before comments between the parts were left out.
            only->erase(origin.at(node->parent));
        }
        return true;
    });
    if (!same || origin.size() != written.size())
        return std::nullopt;
    NodeSet rest = *this;
    rest.m_only = std::move(only);
    return rest;
}

bool Selection::contains(const Element& element) const {
    return element && tree_node(element)->_private == number_as_pointer(mark);
}

namespace {

/** One mark for the union: what a part selects is gathered before the next part writes its own marks. */
std::uintptr_t mark_all(const Document& document, const std::vector<NodeSet>& parts) {
    const Document::Impl& impl = document.impl();
    std::vector<xmlNode*> gathered;
    for (const NodeSet& part : parts) {
        void* const number = number_as_pointer(part.mark());
        walk_from(part.apex(), impl.tree.get(), [&](xmlNode* node) {
            if (node->_private == number)
                gathered.push_back(node);
            return true;
        });
    }
    const std::uintptr_t mark = ++impl.last_mark;
    for (xmlNode* node : gathered)
        node->_private = number_as_pointer(mark);
    return mark;
}

} // namespace

std::vector<bool> select_whole(const Document& document, const std::vector<NodeSet>& parts,
                               const std::vector<Element>& elements,
                               const std::function<bool(const Element&)>& passed_over) {
    const void* const number = number_as_pointer(mark_all(document, parts));
    std::vector<bool> whole;
    whole.reserve(elements.size());
    for (const Element& element : elements) {
        bool all = element.exists();
        if (all)
            walk(tree_node(element), [&](xmlNode* node) {
                if (is_element(node) && passed_over(Element{node}))
                    return false;
                all = all && (node->_private == number || !(is_element(node) || is_text(node)));
                return all;
            });
        whole.push_back(all);
    }
    return whole;
}

Selection divide(const Document& document, const std::vector<NodeSet>& parts) {
    Selection result;
    const Document::Impl& impl = document.impl();
    result.mark = mark_all(document, parts);
    const void* const number = number_as_pointer(result.mark);
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
