#include "credential/elm2.hpp"

#include "credential/elm2_reader.hpp"

namespace requal::credential {
namespace {

constexpr std::string_view snb = "http://data.europa.eu/snb";
constexpr std::string_view presentation_space = "http://data.europa.eu/snb/vp";
constexpr std::string_view credential_space = "http://data.europa.eu/europass/model/credentials/w3c#";

/** What the reader reads, and names that state nothing: labels, links, and the framework's name beside its id. */
const std::unordered_set<std::string_view>& attribute_names() {
    static const std::unordered_set<std::string_view> names{"id",
                                                            "idref",
                                                            "uri",
                                                            "lang",
                                                            "content-type",
                                                            "targetFrameworkUrl",
                                                            "targetNotation",
                                                            "schemeID",
                                                            "schemeName",
                                                            "schemeAgencyName",
                                                            "issuedDate",
                                                            "type",
                                                            "spatialID",
                                                            "xsdVersion"};
    return names;
}

/** The development files of 2020 are in no namespace at all. */
std::vector<std::string_view> spaces_of(const xml::Element& root) {
    std::vector<std::string_view> spaces{snb, presentation_space, credential_space};
    if (root.space().empty())
        spaces.emplace_back();
    return spaces;
}

bool is_credential(const xml::Element& element) {
    return element.name() == "europassCredential" && (element.space() == snb || element.space().empty());
}

bool is_presentation(const xml::Element& element) {
    return element.name() == "verifiablePresentation" &&
           (element.space() == presentation_space || element.space() == snb || element.space().empty());
}

class Collector {
  public:
    Collector(const Vocabularies& vocabularies, const Limits& limits)
        : m_vocabularies(vocabularies), m_limits(limits) {}

    void add(const xml::Element& root) {
        if (is_credential(root))
            add_credential(root, root.path());
        else if (is_presentation(root))
            add_presentation(root);
    }

    Reading take() { return std::move(m_reading); }

  private:
    void add_credential(const xml::Element& element, const std::string& where) {
        XmlSource source{spaces_of(element), attribute_names(), m_vocabularies, m_limits};
        const Item item = source.open(element, where);
        m_reading.credentials.push_back(
            std::make_shared<const Credential>(Elm2Reader{source, item}.credential(item)));
    }

    void add_presentation(const xml::Element& element) {
        XmlSource source{spaces_of(element), attribute_names(), m_vocabularies, m_limits};
        const Item item = source.open(element, element.path());
        std::vector<Place> inside;
        for (Place& child : source.records(item))
            if (is_credential(child.element))
                inside.push_back(std::move(child));
        if (!m_reading.presentation) {
            // Records stand in the credential; with several of them a link from outside would be ambiguous.
            const Item scope =
                inside.size() == 1 ? source.open(inside.front().element, inside.front().where) : Item{};
            m_reading.presentation = Elm2Reader{source, scope}.presentation(item);
        }
        for (const Place& one : inside)
            add_credential(one.element, one.where);
    }

    const Vocabularies& m_vocabularies;
    const Limits& m_limits;
    Reading m_reading;
};

} // namespace

Credential Elm2Reader::credential(const Item& item) {
    Credential out;
    out.where = item.where();
    out.id = m_source.attribute(item, "id", credential_space);
    if (out.id.empty())
        out.id = m_source.attribute(item, "id");
    out.types = {"EuropassCredential"};
    out.profiles = concepts(item, "type");
    out.identifiers = identifiers(item, "identifier");
    out.title = text(item, "title");
    out.description = text(item, "description");
    out.valid_from = m_source.date(item, "validFrom");
    out.issued = m_source.date(item, "issued");
    out.valid_until = m_source.date(item, "validUntil");
    out.expiration_date = m_source.date(item, "expirationDate");
    out.issuer = first_organisation(item, "issuer");

    out.display.where = item.where();
    out.display.title = out.title;
    out.display.description = out.description;
    if (const Item language = m_source.first(item, "primaryLanguage")) {
        out.primary_language = m_source.text(language);
        out.display.primary_language = m_source.language(out.primary_language, language.where());
    }
    for (const Item& languages : m_source.all(item, "availableLanguages"))
        for (const Item& language : m_source.all(languages, "language"))
            out.display.languages.push_back(m_source.language(m_source.text(language), language.where()));
    if (const Item display = m_source.first(item, "displayParameters")) {
        out.display.has_summary = !m_source.text(display, "html").empty();
        if (const Item background = m_source.first(display, "background"))
            out.display.pages.push_back({"background", {}, media(background)});
    }

    const Item subject = m_source.first(item, "credentialSubject");
    out.subject = person(subject);
    claims(subject, out);
    for (const Place& record : m_references.records("agentReferences"))
        if (record.element.name() == "organization") {
            const Item agent = m_source.open(record.element, record.where);
            m_source.mark_read(agent);
            static_cast<void>(organisation(agent));
        }
    for (const Item& list : m_source.all(item, "attachmentList"))
        for (const Item& file : m_source.any(list, {"Attachment", "attachment"}))
            out.attachments.push_back(media(file));
    m_source.skip(item, "proof"); // a matter of the seals
    m_source.skip(item, "Signature");

    out.organisations = std::move(m_organisation_list);
    m_source.list_unmapped(item, out.unmapped, out.unmapped_count);
    out.findings = m_source.take_findings();
    return out;
}

ClaimedCheck Elm2Reader::claimed_check(const Item& item) {
    return {concept_of(item, "type"), concept_of(item, "status"), text(item, "description"),
            text(item, "longDescription"), item.where()};
}

Presentation Elm2Reader::presentation(const Item& item) {
    Presentation out;
    out.where = item.where();
    out.id = m_source.attribute(item, "id");
    out.types = concepts(item, "type");
    out.identifiers = identifiers(item, "identifier");
    out.expiration = m_source.date(item, "expirationDate");
    out.issuer = first_organisation(item, "issuer");
    out.holder = first_organisation(item, "holder");
    for (const Item& list : m_source.all(item, "verificationChecks"))
        for (const Item& check : m_source.all(list, "verificationCheck"))
            out.checks.push_back(claimed_check(check));
    m_source.skip(item, "europassCredential"); // read on their own
    m_source.skip(item, "proof");
    m_source.skip(item, "Signature");
    m_source.list_unmapped(item, out.unmapped, out.unmapped_count);
    out.findings = m_source.take_findings();
    return out;
}

Reading read_elm2(const std::vector<xml::Element>& roots, const Vocabularies& vocabularies, const Limits& limits) {
    Collector collector{vocabularies, limits};
    for (const xml::Element& root : roots)
        collector.add(root);
    return collector.take();
}

} // namespace requal::credential
