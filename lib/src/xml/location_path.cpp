#include "xml/location_path.hpp"

#include "xml/tree.hpp"

#include <algorithm>
#include <functional>

namespace requal::xml {
namespace {

/** No seal needs more; it bounds the work. */
constexpr std::size_t most_steps = 16;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_name_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || byte >= 0x80U;
}

/** The expression as a row of signs that are taken from the left. */
class Scanner {
  public:
    explicit Scanner(std::string_view text) : m_text(text) { skip(); }

    [[nodiscard]] bool at_end() const noexcept { return m_text.empty(); }
    bool take(std::string_view sign) {
        if (!m_text.starts_with(sign))
            return false;
        m_text.remove_prefix(sign.size());
        skip();
        return true;
    }
    /** A word that is not the beginning of a longer name. */
    bool take_word(std::string_view word) {
        if (!m_text.starts_with(word) || (m_text.size() > word.size() && is_name_character(m_text[word.size()])))
            return false;
        return take(word);
    }
    /** A function call without arguments: "here()", with blanks anywhere. */
    bool take_call(std::string_view name) {
        const Scanner before = *this;
        if (take_word(name) && take("(") && take(")"))
            return true;
        *this = before;
        return false;
    }
    std::optional<std::string> name() {
        std::size_t size = 0;
        while (size < m_text.size() && is_name_character(m_text[size]))
            ++size;
        if (size == 0)
            return std::nullopt;
        std::string name{m_text.substr(0, size)};
        m_text.remove_prefix(size);
        skip();
        return name;
    }
    std::optional<std::string> literal() {
        if (m_text.empty() || (m_text.front() != '\'' && m_text.front() != '"'))
            return std::nullopt;
        const std::size_t end = m_text.find(m_text.front(), 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        std::string value{m_text.substr(1, end - 1)};
        m_text.remove_prefix(end + 1);
        skip();
        return value;
    }

  private:
    void skip() {
        while (!m_text.empty() && is_blank(m_text.front()))
            m_text.remove_prefix(1);
    }
    std::string_view m_text;
};

struct QualifiedName {
    std::string space, name;
};

using Test = std::function<bool(xmlNode*)>;

struct Step {
    bool anywhere_below = false; ///< else among the children
    bool and_self = false;
    Test test;
};

class Grammar {
  public:
    Grammar(std::string_view text, const Element& context) : m_in(text), m_context(context) {}

    Scanner& in() { return m_in; }

    std::optional<QualifiedName> qualified_name() {
        auto first = m_in.name();
        if (!first)
            return std::nullopt;
        if (!m_in.take(":"))
            return QualifiedName{{}, std::move(*first)}; // XPath 1.0, 2.3: no prefix, no namespace
        auto second = m_in.name();
        std::string space = m_context.space_of_prefix(*first);
        if (!second || space.empty())
            return std::nullopt;
        return QualifiedName{std::move(space), std::move(*second)};
    }

    /** A name test with its conditions. */
    std::optional<Test> test() {
        Test test;
        if (m_in.take("*")) {
            test = [](const xmlNode* node) { return is_element(node); };
        } else if (m_in.take_call("node")) {
            test = [](const xmlNode*) { return true; };
        } else if (auto name = qualified_name()) {
            test = [name = std::move(*name)](xmlNode* node) {
                return is_element(node) && Element{node}.is(name.name, name.space);
            };
        } else {
            return std::nullopt;
        }
        while (m_in.take("[")) {
            auto condition = this->condition();
            if (!condition || !m_in.take("]"))
                return std::nullopt;
            test = [test = std::move(test), condition = std::move(*condition)](xmlNode* node) {
                return test(node) && is_element(node) && condition(node);
            };
        }
        return test;
    }

  private:
    std::optional<Test> condition() {
        std::vector<Test> all;
        bool any_of = false;
        bool all_of = false;
        do {
            auto one = comparison();
            if (!one || all.size() >= most_steps)
                return std::nullopt;
            all.push_back(std::move(*one));
            const bool or_word = m_in.take_word("or");
            const bool and_word = !or_word && m_in.take_word("and");
            any_of = any_of || or_word;
            all_of = all_of || and_word;
            if (!or_word && !and_word)
                break;
        } while (true);
        if (any_of && all_of)
            return std::nullopt;
        return [all = std::move(all), any_of](xmlNode* node) {
            const auto holds = [node](const Test& test) { return test(node); };
            return any_of ? std::any_of(all.begin(), all.end(), holds) : std::all_of(all.begin(), all.end(), holds);
        };
    }

