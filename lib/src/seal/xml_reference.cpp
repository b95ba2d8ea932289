#include "seal/xml_reference.hpp"

#include "seal/beside.hpp"
#include "seal/canonicalization.hpp"

#include "xml/location_path.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

constexpr std::string_view enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
constexpr std::string_view base64 = "http://www.w3.org/2000/09/xmldsig#base64";
constexpr std::string_view xpath_1 = "http://www.w3.org/TR/1999/REC-xpath-19991116";
constexpr std::string_view xpath_filter_2 = "http://www.w3.org/2002/06/xmldsig-filter2";

/** Copying octets costs this part of making them. */
constexpr std::size_t copies_for_one = 2;

/** The id inside `xpointer(id('x'))`; nothing for any other pointer. */
std::optional<std::string> xpointer_id(std::string_view fragment) {
    for (const std::string_view quote : {"'", "\""}) {
        const std::string head = "xpointer(id(" + std::string{quote};
        const std::string tail = std::string{quote} + "))";
        if (fragment.starts_with(head) && fragment.ends_with(tail) && fragment.size() > head.size() + tail.size())
            return std::string{fragment.substr(head.size(), fragment.size() - head.size() - tail.size())};
    }
    return std::nullopt;
}

class Checker {
  public:
    Checker(const xml::Element& element, const ReferenceContext& context) : m_context(context) {
        m_out.element = element;
        m_out.id = element.attribute_text("Id");
        m_out.type = any_uri(element.attribute_text("Type"));
        if (const auto uri = element.attribute("URI"))
            m_out.uri = any_uri(*uri);
    }

    Reference run() {
        find();
        if (m_out.found && m_out.fault == ReferenceFault::none && transform())
            compare();
        return std::move(m_out);
    }

    /** The same with a certain content instead of the one that the name points to. */
    Reference run_on(const DetachedContent& content) {
        take(content);
        if (transform())
            compare();
        return std::move(m_out);
    }

  private:
    using Content = std::variant<std::monostate, std::shared_ptr<const std::string>, xml::NodeSet>;

    void fail(ReferenceFault fault, Code code, Arguments arguments = {}) {
        m_out.fault = fault;
        arguments.emplace_back("what", named(m_out.uri));
        m_out.findings.push_back({code, std::move(arguments), m_out.element.path()});
    }

    // --- what the reference names

    void find() {
        if (m_out.uri && m_out.uri->empty())
            whole_document(false);
        else if (m_out.uri && m_out.uri->starts_with('#'))
            fragment(std::string_view{*m_out.uri}.substr(1));
        else
            external();
        if (!m_out.found && m_out.fault == ReferenceFault::none)
            fail(ReferenceFault::not_found, Code::xmldsig_reference_not_found);
    }

    void whole_document(bool comments) {
        m_out.found = true;
        m_content = xml::NodeSet::all(m_context.document, comments);
    }

    void fragment(std::string_view text) {
        if (text == "xpointer(/)")
            return whole_document(true);
        const auto pointed = xpointer_id(text);
        const std::string id = pointed ? *pointed : std::string{text};
        if (id.empty())
            return;
        const auto found = m_context.document.with_id(id);
        if (found.size() > 1) {
            m_out.found = true;
            return fail(ReferenceFault::ambiguous, Code::xmldsig_reference_ambiguous, {{"id", id}});
        }
        if (found.empty())
            return;
        m_out.found = true;
        m_out.target = found.front();
        m_content = xml::NodeSet::below(m_context.document, found.front(), pointed.has_value());
    }

    [[nodiscard]] const DetachedContent* detached() const {
        const auto contents = m_context.detached;
        // A single content is the one meant, whatever it is called (EN 319 132-1 leaves names to the application).
        if (contents.size() == 1 && (!m_out.uri || m_context.only_external))
            return &contents.front();
        if (!m_out.uri)
            return nullptr;
        return content_named(contents, *m_out.uri);
    }

    void external() {
        if (const DetachedContent* content = detached())
            take(*content);
    }

    void take(const DetachedContent& content) {
        m_out.found = true;
        if (content.bytes)
            m_content = std::make_shared<const std::string>(*content.bytes);
        else
            m_known_digest = &content;
    }

    // --- transforms

    bool transform() {
        const auto lists = m_out.element.children("Transforms", ds);
        if (lists.size() > 1) {
            fail(ReferenceFault::malformed, Code::xmldsig_structure,
                 {{"detail", "a reference has two lists of transforms"}});
            return false;
        }
        const auto transforms = lists.empty() ? std::vector<xml::Element>{} : lists.front().children("Transform", ds);
        if (m_known_digest != nullptr)
            return true; // transforms of what is not here were run by whoever computed the digest
        if (transforms.size() > m_context.limits.transforms)
            return not_supported(std::to_string(transforms.size()) + " transforms");
        for (const xml::Element& transform : transforms)
            if (!apply(transform))
                return false;
        finish();
        return m_out.fault == ReferenceFault::none;
    }

