#include "credential/elm2_reader.hpp"

namespace requal::credential {

OrganisationPtr Elm2Reader::organisation(const Item& link) {
    auto made = once<Organisation>(
        m_organisations, link, "agentReferences", "Organisation", [this](Organisation& out, const Item& item) {
            // `prefLabel` is the name under which an organisation is registered (genericschema, OrganizationType).
            out.legal_name = text(item, "prefLabel");
            out.alternative_name = text(item, "altLabel");
            out.types = concepts(item, "type");
            out.registration = identifier(item, "registration", true);
            out.vat = identifiers(item, "vatIdentifier", true);
            out.tax = identifiers(item, "taxIdentifier", true);
            out.identifiers = identifiers(item, "identifier");
            out.locations = locations(item, "hasLocation");
            out.homepages = web_resources(item, "homepage");
            out.contacts = contacts(item);
            out.accreditations = each(item, "hasAccreditation", &Elm2Reader::accreditation);
            out.parent = first_organisation(item, "unitOf");
            out.children = organisations(item, "hasUnit");
            out.logo = media(m_source.first(item, "logo"));
            out.notes = notes(item, "additionalNote");
        });
    if (made && m_listed.insert(made.get()).second)
        m_organisation_list.push_back(made);
    return made;
}

OrganisationPtr Elm2Reader::first_organisation(const Item& parent, std::string_view name) {
    return organisation(m_source.first(parent, name));
}

AccreditationPtr Elm2Reader::accreditation(const Item& link) {
    return once<Accreditation>(m_accreditations, link, "accreditationReferences", "Accreditation",
                               [this](Accreditation& out, const Item& item) {
                                   out.type = concept_of(item, "type");
                                   out.title = text(item, "title");
                                   out.description = text(item, "description");
                                   if (const Item decision = m_source.first(item, "decision")) {
                                       out.decision.where = decision.where();
                                       out.decision.label =
                                           m_source.plain_text(decision); // a text in v2, a term of a list in ELM 3
                                   }
                                   out.identifiers = identifiers(item, "identifier");
                                   out.organisations = organisations(item, "organization");
                                   out.qualification =
                                       learning_specification(m_source.first(item, "limitQualification"));
                                   out.fields = concepts(item, "limitField");
                                   out.eqf_levels = concepts(item, "limitEQFLevel");
                                   out.jurisdictions = concepts(item, "limitJurisdiction");
                                   out.agency = first_organisation(item, "accreditingAgent");
                                   out.issued = m_source.date(item, "issuedDate");
                                   out.review = m_source.date(item, "reviewDate");
                                   out.expiry = m_source.date(item, "expiryDate");
                                   out.report = web_resources(item, "report");
                                   out.homepages = web_resources(item, "homepage");
                                   out.landing_pages = web_resources(item, "landingpage");
                                   out.documents = web_resources(item, "supplementaryDoc");
                                   out.notes = notes(item, "additionalNote");
                               });
}

Person Elm2Reader::person(const Item& item) {
    Person out;
    if (!item)
        return out;
    out.where = item.where();
    out.id = m_source.attribute(item, "id");
    out.kind = "Person";
    out.full_name = text(item, "fullName");
    if (out.full_name.empty())
        out.full_name = text(item, "prefLabel");
    out.given_name = text(item, "givenNames");
    out.family_name = text(item, "familyName");
    out.birth_name = text(item, "birthName");
    out.patronymic_name = text(item, "patronymicName");
    out.date_of_birth = m_source.date(item, "dateOfBirth");
    out.birth_day = out.date_of_birth.calendar_day();
    out.place_of_birth = location(m_source.first(item, "placeOfBirth"));
    out.citizenships = concepts(item, "citizenshipCountry");
    out.gender = concept_of(item, "gender");
    out.national_id = identifier(item, "nationalId", true);
    out.identifiers = identifiers(item, "identifier");
    out.location = location(m_source.first(item, "hasLocation"));
    out.contacts = contacts(item);
    return out;
}

} // namespace requal::credential
