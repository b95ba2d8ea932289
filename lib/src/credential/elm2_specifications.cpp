#include "credential/elm2_reader.hpp"

namespace requal::credential {

void Elm2Reader::fill_specification(Specification& out, const Item& item) {
    out.title = text(item, "title");
    out.alternative_title = text(item, "altLabel");
    out.description = text(item, "description");
    out.types = concepts(item, "type");
    out.identifiers = identifiers(item, "identifier");
    out.homepages = web_resources(item, "homepage");
    out.documents = web_resources(item, "supplementaryDoc");
    out.notes = notes(item, "additionalNote");
}

LearningOutcome Elm2Reader::outcome(const Item& link) {
    auto out = m_source.fresh<LearningOutcome>();
    const Item item = follow(link, "learningOutcomeReferences");
    out.where = item.where();
    out.id = m_source.attribute(item, "id");
    out.title = text(item, "prefLabel");
    out.type = concept_of(item, "learningOutcomeType");
    out.reusability = concept_of(item, "reusabilityLevel");
    out.esco_skills = concepts(item, "relatedEscoSkill");
    out.skills = concepts(item, "relatedSkill");
    out.identifiers = identifiers(item, "identifier");
    out.notes = notes(item, "description"); // ELM 3 has the same words as a note
    return out;
}

AwardingOpportunity Elm2Reader::awarding_opportunity(const Item& item) {
    auto out = m_source.fresh<AwardingOpportunity>();
    out.where = item.where();
    static_cast<void>(m_source.text(item, "id"));
    out.bodies = organisations(item, "organization");
    out.periods = period(item, "startedAtTime", "endedAtTime");
    if (const Item place = m_source.first(item, "location")) { // a country or region, no address
        out.location.where = place.where();
        out.location.areas.push_back(read_concept(place));
    }
    out.identifiers = identifiers(item, "identifier");
    return out;
}

void Elm2Reader::fill_learning_specification(Specification& out, const Item& item) {
    fill_specification(out, item);
    for (Note& definition : notes(item, "definition"))
        out.notes.push_back(std::move(definition));
    out.isced_f = concepts(item, "hasISCED-FCode");
    out.subjects = concepts(item, "hasEducationSubject");
    out.volume_of_learning = m_source.text(item, "volumeOfLearning");
    for (const Item& credit : m_source.all(item, "hasECTSCreditPoints"))
        out.credit_points.push_back(credit_point(credit, true));
    for (const Item& credit : m_source.all(item, "hasCreditPoints"))
        out.credit_points.push_back(credit_point(credit, false));
    out.education_levels = concepts(item, "hasEducationLevel");
    out.languages = concepts(item, "language");
    out.modes = concepts(item, "mode");
    out.learning_setting = concept_of(item, "learningSettingType");
    out.maximum_duration = m_source.text(item, "duration");
    out.target_groups = concepts(item, "targetGroup");
    out.entry_requirement = note(m_source.first(item, "entryRequirementsNote"));
    for (const Item& list : m_source.all(item, "learningOutcomes"))
        for (const Item& link : m_source.all(list, "learningOutcome"))
            out.outcomes.push_back(outcome(link));
    out.influenced_by = each(item, "learningActivitySpecification", &Elm2Reader::activity_specification);
    out.proven_by = each(item, "assessmentSpecification", &Elm2Reader::assessment_specification);
    out.entitles_to = each(item, "entitlementSpecification", &Elm2Reader::entitlement_specification);
    for (const Item& list : m_source.all(item, "awardingOpportunities"))
        for (const Item& one : m_source.all(list, "awardingOpportunity"))
            out.awarding_opportunities.push_back(awarding_opportunity(one));
    // Of qualifications:
    if (const std::string partial = m_source.text(item, "isPartialQualification"); !partial.empty())
        out.partial = partial == "true" || partial == "1";
    out.eqf_level = concept_of(item, "eqfLevel");
    out.nqf_levels = concepts(item, "nqfLevel");
    out.accreditations = each(item, "hasAccreditation", &Elm2Reader::accreditation);
    out.qualification_codes = concepts(item, "qualificationCode");
    out.parts = each(item, "hasPart", &Elm2Reader::learning_specification);
    out.specialisation_of = each(item, "specializationOf", &Elm2Reader::learning_specification);
}

SpecificationPtr Elm2Reader::learning_specification(const Item& link) {
    return once<Specification>(m_specifications, link, "learningSpecificationReferences", "Qualification",
                               [this](Specification& out, const Item& item) {
                                   if (item.name() == "learningSpecification")
                                       out.kind = "LearningAchievementSpecification";
                                   fill_learning_specification(out, item);
                               });
}

SpecificationPtr Elm2Reader::activity_specification(const Item& link) {
    return once<Specification>(m_specifications, link, "learningActivitySpecificationReferences",
                               "LearningActivitySpecification", [this](Specification& out, const Item& item) {
                                   fill_specification(out, item);
                                   out.volume_of_learning = m_source.text(item, "workload");
                                   out.languages = concepts(item, "language");
                                   out.modes = concepts(item, "mode");
                                   m_source.skip(item, "teaches"); // back to what it contributes to
                                   out.parts = each(item, "hasPart", &Elm2Reader::activity_specification);
                                   out.specialisation_of =
                                       each(item, "specializationOf", &Elm2Reader::activity_specification);
                               });
}

void Elm2Reader::fill_grading_scheme(Specification& out, const Item& link) {
    const Item item = follow(link, "scoringSchemeReferences");
    if (!item)
        return;
    out.grading_scheme = text(item, "title");
    out.grading_description = text(item, "description");
    out.grading_identifiers = identifiers(item, "identifier");
    out.grading_documents = web_resources(item, "supplementaryDoc");
}

SpecificationPtr Elm2Reader::assessment_specification(const Item& link) {
    return once<Specification>(m_specifications, link, "assessmentSpecificationReferences",
                               "LearningAssessmentSpecification", [this](Specification& out, const Item& item) {
                                   fill_specification(out, item);
                                   out.languages = concepts(item, "language");
                                   out.modes = concepts(item, "mode");
                                   fill_grading_scheme(out, m_source.first(item, "gradingScheme"));
                                   m_source.skip(item, "proves");
                                   out.parts = each(item, "hasPart", &Elm2Reader::assessment_specification);
                                   out.specialisation_of =
                                       each(item, "specializationOf", &Elm2Reader::assessment_specification);
                               });
}

SpecificationPtr Elm2Reader::entitlement_specification(const Item& link) {
    return once<Specification>(m_specifications, link, "entitlementSpecificationReferences",
                               "LearningEntitlementSpecification", [this](Specification& out, const Item& item) {
                                   fill_specification(out, item);
                                   out.entitlement_status = concept_of(item, "status");
                                   out.limit_organisations = organisations(item, "limitOrganization");
                                   out.limit_jurisdictions = concepts(item, "limitJurisdiction");
                                   out.limit_occupations = concepts(item, "limitOccupation");
                                   out.limit_national_occupations = concepts(item, "limitNationalOccupation");
                                   m_source.skip(item, "mayResultFrom");
                                   out.parts = each(item, "hasPart", &Elm2Reader::entitlement_specification);
                                   out.specialisation_of =
                                       each(item, "specializationOf", &Elm2Reader::entitlement_specification);
                               });
}

Opportunity Elm2Reader::opportunity(const Item& parent, std::string_view name) {
    auto out = m_source.fresh<Opportunity>();
    const Item item = follow(m_source.first(parent, name), "learningOpportunityReferences");
    if (!item)
        return out;
    out.where = item.where();
    out.id = m_source.attribute(item, "id");
    out.title = text(item, "title");
    out.description = text(item, "description");
    out.identifiers = identifiers(item, "identifier");
    out.periods = period(item, "startedAtDate", "endedAtDate");
    out.duration = m_source.text(item, "duration");
    out.provided_by = organisations(item, "providedBy");
    out.locations = locations(item, "providedAt");
    out.schedule = concept_of(item, "learningSchedule");
    out.admission = note(m_source.first(item, "admissionProcedure"));
    out.homepages = web_resources(item, "homepage");
    return out;
}

} // namespace requal::credential