    bool not_supported(const std::string& what) {
        fail(ReferenceFault::unsupported, Code::xmldsig_transform_not_supported, {{"algorithm", what}});
        return false;
    }

    bool apply(const xml::Element& transform) {
        const NamedMethod canonical = canonical_method_of(transform, m_context.limits);
        if (canonical.method)
            return canonicalize(*canonical.method);
        if (canonical.known)
            return not_supported(canonical.refused);
        const std::string algorithm = algorithm_of(transform);
        if (algorithm == base64)
            return decode();
        if (algorithm == enveloped)
            return leave_signature_out();
        if (algorithm == xpath_1)
            return filter(transform);
        if (algorithm == xpath_filter_2)
            return filter_2(transform);
        return not_supported(algorithm);
    }

    /** Octets become nodes where a transform needs them (XML Signature 1.1, 4.4.3.2). */
    xml::NodeSet* nodes() {
        if (auto* octets = std::get_if<std::shared_ptr<const std::string>>(&m_content)) {
            m_context.work.spend((*octets)->size(), m_out.element);
            try {
                auto document = std::make_shared<xml::Document>(xml::Document::parse(**octets, m_context.limits));
                m_context.parsed.push_back(document);
                m_content = xml::NodeSet::all(*document, true);
            } catch (const Error& error) {
                m_out.findings.push_back(error.finding());
                fail(ReferenceFault::changed, Code::xmldsig_reference_not_xml);
                return nullptr;
            }
        }
        return std::get_if<xml::NodeSet>(&m_content);
    }

    void spend_walk(const xml::NodeSet& set) {
        m_context.work.spend(set.document().node_count() * node_cost, m_out.element);
    }

    /** Which nodes of the document the octets are made of. A transform that follows parses them again, and what it
     * then leaves out does not reach the digest (XML Signature 1.1, 4.4.3.2). */
    void keep_covered(const xml::NodeSet& set) {
        if (&set.document() == &m_context.document) {
            m_out.covered = set;
        } else if (m_out.covered) {
            spend_walk(*m_out.covered);
            m_out.covered = m_out.covered->narrowed(set);
        }
    }

    bool canonicalize(const xml::CanonicalMethod& method) {
        const xml::NodeSet* set = nodes();
        return set != nullptr && write(*set, method);
    }

    /** Nodes to octets. */
    bool write(const xml::NodeSet& set, const xml::CanonicalMethod& method) {
        auto text = canonical_octets(set, method, m_out.element, m_context.work);
        if (!text) {
            fail(ReferenceFault::changed, Code::xmldsig_no_canonical_form);
            return false;
        }
        keep_covered(set);
        if (m_out.covered && !method.comments)
            m_out.covered->set_comments(false);
        m_content = std::make_shared<const std::string>(std::move(*text));
        return true;
    }

    bool decode() {
        std::string text;
        if (const auto* set = std::get_if<xml::NodeSet>(&m_content)) {
            keep_covered(*set);
            text = xml::text_of(*set);
            m_context.work.spend(set->document().last_walk() * node_cost, m_out.element);
        } else if (const auto* octets = std::get_if<std::shared_ptr<const std::string>>(&m_content)) {
            text = **octets;
        }
        // 6.6.2: the markup around the text is stripped before anything is digested.
        if (m_out.covered)
            m_out.covered->set_text_only();
        m_context.work.spend(text.size(), m_out.element);
        const auto bytes = xml_base64(text);
        if (!bytes) {
            fail(ReferenceFault::changed, Code::xmldsig_reference_not_base64);
            return false;
        }
        m_content = std::make_shared<const std::string>(as_text(*bytes));
        return true;
    }

    bool leave_signature_out() {
        xml::NodeSet* set = nodes();
        if (set == nullptr)
            return false;
        set->begin_filter();
        if (&set->document() == &m_context.document)
            set->drop({m_context.signature.node()});
        return true;
    }

    bool filter(const xml::Element& transform) {
        xml::NodeSet* set = nodes();
        if (set == nullptr)
            return false;
        spend_walk(*set);
        const xml::Element expression = transform.child("XPath", ds);
        const auto text = expression.only_text();
        if (!text || !xml::filter(*set, *text, expression))
            return not_supported("XPath: " + expression.trimmed_text());
        return true;
    }

    bool filter_2(const xml::Element& transform) {
        xml::NodeSet* set = nodes();
        if (set == nullptr)
            return false;
        set->begin_filter();
        for (const xml::Element& expression : transform.children("XPath", xpath_filter_2)) {
            spend_walk(*set);
            const auto text = expression.only_text();
            const auto selected = text ? xml::select(set->document(), *text, expression) : std::nullopt;
            const std::string kind = expression.attribute_text("Filter");
            if (!selected)
                return not_supported("XPath Filter 2.0: " + expression.trimmed_text());
            if (kind == "subtract")
                set->drop(*selected);
            else if (kind == "intersect")
                set->keep(*selected);
            else if (kind == "union")
                set->add(*selected);
            else
                return not_supported("XPath Filter 2.0: " + kind);
        }
        return true;
    }

