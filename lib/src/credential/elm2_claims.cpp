#include "credential/elm2_reader.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::credential {

Awarding Elm2Reader::awarding(const Item& parent, std::string_view name) {
    auto out = m_source.fresh<Awarding>();
    const Item item = follow(m_source.first(parent, name), "awardingProcessReferences");
    if (!item)
        return out;
    out.where = item.where();
    out.id = m_source.attribute(item, "id");
    out.bodies = organisations(item, "awardingBody");
    out.date = m_source.date(item, "date");
    out.description = text(item, "description");
    out.location = location(m_source.first(item, "location"));
    out.notes = notes(item, "additionalNote");
    static_cast<void>(identifiers(item, "identifier"));
    for (AssessmentPtr& used : each(item, "used", &Elm2Reader::assessment))
        m_assessments_elsewhere.push_back(std::move(used));
    return out;
}

void Elm2Reader::elsewhere(const Item& parent, std::string_view name) {
    for (const Item& container : m_source.all(parent, name))
        for (const Item& item : m_source.any(container, {"learningAchievement", "qualificationAward"}))
            if (auto one = achievement(item))
                m_achievements_elsewhere.push_back(std::move(one));
}

void Elm2Reader::fill_claim(Claim& claim, const Item& item) {
    if (++m_claims > m_limits.achievements)
        throw Error{
            Code::credential_too_many_claims, {{"limit", std::to_string(m_limits.achievements)}}, claim.where};
    claim.title = text(item, "title");
    claim.description = text(item, "description");
    claim.identifiers = identifiers(item, "identifier");
    claim.notes = notes(item, "additionalNote");
}

AchievementPtr Elm2Reader::achievement(const Item& given) {
    return once<Achievement>(
        m_achievements, given, "",
        given.name() == "qualificationAward" ? "QualificationAward" : "LearningAchievement",
        [this](Achievement& out, const Item& item) {
            fill_claim(out, item);
            out.awarded_by = awarding(item, "wasAwardedBy");
            out.specification = learning_specification(m_source.first(item, "specifiedBy"));
            out.proven_by = each(item, "wasDerivedFrom", &Elm2Reader::assessment);
            out.influenced_by = each(item, "wasInfluencedBy", &Elm2Reader::activity);
            out.entitles_to = each(item, "entitlesTo", &Elm2Reader::entitlement);
            out.opportunity = opportunity(item, "associatedLearningOpportunity");
            for (const Item& container : m_source.all(item, "hasPart"))
                for (const Item& part : m_source.any(container, {"learningAchievement", "qualificationAward"}))
                    if (auto one = achievement(part))
                        out.parts.push_back(std::move(one));
        });
}

AssessmentPtr Elm2Reader::assessment(const Item& given) {
    return once<Assessment>(
        m_assessments, given, "", "LearningAssessment", [this](Assessment& out, const Item& item) {
            fill_claim(out, item);
            out.specification = assessment_specification(m_source.first(item, "specifiedBy"));
            if (const Item grade = m_source.first(item, "grade")) {
                out.grade.where = grade.where();
                out.grade.text = m_source.plain_text(grade);
            }
            out.date = m_source.date(item, "issuedDate");
            if (const Item ranking = m_source.first(item, "shortenedGrading"))
                out.shortened_grading = {m_source.text(ranking, "percentageLower"),
                                         m_source.text(ranking, "percentageEqual"),
                                         m_source.text(ranking, "percentageHigher"), ranking.where()};
            if (const Item distribution = m_source.first(item, "resultDistribution")) {
                for (const Item& category : m_source.all(distribution, "category"))
                    out.result_distribution.push_back(
                        {text(category, "label").pick("en").text, m_source.text(category, "score"),
                         m_source.text(category, "minScore"), m_source.text(category, "maxScore"),
                         m_source.text(category, "count"), category.where()});
                for (Note& description : notes(distribution, "description"))
                    out.notes.push_back(std::move(description));
            }
            out.id_verification = concept_of(item, "idVerificationMethod");
            out.assessed_by = organisations(item, "assessedBy");
            out.parts = each(item, "hasPart", &Elm2Reader::assessment);
        });
}

ActivityPtr Elm2Reader::activity(const Item& given) {
    return once<Activity>(m_activities, given, "", "LearningActivity", [this](Activity& out, const Item& item) {
        fill_claim(out, item);
        out.specification = activity_specification(m_source.first(item, "specifiedBy"));
        out.periods = period(item, "startedAtTime", "endedAtTime");
        out.locations = locations(item, "location");
        out.workload = m_source.text(item, "workload");
        out.directed_by = organisations(item, "directedBy");
        out.opportunity = opportunity(item, "usedLearningOpportunity");
        elsewhere(item, "influenced");
        out.parts = each(item, "hasPart", &Elm2Reader::activity);
    });
}

EntitlementPtr Elm2Reader::entitlement(const Item& given) {
    return once<Entitlement>(m_entitlements, given, "", "LearningEntitlement",
                             [this](Entitlement& out, const Item& item) {
                                 fill_claim(out, item);
                                 out.specification = entitlement_specification(m_source.first(item, "specifiedBy"));
                                 out.issued = m_source.date(item, "issuedDate");
                                 out.expiry = m_source.date(item, "expiryDate");
                                 elsewhere(item, "wasDerivedFrom");
                                 out.parts = each(item, "hasPart", &Elm2Reader::entitlement);
                             });
}

void Elm2Reader::claims(const Item& subject, Credential& out) {
    const auto add = [](auto& list, auto claim) {
        if (claim && std::find(list.begin(), list.end(), claim) == list.end())
            list.push_back(std::move(claim));
    };
    for (const Item& container : m_source.all(subject, "achievements"))
        for (const Item& item : m_source.any(container, {"learningAchievement", "qualificationAward"}))
            add(out.achievements, achievement(item));
    for (const Item& container : m_source.all(subject, "activities"))
        for (const Item& item : m_source.all(container, "activity"))
            add(out.activities, activity(item));
    for (const Item& container : m_source.all(subject, "assessments"))
        for (const Item& item : m_source.all(container, "assessment"))
            add(out.assessments, assessment(item));
    for (const Item& container : m_source.all(subject, "entitlements"))
        for (const Item& item : m_source.all(container, "entitlement"))
            add(out.entitlements, entitlement(item));
    // Claims may also stand where they gave rise to another one; they are listed after the subject's own.
    for (AchievementPtr& one : m_achievements_elsewhere)
        add(out.achievements, std::move(one));
    for (AssessmentPtr& one : m_assessments_elsewhere)
        add(out.assessments, std::move(one));
}

} // namespace requal::credential
