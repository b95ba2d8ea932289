#include "credential/reader.hpp"

#include "requal/codes.hpp"

namespace requal::credential {

using json::Value;

SpecificationPtr Reader::specification(const Value& value) {
    return once<Specification>(m_specifications, value,
                               [this](Specification& out, const Node& node) { fill_specification(out, node); });
}

SpecificationPtr Reader::first_specification(const Node& node, std::string_view name) {
    auto found = specifications(node, name);
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", found.front()->id}},
               found[i]->where);
    return found.empty() ? nullptr : std::move(found.front());
}

std::vector<SpecificationPtr> Reader::specifications(const Node& node, std::string_view name) {
    return each(node, name, &Reader::specification);
}

std::vector<CreditPoint> Reader::credit_points(const Node& node, std::string_view name) {
    std::vector<CreditPoint> out;
    for (const Value* value : use(node, name)) {
        const Node credit = m_graph.node(*value);
        CreditPoint point{scalar(credit, "point"), concept_of(credit, "framework"), where(*value)};
        if (point.points.empty() && !value->is_object() && credit.key() == nullptr)
            point.points = value->is_string() ? std::string{value->text()} : std::to_string(value->number());
        out.push_back(std::move(point));
    }
    return out;
}

Opportunity Reader::opportunity(const Node& parent, std::string_view name) {
    const Values found = use(parent, name);
    if (found.empty())
        return {};
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", std::string{name}}, {"used", where(*found.front())}},
               where(*found[i]));
    const Node node = m_graph.node(*found.front());
    Opportunity out;
    out.where = where(*found.front());
    out.id = node.id();
    out.title = text(node, "title");
    out.description = text(node, "description");
    out.types = concepts(node, "dcType");
    out.identifiers = identifiers(node, "identifier");
    out.periods = periods(node, "temporal");
    out.duration = scalar(node, "duration");
    out.provided_by = organisations(node, "providedBy");
    out.locations = locations(node, "location");
    out.modes = concepts(node, "mode");
    out.schedule = concept_of(node, "learningSchedule");
    out.admission = note(node, "admissionProcedure");
    out.homepages = web_resources(node, "homepage");
    return out;
}

void Reader::fill_specification(Specification& out, const Node& node) {
    out.title = text(node, "title");
    out.alternative_title = text(node, "altLabel");
    out.description = text(node, "description");
    out.category = text(node, "category");
    out.types = concepts(node, "dcType");
    out.identifiers = identifiers(node, "identifier");
    out.homepages = web_resources(node, "homepage");
    out.documents = web_resources(node, "supplementaryDocument");
    out.notes = notes(node, "additionalNote");
    out.status = scalar(node, "status");
    out.modified = date(node, "dateModified");

    out.eqf_level = concept_of(node, "eqfLevel");
    out.nqf_levels = concepts(node, "nqfLevel");
    out.education_levels = concepts(node, "educationLevel");
    out.isced_f = concepts(node, "thematicArea");
    out.subjects = concepts(node, "educationSubject");
    out.qualification_codes = concepts(node, "qualificationCode");
    if (const std::string partial = scalar(node, "isPartialQualification"); !partial.empty())
        out.partial = partial == "true" || partial == "1";
    out.accreditations = accreditations(node, "accreditation");

    out.credit_points = credit_points(node, "creditPoint");
    out.volume_of_learning = scalar(node, "volumeOfLearning");
    out.maximum_duration = scalar(node, "maximumDuration");
    out.contact_hours = scalars(node, "contactHour");
    out.languages = concepts(node, "language");
    out.modes = concepts(node, "mode");
    out.learning_setting = concept_of(node, "learningSetting");
    out.target_groups = concepts(node, "targetGroup");
    out.entry_requirement = note(node, "entryRequirement");

    out.outcome_summary = note(node, "learningOutcomeSummary");
    for (const Value* value : use(node, "learningOutcome")) {
        const Node outcome = m_graph.node(*value);
        out.outcomes.push_back({std::string{outcome.id()}, text(outcome, "title"), concept_of(outcome, "dcType"),
                                concept_of(outcome, "reusabilityLevel"), concepts(outcome, "relatedESCOSkill"),
                                concepts(outcome, "relatedSkill"), identifiers(outcome, "identifier"),
                                notes(outcome, "additionalNote"), where(*value)});
    }
    for (const Value* value : use(node, "awardingOpportunity")) {
        const Node awarding = m_graph.node(*value);
        out.awarding_opportunities.push_back({organisations(awarding, "awardingBody"), periods(awarding, "temporal"),
                                              location(awarding, "location"), identifiers(awarding, "identifier"),
                                              where(*value)});
        skip(awarding, "learningAchievementSpecification"); // leads back to this specification
    }
    out.proven_by = specifications(node, "provenBy");
    out.influenced_by = specifications(node, "influencedBy");
    out.entitles_to = specifications(node, "entitlesTo");
    out.parts = specifications(node, "hasPart");
    out.specialisation_of = specifications(node, "specialisationOf");

    for (const Value* value : use(node, "gradingScheme")) {
        const Node scheme = m_graph.node(*value);
        out.grading_scheme = text(scheme, "title");
        out.grading_description = text(scheme, "description");
        out.grading_identifiers = identifiers(scheme, "identifier");
        out.grading_documents = web_resources(scheme, "supplementaryDocument");
    }

    out.entitlement_status = concept_of(node, "entitlementStatus");
    out.limit_organisations = organisations(node, "limitOrganisation");
    out.limit_jurisdictions = concepts(node, "limitJurisdiction");
    out.limit_occupations = concepts(node, "limitOccupation");
    out.limit_national_occupations = concepts(node, "limitNationalOccupation");
}

} // namespace requal::credential
