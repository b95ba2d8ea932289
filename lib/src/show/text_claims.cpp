#include "show/text_renderer.hpp"

namespace requal::show {
namespace {

/** How an unlabelled kind is called. */
std::string_view kind_words(std::string_view kind) {
    if (kind == "Qualification")
        return "qualification";
    return "specified by";
}

} // namespace

std::string TextRenderer::credits(const std::vector<CreditPoint>& list) const {
    std::string out;
    for (const CreditPoint& credit : list) {
        out += (out.empty() ? "" : "; ") + credit.points;
        if (!credit.framework.where.empty())
            out += " (" + term(credit.framework) + ")";
    }
    return out;
}

bool TextRenderer::head(std::size_t indent, const std::string& number, std::string_view kind, const Claim& claim) {
    const std::string title = text(claim.title);
    std::string line = number.empty() ? std::string{kind} + ": " : number + " ";
    if (title.empty() && claim.id.empty() && number.empty())
        line = kind; // formats that give titles to achievements alone
    else
        line += title.empty() ? (claim.id.empty() ? "(no title)" : "(no title) " + claim.id) : title;
    if (claim.reference_only)
        line += " (only named, not described in the file)";
    if (!m_shown.insert(&claim).second) {
        m_sheet.line(indent, line + " (shown above)");
        return false;
    }
    m_sheet.line(indent, line);
    const std::size_t inner = indent + 3;
    if (m_options.verbose)
        m_sheet.field(inner, "at", claim.where.empty() ? "/" : claim.where);
    m_sheet.field(inner, "type", terms(claim.types));
    m_sheet.field(inner, "description", brief(claim.description));
    for (const OrganisationPtr& body : claim.awarded_by.bodies)
        m_sheet.field(inner, "awarded by", organisation(body));
    m_sheet.field(inner, "awarded on", day(claim.awarded_by.date));
    m_sheet.field(inner, "awarded in", place(claim.awarded_by.location));
    if (!claim.awarded_by.educational_system.where.empty())
        m_sheet.field(inner, "system", term(claim.awarded_by.educational_system));
    identifiers(inner, "identifier", claim.identifiers);
    return true;
}

void TextRenderer::foot(std::size_t indent, const Claim& claim) {
    for (const Note& note : claim.notes)
        m_sheet.field(indent, "note",
                      (note.subject.where.empty() ? "" : term(note.subject) + (note.text.empty() ? "" : ": ")) +
                          brief(note.text));
    if (m_options.verbose)
        for (const WebResource& document : claim.documents)
            m_sheet.field(indent, "document",
                          (document.title.empty() ? "" : text(document.title) + " ") + document.url);
}

void TextRenderer::specification(std::size_t indent, const Claim& claim, const Specification& s) {
    const std::string title = text(s.title);
    if (s.kind == "Qualification" || s.reference_only || (!title.empty() && title != text(claim.title)))
        m_sheet.field(indent, kind_words(s.kind),
                      (title.empty() ? s.id : title) +
                          (s.reference_only ? " (only named, not described in the file)" : ""));
    if (s.partial && *s.partial)
        m_sheet.field(indent, "", "a partial qualification");
    m_sheet.field(indent, "type", terms(s.types));
    if (!s.eqf_level.where.empty())
        m_sheet.field(indent, "EQF", term(s.eqf_level));
    m_sheet.field(indent, "NQF", terms(s.nqf_levels));
    m_sheet.field(indent, "level", terms(s.education_levels));
    for (const Concept& field : s.isced_f)
        m_sheet.field(indent, "ISCED-F", coded(field));
    m_sheet.field(indent, "subject", terms(s.subjects));
    m_sheet.field(indent, "code", terms(s.qualification_codes));
    m_sheet.field(indent, "credit points", credits(s.credit_points));
    m_sheet.field(indent, "volume", plain_duration(s.volume_of_learning));
    m_sheet.field(indent, "duration",
                  s.maximum_duration.empty() ? "" : "at most " + plain_duration(s.maximum_duration));
    for (const std::string& hours : s.contact_hours)
        m_sheet.field(indent, "contact hours", hours);
    m_sheet.field(indent, "language", terms(s.languages));
    m_sheet.field(indent, "mode", terms(s.modes));
    if (!s.learning_setting.where.empty())
        m_sheet.field(indent, "setting", term(s.learning_setting));
    m_sheet.field(indent, "entry", brief(s.entry_requirement.text));
    m_sheet.field(indent, "grading",
                  text(s.grading_scheme) + (s.grading_scheme.empty() || s.grading_description.empty() ? "" : ": ") +
                      brief(s.grading_description));
    if (!s.entitlement_status.where.empty())
        m_sheet.field(indent, "status", term(s.entitlement_status));
    for (const OrganisationPtr& one : s.limit_organisations)
        m_sheet.field(indent, "limited to", organisation(one));
    m_sheet.field(indent, "limited to", terms(s.limit_jurisdictions));
    m_sheet.field(indent, "occupation", terms(s.limit_occupations));
    m_sheet.field(indent, "occupation", terms(s.limit_national_occupations));
    identifiers(indent, "identifier", s.identifiers);
    if (m_options.verbose && text(s.description) != text(claim.description))
        m_sheet.field(indent, "specification", text(s.description));
    for (const AccreditationPtr& one : s.accreditations)
        accreditation(indent, *one);
    outcomes(indent, s);
    for (const SpecificationPtr& part : s.parts)
        m_sheet.field(indent, "has part", text(part->title).empty() ? part->id : text(part->title));
}

void TextRenderer::outcomes(std::size_t indent, const Specification& s) {
    m_sheet.field(indent, "outcomes", brief(s.outcome_summary.text));
    constexpr std::size_t listed = 6;
    const std::size_t shown = m_options.verbose ? s.outcomes.size() : std::min(s.outcomes.size(), listed);
    for (std::size_t i = 0; i < shown; ++i) {
        const LearningOutcome& outcome = s.outcomes[i];
        m_sheet.field(indent, "outcome", brief(outcome.title));
        if (m_options.verbose) {
            for (const Note& note : outcome.notes)
                m_sheet.field(indent + 2, "", text(note.text));
            m_sheet.field(indent + 2, "skills", terms(outcome.skills));
            m_sheet.field(indent + 2, "ESCO", terms(outcome.esco_skills));
        }
    }
    if (shown < s.outcomes.size())
        m_sheet.field(indent, "outcome",
                      "and " + std::to_string(s.outcomes.size() - shown) + " more; --verbose lists them");
}

void TextRenderer::assessment(std::size_t indent, const Assessment& a) {
    if (!head(indent, "", "Assessment", a))
        return;
    const std::size_t inner = indent + 3;
    m_sheet.field(inner, "grade", text(a.grade.text));
    if (!a.grade_status.where.empty())
        m_sheet.field(inner, "grade status", term(a.grade_status));
    m_sheet.field(inner, "date", day(a.date));
    if (a.shortened_grading)
        m_sheet.field(inner, "ranking",
                      a.shortened_grading->lower + " % lower, " + a.shortened_grading->equal + " % equal, " +
                          a.shortened_grading->higher + " % higher");
    std::string distribution;
    for (const ResultCategory& category : a.result_distribution)
        distribution += (distribution.empty() ? "" : "; ") + category.label + ": " + category.count;
    m_sheet.field(inner, "distribution", distribution);
    if (!a.id_verification.where.empty())
        m_sheet.field(inner, "supervision", term(a.id_verification));
    for (const OrganisationPtr& one : a.assessed_by)
        m_sheet.field(inner, "assessed by", organisation(one));
    for (const Location& location : a.locations)
        m_sheet.field(inner, "place", place(location));
    if (a.specification)
        specification(inner, a, *a.specification);
    foot(inner, a);
    for (const AssessmentPtr& part : a.parts)
        assessment(inner, *part);
}

void TextRenderer::activity(std::size_t indent, const std::string& number, const Activity& a) {
    if (!head(indent, number, "Activity", a))
        return;
    const std::size_t inner = indent + 3;
    for (const Period& one : a.periods)
        m_sheet.field(inner, "when", period(one));
    for (const Location& location : a.locations)
        m_sheet.field(inner, "where", place(location));
    m_sheet.field(inner, "workload", plain_duration(a.workload));
    m_sheet.field(inner, "completed", a.level_of_completion.empty() ? "" : a.level_of_completion + " %");
    for (const OrganisationPtr& one : a.directed_by)
        m_sheet.field(inner, "directed by", organisation(one));
    m_sheet.field(inner, "opportunity", text(a.opportunity.title));
    if (a.specification)
        specification(inner, a, *a.specification);
    foot(inner, a);
    for (const ActivityPtr& part : a.parts)
        activity(inner, "", *part);
}

void TextRenderer::entitlement(std::size_t indent, const std::string& number, const Entitlement& e) {
    if (!head(indent, number, "Entitles to", e))
        return;
    const std::size_t inner = indent + 3;
    m_sheet.field(inner, "issued", day(e.issued));
    m_sheet.field(inner, "expires", day(e.expiry));
    if (e.specification)
        specification(inner, e, *e.specification);
    foot(inner, e);
    for (const EntitlementPtr& part : e.parts)
        entitlement(inner, "", *part);
}

void TextRenderer::achievement(std::size_t indent, const std::string& number, const Achievement& a) {
    if (!head(indent, number, "Achievement", a))
        return;
    const std::size_t inner = indent + 3;
    m_sheet.field(inner, "credits", credits(a.credits));
    if (a.specification)
        specification(inner, a, *a.specification);
    m_sheet.field(inner, "opportunity", text(a.opportunity.title));
    for (const Period& one : a.opportunity.periods)
        m_sheet.field(inner, "when", period(one));
    foot(inner, a);
    for (const AssessmentPtr& one : a.proven_by)
        assessment(inner, *one);
    for (const ActivityPtr& one : a.influenced_by)
        activity(inner, "", *one);
    for (const EntitlementPtr& one : a.entitles_to)
        entitlement(inner, "", *one);
    std::size_t i = 0;
    for (const AchievementPtr& part : a.parts)
        achievement(inner, number + std::to_string(++i) + ".", *part);
}

void TextRenderer::claims() {
    const Credential& c = m_credential;
    const auto section = [this](std::string_view title, const auto& list, const auto& show_one) {
        if (list.empty())
            return;
        m_sheet.blank();
        m_sheet.line(0, title);
        std::size_t i = 0;
        for (const auto& one : list)
            show_one(std::to_string(++i) + ".", *one);
    };
    section("Achievements", c.achievements,
            [this](const std::string& n, const Achievement& a) { achievement(2, n, a); });
    section("Activities", c.activities, [this](const std::string& n, const Activity& a) { activity(2, n, a); });
    section("Assessments", c.assessments, [this](const std::string&, const Assessment& a) { assessment(2, a); });
    section("Entitlements", c.entitlements,
            [this](const std::string& n, const Entitlement& e) { entitlement(2, n, e); });
    section("Other claims", c.other_claims, [this](const std::string& n, const Claim& claim) {
        if (head(2, n, "Claim", claim))
            foot(5, claim);
    });
    if (c.achievements.empty() && c.activities.empty() && c.assessments.empty() && c.entitlements.empty() &&
        c.other_claims.empty()) {
        m_sheet.blank();
        m_sheet.line(0, "No achievements, activities or entitlements in the file");
    }
}

} // namespace requal::show
