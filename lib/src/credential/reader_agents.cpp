#include "credential/reader.hpp"

#include "requal/codes.hpp"

namespace requal::credential {

using json::Value;

OrganisationPtr Reader::organisation(const Value& value) {
    const std::size_t known = m_organisations.done.size() + m_organisations.references.size();
    auto made = once<Organisation>(m_organisations, value, [this](Organisation& out, const Node& node) {
        out.legal_name = text(node, "legalName");
        if (out.legal_name.empty())
            out.legal_name = text(node, "fullName"); // a person in the place of an organisation
        out.alternative_name = text(node, "altLabel");
        out.preferred_name = text(node, "prefLabel");
        out.types = concepts(node, "dcType");
        out.eidas = identifier(node, "eIDASIdentifier");
        out.registration = identifier(node, "registration");
        out.vat = identifiers(node, "vatIdentifier");
        out.tax = identifiers(node, "taxIdentifier");
        out.identifiers = identifiers(node, "identifier");
        out.locations = locations(node, "location");
        out.homepages = web_resources(node, "homepage");
        out.contacts = contacts(node, "contactPoint");
        out.accreditations = accreditations(node, "accreditation");
        out.groups = organisations(node, "groupMemberOf");
        out.parent = first_organisation(node, "subOrganizationOf");
        out.children = organisations(node, "hasSubOrganization");
        out.logo = media(node, "logo");
        out.notes = notes(node, "additionalNote");
        out.modified = date(node, "dateModified");
    });
    if (made && m_organisations.done.size() + m_organisations.references.size() > known)
        m_organisation_list.push_back(made);
    return made;
}

std::vector<OrganisationPtr> Reader::organisations(const Node& node, std::string_view name) {
    return each(node, name, &Reader::organisation);
}

OrganisationPtr Reader::first_organisation(const Node& node, std::string_view name) {
    auto found = organisations(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        if (found[i] != found.front())
            report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", found.front()->id}},
                   found[i]->where);
    return found.empty() ? nullptr : std::move(found.front());
}

AccreditationPtr Reader::accreditation(const Value& value) {
    return once<Accreditation>(m_accreditations, value, [this](Accreditation& out, const Node& node) {
        out.type = concept_of(node, "dcType");
        out.title = text(node, "title");
        out.description = text(node, "description");
        out.decision = concept_of(node, "decision");
        out.status = scalar(node, "status");
        out.identifiers = identifiers(node, "identifier");
        out.agency = first_organisation(node, "accreditingAgent");
        out.organisations = organisations(node, "organisation");
        out.qualification = first_specification(node, "limitQualification");
        out.fields = concepts(node, "limitField");
        out.eqf_levels = concepts(node, "limitEQFLevel");
        out.jurisdictions = concepts(node, "limitJurisdiction");
        out.credential_types = concepts(node, "limitCredentialType");
        out.issued = date(node, "dateIssued");
        out.valid = date(node, "valid");
        out.review = date(node, "reviewDate");
        out.expiry = date(node, "expiryDate");
        out.modified = date(node, "dateModified");
        out.report = web_resources(node, "report");
        out.homepages = web_resources(node, "homepage");
        out.landing_pages = web_resources(node, "landingPage");
        out.documents = web_resources(node, "supplementaryDocument");
        out.notes = notes(node, "additionalNote");
    });
}

std::vector<AccreditationPtr> Reader::accreditations(const Node& node, std::string_view name) {
    return each(node, name, &Reader::accreditation);
}

Person Reader::person(const Node& node) {
    Person out;
    out.id = node.id();
    out.kind = node.type();
    if (node.key() == nullptr)
        return out;
    out.where = where(*node.key());
    out.full_name = text(node, "fullName");
    if (out.full_name.empty())
        out.full_name = text(node, "legalName"); // an organisation may own a credential
    if (out.full_name.empty())
        out.full_name = text(node, "prefLabel");
    out.given_name = text(node, "givenName");
    out.family_name = text(node, "familyName");
    out.birth_name = text(node, "birthName");
    out.patronymic_name = text(node, "patronymicName");
    out.date_of_birth = date(node, "dateOfBirth");
    out.birth_day = out.date_of_birth.calendar_day();
    out.place_of_birth = location(node, "placeOfBirth");
    out.citizenships = concepts(node, "citizenshipCountry");
    out.gender = concept_of(node, "gender");
    out.national_id = identifier(node, "nationalID");
    if (out.national_id.empty())
        out.national_id = identifier(node, "nationalId");
    out.identifiers = identifiers(node, "identifier");
    for (const std::string_view name : {"eIDASIdentifier", "registration", "vatIdentifier", "taxIdentifier"})
        for (Identifier& more : identifiers(node, name))
            out.identifiers.push_back(std::move(more));
    out.location = location(node, "location");
    out.contacts = contacts(node, "contactPoint");
    out.organisations = organisations(node, "memberOf");
    out.groups = organisations(node, "groupMemberOf");
    out.modified = date(node, "dateModified");
    return out;
}

} // namespace requal::credential