    std::optional<Test> comparison() {
        if (m_in.take_word("starts-with")) {
            if (!m_in.take("(") || !m_in.take_call("local-name") || !m_in.take(","))
                return std::nullopt;
            auto value = m_in.literal();
            if (!value || !m_in.take(")"))
                return std::nullopt;
            return [value = std::move(*value)](xmlNode* node) { return Element{node}.name().starts_with(value); };
        }
        std::function<std::optional<std::string>(const Element&)> left;
        if (m_in.take("@")) {
            auto name = qualified_name();
            if (!name)
                return std::nullopt;
            left = [name = std::move(*name)](const Element& element) {
                return element.attribute(name.name, name.space);
            };
        } else if (m_in.take_call("local-name")) {
            left = [](const Element& element) { return std::string{element.name()}; };
        } else if (m_in.take_call("namespace-uri")) {
            left = [](const Element& element) { return std::string{element.space()}; };
        } else {
            return std::nullopt;
        }
        if (!m_in.take("="))
            return std::nullopt;
        auto value = m_in.literal();
        if (!value)
            return std::nullopt;
        return [left = std::move(left), value = std::move(*value)](xmlNode* node) {
            return left(Element{node}) == value;
        };
    }

    Scanner m_in;
    const Element& m_context;
};

std::vector<NodeRef> elements_passing(const Document& document, const Test& test) {
    std::vector<NodeRef> found;
    walk(tree_node(document.root()), [&](xmlNode* node) {
        if (test(node))
            found.push_back(node);
        return true;
    });
    return found;
}

NodeRef ancestor_of(const Element& here, const QualifiedName& name) {
    for (Element at = here; at; at = at.parent())
        if (at.is(name.name, name.space))
            return at.node();
    return nullptr;
}

/** One location path. */
class Path {
  public:
    Path(const Document& document, std::string_view text, const Element& context)
        : m_document(document), m_grammar(text, context), m_context(context) {}

    std::optional<std::vector<NodeRef>> run() {
        Scanner& in = m_grammar.in();
        std::optional<std::vector<NodeRef>> found;
        if (in.take_call("here"))
            found = signature_around();
        else if (in.take_word("id"))
            found = by_id();
        else
            found = from_root();
        if (found && !in.at_end())
            return std::nullopt;
        return found;
    }

  private:
    std::optional<std::vector<NodeRef>> signature_around() {
        Scanner& in = m_grammar.in();
        if (!in.take("/") || !in.take_word("ancestor") || !in.take("::"))
            return std::nullopt;
        const auto name = m_grammar.qualified_name();
        if (!name || !in.take("[") || in.name() != "1" || !in.take("]"))
            return std::nullopt;
        NodeRef found = ancestor_of(m_context, *name);
        return found == nullptr ? std::vector<NodeRef>{} : std::vector<NodeRef>{found};
    }

    std::optional<std::vector<NodeRef>> by_id() {
        Scanner& in = m_grammar.in();
        if (!in.take("("))
            return std::nullopt;
        const auto id = in.literal();
        if (!id || !in.take(")"))
            return std::nullopt;
        std::vector<NodeRef> nodes;
        // An id that occurs twice names nothing for certain.
        if (const auto found = m_document.with_id(*id); found.size() == 1)
            nodes.push_back(found.front().node());
        return steps(std::move(nodes));
    }

    std::optional<std::vector<NodeRef>> from_root() {
        Scanner& in = m_grammar.in();
        const Scanner before = in;
        if (!in.take("/"))
            return std::nullopt;
        if (in.at_end())
            return std::vector<NodeRef>{nullptr};
        in = before;
        return steps({nullptr});
    }

    std::optional<std::vector<NodeRef>> steps(std::vector<NodeRef> nodes) {
        Scanner& in = m_grammar.in();
        for (std::size_t count = 0; in.take("/"); ++count) {
            auto step = this->step();
            if (!step || count >= most_steps)
                return std::nullopt;
            nodes = go(nodes, *step);
        }
        return nodes;
    }