    /** A reference that ends with nodes is digested in the canonical form of 2001, which has no comments (XML
     * Signature 1.1, 4.4.3.2). */
    void finish() {
        if (const auto* set = std::get_if<xml::NodeSet>(&m_content)) {
            m_out.nodes = *set;
            const xml::NodeSet copy = *set;
            if (!write(copy, {xml::Canonical::inclusive_1_0, false, {}}))
                return;
        }
        m_out.octets = std::get<std::shared_ptr<const std::string>>(m_content);
    }

    // --- digest

    void compare() {
        const auto methods = m_out.element.children("DigestMethod", ds);
        const auto values = m_out.element.children("DigestValue", ds);
        const auto text = values.size() == 1 ? values.front().only_text() : std::nullopt;
        if (methods.size() != 1 || !text)
            return fail(ReferenceFault::malformed, Code::xmldsig_structure,
                        {{"detail", "a reference without exactly one digest that is plain text"}});
        const std::string algorithm = algorithm_of(methods.front());
        const auto hash = crypto::hash_from_uri(algorithm);
        if (!hash)
            return fail(ReferenceFault::unsupported, Code::xmldsig_digest_unknown, {{"algorithm", algorithm}});
        m_hash = *hash;
        m_out.hash = *hash;
        const auto expected = xml_base64(*text);
        if (m_known_digest != nullptr)
            return compare_known(expected);
        m_out.intact = expected && crypto::digest(*hash, as_bytes(*m_out.octets)) == *expected;
        if (!m_out.intact)
            fail(ReferenceFault::changed, Code::xmldsig_reference_changed);
    }

    void compare_known(const std::optional<Bytes>& expected) {
        if (!digested_with(*m_known_digest, m_hash)) {
            m_out.found = false;
            return fail(ReferenceFault::not_found, Code::xmldsig_reference_not_found);
        }
        m_out.intact = expected && *expected == m_known_digest->digest;
        if (!m_out.intact)
            fail(ReferenceFault::changed, Code::xmldsig_reference_changed);
    }

    const ReferenceContext& m_context;
    Reference m_out;
    Content m_content;
    const DetachedContent* m_known_digest = nullptr;
    crypto::Hash m_hash = crypto::Hash::sha256;
};

} // namespace

void Work::spend(std::size_t cost, const xml::Element& where) {
    if (cost > m_left)
        throw Error{Code::xmldsig_too_much_work, {}, where.path()};
    m_left -= cost;
}

std::optional<Bytes> xml_base64(std::string_view text) {
    std::string dense;
    dense.reserve(text.size());
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            dense += c;
    return base64_decode(dense, Base64::standard);
}

std::string any_uri(std::string_view value) {
    std::string out;
    for (const char c : value) {
        const bool white = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!white)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' '))
        out.pop_back();
    return out;
}

std::string named(const std::optional<std::string>& uri) {
    if (!uri)
        return "the content that the seal gives no name";
    if (uri->empty())
        return "the whole document";
    return "\"" + *uri + "\"";
}

bool stands_outside(const xml::Element& reference) {
    const auto uri = reference.attribute("URI");
    const std::string name = uri ? any_uri(*uri) : "";
    return !uri || (!name.empty() && !name.starts_with('#'));
}

std::string fragment_id(std::string_view written) {
    const std::string uri = any_uri(written);
    if (!uri.starts_with('#'))
        return {};
    const std::string fragment = uri.substr(1);
    return xpointer_id(fragment).value_or(fragment);
}

Reference check_reference(const xml::Element& element, const ReferenceContext& context) {
    Reference reference = Checker{element, context}.run();
    const bool outside = reference.uri && stands_outside(element);
    // Names are given by whoever stored the contents; the digest tells which one was sealed.
    if (outside && reference.found && reference.fault == ReferenceFault::changed)
        for (const DetachedContent& content : context.detached)
            if (Reference other = Checker{element, context}.run_on(content); other.intact)
                return other;
    return reference;
}

std::optional<std::string> octets_of(const Reference& reference, const xml::CanonicalMethod& method, Work& work) {
    if (!reference.octets)
        return std::nullopt;
    if (!reference.nodes) {
        work.spend(reference.octets->size() / copies_for_one, reference.element);
        return *reference.octets;
    }
    return canonical_octets(*reference.nodes, method, reference.element, work);
}

std::optional<std::string> canonical_octets(const xml::NodeSet& part, const xml::CanonicalMethod& method,
                                            const xml::Element& asked_by, Work& work) {
    work.spend(xml::namespace_lookups(part, method.kind) / 2, asked_by);
    auto text = xml::canonicalize(part, method, work.left()); // what is longer has used it up
    work.spend(part.document().last_walk() * node_cost + (text ? text->size() : 0), asked_by);
    return text;
}

} // namespace requal::seal
