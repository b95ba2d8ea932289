#include "xml/writer.hpp"

#include "requal/text.hpp"

#include <libxml/xmlwriter.h>
#include <new>

namespace requal::xml {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct BufferFreed {
    void operator()(xmlBuffer* buffer) const noexcept { xmlBufferFree(buffer); }
};
struct WriterFreed {
    void operator()(xmlTextWriter* writer) const noexcept { xmlFreeTextWriter(writer); }
};

/** The library fails for want of memory only: names are ours and values are made writable before. */
void check(int result) {
    if (result < 0)
        throw std::bad_alloc{};
}

const xmlChar* chars(const char* text) {
    return reinterpret_cast<const xmlChar*>(text);
}

void append_writable(std::string& out, std::string_view valid) {
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const auto c = static_cast<unsigned char>(valid[i]);
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
            out += replacement;
        } else if (valid.substr(i, 3) == "\xEF\xBF\xBE" || valid.substr(i, 3) == "\xEF\xBF\xBF") {
            out += replacement;
            i += 2;
        } else {
            out += valid[i];
        }
    }
}

} // namespace

std::string writable_text(std::string_view text) {
    std::string out;
    while (true) {
        const std::size_t broken = find_invalid_utf8(text);
        append_writable(out, text.substr(0, broken));
        if (broken == std::string_view::npos)
            return out;
        out += replacement;
        text.remove_prefix(broken + 1);
    }
}

struct Writer::Impl {
    std::unique_ptr<xmlBuffer, BufferFreed> buffer;
    std::unique_ptr<xmlTextWriter, WriterFreed> writer; ///< writes into the buffer, so it goes first
};

Writer::Writer() : m_impl(std::make_unique<Impl>()) {
    m_impl->buffer.reset(xmlBufferCreate());
    if (!m_impl->buffer)
        throw std::bad_alloc{};
    m_impl->writer.reset(xmlNewTextWriterMemory(m_impl->buffer.get(), 0));
    if (!m_impl->writer)
        throw std::bad_alloc{};
    check(xmlTextWriterSetIndent(m_impl->writer.get(), 1));
    check(xmlTextWriterSetIndentString(m_impl->writer.get(), chars("  ")));
    check(xmlTextWriterStartDocument(m_impl->writer.get(), "1.0", "UTF-8", nullptr));
}
Writer::Writer(Writer&&) noexcept = default;
Writer::~Writer() = default;

void Writer::begin(const char* name) {
    check(xmlTextWriterStartElement(m_impl->writer.get(), chars(name)));
}

void Writer::attribute(const char* name, std::string_view value) {
    check(xmlTextWriterWriteAttribute(m_impl->writer.get(), chars(name), chars(writable_text(value).c_str())));
}

void Writer::text(std::string_view text) {
    check(xmlTextWriterWriteString(m_impl->writer.get(), chars(writable_text(text).c_str())));
}

void Writer::end() {
    check(xmlTextWriterEndElement(m_impl->writer.get()));
}

void Writer::leaf(const char* name, std::string_view text) {
    begin(name);
    this->text(text);
    end();
}

std::string Writer::finish() {
    check(xmlTextWriterEndDocument(m_impl->writer.get()));
    m_impl->writer.reset();
    std::string out{reinterpret_cast<const char*>(xmlBufferContent(m_impl->buffer.get())),
                    static_cast<std::size_t>(xmlBufferLength(m_impl->buffer.get()))};
    m_impl->buffer.reset();
    return out;
}

} // namespace requal::xml