    std::optional<Step> step() {
        Scanner& in = m_grammar.in();
        Step step;
        if (in.take("/")) {
            step.anywhere_below = true;
        } else if (in.take_word("descendant-or-self")) {
            step.anywhere_below = step.and_self = true;
            if (!in.take("::"))
                return std::nullopt;
        } else if (in.take_word("descendant")) {
            step.anywhere_below = true;
            if (!in.take("::"))
                return std::nullopt;
        } else if (in.take_word("child") && !in.take("::")) {
            return std::nullopt;
        }
        auto test = m_grammar.test();
        if (!test)
            return std::nullopt;
        step.test = std::move(*test);
        return step;
    }

    [[nodiscard]] std::vector<NodeRef> go(const std::vector<NodeRef>& from, const Step& step) const {
        std::unordered_set<NodeRef> starts{from.begin(), from.end()};
        std::unordered_set<NodeRef> found;
        for (NodeRef start : starts) {
            auto* node = static_cast<xmlNode*>(start);
            if (!step.anywhere_below) {
                for (xmlNode* child = first_below(node); child != nullptr; child = child->next)
                    if (step.test(child))
                        found.insert(child);
                continue;
            }
            if (stands_below_another(node, starts))
                continue; // its descendants are those of the other; walking them again would cost a square
            if (step.and_self && node != nullptr && step.test(node))
                found.insert(node);
            for (xmlNode* child = first_below(node); child != nullptr; child = child->next)
                walk(child, [&](xmlNode* below) {
                    if (step.test(below))
                        found.insert(below);
                    return true;
                });
        }
        return {found.begin(), found.end()};
    }

    [[nodiscard]] xmlNode* first_below(xmlNode* node) const {
        if (node == nullptr)
            return m_document.impl().tree->children;
        return is_element(node) ? node->children : nullptr;
    }

    static bool stands_below_another(const xmlNode* node, const std::unordered_set<NodeRef>& starts) {
        if (node == nullptr)
            return false;
        if (starts.contains(nullptr))
            return true;
        for (xmlNode* above = node->parent; is_element(above); above = above->parent)
            if (starts.contains(above))
                return true;
        return false;
    }

    const Document& m_document;
    Grammar m_grammar;
    const Element& m_context;
};

/** `count(ancestor-or-self::S | here()/ancestor::S[1]) > count(ancestor-or-self::S)`: true for all that does not
 * stand in the signature that holds the transform. */
bool is_enveloped_form(Grammar& grammar, QualifiedName& name) {
    Scanner& in = grammar.in();
    const auto same = [&](const std::optional<QualifiedName>& other) {
        return other && other->name == name.name && other->space == name.space;
    };
    if (!in.take_word("count") || !in.take("(") || !in.take_word("ancestor-or-self") || !in.take("::"))
        return false;
    auto first = grammar.qualified_name();
    if (!first)
        return false;
    name = std::move(*first);
    return in.take("|") && in.take_call("here") && in.take("/") && in.take_word("ancestor") && in.take("::") &&
           same(grammar.qualified_name()) && in.take("[") && in.name() == "1" && in.take("]") && in.take(")") &&
           in.take(">") && in.take_word("count") && in.take("(") && in.take_word("ancestor-or-self") &&
           in.take("::") && same(grammar.qualified_name()) && in.take(")");
}

} // namespace

std::optional<std::vector<NodeRef>> select(const Document& document, std::string_view path, const Element& context) {
    return Path{document, path, context}.run();
}

bool filter(NodeSet& part, std::string_view expression, const Element& context) {
    NodeSet result = part;
    result.begin_filter();
    {
        Grammar grammar{expression, context};
        QualifiedName name;
        if (is_enveloped_form(grammar, name) && grammar.in().at_end()) {
            if (NodeRef signature = ancestor_of(context, name); signature != nullptr)
                result.drop({signature});
            part = std::move(result);
            return true;
        }
    }
    Grammar grammar{expression, context};
    Scanner& in = grammar.in();
    std::size_t count = 0;
    do {
        const bool negated = in.take_word("not");
        if ((negated && !in.take("(")) || !in.take_word("ancestor-or-self") || !in.take("::"))
            return false;
        const auto test = grammar.test();
        if (!test || (negated && !in.take(")")) || ++count > most_steps)
            return false;
        const auto found = elements_passing(part.document(), *test);
        if (negated)
            result.drop(found);
        else
            result.keep(found);
    } while (in.take_word("and"));
    if (!in.at_end())
        return false;
    part = std::move(result);
    return true;
}

} // namespace requal::xml
