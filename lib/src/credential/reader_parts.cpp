#include "credential/reader.hpp"

#include "requal/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace requal::credential {
namespace {

using json::Value;

std::string number_text(const Value& value) {
    if (value.is_integer())
        return std::to_string(value.integer());
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value.number());
    return {text.data(), end.ptr};
}

/** A text, number or truth value as text; also inside a JSON-LD value object. */
std::string scalar_text(const Value& value) {
    if (value.is_string())
        return std::string{value.text()};
    if (value.is_number())
        return number_text(value);
    if (value.is_boolean())
        return value.truth() ? "true" : "false";
    if (value.is_object() && value["@value"].exists())
        return scalar_text(value["@value"]);
    return {};
}

/** Size of what base64 text stands for; line breaks are allowed, as mail programs make them. */
std::optional<std::uint64_t> decoded_size(std::string_view text) {
    const std::size_t comma = text.starts_with("data:") ? text.find(',') : std::string_view::npos;
    if (comma != std::string_view::npos)
        text.remove_prefix(comma + 1);
    static const auto table = [] {
        std::array<std::uint8_t, 256> kinds{}; // 0 foreign, 1 letter, 2 white space, 3 padding
        for (const char c : std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"})
            kinds[static_cast<unsigned char>(c)] = 1;
        for (const char c : std::string_view{" \t\r\n"})
            kinds[static_cast<unsigned char>(c)] = 2;
        kinds[static_cast<unsigned char>('=')] = 3;
        return kinds;
    }();
    std::array<std::uint64_t, 4> count{};
    bool after_padding = false;
    for (const char c : text) {
        const std::uint8_t kind = table[static_cast<unsigned char>(c)];
        ++count[kind];
        after_padding = after_padding || (count[3] > 0 && kind == 1);
    }
    const std::uint64_t letters = count[1];
    if (count[0] > 0 || after_padding || letters % 4 == 1 || count[3] > 2)
        return std::nullopt;
    return letters / 4 * 3 + (letters % 4 == 0 ? 0 : letters % 4 - 1);
}

} // namespace

Values Reader::use(const Node& node, std::string_view name) {
    const Value& member = node.member(name);
    if (member.exists())
        m_used.insert(&member);
    Values out;
    Graph::flatten(member, out);
    spend(1 + out.size(), 0);
    return out;
}

void Reader::spend(std::size_t values, std::size_t bytes) {
    m_values_read += values;
    m_bytes_read += bytes;
    // An honest file embeds what it repeats, so reading it costs about its size; each value is
    // asked for by several names that it may not have.
    if (m_values_read > 16 * m_limits.json_members || m_bytes_read > 4 * m_limits.input_bytes)
        throw Error{Code::credential_expands_too_much, {}, m_graph.where(m_graph.root())};
}

void Reader::report(Code code, Arguments arguments, std::string where) {
    if (m_findings.size() < m_limits.findings)
        m_findings.push_back({code, std::move(arguments), std::move(where)});
    else
        ++m_findings_left_out;
}

std::vector<std::string> Reader::scalars(const Node& node, std::string_view name) {
    std::vector<std::string> out;
    for (const Value* value : use(node, name)) {
        std::string text = value->is_object() && !(*value)["@value"].exists() ? std::string{Graph::id_of(*value)}
                                                                              : scalar_text(*value);
        spend(0, text.size());
        if (!text.empty())
            out.push_back(std::move(text));
    }
    return out;
}

std::string Reader::scalar(const Node& node, std::string_view name) {
    std::string out;
    for (const std::string& text : scalars(node, name))
        out += (out.empty() ? "" : "; ") + text;
    return out;
}

LocalisedText Reader::text_of(const Value& value) {
    LocalisedText text;
    const auto add = [&text, this](std::string_view language, const Value& of_language) {
        LocalisedText::Entry entry{std::string{language}, {}};
        Values values;
        Graph::flatten(of_language, values);
        for (const Value* one : values)
            if (std::string words = scalar_text(*one); !words.empty()) {
                spend(1, words.size());
                entry.values.push_back(std::move(words));
            }
        if (!entry.values.empty())
            text.entries.push_back(std::move(entry));
    };
    Values values;
    Graph::flatten(value, values);
    for (const Value* one : values) {
        if (!one->is_object())
            add("", *one);
        else if ((*one)["@value"].exists())
            add((*one)["@language"].text(), (*one)["@value"]);
        else
            for (const Value& entry : one->items())
                add(entry.name() == "@none" ? std::string_view{} : entry.name(), entry);
    }
    if (!text.entries.empty())
        text.where = where(value);
    return text;
}

