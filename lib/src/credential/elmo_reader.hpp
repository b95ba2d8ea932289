/** @file
 * Reads the reports of a transcript. elmo: the transcript and its learner; elmo_learning: the tree of learning
 * opportunities; elmo_supplement: attachments and Diploma Supplement.
 */
#pragma once

#include "credential/xml_source.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace requal::credential {

class ElmoReader {
  public:
    /** Reads the learner, and what belongs to every report. */
    ElmoReader(XmlSource& source, const Item& transcript);

    [[nodiscard]] Credential read(const Item& report);

  private:
    // --- parts
    [[nodiscard]] LocalisedText texts(const Item& parent, std::string_view name);
    [[nodiscard]] std::vector<Identifier> identifiers(const Item& parent);
    [[nodiscard]] Note note(LocalisedText text, std::string_view subject, const std::string& where) const;
    [[nodiscard]] Concept labelled(const Item& item);
    [[nodiscard]] Person learner(const Item& item);
    [[nodiscard]] Location address(const Item& item);
    [[nodiscard]] OrganisationPtr issuer(const Item& item);

    // --- learning
    [[nodiscard]] AchievementPtr opportunity(const Item& item);
    void fill_specification(Specification& out, const Item& item);
    void fill_instance(Achievement& out, Specification& specification, const Item& item);
    void read_level(Specification& out, const Item& item);
    [[nodiscard]] CreditPoint credit(const Item& item);
    [[nodiscard]] AssessmentPtr assessment(const Item& instance);
    [[nodiscard]] SpecificationPtr grading(const Item& instance);
    [[nodiscard]] ActivityPtr activity(const Item& instance);
    void add_references(Achievement& out, const Item& instance);
    void read_grading_schemes(const Item& report);
    void read_groups(const Item& transcript);

    // --- supplement
    void read_attachments(const Item& parent, std::vector<MediaObject>& out);
    [[nodiscard]] MediaObject media(const Item& content);
    void read_supplement(Achievement& out, const Item& item);
    void read_section(Achievement& out, const Item& item);

    XmlSource& m_source;
    Person m_learner;
    std::vector<MediaObject> m_shared_attachments;
    Credential* m_credential = nullptr; ///< being read
    OrganisationPtr m_issuer;
    std::map<std::string, SpecificationPtr> m_grading_schemes; ///< by local id
    std::map<std::string, Note> m_groups;                      ///< by "type/group"
    std::map<std::string, LocalisedText> m_shared_titles;      ///< of attachments, by internal id
    std::map<std::string, LocalisedText> m_attachment_titles;  ///< of the report, which come first
    std::size_t m_claims = 0;
};

} // namespace requal::credential
