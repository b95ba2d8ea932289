#include "credential/elmo.hpp"

#include "credential/elmo_reader.hpp"
#include "credential/values.hpp"

#include <algorithm>
#include <array>

namespace requal::credential {
namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";
/** The type of `currentAddress` comes from the specifications of Erasmus Without Paper. */
constexpr std::string_view address_space =
    "https://github.com/erasmus-without-paper/ewp-specs-types-address/tree/stable-v1";

const std::unordered_set<std::string_view>& attribute_names() {
    static const std::unordered_set<std::string_view> names{
        "lang", "type", "localId", "dtf", "number", "label", "count", "id", "idref", "typeref", "sortingKey"};
    return names;
}

bool is_transcript(const xml::Element& element) {
    return element.name() == "elmo" && (element.space().starts_with("https://github.com/emrex-eu/elmo-schemas/") ||
                                        element.space().starts_with("http://purl.org/net/elmo"));
}

/** Files from before 1.0 say how a date is to be read: dtf="dd-MM-yyyy". */
std::string iso_date(const std::string& text, std::string_view format) {
    if (text.size() != 10 || format.size() != 10)
        return text;
    std::string year;
    std::string month;
    std::string day;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (format[i] == 'y')
            year += text[i];
        else if (format[i] == 'M')
            month += text[i];
        else if (format[i] == 'd')
            day += text[i];
        else if (format[i] != text[i])
            return text;
    }
    return year.size() == 4 && month.size() == 2 && day.size() == 2 ? year + "-" + month + "-" + day : text;
}

/** ISO/IEC 5218 in the terms of the European list. */
Concept gender_of(const std::string& code) {
    Concept out;
    out.notation = code;
    const std::string list = "http://publications.europa.eu/resource/authority/human-sex/";
    if (code == "1")
        out.id = list + "MALE";
    else if (code == "2")
        out.id = list + "FEMALE";
    else if (code == "9")
        out.id = list + "NAP";
    return out;
}

} // namespace

LocalisedText ElmoReader::texts(const Item& parent, std::string_view name) {
    LocalisedText out;
    for (const Item& item : m_source.all(parent, name))
        m_source.add_text(out, m_source.attribute(item, "lang", xml_space), m_source.text(item), item.where());
    return out;
}

std::vector<Identifier> ElmoReader::identifiers(const Item& parent) {
    std::vector<Identifier> out;
    for (const Item& item : m_source.all(parent, "identifier")) {
        auto one = m_source.fresh<Identifier>();
        one.where = item.where();
        one.notation = m_source.text(item);
        one.scheme_name = m_source.attribute(item, "type");
        if (!one.notation.empty())
            out.push_back(std::move(one));
    }
    return out;
}

Note ElmoReader::note(LocalisedText text, std::string_view subject, const std::string& where) const {
    auto out = m_source.fresh<Note>();
    out.text = std::move(text);
    out.where = where;
    if (!subject.empty()) {
        out.subject.where = where;
        out.subject.label.where = where;
        out.subject.label.entries.push_back({"", {std::string{subject}}});
    }
    return out;
}

Concept ElmoReader::labelled(const Item& item) {
    Concept out;
    if (!item)
        return out;
    out.label = m_source.plain_text(item);
    if (!out.label.empty())
        out.where = item.where();
    return out;
}

Location ElmoReader::address(const Item& item) {
    auto out = m_source.fresh<Location>();
    if (!item)
        return out;
    out.where = item.where();
    Address& one = out.addresses.emplace_back();
    one.where = item.where();
    one.full.where = item.where();
    std::string lines;
    const auto add = [&lines](const std::string& more) {
        if (!more.empty())
            lines += (lines.empty() ? "" : ", ") + more;
    };
    constexpr std::array<std::string_view, 11> parts{
        "recipientName", "addressLine",   "buildingNumber", "buildingName", "streetName", "unit",
        "floor",         "postOfficeBox", "postalCode",     "locality",     "region"};
    for (const std::string_view part : parts)
        for (const Item& line : m_source.all(item, part))
            add(m_source.text(line));
    if (lines.empty())
        add(m_source.text(item)); // an address in one piece
    m_source.add_text(one.full.text, "", lines, item.where());
    if (const Item country = m_source.first(item, "country"))
        one.country = m_source.country(m_source.text(country), country.where());
    return out;
}

