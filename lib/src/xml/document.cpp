#include "xml/document.hpp"

#include "xml/tree.hpp"

#include <algorithm>

namespace requal::xml {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool is_id(std::string_view name) {
    return name.size() == 2 && (name[0] == 'i' || name[0] == 'I') && (name[1] == 'd' || name[1] == 'D');
}

std::string value_of(const xmlAttr* attribute) {
    std::string value;
    for (const xmlNode* text = attribute->children; text != nullptr; text = text->next)
        value += text_view(text->content);
    return value;
}

/** Which one of its name an element is among its siblings, from 1; 0 when it is the only one. */
std::size_t number_of(const xmlNode* node) {
    if (node->parent == nullptr)
        return 0; // cut out of its document
    auto& numbers = static_cast<const Document::Impl*>(node->doc->_private)->numbers[node->parent];
    if (numbers.empty()) {
        std::unordered_map<std::string_view, std::vector<const xmlNode*>> by_name;
        for (const xmlNode* at = next_element(node->parent->children); at != nullptr; at = next_element(at->next))
            by_name[text_view(at->name)].push_back(at);
        for (const auto& [name, bearers] : by_name)
            for (std::size_t i = 0; i < bearers.size(); ++i)
                numbers.emplace(bearers[i], bearers.size() == 1 ? 0 : i + 1);
    }
    const auto found = numbers.find(node);
    return found == numbers.end() ? 0 : found->second;
}

} // namespace

Document::Document(std::unique_ptr<Impl> impl) noexcept : m_impl(std::move(impl)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Element Document::root() const noexcept {
    return Element{xmlDocGetRootElement(m_impl->tree.get())};
}

std::size_t Document::node_count() const noexcept {
    return m_impl->nodes;
}

std::size_t Document::last_walk() const noexcept {
    return m_impl->last_walk;
}

std::vector<Element> Document::all(std::string_view name, std::string_view space) const {
    std::vector<Element> found;
    walk(tree_node(root()), [&](xmlNode* node) {
        if (const Element element{node}; is_element(node) && element.is(name, space))
            found.push_back(element);
        return true;
    });
    return found;
}

std::vector<Element> Document::with_id(std::string_view id) const {
    if (!m_impl->by_id) {
        m_impl->by_id.emplace();
        walk(tree_node(root()), [&](xmlNode* node) {
            if (is_element(node))
                for (const xmlAttr* attribute = node->properties; attribute != nullptr; attribute = attribute->next)
                    if (is_id(text_view(attribute->name)))
                        m_impl->by_id->emplace(value_of(attribute), node);
            return true;
        });
    }
    std::vector<Element> found;
    const auto [begin, end] = m_impl->by_id->equal_range(std::string{id});
    for (auto entry = begin; entry != end; ++entry)
        if (const Element element{entry->second}; std::find(found.begin(), found.end(), element) == found.end())
            found.push_back(element);
    return found;
}

std::string_view Element::name() const noexcept {
    return exists() ? text_view(tree_node(*this)->name) : std::string_view{};
}

std::string_view Element::space() const noexcept {
    return exists() && tree_node(*this)->ns != nullptr ? text_view(tree_node(*this)->ns->href) : std::string_view{};
}

Element Element::parent() const noexcept {
    return exists() && is_element(tree_node(*this)->parent) ? Element{tree_node(*this)->parent} : Element{};
}

Element Element::first_child() const noexcept {
    return exists() ? Element{next_element(tree_node(*this)->children)} : Element{};
}

Element Element::next() const noexcept {
    return exists() ? Element{next_element(tree_node(*this)->next)} : Element{};
}

std::vector<Element> Element::children() const {
    std::vector<Element> found;
    for (Element at = first_child(); at; at = at.next())
        found.push_back(at);
    return found;
}

std::vector<Element> Element::children(std::string_view name, std::string_view space) const {
    std::vector<Element> found;
    for (Element at = first_child(); at; at = at.next())
        if (at.is(name, space))
            found.push_back(at);
    return found;
}

Element Element::child(std::string_view name, std::string_view space) const noexcept {
    for (Element at = first_child(); at; at = at.next())
        if (at.is(name, space))
            return at;
    return {};
}

bool Element::holds(const Element& other) const noexcept {
    for (Element at = other; at && exists(); at = at.parent())
        if (at == *this)
            return true;
    return false;
}

std::string Element::text() const {
    std::string text;
    if (exists())
        for (const xmlNode* node = tree_node(*this)->children; node != nullptr; node = node->next)
            if (is_text(node))
                text += text_view(node->content);
    return text;
}

std::string Element::trimmed_text() const {
    std::string whole = text();
    const std::size_t begin = whole.find_first_not_of(blanks);
    if (begin == std::string::npos)
        return {};
    return whole.substr(begin, whole.find_last_not_of(blanks) - begin + 1);
}

std::optional<std::string> Element::only_text() const {
    if (!exists())
        return std::nullopt;
    const xmlNode* node = tree_node(*this)->children;
    if (node == nullptr)
        return std::string{};
    if (!is_text(node) || node->next != nullptr)
        return std::nullopt;
    return std::string{text_view(node->content)};
}

std::optional<std::string> Element::attribute(std::string_view name, std::string_view space) const {
    if (!exists())
        return std::nullopt;
    for (const xmlAttr* attribute = tree_node(*this)->properties; attribute != nullptr; attribute = attribute->next)
        if (text_view(attribute->name) == name &&
            (attribute->ns == nullptr ? std::string_view{} : text_view(attribute->ns->href)) == space)
            return value_of(attribute);
    return std::nullopt;
}

std::string Element::attribute_text(std::string_view name, std::string_view space) const {
    return attribute(name, space).value_or(std::string{});
}

std::vector<Element::Attribute> Element::attributes() const {
    std::vector<Attribute> all;
    if (exists())
        for (const xmlAttr* at = tree_node(*this)->properties; at != nullptr; at = at->next)
            all.push_back({std::string{text_view(at->name)},
                           std::string{at->ns == nullptr ? std::string_view{} : text_view(at->ns->href)},
                           value_of(at)});
    return all;
}

std::string Element::space_of_prefix(std::string_view prefix) const {
    for (const xmlNode* node = tree_node(*this); is_element(node); node = node->parent)
        for (const xmlNs* ns = node->nsDef; ns != nullptr; ns = ns->next)
            if (text_view(ns->prefix) == prefix)
                return std::string{text_view(ns->href)};
    return prefix == "xml" ? "http://www.w3.org/XML/1998/namespace" : "";
}

std::size_t Element::line() const noexcept {
    return exists() ? static_cast<std::size_t>(std::max(0L, xmlGetLineNo(tree_node(*this)))) : 0;
}

std::string Element::path() const {
    std::string path;
    for (const xmlNode* node = tree_node(*this); is_element(node); node = node->parent) {
        std::string step = "/" + std::string{text_view(node->name)};
        if (const std::size_t number = number_of(node); number > 0)
            step += "[" + std::to_string(number) + "]";
        path.insert(0, step);
    }
    return path;
}

} // namespace requal::xml
