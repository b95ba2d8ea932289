#include "xml/tree.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <array>
#include <climits>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <mutex>

namespace requal::xml {
namespace {

struct ParserFreed {
    void operator()(xmlParserCtxt* parser) const noexcept {
        if (parser->myDoc != nullptr)
            xmlFreeDoc(parser->myDoc);
        parser->myDoc = nullptr;
        xmlFreeParserCtxt(parser);
    }
};
using ParserPtr = std::unique_ptr<xmlParserCtxt, ParserFreed>;

/** What the callbacks of one run share. Only the first reason counts: what follows a stop is noise. */
struct Guard {
    const Limits& limits;
    std::optional<Code> code;
    Arguments arguments;
    std::string where;
    std::size_t nodes = 0;
    std::size_t depth = 0;
    bool building = false; ///< the library is making a node from text that a stop would free
};

Guard& guard_of(void* context) {
    return *static_cast<Guard*>(static_cast<xmlParserCtxt*>(context)->_private);
}

std::string place(const xmlParserCtxt* parser) {
    if (parser->input == nullptr)
        return {};
    return std::to_string(parser->input->line) + ":" + std::to_string(parser->input->col);
}

void stop(void* context, Code code, Arguments arguments) {
    Guard& guard = guard_of(context);
    auto* parser = static_cast<xmlParserCtxt*>(context);
    if (!guard.code) {
        guard.code = code;
        guard.arguments = std::move(arguments);
        guard.where = place(parser);
    }
    xmlStopParser(parser);
}

/** Lets the library make a node. It may report an error on the way, a second xml:id of one name, and reads the text
 * of the node on: only when it has come back may it be stopped. */
template <class Make, class... Given>
void build(const Make& make, void* context, Given... given) {
    Guard& guard = guard_of(context);
    guard.building = true;
    make(context, given...);
    guard.building = false;
    if (guard.code)
        xmlStopParser(static_cast<xmlParserCtxt*>(context));
}

bool count(void* context, std::size_t nodes) {
    Guard& guard = guard_of(context);
    guard.nodes += nodes;
    if (guard.nodes <= guard.limits.xml_nodes)
        return true;
    stop(context, Code::xml_too_many_nodes, {{"limit", std::to_string(guard.limits.xml_nodes)}});
    return false;
}

/** The library keeps every name once, in a table that slows down with each: hundreds of thousands of names take
 * minutes. */
bool few_names(void* context) {
    const Guard& guard = guard_of(context);
    const int names = xmlDictSize(static_cast<xmlParserCtxt*>(context)->dict);
    if (names >= 0 && static_cast<std::size_t>(names) <= guard.limits.xml_names)
        return true;
    stop(context, Code::xml_too_many_names, {{"limit", std::to_string(guard.limits.xml_names)}});
    return false;
}

/** Called at `<!DOCTYPE`, before anything in it exists. After a stop the library still returns a well-formed
 * document, so the guard's word is what counts. */
void refuse_document_type(void* context, const xmlChar* /*name*/, const xmlChar* /*external_id*/,
                          const xmlChar* /*system_id*/) {
    stop(context, Code::xml_document_type, {});
}

void start_element(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int namespace_count,
                   const xmlChar** namespaces, int attribute_count, int defaulted, const xmlChar** attributes) {
    Guard& guard = guard_of(context);
    const auto parts = static_cast<std::size_t>(attribute_count) + static_cast<std::size_t>(namespace_count);
    if (parts > guard.limits.xml_attributes)
        return stop(context, Code::xml_too_many_attributes, {{"limit", std::to_string(guard.limits.xml_attributes)}});
    // The parser keeps two entries for each declaration in scope.
    const auto in_scope = static_cast<std::size_t>(static_cast<xmlParserCtxt*>(context)->nsNr) / 2;
    if (in_scope > guard.limits.xml_namespaces)
        return stop(context, Code::xml_too_many_namespaces, {{"limit", std::to_string(guard.limits.xml_namespaces)}});
    if (++guard.depth > guard.limits.xml_depth)
        return stop(context, Code::xml_too_deep, {{"limit", std::to_string(guard.limits.xml_depth)}});
    // An attribute is a node with a text below it.
    if (few_names(context) && count(context, 1 + 2 * parts))
        build(xmlSAX2StartElementNs, context, name, prefix, uri, namespace_count, namespaces, attribute_count,
              defaulted, attributes);
}

bool known_encoding(std::string_view name) {
    // Others are read differently by different programs, and UTF-7 hides markup in plain letters.
    static constexpr std::array<std::string_view, 6> known{"", "UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII"};
    std::string upper;
    for (const char c : name)
        upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return std::find(known.begin(), known.end(), upper) != known.end() ||
           upper.starts_with("ISO-8859-"); // one byte for each letter, and old issuers use them
}

/** Called after the declaration, before anything is read in the encoding that it names. */
void start_document(void* context) {
    build(xmlSAX2StartDocument, context);
    const auto* parser = static_cast<xmlParserCtxt*>(context);
    const std::string_view of_input =
        parser->input != nullptr ? text_view(parser->input->encoding) : std::string_view{};
    const std::string_view name = parser->encoding != nullptr ? text_view(parser->encoding) : of_input;
    if (!known_encoding(name))
        stop(context, Code::xml_encoding, {{"detail", "the encoding " + std::string{name} + " is not read"}});
}

void end_element(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri) {
    --guard_of(context).depth;
    build(xmlSAX2EndElementNs, context, name, prefix, uri);
}

void comment(void* context, const xmlChar* text) {
    if (count(context, 1))
        build(xmlSAX2Comment, context, text);
}
void instruction(void* context, const xmlChar* target, const xmlChar* data) {
    if (few_names(context) && count(context, 1))
        build(xmlSAX2ProcessingInstruction, context, target, data);
}
void cdata(void* context, const xmlChar* text, int size) {
    if (count(context, 1))
        build(xmlSAX2CDataBlock, context, text, size);
}
void characters(void* context, const xmlChar* text, int size) {
    const xmlNode* parent = static_cast<xmlParserCtxt*>(context)->node;
    // Long texts arrive in pieces that become one node.
    if ((parent != nullptr && parent->last != nullptr && is_text(parent->last)) || count(context, 1))
        build(xmlSAX2Characters, context, text, size);
}

void keep_quiet(void* /*context*/, const char* /*message*/, ...) {} // NOLINT(cert-dcl50-cpp): the library's signature

/** The first error of the library, told in our words by finish(). */
void hear_error(void* user, xmlError* error) {
    auto& guard = guard_of(user);
    if (guard.code || error->level < XML_ERR_ERROR)
        return;
    // The library reads on after an error, and then tags end where nobody who measured them saw an end.
    if (!guard.building)
        xmlStopParser(static_cast<xmlParserCtxt*>(user));
    std::string detail{text_view(reinterpret_cast<const xmlChar*>(error->message))};
    detail.resize(std::min(detail.find('\n'), detail.size())); // further lines repeat bytes of the file
    while (!detail.empty() && (detail.back() == ' ' || detail.back() == '.' || detail.back() == '!'))
        detail.pop_back();
    const bool encoding = error->code == XML_ERR_INVALID_ENCODING || error->code == XML_ERR_UNKNOWN_ENCODING ||
                          error->code == XML_ERR_UNSUPPORTED_ENCODING || error->code == XML_I18N_CONV_FAILED ||
                          detail.starts_with("Input is not proper UTF-8");
    guard.code = encoding ? Code::xml_encoding : Code::xml_syntax;
    guard.arguments = {{"detail", std::move(detail)}};
    guard.where = std::to_string(error->line) + ":" + std::to_string(error->int2);
}

/** What the library would pass over: it guesses UTF-16 without its mark, which XML 1.0, 4.3.3 demands, and takes a
 * zero byte for the end of the text. */
std::optional<std::string> unreadable_bytes(std::string_view bytes) {
    const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    const std::size_t zero = utf16 ? std::string_view::npos : bytes.find('\0');
    if (zero == std::string_view::npos)
        return std::nullopt;
    return zero < 4 ? "it looks like UTF-16 or UTF-32 without a byte order mark"
                    : "a zero byte at position " + std::to_string(zero);
}

/** The markup of a text, letter by letter, in one or two bytes each; of what is no ASCII it says only that. */
class Letters {
  public:
    explicit Letters(std::string_view bytes) : m_bytes(bytes) {
        if (bytes.starts_with("\xFF\xFE"))
            m_width = 2;
        else if (bytes.starts_with("\xFE\xFF"))
            m_width = 2, m_low = 1;
    }
    [[nodiscard]] std::size_t size() const { return m_bytes.size() / m_width; }
    [[nodiscard]] char operator[](std::size_t at) const {
        if (m_width == 1)
            return m_bytes[at];
        return m_bytes[2 * at + 1 - m_low] == '\0' ? m_bytes[2 * at + m_low] : '\x7F';
    }
    [[nodiscard]] std::size_t find(char wanted, std::size_t at) const {
        if (m_width == 1)
            return std::min(m_bytes.find(wanted, at), m_bytes.size());
        while (at < size() && (*this)[at] != wanted)
            ++at;
        return at;
    }
    [[nodiscard]] bool has(std::string_view wanted, std::size_t at) const {
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (at + i >= size() || (*this)[at + i] != wanted[i])
                return false;
        return true;
    }

