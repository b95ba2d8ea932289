/** @file
 * The model as JSON: every type has a fixed set of keys, absent information is null, lists are
 * never null.
 *
 * A claim or specification that hangs below several others is written in full once; its later
 * occurrences have `repeated` true and nothing but id, kind, title and where. Organisations are
 * written in full in one list, and as links with id, name and where everywhere else.
 */
#pragma once

#include "requal/credential.hpp"
#include "requal/json_writer.hpp"
#include "requal/presentation.hpp"

#include <string_view>
#include <unordered_set>

namespace requal::show {

class ModelWriter {
  public:
    explicit ModelWriter(JsonWriter& out) : m_out(out) {}

    void write(const Credential& credential);
    void write(const Presentation& presentation);

  private:
    // values; each writes null for what is empty
    void value(const std::string& text);
    void value(const LocalisedText& text);
    void value(const DateTime& date);
    void value(const Concept& term);
    void value(const Identifier& identifier);
    void value(const Note& note);
    void value(const WebResource& resource);
    void value(const MediaObject& media);
    void value(const Address& address);
    void value(const Location& location);
    void value(const ContactPoint& contact);
    void value(const Period& period);
    void value(const OrganisationPtr& organisation); ///< as a link
    void value(const AccreditationPtr& accreditation);
    void value(const SpecificationPtr& specification);
    void value(const CreditPoint& credit);
    void value(const LearningOutcome& outcome);
    void value(const Opportunity& opportunity);
    void value(const AwardingOpportunity& opportunity);
    void value(const Awarding& awarding);
    void value(const AchievementPtr& achievement);
    void value(const AssessmentPtr& assessment);
    void value(const ActivityPtr& activity);
    void value(const EntitlementPtr& entitlement);
    void value(const ClaimPtr& claim);
    void value(const ResultCategory& category);
    void value(const Evidence& evidence);
    void value(const CredentialReference& reference);
    void value(const DisplayPage& page);

    void person(const Person& person);
    void organisation(const Organisation& organisation);
    void display(const Display& display);
    void value(const ClaimedCheck& check);
    void unmapped(const std::vector<UnmappedMember>& members, std::size_t count);
    /** Keys common to all claims. @return true when the claim was written before */
    bool claim_head(const Claim& claim);

    template <typename T>
    void member(std::string_view name, const T& content) {
        m_out.key(name);
        value(content);
    }
    template <typename T>
    void list(std::string_view name, const std::vector<T>& items) {
        m_out.key(name);
        m_out.begin_array();
        for (const T& item : items)
            value(item);
        m_out.end_array();
    }

    JsonWriter& m_out;
    std::unordered_set<const void*> m_written;
};

} // namespace requal::show
