#include "xml/root.hpp"

#include <algorithm>
#include <libxml/xmlreader.h>
#include <memory>
#include <mutex>

namespace requal::xml {
namespace {

/** A prolog longer than this is no credential; the rest of a long file is not looked at. */
constexpr std::size_t prolog_limit = 64U * 1024U;

struct ReaderFreed {
    void operator()(xmlTextReader* reader) const noexcept { xmlFreeTextReader(reader); }
};

std::string text_of(const xmlChar* text) {
    return text == nullptr ? std::string{} : std::string{reinterpret_cast<const char*>(text)};
}

void ignore(void* /*context*/, const char* /*message*/, xmlParserSeverities /*severity*/,
            xmlTextReaderLocatorPtr /*where*/) {}

} // namespace

std::optional<RootName> peek_root(std::string_view text) {
    static std::once_flag once;
    std::call_once(once, xmlInitParser);
    const int size = static_cast<int>(std::min(text.size(), prolog_limit));
    // NONET alone: NOENT would read local files, DTDLOAD and DTDATTR would read the document type.
    const std::unique_ptr<xmlTextReader, ReaderFreed> reader{
        xmlReaderForMemory(text.data(), size, nullptr, nullptr, XML_PARSE_NONET)};
    if (!reader)
        return std::nullopt;
    xmlTextReaderSetErrorHandler(reader.get(), ignore, nullptr);
    while (xmlTextReaderRead(reader.get()) == 1) {
        switch (xmlTextReaderNodeType(reader.get())) {
        case XML_READER_TYPE_ELEMENT:
            return RootName{text_of(xmlTextReaderConstLocalName(reader.get())),
                            text_of(xmlTextReaderConstNamespaceUri(reader.get()))};
        case XML_READER_TYPE_DOCUMENT_TYPE:
            return std::nullopt;
        default:
            break;
        }
    }
    return std::nullopt;
}

} // namespace requal::xml