LocalisedText Reader::text(const Node& node, std::string_view name) {
    const Value& member = node.member(name);
    if (!member.exists())
        return {};
    m_used.insert(&member);
    return text_of(member);
}

DateTime Reader::date(const Node& node, std::string_view name) {
    const Values values = use(node, name);
    if (values.empty())
        return {};
    DateTime date;
    date.raw = scalar_text(*values.front());
    date.where = where(*values.front());
    // xsd:dateTime collapses white space.
    const std::size_t first = date.raw.find_first_not_of(" \t\r\n");
    if (first != std::string::npos) {
        const std::size_t last = date.raw.find_last_not_of(" \t\r\n");
        if (const auto parsed = parse_time(std::string_view{date.raw}.substr(first, last - first + 1))) {
            date.time = parsed->time;
            date.had_zone = parsed->had_zone;
            date.date_only = parsed->date_only;
        }
    }
    for (std::size_t i = 1; i < values.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", date.raw}},
               where(*values[i]));
    return date;
}

Concept Reader::read_concept(const Value& value) {
    Concept term;
    term.where = where(value);
    const Node node = m_graph.node(value);
    term.id = node.id();
    if (!value.is_object() && !value.is_string())
        term.notation = scalar_text(value);
    if (node.key() != nullptr) {
        term.notation = scalar(node, "notation");
        term.label = text(node, "prefLabel");
        term.definition = text(node, "definition");
        for (const Value* scheme : use(node, "inScheme")) {
            if (term.scheme.empty())
                term.scheme = scheme->is_object() ? Graph::id_of(*scheme) : scheme->text();
            if (scheme->is_object())
                m_used.insert(&(*scheme)["type"]);
        }
    }
    const TermAnswer& answer = m_terms.of(node.id());
    term.status = answer.status;
    if (answer.list != nullptr) {
        term.list = answer.list->name();
        term.scheme_differs = !term.scheme.empty() && term.scheme != answer.list->scheme();
    }
    if (answer.status == ListStatus::member) {
        term.list_notation = answer.term.notation;
        term.list_label = answer.term.label;
        for (const LocalisedText::Entry& entry : term.label.entries)
            if (entry.language == "en" && !term.list_label.empty())
                term.label_differs = term.label_differs || std::none_of(entry.values.begin(), entry.values.end(),
                                                                        [&](const std::string& label) {
                                                                            return same_label(label, term.list_label);
                                                                        });
    }
    const auto tell = [&](Code code, Arguments arguments) {
        if (m_concepts_reported.insert(std::string{code_text(code)} + " " + term.id).second)
            report(code, std::move(arguments), term.where);
    };
    if (term.label_differs)
        tell(Code::credential_label_differs, {{"id", term.id},
                                              {"list", term.list},
                                              {"ours", term.list_label},
                                              {"theirs", term.label.pick("en").text}});
    if (term.scheme_differs)
        tell(Code::credential_scheme_differs, {{"id", term.id}, {"list", term.list}, {"scheme", term.scheme}});
    return term;
}

std::vector<Concept> Reader::concepts(const Node& node, std::string_view name) {
    std::vector<Concept> out;
    for (const Value* value : use(node, name))
        out.push_back(read_concept(*value));
    return out;
}

Concept Reader::concept_of(const Node& node, std::string_view name) {
    auto found = concepts(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", found.front().id}},
               found[i].where);
    return found.empty() ? Concept{} : std::move(found.front());
}

Note Reader::read_note(const Value& value) {
    Note note;
    note.where = where(value);
    const Node node = m_graph.node(value);
    if (!value.is_object() && node.key() == nullptr) {
        note.text = text_of(value); // a plain text where a note belongs
        return note;
    }
    note.text = text(node, "noteLiteral");
    if (note.text.empty() && !node.member("noteLiteral").exists() && node.types().empty() && node.id().empty())
        note.text = text_of(value); // a bare language map
    note.subject = concept_of(node, "subject");
    skip(node, "noteFormat");
    return note;
}

std::vector<Note> Reader::notes(const Node& node, std::string_view name) {
    std::vector<Note> out;
    for (const Value* value : use(node, name))
        out.push_back(read_note(*value));
    return out;
}

Note Reader::note(const Node& node, std::string_view name) {
    auto found = notes(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one,
               {{"member", std::string{name}}, {"used", found.front().text.pick("en").text}}, found[i].where);
    return found.empty() ? Note{} : std::move(found.front());
}

Identifier Reader::read_identifier(const Value& value) {
    Identifier out;
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
