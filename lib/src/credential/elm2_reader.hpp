/** @file
 * Reads one credential, or one presentation, of ELM v2. One file per family of values: elm2_parts, elm2_agents,
 * elm2_claims, elm2_specifications, elm2. Names are those of the schemas genericschema 0.10 to 1.2. The reader is
 * tolerant: what has an unexpected shape is read as far as it makes sense, what was not read is listed as unmapped.
 */
#pragma once

#include "credential/elm2_references.hpp"
#include "credential/xml_source.hpp"

#include "requal/codes.hpp"
#include "requal/presentation.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace requal::credential {

class Elm2Reader {
  public:
    /** @param scope the credential whose records links lead to; none: links lead nowhere */
    Elm2Reader(XmlSource& source, const Item& scope)
        : m_source(source), m_limits(source.limits()), m_references(source, scope) {}

    [[nodiscard]] Credential credential(const Item& item);
    [[nodiscard]] Presentation presentation(const Item& item);

  private:
    template <typename T>
    using Memo = std::unordered_map<const void*, std::shared_ptr<const T>>;

    /** Reads a link's record, or the item itself, once. nullptr when it leads back to what is being read.
     *  @param kind what the model calls it */
    template <typename T>
    std::shared_ptr<const T> once(Memo<T>& memo, const Item& link, std::string_view section, std::string_view kind,
                                  const std::function<void(T&, const Item&)>& fill);
    template <typename T>
    std::vector<std::shared_ptr<const T>> each(const Item& parent, std::string_view name,
                                               std::shared_ptr<const T> (Elm2Reader::*read_one)(const Item&)) {
        std::vector<std::shared_ptr<const T>> out;
        for (const Item& item : m_source.all(parent, name))
            if (auto one = (this->*read_one)(item))
                out.push_back(std::move(one));
        return out;
    }
    /** The record of a link that the model holds by value, or the item itself. */
    [[nodiscard]] Item follow(const Item& link, std::string_view section);

    // --- parts
    [[nodiscard]] LocalisedText text(const Item& parent, std::string_view name);
    void add_texts(LocalisedText& out, const Item& item);
    [[nodiscard]] Note note(const Item& item);
    [[nodiscard]] std::vector<Note> notes(const Item& parent, std::string_view name);
    [[nodiscard]] Concept read_concept(const Item& item);
    [[nodiscard]] Concept concept_of(const Item& parent, std::string_view name);
    [[nodiscard]] std::vector<Concept> concepts(const Item& parent, std::string_view name);
    [[nodiscard]] Identifier read_identifier(const Item& item, bool legal);
    [[nodiscard]] Identifier identifier(const Item& parent, std::string_view name, bool legal);
    [[nodiscard]] std::vector<Identifier> identifiers(const Item& parent, std::string_view name, bool legal = false);
    [[nodiscard]] std::vector<WebResource> web_resources(const Item& parent, std::string_view name);
    [[nodiscard]] MediaObject media(const Item& item);
    [[nodiscard]] Address address(const Item& item);
    [[nodiscard]] Location location(const Item& item);
    [[nodiscard]] std::vector<Location> locations(const Item& parent, std::string_view name);
    [[nodiscard]] std::vector<ContactPoint> contacts(const Item& parent);
    [[nodiscard]] std::vector<Period> period(const Item& parent, std::string_view start, std::string_view end);
    [[nodiscard]] CreditPoint credit_point(const Item& item, bool ects);

    // --- agents
    [[nodiscard]] OrganisationPtr organisation(const Item& link);
    [[nodiscard]] std::vector<OrganisationPtr> organisations(const Item& parent, std::string_view name) {
        return each(parent, name, &Elm2Reader::organisation);
    }
    [[nodiscard]] OrganisationPtr first_organisation(const Item& parent, std::string_view name);
    [[nodiscard]] AccreditationPtr accreditation(const Item& link);
    [[nodiscard]] Person person(const Item& item);

