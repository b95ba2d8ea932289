#include "dossier/facts.hpp"

namespace requal::dossier {
namespace {

/** The calendar day that is meant: midnight in Madrid is the day before in UTC. */
std::string plain_day(const DateTime& date) {
    const auto day = parse_time(date.calendar_day());
    return day ? plain_date(day->time) : date.raw;
}

/** Adds lines to a section, leaving out what the file does not say. */
class Teller {
  public:
    Teller(DossierSection& section, const Telling& telling) : m_section(section), m_telling(telling) {}

    void line(const std::string& id, const std::string& label, const std::string& value, const std::string& where,
              int depth = 0) {
        if (!value.empty())
            m_section.lines.push_back({id, label, value, m_telling.provenance, where, depth});
    }
    void text(const std::string& id, const std::string& label, const LocalisedText& text, int depth = 0) {
        line(id, label, text.pick(m_telling.language, m_telling.primary).text, text.where, depth);
    }
    /** The id is the fact, the label comes from our own list when it is known there. */
    void term(const std::string& id, const std::string& label, const Concept& term, int depth = 0) {
        if (term.id.empty() && term.label.empty())
            return;
        // In English the label is the list's own, whatever the file calls it; the id is what was claimed.
        const bool own_label = term.status == ListStatus::member && m_telling.language.starts_with("en");
        line(id, label, term.display(m_telling.language),
             term.where + (own_label ? ", label from schemas/vocabulary/" + term.list + ".tsv" : ""), depth);
        if (term.label_differs)
            m_section.lines.push_back({id + ".label", "but the file calls it", term.label.pick("en").text,
                                       m_telling.provenance, term.where, depth + 1});
    }
    void date(const std::string& id, const std::string& label, const DateTime& date, int depth = 0) {
        line(id, label, plain_day(date), date.where, depth);
    }
    [[nodiscard]] const Telling& telling() const noexcept { return m_telling; }

  private:
    DossierSection& m_section;
    const Telling& m_telling;
};

void tell_organisation(Teller& tell, const std::string& id, const std::string& label, const OrganisationPtr& body,
                       int depth) {
    if (!body)
        return;
    tell.line(id, label, body->name(tell.telling().language, tell.telling().primary), body->where, depth);
    if (const Concept* country = body->country())
        tell.line(id + ".country", "country", country->display(tell.telling().language), country->where, depth + 1);
}

void tell_specification(Teller& tell, const Specification& specification) {
    for (const Concept& field : specification.isced_f)
        tell.term("field", "Field of study", field, 1);
    for (const CreditPoint& credit : specification.credit_points)
        tell.line("credits", "Size", credit.points + " " + credit.framework.display(tell.telling().language),
                  credit.where, 1);
    tell.line("volume", "Workload", specification.volume_of_learning, specification.where, 1);
    tell.line("duration", "Duration at most", specification.maximum_duration, specification.where, 1);
    tell.text("entry", "Entry requirement", specification.entry_requirement.text, 1);
    if (specification.partial == true)
        tell.line("partial", "Note", "a partial qualification", specification.where, 1);
}

void tell_achievement(Teller& tell, const StatedQualification& stated) {
    const Achievement& achievement = *stated.achievement;
    tell.line("title", stated.part ? "Part" : "Qualification", stated.title, stated.where);
    for (const OrganisationPtr& body : achievement.awarded_by.bodies)
        tell_organisation(tell, "awarding_body", "Awarding body", body, 1);
    tell.date("awarded", "Awarded on", achievement.awarded_by.date, 1);
    for (const CreditPoint& credit : achievement.credits)
        tell.line("credits_received", "Credits",
                  credit.points + " " + credit.framework.display(tell.telling().language), credit.where, 1);
    for (const AssessmentPtr& assessment : achievement.proven_by)
        if (assessment)
            tell.text("grade", "Grade", assessment->grade.text, 1);
    if (achievement.specification)
        tell_specification(tell, *achievement.specification);
    if (!achievement.parts.empty())
        tell.line("parts", "Parts", std::to_string(achievement.parts.size()), achievement.where, 1);
}

} // namespace

DossierSection holder_section(const Credential& credential, const Telling& telling) {
    DossierSection section{"holder", "Holder", {}};
    Teller tell{section, telling};
    const Person& person = credential.subject;
    if (person.full_name.empty()) {
        tell.text("given_name", "Given name", person.given_name);
        tell.text("family_name", "Family name", person.family_name);
    } else {
        tell.text("name", "Name", person.full_name);
    }
    tell.line("birth_day", "Born on", person.birth_day, person.date_of_birth.where);
    for (const Concept& citizenship : person.citizenships)
        tell.term("citizenship", "Citizenship", citizenship);
    return section;
}

DossierSection qualification_section(const Credential& credential, const std::vector<StatedQualification>& stated,
                                     const Telling& telling) {
    DossierSection section{"qualification", "What the credential says", {}};
    Teller tell{section, telling};
    tell.text("credential_title", "Credential", credential.title);
    tell_organisation(tell, "issuer", "Issuer", credential.issuer, 0);
    tell.date("issued", "Issued on", credential.issued);
    tell.date("valid_from", "Valid from", credential.valid_from);
    if (const auto end = credential.end_of_validity())
        tell.date("valid_until", "Valid until",
                  credential.valid_until.time == end ? credential.valid_until : credential.expiration_date);
    for (const StatedQualification& one : stated)
        tell_achievement(tell, one);
    for (const Evidence& evidence : credential.evidence)
        tell.term("evidence", "Evidence named", evidence.type);
    return section;
}

} // namespace requal::dossier