Person ElmoReader::learner(const Item& item) {
    Person out;
    if (!item)
        return out;
    out.where = item.where();
    out.kind = "Person";
    out.full_name = texts(item, "fullName");
    out.given_name = texts(item, "givenNames");
    out.family_name = texts(item, "familyName");
    out.birth_name = texts(item, "birthName");
    if (const Item day = m_source.first(item, "bday")) {
        out.date_of_birth = date_of(m_source.text(day), day.where());
        const DateTime read = date_of(iso_date(out.date_of_birth.raw, m_source.attribute(day, "dtf")), day.where());
        if (!out.date_of_birth.time && read.time) {
            out.date_of_birth.time = read.time;
            out.date_of_birth.date_only = read.date_only;
            out.date_of_birth.had_zone = read.had_zone;
            out.birth_day = read.calendar_day();
        } else {
            out.birth_day = out.date_of_birth.calendar_day();
        }
    }
    if (const Item place = m_source.first(item, "placeOfBirth")) {
        out.place_of_birth.where = place.where();
        out.place_of_birth.name = m_source.plain_text(place);
    }
    if (const Item country = m_source.first(item, "countryOfBirth")) {
        out.place_of_birth.where = out.place_of_birth.where.empty() ? country.where() : out.place_of_birth.where;
        Address& birth = out.place_of_birth.addresses.emplace_back();
        birth.where = country.where();
        birth.country = labelled(country);
    }
    for (const Item& country : m_source.all(item, "citizenship"))
        out.citizenships.push_back(m_source.country(m_source.text(country), country.where()));
    if (const Item gender = m_source.first(item, "gender")) {
        out.gender = gender_of(m_source.text(gender));
        out.gender.where = gender.where();
        out.gender = m_source.known(std::move(out.gender));
    }
    for (Identifier& one : identifiers(item))
        if (out.national_id.empty() && one.scheme_name == "nationalIdentifier") {
            one.legal = true;
            out.national_id = std::move(one);
        } else {
            out.identifiers.push_back(std::move(one));
        }
    out.location = address(m_source.first(item, "currentAddress"));
    return out;
}

OrganisationPtr ElmoReader::issuer(const Item& item) {
    if (!item)
        return nullptr;
    auto out = std::make_shared<Organisation>();
    out->where = item.where();
    out->kind = "Organisation";
    out->legal_name = texts(item, "title");
    out->identifiers = identifiers(item);
    for (const Item& page : m_source.all(item, "url"))
        if (std::string url = m_source.text(page); !url.empty()) {
            WebResource& homepage = out->homepages.emplace_back();
            homepage.url = std::move(url);
            homepage.where = page.where();
        }
    if (const Item country = m_source.first(item, "country")) {
        Location& place = out->locations.emplace_back();
        place.where = country.where();
        Address& seat = place.addresses.emplace_back();
        seat.where = country.where();
        seat.country = m_source.country(m_source.text(country), country.where());
    }
    return out;
}

ElmoReader::ElmoReader(XmlSource& source, const Item& transcript) : m_source(source) {
    m_learner = learner(m_source.first(transcript, "learner"));
    read_groups(transcript);
    read_attachments(transcript, m_shared_attachments);
    m_shared_titles = std::move(m_attachment_titles);
}

Credential ElmoReader::read(const Item& report) {
    Credential out;
    m_credential = &out;
    m_claims = 0;
    m_grading_schemes.clear();
    m_attachment_titles.clear();
    m_source.spend(0, m_shared_attachments.size() * sizeof(MediaObject));
    out.where = report.where();
    out.types = {"Report"};
    // Files from before 1.0 have the learner in each report.
    const Item own = m_source.first(report, "learner");
    out.subject = own ? learner(own) : m_learner;
    m_issuer = nullptr;
    for (const Item& item : m_source.all(report, "issuer")) { // the schema allows one; whoever reads on sees them all
        out.organisations.push_back(issuer(item));
        if (!m_issuer)
            m_issuer = out.organisations.back();
    }
    out.issued = m_source.date(report, "issueDate");
    out.title = texts(report, "title");
    out.description = texts(report, "description");
    read_attachments(report, out.attachments);
    out.attachments.insert(out.attachments.end(), m_shared_attachments.begin(), m_shared_attachments.end());
    read_grading_schemes(report);
    for (const Item& item : m_source.all(report, "learningOpportunitySpecification"))
        out.achievements.push_back(opportunity(item));
    m_credential = nullptr;
    return out;
}

Reading read_elmo(const std::vector<xml::Element>& roots, const Vocabularies& vocabularies, const Limits& limits) {
    Reading out;
    for (const xml::Element& root : roots) {
        if (!is_transcript(root))
            continue;
        XmlSource source{{root.space(), address_space}, attribute_names(), vocabularies, limits};
        const Item transcript = source.open(root, root.path());
        source.skip(transcript, "Signature"); // a matter of the seals
        ElmoReader reader{source, transcript};
        std::vector<Credential> read;
        for (const Item& report : source.all(transcript, "report")) {
            read.push_back(reader.read(report));
            source.list_unmapped(report, read.back().unmapped, read.back().unmapped_count);
            const std::vector<Finding> found = source.take_findings();
            read.back().findings.insert(read.back().findings.end(), found.begin(), found.end());
        }
        if (read.empty())
            continue;
        // What belongs to the whole transcript is told once.
        source.skip(transcript, "report");
        source.list_unmapped(transcript, read.front().unmapped, read.front().unmapped_count);
        for (Credential& one : read)
            out.credentials.push_back(std::make_shared<const Credential>(std::move(one)));
    }
    return out;
}

} // namespace requal::credential