  private:
    std::string_view m_bytes;
    std::size_t m_width = 1;
    std::size_t m_low = 0; ///< which of two bytes holds the ASCII
};

/** The library compares every attribute of an element with all others before it tells anybody of the element, which a
 *  tag of some megabytes turns into minutes. So tags are measured beforehand: equals signs outside of quotes. Up to
 * the first error, where the library is stopped, tags end where they are seen to end here. */
class TagMeter {
  public:
    TagMeter(std::string_view text, std::size_t limit) : m_text(text), m_limit(limit) {}

    /** "line:column" of the first tag with too many attributes; nothing when there is none. */
    std::optional<std::string> first_too_long() {
        while ((m_at = m_text.find('<', m_at)) < m_text.size()) {
            const std::size_t start = m_at++;
            if (m_text.has("!--", m_at))
                skip_to("-->", m_at + 3);
            else if (m_text.has("![CDATA[", m_at))
                skip_to("]]>", m_at);
            else if (m_text.has("?", m_at))
                skip_to("?>", m_at);
            else if (attributes() > m_limit)
                return place(start);
        }
        return std::nullopt;
    }

  private:
    void skip_to(std::string_view end, std::size_t at) {
        while ((at = m_text.find(end.front(), at)) < m_text.size() && !m_text.has(end, at))
            ++at;
        m_at = std::min(at + end.size(), m_text.size());
    }

