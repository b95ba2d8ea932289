#include "credential/reader.hpp"
#include "credential/values.hpp"

#include "requal/codes.hpp"

#include <charconv>

namespace requal::credential {

using json::Value;

Identifier Reader::read_identifier(const Value& value) {
    Identifier out;
    spend_memory(sizeof(Identifier));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.id = node.id();
    if (!value.is_object() && node.key() == nullptr) {
        out.notation = scalar_text(value);
        return out;
    }
    out.notation = scalar(node, "notation");
    out.scheme_name = scalar(node, "schemeName");
    out.scheme_id = scalar(node, "schemeId");
    out.scheme_version = scalar(node, "schemeVersion");
    out.scheme_agency = text(node, "schemeAgency");
    out.creator = scalar(node, "creator");
    out.issued = date(node, "dateIssued");
    out.types = concepts(node, "dcType");
    out.country = concept_of(node, "spatial");
    out.legal = node.has_type("LegalIdentifier");
    return out;
}

std::vector<Identifier> Reader::identifiers(const Node& node, std::string_view name) {
    std::vector<Identifier> out;
    for (const Value* value : use(node, name))
        out.push_back(read_identifier(*value));
    return out;
}

Identifier Reader::identifier(const Node& node, std::string_view name) {
    auto found = identifiers(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", found.front().notation}},
               found[i].where);
    return found.empty() ? Identifier{} : std::move(found.front());
}

WebResource Reader::read_web_resource(const Value& value) {
    WebResource out;
    spend_memory(sizeof(WebResource));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.id = node.id();
    if (node.key() == nullptr) {
        out.url = scalar_text(value);
        return out;
    }
    out.url = scalar(node, "contentURL");
    out.title = text(node, "title");
    out.language = concept_of(node, "language");
    return out;
}

std::vector<WebResource> Reader::web_resources(const Node& node, std::string_view name) {
    std::vector<WebResource> out;
    for (const Value* value : use(node, name))
        out.push_back(read_web_resource(*value));
    return out;
}

MediaObject Reader::read_media(const Value& value) {
    MediaObject out;
    spend_memory(sizeof(MediaObject));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.id = node.id();
    out.title = text(node, "title");
    out.description = text(node, "description");
    out.content_type = concept_of(node, "contentType");
    out.encoding = concept_of(node, "contentEncoding");
    out.attachment_type = concept_of(node, "attachmentType");
    if (const std::string size = scalar(node, "contentSize"); !size.empty()) {
        std::int64_t number = 0;
        if (std::from_chars(size.data(), size.data() + size.size(), number).ec == std::errc{})
            out.declared_size = number;
    }
    if (const Values content = use(node, "content"); !content.empty()) {
        out.has_content = true;
        out.content_where = where(*content.front());
        if (const auto size = decoded_size(content.front()->text())) {
            out.size = *size;
            out.decodable = true;
        }
    }
    out.url = scalar(node, "contentURL");
    return out;
}

std::vector<MediaObject> Reader::media_objects(const Node& node, std::string_view name) {
    std::vector<MediaObject> out;
    for (const Value* value : use(node, name))
        out.push_back(read_media(*value));
    return out;
}

MediaObject Reader::media(const Node& node, std::string_view name) {
    auto found = media_objects(node, name);
    return found.empty() ? MediaObject{} : std::move(found.front());
}

Address Reader::read_address(const Value& value) {
    const Node node = m_graph.node(value);
    return {note(node, "fullAddress"), concept_of(node, "countryCode"), identifiers(node, "identifier"),
            where(value)};
}

Location Reader::read_location(const Value& value) {
    Location out;
    spend_memory(sizeof(Location));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.id = node.id();
    out.name = text(node, "geographicName");
    out.description = text(node, "description");
    for (const Value* address : use(node, "address"))
        out.addresses.push_back(read_address(*address));
    out.areas = concepts(node, "spatialCode");
    out.identifiers = identifiers(node, "identifier");
    return out;
}

std::vector<Location> Reader::locations(const Node& node, std::string_view name) {
    std::vector<Location> out;
    for (const Value* value : use(node, name))
        out.push_back(read_location(*value));
    return out;
}

Location Reader::location(const Node& node, std::string_view name) {
    auto found = locations(node, name);
    return found.empty() ? Location{} : std::move(found.front());
}

std::vector<Period> Reader::periods(const Node& node, std::string_view name) {
    std::vector<Period> out;
    for (const Value* value : use(node, name)) {
        const Node period = m_graph.node(*value);
        out.push_back({date(period, "startDate"), date(period, "endDate"), text(period, "prefLabel"), where(*value)});
    }
    return out;
}

ContactPoint Reader::read_contact(const Value& value) {
    ContactPoint out;
    spend_memory(sizeof(ContactPoint));
    out.where = where(value);
    const Node node = m_graph.node(value);
    out.description = text(node, "description");
    for (const Value* address : use(node, "address"))
        out.addresses.push_back(read_address(*address));
    for (const Value* mail : use(node, "emailAddress")) {
        std::string address = mail->is_object() ? std::string{Graph::id_of(*mail)} : std::string{mail->text()};
        if (address.starts_with("mailto:"))
            address.erase(0, 7);
        if (!address.empty())
            out.emails.push_back(std::move(address));
    }
    for (const Value* value_of_phone : use(node, "phone")) {
        const Node phone = m_graph.node(*value_of_phone);
        std::string number =
            value_of_phone->is_string() ? std::string{value_of_phone->text()} : scalar(phone, "phoneNumber");
        const std::string country = scalar(phone, "countryDialing");
        const std::string area = scalar(phone, "areaDialingCode");
        const std::string dial = scalar(phone, "dialNumber");
        if (number.empty())
            number = country + (country.empty() || dial.empty() ? "" : " ") + area + dial;
        if (!number.empty())
            out.phones.push_back(std::move(number));
    }
    out.forms = web_resources(node, "contactForm");
    out.notes = notes(node, "additionalNote");
    return out;
}

std::vector<ContactPoint> Reader::contacts(const Node& node, std::string_view name) {
    std::vector<ContactPoint> out;
    for (const Value* value : use(node, name))
        out.push_back(read_contact(*value));
    return out;
}

} // namespace requal::credential
