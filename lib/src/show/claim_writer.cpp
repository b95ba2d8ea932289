#include "show/model_writer.hpp"

namespace requal::show {

void ModelWriter::value(const CreditPoint& credit) {
    m_out.begin_object();
    m_out.text_or_null("points", credit.points);
    member("framework", credit.framework);
    m_out.member("where", credit.where);
    m_out.end_object();
}

void ModelWriter::value(const LearningOutcome& outcome) {
    m_out.begin_object();
    m_out.text_or_null("id", outcome.id);
    member("title", outcome.title);
    member("type", outcome.type);
    member("reusability", outcome.reusability);
    list("esco_skills", outcome.esco_skills);
    list("skills", outcome.skills);
    list("identifiers", outcome.identifiers);
    list("notes", outcome.notes);
    m_out.member("where", outcome.where);
    m_out.end_object();
}

void ModelWriter::value(const Opportunity& o) {
    if (o.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    m_out.text_or_null("id", o.id);
    member("title", o.title);
    member("description", o.description);
    list("types", o.types);
    list("identifiers", o.identifiers);
    list("periods", o.periods);
    m_out.text_or_null("duration", o.duration);
    list("provided_by", o.provided_by);
    list("locations", o.locations);
    list("modes", o.modes);
    member("schedule", o.schedule);
    member("admission", o.admission);
    list("homepages", o.homepages);
    m_out.member("where", o.where);
    m_out.end_object();
}

void ModelWriter::value(const AwardingOpportunity& o) {
    m_out.begin_object();
    list("bodies", o.bodies);
    list("periods", o.periods);
    member("location", o.location);
    list("identifiers", o.identifiers);
    m_out.member("where", o.where);
    m_out.end_object();
}

void ModelWriter::value(const SpecificationPtr& specification) {
    if (!specification) {
        m_out.null();
        return;
    }
    const Specification& s = *specification;
    const bool repeated = !m_written.insert(&s).second;
    static const Specification nothing{};
    const Specification& full = repeated ? nothing : s;
    m_out.begin_object();
    m_out.text_or_null("id", s.id);
    m_out.text_or_null("kind", s.kind);
    m_out.member("reference_only", s.reference_only);
    m_out.member("repeated", repeated);
    member("title", s.title);
    member("alternative_title", full.alternative_title);
    member("description", full.description);
    member("category", full.category);
    list("types", full.types);
    list("identifiers", full.identifiers);
    member("eqf_level", full.eqf_level);
    list("nqf_levels", full.nqf_levels);
    list("education_levels", full.education_levels);
    list("isced_f", full.isced_f);
    list("subjects", full.subjects);
    list("qualification_codes", full.qualification_codes);
    m_out.member("partial", full.partial);
    list("accreditations", full.accreditations);
    list("credit_points", full.credit_points);
    m_out.text_or_null("volume_of_learning", full.volume_of_learning);
    m_out.text_or_null("maximum_duration", full.maximum_duration);
    m_out.text_array("contact_hours", full.contact_hours);
    list("languages", full.languages);
    list("modes", full.modes);
    member("learning_setting", full.learning_setting);
    list("target_groups", full.target_groups);
    member("entry_requirement", full.entry_requirement);
    member("outcome_summary", full.outcome_summary);
    list("outcomes", full.outcomes);
    list("awarding_opportunities", full.awarding_opportunities);
    list("proven_by", full.proven_by);
    list("influenced_by", full.influenced_by);
    list("entitles_to", full.entitles_to);
    list("parts", full.parts);
    list("specialisation_of", full.specialisation_of);
    member("grading_scheme", full.grading_scheme);
    member("grading_description", full.grading_description);
    list("grading_identifiers", full.grading_identifiers);
    list("grading_documents", full.grading_documents);
    member("entitlement_status", full.entitlement_status);
    list("limit_organisations", full.limit_organisations);
    list("limit_jurisdictions", full.limit_jurisdictions);
    list("limit_occupations", full.limit_occupations);
    list("limit_national_occupations", full.limit_national_occupations);
    list("homepages", full.homepages);
    list("documents", full.documents);
    list("notes", full.notes);
    m_out.text_or_null("status", full.status);
    member("modified", full.modified);
    m_out.member("where", s.where);
    m_out.end_object();
}

void ModelWriter::value(const Awarding& awarding) {
    if (awarding.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    list("bodies", awarding.bodies);
    member("date", awarding.date);
    member("description", awarding.description);
    member("location", awarding.location);
    member("educational_system", awarding.educational_system);
    list("notes", awarding.notes);
    m_out.text_or_null("id", awarding.id);
    m_out.member("where", awarding.where);
    m_out.end_object();
}

bool ModelWriter::claim_head(const Claim& claim) {
    const bool repeated = !m_written.insert(&claim).second;
    static const Claim nothing{};
    const Claim& full = repeated ? nothing : claim;
    m_out.text_or_null("id", claim.id);
    m_out.text_or_null("kind", claim.kind);
    m_out.member("reference_only", claim.reference_only);
    m_out.member("repeated", repeated);
    member("title", claim.title);
    member("description", full.description);
    list("types", full.types);
    list("identifiers", full.identifiers);
    member("awarded_by", full.awarded_by);
    member("specification", full.specification);
    list("notes", full.notes);
    list("documents", full.documents);
    m_out.member("where", claim.where);
    return repeated;
}

void ModelWriter::value(const AchievementPtr& achievement) {
    static const Achievement nothing{};
    m_out.begin_object();
    const Achievement& full = claim_head(*achievement) ? nothing : *achievement;
    list("credits", full.credits);
    list("proven_by", full.proven_by);
    list("influenced_by", full.influenced_by);
    list("entitles_to", full.entitles_to);
    member("opportunity", full.opportunity);
    list("parts", full.parts);
    m_out.end_object();
}

void ModelWriter::value(const ResultCategory& category) {
    m_out.begin_object();
    m_out.text_or_null("label", category.label);
    m_out.text_or_null("score", category.score);
    m_out.text_or_null("minimum", category.minimum);
    m_out.text_or_null("maximum", category.maximum);
    m_out.text_or_null("count", category.count);
    m_out.member("where", category.where);
    m_out.end_object();
}

void ModelWriter::value(const AssessmentPtr& assessment) {
    static const Assessment nothing{};
    m_out.begin_object();
    const Assessment& full = claim_head(*assessment) ? nothing : *assessment;
    member("grade", full.grade);
    member("grade_status", full.grade_status);
    member("date", full.date);
    m_out.key("shortened_grading");
    if (full.shortened_grading) {
        m_out.begin_object();
        m_out.text_or_null("lower", full.shortened_grading->lower);
        m_out.text_or_null("equal", full.shortened_grading->equal);
        m_out.text_or_null("higher", full.shortened_grading->higher);
        m_out.member("where", full.shortened_grading->where);
        m_out.end_object();
    } else {
        m_out.null();
    }
    list("result_distribution", full.result_distribution);
    member("id_verification", full.id_verification);
    list("assessed_by", full.assessed_by);
    list("locations", full.locations);
    list("parts", full.parts);
    m_out.end_object();
}

void ModelWriter::value(const ActivityPtr& activity) {
    static const Activity nothing{};
    m_out.begin_object();
    const Activity& full = claim_head(*activity) ? nothing : *activity;
    list("periods", full.periods);
    list("locations", full.locations);
    m_out.text_or_null("workload", full.workload);
    m_out.text_or_null("level_of_completion", full.level_of_completion);
    list("directed_by", full.directed_by);
    member("opportunity", full.opportunity);
    list("parts", full.parts);
    m_out.end_object();
}

void ModelWriter::value(const EntitlementPtr& entitlement) {
    static const Entitlement nothing{};
    m_out.begin_object();
    const Entitlement& full = claim_head(*entitlement) ? nothing : *entitlement;
    member("issued", full.issued);
    member("expiry", full.expiry);
    list("parts", full.parts);
    m_out.end_object();
}

void ModelWriter::value(const ClaimPtr& claim) {
    m_out.begin_object();
    claim_head(*claim);
    m_out.end_object();
}

void ModelWriter::value(const Evidence& evidence) {
    m_out.begin_object();
    member("type", evidence.type);
    member("label", evidence.label);
    m_out.text_or_null("statement", evidence.statement);
    member("target", evidence.target);
    member("accreditation", evidence.accreditation);
    list("embedded", evidence.embedded);
    m_out.text_or_null("id", evidence.id);
    m_out.member("where", evidence.where);
    m_out.end_object();
}

void ModelWriter::value(const CredentialReference& reference) {
    m_out.begin_object();
    m_out.text_or_null("id", reference.id);
    m_out.text_or_null("type", reference.type);
    m_out.text_or_null("purpose", reference.purpose);
    m_out.text_or_null("list", reference.list);
    m_out.text_or_null("index", reference.index);
    m_out.member("where", reference.where);
    m_out.end_object();
}

void ModelWriter::value(const DisplayPage& page) {
    m_out.begin_object();
    m_out.text_or_null("page", page.page);
    member("language", page.language);
    member("image", page.image);
    m_out.end_object();
}

void ModelWriter::display(const Display& display) {
    if (display.where.empty()) {
        m_out.null();
        return;
    }
    m_out.begin_object();
    member("title", display.title);
    member("description", display.description);
    list("languages", display.languages);
    member("primary_language", display.primary_language);
    m_out.member("has_summary", display.has_summary);
    list("pages", display.pages);
    m_out.member("where", display.where);
    m_out.end_object();
}

void ModelWriter::write(const Credential& c) {
    m_out.begin_object();
    m_out.text_or_null("id", c.id);
    m_out.text_array("types", c.types);
    list("profiles", c.profiles);
    list("identifiers", c.identifiers);
    member("title", c.title);
    member("description", c.description);
    m_out.text_or_null("primary_language", c.primary_language);
    member("issued", c.issued);
    member("issuance_date", c.issuance_date);
    member("valid_from", c.valid_from);
    member("valid_until", c.valid_until);
    member("expiration_date", c.expiration_date);
    m_out.key("end_of_validity");
    if (const auto end = c.end_of_validity())
        m_out.value(rfc3339(*end));
    else
        m_out.null();
    member("issuer", c.issuer);
    m_out.key("subject");
    person(c.subject);
    list("holders", c.holders);
    list("achievements", c.achievements);
    list("activities", c.activities);
    list("assessments", c.assessments);
    list("entitlements", c.entitlements);
    list("other_claims", c.other_claims);
    list("evidence", c.evidence);
    list("attachments", c.attachments);
    m_out.key("display");
    display(c.display);
    list("schemas", c.schemas);
    list("status", c.status);
    list("third_party_status", c.third_party_status);
    list("terms_of_use", c.terms_of_use);
    m_out.key("organisations");
    m_out.begin_array();
    for (const OrganisationPtr& one : c.organisations)
        organisation(*one);
    m_out.end_array();
    unmapped(c.unmapped, c.unmapped_count);
    m_out.end_object();
}

void ModelWriter::unmapped(const std::vector<UnmappedMember>& members, std::size_t count) {
    m_out.key("unmapped");
    m_out.begin_object();
    m_out.member("count", count);
    m_out.key("members");
    m_out.begin_array();
    for (const UnmappedMember& one : members) {
        m_out.begin_object();
        m_out.member("where", one.where);
        m_out.member("known_term", one.known_term);
        m_out.end_object();
    }
    m_out.end_array();
    m_out.end_object();
}

void ModelWriter::value(const ClaimedCheck& check) {
    m_out.begin_object();
    member("type", check.type);
    member("status", check.status);
    member("description", check.description);
    member("long_description", check.long_description);
    m_out.member("where", check.where);
    m_out.end_object();
}

void ModelWriter::write(const Presentation& p) {
    m_out.begin_object();
    m_out.text_or_null("id", p.id);
    list("types", p.types);
    list("identifiers", p.identifiers);
    m_out.key("issuer");
    if (p.issuer)
        organisation(*p.issuer);
    else
        m_out.null();
    member("expiration", p.expiration);
    m_out.key("holder");
    if (p.holder)
        organisation(*p.holder);
    else
        m_out.null();
    list("claimed_checks", p.checks);
    unmapped(p.unmapped, p.unmapped_count);
    m_out.member("where", p.where);
    m_out.end_object();
}

} // namespace requal::show