    std::size_t attributes() {
        std::size_t count = 0;
        char quote = '\0';
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c == '"' || c == '\'')
                quote = c;
            else if (c == '=')
                ++count;
            else if (c == '>')
                break;
        }
        return count;
    }

    [[nodiscard]] std::string place(std::size_t at) const {
        std::size_t line = 1;
        std::size_t start = 0;
        for (std::size_t i = 0; i < at; ++i)
            if (m_text[i] == '\n') {
                ++line;
                start = i + 1;
            }
        return std::to_string(line) + ":" + std::to_string(at - start + 1);
    }

    Letters m_text;
    std::size_t m_limit;
    std::size_t m_at = 0;
};

void guard_callbacks(xmlParserCtxt* parser) {
    xmlSAXHandler& sax = *parser->sax;
    sax.internalSubset = refuse_document_type;
    sax.externalSubset = refuse_document_type;
    sax.startDocument = start_document;
    sax.startElementNs = start_element;
    sax.endElementNs = end_element;
    sax.characters = characters;
    sax.ignorableWhitespace = characters;
    sax.cdataBlock = cdata;
    sax.comment = comment;
    sax.processingInstruction = instruction;
    sax.serror = hear_error;
    sax.error = keep_quiet;
    sax.fatalError = keep_quiet;
    sax.warning = keep_quiet;
}

} // namespace

Document Document::parse(std::string_view bytes, const Limits& limits) {
    static std::once_flag once;
    std::call_once(once, xmlInitParser);
    if (bytes.size() > limits.input_bytes || bytes.size() > INT_MAX)
        throw Error{Code::input_too_large,
                    {{"size", std::to_string(bytes.size())}, {"limit", std::to_string(limits.input_bytes)}}};
    if (bytes.empty())
        throw Error{Code::input_empty};
    if (auto unreadable = unreadable_bytes(bytes))
        throw Error{Code::xml_encoding, {{"detail", std::move(*unreadable)}}};
    if (auto place = TagMeter{bytes, limits.xml_attributes}.first_too_long())
        throw Error{
            Code::xml_too_many_attributes, {{"limit", std::to_string(limits.xml_attributes)}}, std::move(*place)};
    const ParserPtr parser{xmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size()))};
    if (!parser)
        throw std::bad_alloc{};
    Guard guard{limits, {}, {}, {}, 0, 0, false};
    parser->_private = &guard;
    // NONET alone: NOENT would read local files even so, DTDLOAD and DTDATTR would read the document type, HUGE would
    // lift the library's own limits. BIG_LINES keeps line numbers above 65535.
    xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    guard_callbacks(parser.get());
    xmlParseDocument(parser.get());
    if (!guard.code && (parser->wellFormed != 1 || parser->nsWellFormed != 1 || parser->myDoc == nullptr ||
                        xmlDocGetRootElement(parser->myDoc) == nullptr)) {
        guard.code = Code::xml_syntax;
        guard.arguments = {{"detail", "the document is not well-formed"}};
        guard.where = place(parser.get());
    }
    if (guard.code)
        throw Error{*guard.code, std::move(guard.arguments), std::move(guard.where)};
    auto impl = std::make_unique<Impl>();
    impl->tree.reset(parser->myDoc);
    impl->tree->_private = impl.get(); // an element finds its document through the tree
    impl->nodes = guard.nodes;
    parser->myDoc = nullptr;
    return Document{std::move(impl)};
}

} // namespace requal::xml
