#include "xml/canonical.hpp"

#include "xml/tree.hpp"

#include <libxml/c14n.h>
#include <libxml/xmlerror.h>

namespace requal::xml {
namespace {

struct BufferFreed {
    void operator()(xmlOutputBuffer* buffer) const noexcept { xmlOutputBufferClose(buffer); }
};
using BufferPtr = std::unique_ptr<xmlOutputBuffer, BufferFreed>;

/** Attributes and namespaces follow their element; the library hands over namespaces as nodes. */
int is_visible(void* mark, xmlNode* node, xmlNode* parent) {
    const bool own = node != nullptr && node->type != XML_ATTRIBUTE_NODE && node->type != XML_NAMESPACE_DECL;
    const xmlNode* asked = own ? node : parent;
    return asked != nullptr && asked->_private == mark ? 1 : 0;
}

struct Sink {
    std::string text{};
    std::size_t most; ///< what comes behind one more byte than that is not kept
};

int append(void* sink, const char* bytes, int size) {
    auto& [text, most] = *static_cast<Sink*>(sink);
    if (text.size() <= most)
        text.append(bytes, static_cast<std::size_t>(size));
    return size;
}

/** The library canonicalises from the first child of the document. For a part of it, that is made the part's apex for
 *  the moment, so that the rest of a large document is not walked for every small part; looking up ancestors still
 *  works, they go by `parent`. */
class OnlyApex {
  public:
    OnlyApex(xmlDoc* tree, xmlNode* apex) : m_tree(tree), m_apex(apex), m_first(tree->children) {
        if (m_apex == nullptr)
            return;
        m_next = m_apex->next;
        m_tree->children = m_apex;
        m_apex->next = nullptr;
    }
    ~OnlyApex() {
        if (m_apex == nullptr)
            return;
        m_apex->next = m_next;
        m_tree->children = m_first;
    }
    OnlyApex(const OnlyApex&) = delete;
    OnlyApex& operator=(const OnlyApex&) = delete;

  private:
    xmlDoc* m_tree;
    xmlNode* m_apex;
    xmlNode* m_first;
    xmlNode* m_next = nullptr;
};

std::size_t declarations_of(const xmlNode* node) {
    std::size_t count = 0;
    if (node->type == XML_ELEMENT_NODE) // of other nodes the member is something else
        for (const xmlNs* one = node->nsDef; one != nullptr; one = one->next)
            ++count;
    return count;
}

void keep_quiet(void* /*context*/, xmlError* /*error*/) {}

/** The library reports to a handler of the thread; ours is put in and taken out again. */
class Silence {
  public:
    Silence() : m_handler(xmlStructuredError), m_context(xmlStructuredErrorContext) {
        xmlSetStructuredErrorFunc(nullptr, keep_quiet);
    }
    ~Silence() { xmlSetStructuredErrorFunc(m_context, m_handler); }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    xmlStructuredErrorFunc m_handler;
    void* m_context;
};

} // namespace

std::optional<CanonicalMethod> canonical_method(std::string_view algorithm) {
    constexpr std::string_view with_comments = "#WithComments";
    CanonicalMethod method;
    if (algorithm.ends_with(with_comments) && !algorithm.starts_with("http://www.w3.org/2001/10/")) {
        method.comments = true;
        algorithm.remove_suffix(with_comments.size());
    }
    if (algorithm == "http://www.w3.org/TR/2001/REC-xml-c14n-20010315") {
        method.kind = Canonical::inclusive_1_0;
    } else if (algorithm == "http://www.w3.org/2006/12/xml-c14n11") {
        method.kind = Canonical::inclusive_1_1;
    } else if (algorithm == "http://www.w3.org/2001/10/xml-exc-c14n#" ||
               algorithm == "http://www.w3.org/2001/10/xml-exc-c14n#WithComments") {
        method.kind = Canonical::exclusive;
        method.comments = algorithm.ends_with("WithComments");
    } else {
        return std::nullopt;
    }
    return method;
}

std::size_t namespace_lookups(const NodeSet& part, Canonical kind) {
    if (kind == Canonical::exclusive)
        return 0;
    const xmlNode* top =
        part.apex() ? tree_node(part.apex()) : xmlDocGetRootElement(part.document().impl().tree.get());
    std::size_t in_scope = 0;
    for (const xmlNode* above = top; above != nullptr; above = above->parent)
        in_scope += declarations_of(above);
    std::size_t lookups = 0;
    for (const xmlNode* at = top; at != nullptr;) {
        if (at != top)
            in_scope += declarations_of(at);
        lookups += at->type == XML_ELEMENT_NODE ? in_scope * in_scope : 0;
        if (at->type == XML_ELEMENT_NODE && at->children != nullptr) {
            at = at->children;
            continue;
        }
        while (at != top && at->next == nullptr) {
            in_scope -= declarations_of(at);
            at = at->parent;
        }
        if (at == top)
            break;
        in_scope -= declarations_of(at);
        at = at->next;
    }
    return lookups;
}

std::optional<std::string> canonicalize(const NodeSet& part, const CanonicalMethod& method, std::size_t most) {
    NodeSet wanted = part;
    wanted.set_comments(part.comments() && method.comments);
    void* const mark = reinterpret_cast<void*>(wanted.mark()); // NOLINT(performance-no-int-to-ptr): only compared
    xmlDoc* tree = part.document().impl().tree.get();
    std::vector<xmlChar*> prefixes;
    for (const std::string& prefix : method.prefixes)
        prefixes.push_back(
            const_cast<xmlChar*>(reinterpret_cast<const xmlChar*>(prefix.c_str()))); // the library only reads them
    prefixes.push_back(nullptr);
    const int kind = method.kind == Canonical::exclusive       ? XML_C14N_EXCLUSIVE_1_0
                     : method.kind == Canonical::inclusive_1_1 ? XML_C14N_1_1
                                                               : XML_C14N_1_0;
    Sink sink{.most = most};
    const Silence silence;
    const BufferPtr buffer{xmlOutputBufferCreateIO(append, nullptr, &sink, nullptr)};
    if (!buffer)
        throw std::bad_alloc{};
    const OnlyApex only{tree, part.apex() ? tree_node(part.apex()) : nullptr};
    const int result =
        xmlC14NExecute(tree, is_visible, mark, kind, prefixes.data(), wanted.comments() ? 1 : 0, buffer.get());
    if (result < 0 || xmlOutputBufferFlush(buffer.get()) < 0)
        return std::nullopt;
    return std::move(sink.text);
}

std::string text_of(const NodeSet& part) {
    void* const mark = reinterpret_cast<void*>(part.mark()); // NOLINT(performance-no-int-to-ptr): only compared
    std::string text;
    walk_from(part.apex(), part.document().impl().tree.get(), [&](xmlNode* node) {
        if (is_text(node) && node->_private == mark)
            text += text_view(node->content);
        return true;
    });
    return text;
}

} // namespace requal::xml
