#include "credential/reader.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

namespace requal::credential {

using json::Value;

Awarding Reader::awarding(const Node& parent) {
    const Values found = use(parent, "awardedBy");
    if (found.empty())
        return {};
    for (std::size_t i = 1; i < found.size(); ++i)
        report(Code::credential_more_than_one, {{"member", "awardedBy"}, {"used", where(*found.front())}},
               where(*found[i]));
    const Node node = m_graph.node(*found.front());
    Awarding out;
    out.where = where(*found.front());
    out.id = node.id();
    out.bodies = organisations(node, "awardingBody");
    out.date = date(node, "awardingDate");
    out.description = text(node, "description");
    out.location = location(node, "location");
    out.educational_system = concept_of(node, "educationalSystemNote");
    out.notes = notes(node, "additionalNote");
    // Back to the claim that is being read, or to one that claims_elsewhere() finds.
    skip(node, "used");
    skip(node, "awards");
    return out;
}

void Reader::fill_claim(Claim& claim, const Node& node) {
    if (++m_claims > m_limits.achievements)
        throw Error{
            Code::credential_too_many_claims, {{"limit", std::to_string(m_limits.achievements)}}, claim.where};
    claim.title = text(node, "title");
    claim.description = text(node, "description");
    claim.types = concepts(node, "dcType");
    claim.identifiers = identifiers(node, "identifier");
    claim.awarded_by = awarding(node);
    claim.specification = first_specification(node, "specifiedBy");
    claim.notes = notes(node, "additionalNote");
    claim.documents = web_resources(node, "supplementaryDocument");
    skip(node, "isPartOf"); // the whole lists its parts; a whole that does not is found by
                            // claims_elsewhere()
}

AchievementPtr Reader::achievement(const Value& value) {
    return once<Achievement>(m_achievements, value, [this](Achievement& out, const Node& node) {
        fill_claim(out, node);
        out.credits = credit_points(node, "creditReceived");
        out.proven_by = each(node, "provenBy", &Reader::assessment);
        out.influenced_by = each(node, "influencedBy", &Reader::activity);
        out.entitles_to = each(node, "entitlesTo", &Reader::entitlement);
        out.opportunity = opportunity(node, "learningOpportunity");
        out.parts = each(node, "hasPart", &Reader::achievement);
    });
}

AssessmentPtr Reader::assessment(const Value& value) {
    return once<Assessment>(m_assessments, value, [this](Assessment& out, const Node& node) {
        fill_claim(out, node);
        out.grade = note(node, "grade");
        out.grade_status = concept_of(node, "gradeStatus");
        out.date = date(node, "dateIssued");
        for (const Value* one : use(node, "shortenedGrading")) {
            const Node grading = m_graph.node(*one);
            out.shortened_grading = {scalar(grading, "percentageLower"), scalar(grading, "percentageEqual"),
                                     scalar(grading, "percentageHigher"), where(*one)};
        }
        // ELM 3.1 spells the term wrongly, 3.2 corrects it.
        for (const std::string_view term : {"resultDistribution", "resultDestribution"})
            for (const Value* one : use(node, term)) {
                const Node distribution = m_graph.node(*one);
                for (const Value* value_of_category : use(distribution, "resultCategory")) {
                    const Node category = m_graph.node(*value_of_category);
                    out.result_distribution.push_back(
                        {scalar(category, "label"), scalar(category, "score"), scalar(category, "minimumScore"),
                         scalar(category, "maximumScore"), scalar(category, "count"), where(*value_of_category)});
                }
            }
        out.id_verification = concept_of(node, "idVerification");
        out.assessed_by = organisations(node, "assessedBy");
        out.locations = locations(node, "location");
        skip(node, "proves");
        out.parts = each(node, "hasPart", &Reader::assessment);
    });
}

ActivityPtr Reader::activity(const Value& value) {
    return once<Activity>(m_activities, value, [this](Activity& out, const Node& node) {
        fill_claim(out, node);
        out.periods = periods(node, "temporal");
        out.locations = locations(node, "location");
        out.workload = scalar(node, "workload");
        out.level_of_completion = scalar(node, "levelOfCompletion");
        out.directed_by = organisations(node, "directedBy");
        out.opportunity = opportunity(node, "learningOpportunity");
        skip(node, "influences");
        out.parts = each(node, "hasPart", &Reader::activity);
    });
}

EntitlementPtr Reader::entitlement(const Value& value) {
    return once<Entitlement>(m_entitlements, value, [this](Entitlement& out, const Node& node) {
        fill_claim(out, node);
        out.issued = date(node, "dateIssued");
        out.expiry = date(node, "expiryDate");
        skip(node, "entitledBy");
        out.parts = each(node, "hasPart", &Reader::entitlement);
    });
}

void Reader::claims(const Node& subject, Credential& credential) {
    const auto add = [this](auto& list, const auto& claim) {
        if (claim && m_listed.insert(claim.get()).second)
            list.push_back(claim);
    };
    for (const Value* value : use(subject, "hasClaim")) {
        const Node node = m_graph.node(*value);
        if (node.has_type("LearningActivity"))
            add(credential.activities, activity(*value));
        else if (node.has_type("LearningAssessment"))
            add(credential.assessments, assessment(*value));
        else if (node.has_type("LearningEntitlement"))
            add(credential.entitlements, entitlement(*value));
        else if (node.has_type("Claim") || !node.described())
            add(credential.other_claims, std::static_pointer_cast<const Claim>(achievement(*value)));
        else
            add(credential.achievements,
                achievement(*value)); // by far the most frequent kind, also when untyped
    }
}

void Reader::claims_elsewhere(Credential& credential) {
    // An activity may "influence" an achievement, an entitlement be "entitled by" one, a part name
    // its whole: such claims must not be lost because no claim of the subject has them below it.
    for (const Value* object : m_graph.nodes()) {
        const Node node = m_graph.node(*object);
        if (node.has_type("LearningAchievement") && !m_achievements.done.contains(object) && node.described()) {
            if (auto claim = achievement(*object))
                credential.achievements.push_back(std::move(claim));
        } else if (node.has_type("LearningActivity") && !m_activities.done.contains(object) && node.described()) {
            if (auto claim = activity(*object))
                credential.activities.push_back(std::move(claim));
        } else if (node.has_type("LearningAssessment") && !m_assessments.done.contains(object) && node.described()) {
            if (auto claim = assessment(*object))
                credential.assessments.push_back(std::move(claim));
        } else if (node.has_type("LearningEntitlement") && !m_entitlements.done.contains(object) &&
                   node.described()) {
            if (auto claim = entitlement(*object))
                credential.entitlements.push_back(std::move(claim));
        }
    }
}

} // namespace requal::credential
