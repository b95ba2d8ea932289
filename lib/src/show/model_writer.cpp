#include "show/model_writer.hpp"

namespace requal::show {

void ModelWriter::value(const std::string& text) {
    if (text.empty())
        m_out.null();
    else
        m_out.value(text);
}

void ModelWriter::value(const LocalisedText& text) {
    if (text.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.key("texts");
    m_out.begin_array();
    for (const LocalisedText::Entry& entry : text.entries) {
        m_out.begin_object();
        m_out.text_or_null("language", entry.language);
        m_out.text_array("values", entry.values);
        m_out.end_object();
    }
    m_out.end_array();
    m_out.text_or_null("where", text.where);
    m_out.end_object();
}

void ModelWriter::value(const DateTime& date) {
    if (date.where.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.member("raw", date.raw);
    m_out.key("time");
    if (date.time)
        m_out.value(rfc3339(*date.time));
    else
        m_out.null();
    m_out.member("had_zone", date.had_zone);
    m_out.member("date_only", date.date_only);
    m_out.member("where", date.where);
    m_out.end_object();
}

namespace {

std::string_view status_text(ListStatus status) {
    switch (status) {
    case ListStatus::no_list:
        return "no-list";
    case ListStatus::member:
        return "member";
    case ListStatus::not_in_list:
        return "not-in-list";
    case ListStatus::not_known:
        return "not-known";
    }
    return "";
}

} // namespace

void ModelWriter::value(const Concept& term) {
    if (term.where.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.text_or_null("id", term.id);
    m_out.text_or_null("list", term.list);
    m_out.member("status", status_text(term.status));
    m_out.text_or_null("list_label", term.list_label);
    m_out.text_or_null("list_notation", term.list_notation);
    m_out.text_or_null("scheme", term.scheme);
    m_out.text_or_null("notation", term.notation);
    member("label", term.label);
    member("definition", term.definition);
    m_out.member("label_differs", term.label_differs);
    m_out.member("scheme_differs", term.scheme_differs);
    m_out.member("where", term.where);
    m_out.end_object();
}

void ModelWriter::value(const Identifier& identifier) {
    if (identifier.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.text_or_null("notation", identifier.notation);
    m_out.text_or_null("scheme_name", identifier.scheme_name);
    m_out.text_or_null("scheme_id", identifier.scheme_id);
    m_out.text_or_null("scheme_version", identifier.scheme_version);
    member("scheme_agency", identifier.scheme_agency);
    m_out.text_or_null("creator", identifier.creator);
    member("issued", identifier.issued);
    list("types", identifier.types);
    member("country", identifier.country);
    m_out.member("legal", identifier.legal);
    m_out.text_or_null("id", identifier.id);
    m_out.member("where", identifier.where);
    m_out.end_object();
}

void ModelWriter::value(const Note& note) {
    if (note.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    member("text", note.text);
    member("subject", note.subject);
    m_out.member("where", note.where);
    m_out.end_object();
}

void ModelWriter::value(const WebResource& resource) {
    m_out.begin_object();
    m_out.text_or_null("url", resource.url);
    member("title", resource.title);
    member("language", resource.language);
    m_out.text_or_null("id", resource.id);
    m_out.member("where", resource.where);
    m_out.end_object();
}

void ModelWriter::value(const MediaObject& media) {
    if (media.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    member("title", media.title);
    member("description", media.description);
    member("content_type", media.content_type);
    member("encoding", media.encoding);
    member("attachment_type", media.attachment_type);
    m_out.member("declared_size", media.declared_size);
    m_out.key("size");
    if (media.has_content && media.decodable)
        m_out.value(media.size);
    else
        m_out.null();
    m_out.member("has_content", media.has_content);
    m_out.member("decodable", media.decodable);
    m_out.text_or_null("sha256", media.sha256);
    m_out.text_or_null("content_where", media.content_where);
    m_out.text_or_null("url", media.url);
    m_out.text_or_null("id", media.id);
    m_out.member("where", media.where);
    m_out.end_object();
}

void ModelWriter::value(const Address& address) {
    m_out.begin_object();
    member("full", address.full);
    member("country", address.country);
    list("identifiers", address.identifiers);
    m_out.member("where", address.where);
    m_out.end_object();
}

void ModelWriter::value(const Location& location) {
    if (location.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    member("name", location.name);
    member("description", location.description);
    list("addresses", location.addresses);
    list("areas", location.areas);
    list("identifiers", location.identifiers);
    m_out.text_or_null("id", location.id);
    m_out.member("where", location.where);
    m_out.end_object();
}

void ModelWriter::value(const ContactPoint& contact) {
    m_out.begin_object();
    member("description", contact.description);
    list("addresses", contact.addresses);
    m_out.text_array("emails", contact.emails);
    m_out.text_array("phones", contact.phones);
    list("forms", contact.forms);
    list("notes", contact.notes);
    m_out.member("where", contact.where);
    m_out.end_object();
}

void ModelWriter::value(const Period& period) {
    m_out.begin_object();
    member("start", period.start);
    member("end", period.end);
    member("label", period.label);
    m_out.member("where", period.where);
    m_out.end_object();
}

void ModelWriter::value(const OrganisationPtr& organisation) {
    if (!organisation) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.text_or_null("id", organisation->id);
    m_out.text_or_null("name", organisation->name());
    m_out.member("reference_only", organisation->reference_only);
    m_out.member("where", organisation->where);
    m_out.end_object();
}

void ModelWriter::organisation(const Organisation& o) {
    m_out.begin_object();
    m_out.text_or_null("id", o.id);
    m_out.text_or_null("kind", o.kind);
    m_out.member("reference_only", o.reference_only);
    m_out.text_or_null("name", o.name());
    member("legal_name", o.legal_name);
    member("alternative_name", o.alternative_name);
    member("preferred_name", o.preferred_name);
    list("types", o.types);
    m_out.key("country");
    if (const Concept* country = o.country())
        value(*country);
    else
        m_out.null();
    member("eidas_identifier", o.eidas);
    member("registration", o.registration);
    list("vat_identifiers", o.vat);
    list("tax_identifiers", o.tax);
    list("identifiers", o.identifiers);
    list("locations", o.locations);
    list("homepages", o.homepages);
    list("contacts", o.contacts);
    list("accreditations", o.accreditations);
    list("groups", o.groups);
    member("parent", o.parent);
    list("children", o.children);
    member("logo", o.logo);
    list("notes", o.notes);
    member("modified", o.modified);
    m_out.member("where", o.where);
    m_out.end_object();
}

void ModelWriter::value(const AccreditationPtr& accreditation) {
    if (!accreditation) {
        m_out.null();
        return;
    }
    const Accreditation& a = *accreditation;
    const bool repeated = !m_written.insert(&a).second;
    static const Accreditation nothing{};
    const Accreditation& full = repeated ? nothing : a;
    m_out.begin_object();
    m_out.text_or_null("id", a.id);
    m_out.member("reference_only", a.reference_only);
    m_out.member("repeated", repeated);
    member("title", a.title);
    member("type", full.type);
    member("description", full.description);
    member("decision", full.decision);
    m_out.text_or_null("status", full.status);
    list("identifiers", full.identifiers);
    member("agency", full.agency);
    list("organisations", full.organisations);
    member("qualification", full.qualification);
    list("fields", full.fields);
    list("eqf_levels", full.eqf_levels);
    list("jurisdictions", full.jurisdictions);
    list("credential_types", full.credential_types);
    member("issued", full.issued);
    member("valid", full.valid);
    member("review", full.review);
    member("expiry", full.expiry);
    member("modified", full.modified);
    list("report", full.report);
    list("homepages", full.homepages);
    list("landing_pages", full.landing_pages);
    list("documents", full.documents);
    list("notes", full.notes);
    m_out.member("where", a.where);
    m_out.end_object();
}

void ModelWriter::person(const Person& p) {
    if (p.where.empty() && p.id.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.text_or_null("id", p.id);
    m_out.text_or_null("kind", p.kind);
    m_out.text_or_null("name", p.name());
    member("full_name", p.full_name);
    member("given_name", p.given_name);
    member("family_name", p.family_name);
    member("birth_name", p.birth_name);
    member("patronymic_name", p.patronymic_name);
    member("date_of_birth", p.date_of_birth);
    m_out.text_or_null("birth_day", p.birth_day);
    member("place_of_birth", p.place_of_birth);
    list("citizenships", p.citizenships);
    member("gender", p.gender);
    member("national_id", p.national_id);
    list("identifiers", p.identifiers);
    member("location", p.location);
    list("contacts", p.contacts);
    list("organisations", p.organisations);
    list("groups", p.groups);
    member("modified", p.modified);
    m_out.text_or_null("where", p.where);
    m_out.end_object();
}

} // namespace requal::show
