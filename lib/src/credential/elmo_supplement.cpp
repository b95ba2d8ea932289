#include "credential/elmo_reader.hpp"
#include "credential/values.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::credential {
namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

/** "application/pdf" of "data:application/pdf;base64,…"; empty when it is no such address. */
std::string media_type(std::string_view content) {
    if (!content.starts_with("data:"))
        return {};
    content.remove_prefix(5);
    return std::string{content.substr(0, std::min(content.find_first_of(";,"), content.size()))};
}

} // namespace

MediaObject ElmoReader::media(const Item& content) {
    auto out = m_source.fresh<MediaObject>();
    out.where = content.where();
    const std::string text = m_source.text(content);
    out.content_where = content.where();
    out.has_content = !text.empty();
    if (const std::string type = media_type(text); !type.empty()) {
        out.content_type.notation = type;
        out.content_type.where = content.where();
    }
    const bool base64 = text.substr(0, std::min(text.find(','), text.size())).ends_with(";base64");
    if (const auto size = base64 ? decoded_size(text) : std::nullopt) {
        out.size = *size;
        out.decodable = true;
    }
    return out;
}

void ElmoReader::read_attachments(const Item& parent, std::vector<MediaObject>& out) {
    for (const Item& item : m_source.all(parent, "attachment")) {
        auto file = m_source.fresh<MediaObject>();
        file.where = item.where();
        file.title = texts(item, "title");
        file.description = texts(item, "description");
        file.attachment_type = labelled(m_source.first(item, "type"));
        for (const Identifier& id : identifiers(item)) {
            file.id = file.id.empty() ? id.notation : file.id;
            if (!m_attachment_titles.emplace(id.notation, file.title).second)
                m_source.report(Code::elmo_id_twice,
                                {{"id", id.notation}, {"line", std::to_string(item.element().line())}}, id.where);
        }
        // One content per language.
        const std::vector<Item> contents = m_source.all(item, "content");
        for (const Item& content : contents) {
            const MediaObject one = media(content);
            MediaObject& added = out.emplace_back(file);
            const std::string language = m_source.attribute(content, "lang", xml_space);
            const auto titled = std::find_if(
                file.title.entries.begin(), file.title.entries.end(),
                [&](const LocalisedText::Entry& entry) { return entry.language == language && !language.empty(); });
            if (contents.size() > 1 && titled != file.title.entries.end())
                added.title.entries = {*titled};
            added.where = one.where;
            added.content_type = one.content_type;
            added.content_where = one.content_where;
            added.has_content = one.has_content;
            added.decodable = one.decodable;
            added.size = one.size;
        }
        if (contents.empty())
            out.push_back(std::move(file));
    }
}

void ElmoReader::read_section(Achievement& out, const Item& item) {
    const std::string number = m_source.attribute(item, "number");
    const std::string title = m_source.text(item, "title");
    LocalisedText words;
    for (const Item& content : m_source.all(item, "content"))
        m_source.add_text(words, "", m_source.text(content), content.where());
    for (const Item& more : m_source.all(item, "additionalInformation"))
        m_source.add_text(words, "", m_source.text(more), more.where());
    const std::string subject = "Diploma Supplement " + number + (title.empty() ? "" : " " + title);
    out.notes.push_back(note(std::move(words), subject, item.where()));
    read_attachments(item, m_credential->attachments);
    for (const Item& section : m_source.all(item, "section"))
        read_section(out, section);
}

void ElmoReader::read_supplement(Achievement& out, const Item& item) {
    const std::string language = m_source.attribute(item, "lang", xml_space);
    const std::string version = m_source.text(item, "version");
    const std::string issued = m_source.text(item, "issueDate");
    LocalisedText words;
    m_source.add_text(words, language, issued.empty() ? "" : "issued on " + issued, item.where());
    m_source.add_text(words, language, m_source.text(item, "introduction"), item.where());
    out.notes.push_back(note(std::move(words),
                             "Diploma Supplement" + (version.empty() ? "" : " after the rules of " + version),
                             item.where()));
    for (const Item& section : m_source.all(item, "section"))
        read_section(out, section);
    m_source.skip(item, "Signature"); // a matter of the seals
}

} // namespace requal::credential
