#include "credential/elm2_reader.hpp"
#include "credential/values.hpp"

#include <algorithm>
#include <charconv>

namespace requal::credential {
namespace {

constexpr std::string_view ects = "http://data.europa.eu/snb/education-credit/6fcec5c5af";
constexpr std::string_view ecvet = "http://data.europa.eu/snb/education-credit/60b314e826";

} // namespace

Item Elm2Reader::follow(const Item& link, std::string_view section) {
    if (!link)
        return {};
    const auto id = link.element().attribute("idref");
    if (!id)
        return link;
    const Place& target = m_references.target(link, *id, section);
    Item record = m_source.open(target.element, target.where);
    m_source.mark_read(record);
    return record;
}

void Elm2Reader::add_texts(LocalisedText& out, const Item& item) {
    const std::vector<Item> texts = m_source.all(item, "text");
    for (const Item& one : texts)
        m_source.add_text(out, m_source.attribute(one, "lang"), m_source.text(one), item.where());
    if (texts.empty()) // words without a language
        m_source.add_text(out, "", m_source.text(item), item.where());
}

LocalisedText Elm2Reader::text(const Item& parent, std::string_view name) {
    // Names, labels and descriptions may be repeated, each with some of the languages.
    LocalisedText out;
    for (const Item& item : m_source.all(parent, name))
        add_texts(out, item);
    return out;
}

Note Elm2Reader::note(const Item& item) {
    auto out = m_source.fresh<Note>();
    if (!item)
        return out;
    out.where = item.where();
    add_texts(out.text, item);
    if (const Item subject = m_source.first(item, "subject")) {
        out.subject.where = subject.where();
        out.subject.id = m_source.attribute(subject, "uri");
        out.subject.label = m_source.plain_text(subject);
        out.subject = m_source.known(std::move(out.subject));
    }
    return out;
}

std::vector<Note> Elm2Reader::notes(const Item& parent, std::string_view name) {
    std::vector<Note> out;
    for (const Item& item : m_source.all(parent, name))
        out.push_back(note(item));
    return out;
}

Concept Elm2Reader::read_concept(const Item& item) {
    Concept term;
    term.where = item.where();
    term.id = m_source.attribute(item, "uri");
    term.scheme = m_source.attribute(item, "targetFrameworkUrl");
    term.notation = m_source.attribute(item, "targetNotation");
    term.label = text(item, "targetName");
    term.definition = text(item, "targetDescription");
    static_cast<void>(text(item, "targetFrameworkName")); // the name of the scheme: its id is what counts
    if (term.label.empty())
        term.label = m_source.plain_text(item);
    return m_source.known(std::move(term));
}

std::vector<Concept> Elm2Reader::concepts(const Item& parent, std::string_view name) {
    std::vector<Concept> out;
    for (const Item& item : m_source.all(parent, name))
        out.push_back(read_concept(item));
    return out;
}

Concept Elm2Reader::concept_of(const Item& parent, std::string_view name) {
    const Item item = m_source.first(parent, name);
    return item ? read_concept(item) : Concept{};
}

Identifier Elm2Reader::read_identifier(const Item& item, bool legal) {
    auto out = m_source.fresh<Identifier>();
    out.where = item.where();
    out.notation = m_source.text(item);
    out.scheme_id = m_source.attribute(item, "schemeID");
    out.scheme_name = m_source.attribute(item, "schemeName");
    m_source.add_text(out.scheme_agency, "", m_source.attribute(item, "schemeAgencyName"),
                      item.where() + "/@schemeAgencyName");
    if (const std::string issued = m_source.attribute(item, "issuedDate"); !issued.empty())
        out.issued = date_of(issued, item.where() + "/@issuedDate");
    if (const std::string type = m_source.attribute(item, "type"); !type.empty()) {
        Concept& kind = out.types.emplace_back();
        kind.notation = type;
        kind.where = item.where() + "/@type";
    }
    if (const std::string country = m_source.attribute(item, "spatialID"); !country.empty())
        out.country = m_source.country(country, item.where() + "/@spatialID");
    out.legal = legal;
    return out;
}

Identifier Elm2Reader::identifier(const Item& parent, std::string_view name, bool legal) {
    const Item item = m_source.first(parent, name);
    return item ? read_identifier(item, legal) : Identifier{};
}

std::vector<Identifier> Elm2Reader::identifiers(const Item& parent, std::string_view name, bool legal) {
    std::vector<Identifier> out;
    for (const Item& item : m_source.all(parent, name))
        out.push_back(read_identifier(item, legal));
    return out;
}

std::vector<WebResource> Elm2Reader::web_resources(const Item& parent, std::string_view name) {
    std::vector<WebResource> out;
    for (const Item& item : m_source.all(parent, name)) {
        auto page = m_source.fresh<WebResource>();
        page.where = item.where();
        page.url = m_source.attribute(item, "uri");
        page.title = text(item, "title");
        page.language = concept_of(item, "language");
        out.push_back(std::move(page));
    }
    return out;
}

MediaObject Elm2Reader::media(const Item& item) {
    auto out = m_source.fresh<MediaObject>();
    if (!item)
        return out;
    out.where = item.where();
    out.id = m_source.attribute(item, "id");
    out.title = text(item, "title");
    out.description = text(item, "description");
    out.content_type = concept_of(item, "contentType");
    out.encoding = concept_of(item, "contentEncoding");
    if (const std::string size = m_source.text(item, "contentSize"); !size.empty()) {
        std::int64_t number = 0;
        if (std::from_chars(size.data(), size.data() + size.size(), number).ec == std::errc{})
            out.declared_size = number;
    }
    if (const Item content = m_source.first(item, "content")) {
        out.has_content = true;
        out.content_where = content.where();
        if (const auto size = decoded_size(m_source.text(content))) {
            out.size = *size;
            out.decodable = true;
        }
    }
    out.url = m_source.text(item, "contentUrl");
    return out;
}

Address Elm2Reader::address(const Item& item) {
    auto out = m_source.fresh<Address>();
    out.where = item.where();
    static_cast<void>(m_source.text(item, "id"));
    out.full.text = text(item, "fullAddress");
    out.full.where = out.full.text.where;
    out.country = concept_of(item, "country");
    out.identifiers = identifiers(item, "identifier");
    return out;
}

Location Elm2Reader::location(const Item& item) {
    auto out = m_source.fresh<Location>();
    if (!item)
        return out;
    out.where = item.where();
    out.id = m_source.text(item, "id");
    out.name = text(item, "name");
    out.description = text(item, "description");
    for (const Item& one : m_source.all(item, "hasAddress"))
        out.addresses.push_back(address(one));
    out.areas = concepts(item, "spatialCode");
    out.identifiers = identifiers(item, "identifier");
    return out;
}

std::vector<Location> Elm2Reader::locations(const Item& parent, std::string_view name) {
    std::vector<Location> out;
    for (const Item& item : m_source.all(parent, name))
        out.push_back(location(item));
    return out;
}

std::vector<ContactPoint> Elm2Reader::contacts(const Item& parent) {
    std::vector<ContactPoint> out;
    for (const Item& item : m_source.all(parent, "contactPoint")) {
        auto point = m_source.fresh<ContactPoint>();
        point.where = item.where();
        point.description = text(item, "description");
        point.notes = notes(item, "note");
        for (const Item& one : m_source.all(item, "address"))
            point.addresses.push_back(address(one));
        for (const Item& one : m_source.all(item, "mailBox")) {
            std::string mail = m_source.attribute(one, "uri");
            if (mail.starts_with("mailto:"))
                mail.erase(0, 7);
            if (!mail.empty())
                point.emails.push_back(std::move(mail));
        }
        for (const Item& one : m_source.all(item, "phone")) {
            std::string number = m_source.text(one, "phoneNumber");
            const std::string country = m_source.text(one, "countryDialing");
            const std::string area = m_source.text(one, "areaDialing");
            const std::string dial = m_source.text(one, "dialNumber");
            if (number.empty())
                number = country + (country.empty() || dial.empty() ? "" : " ") + area + dial;
            if (!number.empty())
                point.phones.push_back(std::move(number));
        }
        for (const Item& one : m_source.all(item, "webresource")) {
            WebResource& form = point.forms.emplace_back();
            form.where = one.where();
            form.url = m_source.attribute(one, "uri");
        }
        out.push_back(std::move(point));
    }
    return out;
}

std::vector<Period> Elm2Reader::period(const Item& parent, std::string_view start, std::string_view end) {
    Period out{m_source.date(parent, start), m_source.date(parent, end), {}, {}};
    out.where = out.start.where.empty() ? out.end.where : out.start.where;
    return out.where.empty() ? std::vector<Period>{} : std::vector<Period>{std::move(out)};
}

CreditPoint Elm2Reader::credit_point(const Item& item, bool is_ects) {
    auto out = m_source.fresh<CreditPoint>();
    out.where = item.where();
    out.points = m_source.text(item);
    const std::string scheme = m_source.attribute(item, "schemeID");
    out.framework.where = item.where();
    // The element's name says ECTS; other systems are named by addresses that were never published as a list.
    if (is_ects || scheme.ends_with("/ects"))
        out.framework.id = ects;
    else if (scheme.ends_with("/ecvet"))
        out.framework.id = ecvet;
    else
        out.framework.id = scheme;
    out.framework = m_source.known(std::move(out.framework));
    if (out.framework.id.empty())
        out.framework.where.clear();
    return out;
}

} // namespace requal::credential