    // --- specifications
    [[nodiscard]] SpecificationPtr learning_specification(const Item& link);
    [[nodiscard]] SpecificationPtr activity_specification(const Item& link);
    [[nodiscard]] SpecificationPtr assessment_specification(const Item& link);
    [[nodiscard]] SpecificationPtr entitlement_specification(const Item& link);
    void fill_specification(Specification& out, const Item& item);
    void fill_learning_specification(Specification& out, const Item& item);
    void fill_grading_scheme(Specification& out, const Item& link);
    [[nodiscard]] LearningOutcome outcome(const Item& link);
    [[nodiscard]] AwardingOpportunity awarding_opportunity(const Item& item);
    [[nodiscard]] Opportunity opportunity(const Item& parent, std::string_view name);

    // --- claims
    [[nodiscard]] AchievementPtr achievement(const Item& given);
    [[nodiscard]] AssessmentPtr assessment(const Item& given);
    [[nodiscard]] ActivityPtr activity(const Item& given);
    [[nodiscard]] EntitlementPtr entitlement(const Item& given);
    void fill_claim(Claim& claim, const Item& item);
    [[nodiscard]] Awarding awarding(const Item& parent, std::string_view name);
    void claims(const Item& subject, Credential& out);
    void elsewhere(const Item& parent, std::string_view name);

    // --- presentation
    [[nodiscard]] ClaimedCheck claimed_check(const Item& item);

    XmlSource& m_source;
    const Limits& m_limits;
    Elm2References m_references;
    std::unordered_set<const void*> m_open;                ///< being read
    std::unordered_map<std::string, xml::Element> m_first; ///< the first of its kind and id
    std::size_t m_depth = 0;
    std::size_t m_claims = 0;
    Memo<Organisation> m_organisations;
    Memo<Accreditation> m_accreditations;
    Memo<Specification> m_specifications;
    Memo<Achievement> m_achievements;
    Memo<Assessment> m_assessments;
    Memo<Activity> m_activities;
    Memo<Entitlement> m_entitlements;
    std::vector<OrganisationPtr> m_organisation_list;
    std::unordered_set<const Organisation*> m_listed;
    // Claims that stand where the model has no place below the subject's claims.
    std::vector<AchievementPtr> m_achievements_elsewhere;
    std::vector<AssessmentPtr> m_assessments_elsewhere;
};

template <typename T>
std::shared_ptr<const T> Elm2Reader::once(Memo<T>& memo, const Item& link, std::string_view section,
                                          std::string_view kind, const std::function<void(T&, const Item&)>& fill) {
    if (!link)
        return nullptr;
    const auto id = link.element().attribute("idref");
    const Place* target = id ? &m_references.target(link, *id, section) : nullptr;
    const void* key = (target != nullptr ? target->element : link.element()).node();
    if (const auto known = memo.find(key); known != memo.end())
        return known->second;
    if (m_open.contains(key)) {
        m_source.report(Code::credential_reference_circular, {{"id", id.value_or("")}}, link.where());
        return nullptr;
    }
    if (m_depth >= m_limits.xml_depth) {
        m_source.report(Code::credential_references_too_deep, {{"limit", std::to_string(m_limits.xml_depth)}},
                        link.where());
        return nullptr;
    }
    const Item record = target != nullptr ? m_source.open(target->element, target->where) : Item{};
    const Item& item = target != nullptr ? record : link;
    const std::string own_id = m_source.attribute(item, "id");
    if (target != nullptr)
        m_source.mark_read(item);
    if (!own_id.empty()) {
        // The same claim stands in the file wherever it plays a part.
        const auto [first, fresh] = m_first.try_emplace(std::string{kind} + " " + own_id, item.element());
        const auto known = fresh ? memo.end() : memo.find(first->second.node());
        if (known != memo.end() && m_references.same(first->second, item.element())) {
            m_references.mark_copy(first->second, item.element());
            memo.emplace(key, known->second);
            return known->second;
        }
    }
    m_open.insert(key);
    ++m_depth;
    m_source.spend(0, sizeof(T));
    auto made = std::make_shared<T>();
    made->id = own_id;
    made->kind = kind;
    made->where = item.where();
    fill(*made, item);
    --m_depth;
    m_open.erase(key);
    memo.emplace(key, made);
    return made;
}

} // namespace requal::credential
