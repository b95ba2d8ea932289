/** @file
 * Reads a graph into the model. One file per family of values: reader_texts, reader_parts, reader_agents,
 * reader_claims, reader_specifications, elm3. The reader is tolerant: what has an unexpected shape
 * is read as far as it makes sense, and what it did not read is listed as unmapped; saying what is
 * wrong is the profile check's work.
 */
#pragma once

#include "credential/graph.hpp"
#include "credential/terms.hpp"

#include "requal/codes.hpp"
#include "requal/credential.hpp"
#include "requal/limits.hpp"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace requal::credential {

class Reader {
  public:
    Reader(const Graph& graph, Terms& terms, const Limits& limits)
        : m_graph(graph), m_terms(terms), m_limits(limits) {}

    /** The credential as it speaks of each of its subjects: the first one, with all findings, then the others. */
    [[nodiscard]] std::vector<Credential> read_all();

    // --- parts
    [[nodiscard]] std::string scalar(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<std::string> scalars(const Node& node, std::string_view name);
    [[nodiscard]] LocalisedText text(const Node& node, std::string_view name);
    [[nodiscard]] DateTime date(const Node& node, std::string_view name);
    [[nodiscard]] Concept concept_of(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<Concept> concepts(const Node& node, std::string_view name);
    [[nodiscard]] Note note(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<Note> notes(const Node& node, std::string_view name);
    [[nodiscard]] Identifier identifier(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<Identifier> identifiers(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<WebResource> web_resources(const Node& node, std::string_view name);
    [[nodiscard]] MediaObject media(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<MediaObject> media_objects(const Node& node, std::string_view name);
    [[nodiscard]] Location location(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<Location> locations(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<Period> periods(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<ContactPoint> contacts(const Node& node, std::string_view name);

    // --- agents
    [[nodiscard]] OrganisationPtr organisation(const json::Value& value);
    [[nodiscard]] std::vector<OrganisationPtr> organisations(const Node& node, std::string_view name);
    [[nodiscard]] OrganisationPtr first_organisation(const Node& node, std::string_view name);
    [[nodiscard]] Person person(const Node& node);
    [[nodiscard]] AccreditationPtr accreditation(const json::Value& value);
    [[nodiscard]] std::vector<AccreditationPtr> accreditations(const Node& node, std::string_view name);

    // --- specifications
    [[nodiscard]] SpecificationPtr specification(const json::Value& value);
    [[nodiscard]] SpecificationPtr first_specification(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<SpecificationPtr> specifications(const Node& node, std::string_view name);
    [[nodiscard]] std::vector<CreditPoint> credit_points(const Node& node, std::string_view name);
    [[nodiscard]] Opportunity opportunity(const Node& parent, std::string_view name);

    // --- claims
    [[nodiscard]] AchievementPtr achievement(const json::Value& value);
    [[nodiscard]] AssessmentPtr assessment(const json::Value& value);
    [[nodiscard]] ActivityPtr activity(const json::Value& value);
    [[nodiscard]] EntitlementPtr entitlement(const json::Value& value);
    void claims(const Node& subject, Credential& credential);
    void claims_elsewhere(Credential& credential);

  private:
    /** What is being read now and what has been read: each node becomes one value, and a node that
     * leads back to itself is cut. */
    template <typename T>
    struct Memo {
        std::unordered_map<const json::Value*, std::shared_ptr<const T>> done;
        std::unordered_map<std::string_view, std::shared_ptr<const T>> references; ///< ids that nothing describes
    };

    /** Reads a node once: `fill` is called for a described node. nullptr when the value is no node,
     * or leads back to a node that is being read. */
    template <typename T>
    std::shared_ptr<const T> once(Memo<T>& memo, const json::Value& value,
                                  const std::function<void(T&, const Node&)>& fill);
    template <typename T>
    std::vector<std::shared_ptr<const T>> each(const Node& node, std::string_view name,
                                               std::shared_ptr<const T> (Reader::*read_one)(const json::Value&));

    /** Marks a member as read and returns its values. */
    [[nodiscard]] Values use(const Node& node, std::string_view name);
    /** Marks a member as known although nothing is taken from it. */
    void skip(const Node& node, std::string_view name) { static_cast<void>(use(node, name)); }
    [[nodiscard]] std::string where(const json::Value& value) {
        std::string place = m_graph.where(value);
        spend_memory(place.size());
        return place;
    }

    /** A text, number or truth value as text; also inside a JSON-LD value object. */
    [[nodiscard]] static std::string scalar_text(const json::Value& value);
    [[nodiscard]] LocalisedText text_of(const json::Value& value);
    [[nodiscard]] Concept read_concept(const json::Value& value);
    [[nodiscard]] Note read_note(const json::Value& value);
    [[nodiscard]] Identifier read_identifier(const json::Value& value);
    [[nodiscard]] WebResource read_web_resource(const json::Value& value);
    [[nodiscard]] MediaObject read_media(const json::Value& value);
    [[nodiscard]] Location read_location(const json::Value& value);
    [[nodiscard]] Address read_address(const json::Value& value);
    [[nodiscard]] ContactPoint read_contact(const json::Value& value);
    void fill_claim(Claim& claim, const Node& node);
    void fill_specification(Specification& out, const Node& node);
    [[nodiscard]] Awarding awarding(const Node& parent);
    [[nodiscard]] Evidence evidence(const json::Value& value);
    [[nodiscard]] Display display(const Node& node);
    [[nodiscard]] CredentialReference reference(const json::Value& value);
    [[nodiscard]] Credential read();
    void list_unmapped(Credential& credential);
    void list_unmapped(const json::Value& value, bool language_map, Credential& credential);
    void report(Code code, Arguments arguments, std::string where);
    /** Bare references let a small file ask for a large model: the work is bounded. @throws Error
     */
    void spend(std::size_t values, std::size_t bytes);
    /** The model keeps room for everything that a thing can have: a bare reference of ten bytes takes kilobytes.
     *  @throws Error */
    void spend_memory(std::size_t bytes);

    std::vector<Credential> m_of_others; ///< persons and claims alone, of the second subject and those behind it
    const Graph& m_graph;
    Terms& m_terms;
    const Limits& m_limits;
    std::unordered_set<const json::Value*> m_used;
    std::unordered_set<const json::Value*> m_open; ///< nodes being read
    std::size_t m_depth = 0;
    std::size_t m_claims = 0;
    std::size_t m_values_read = 0;
    std::size_t m_bytes_read = 0;
    static constexpr std::size_t largest_model = 128'000'000; ///< bytes
    std::size_t m_memory = 0;                                 ///< of the model, about
    Memo<Organisation> m_organisations;
    Memo<Accreditation> m_accreditations;
    Memo<Specification> m_specifications;
    Memo<Achievement> m_achievements;
    Memo<Assessment> m_assessments;
    Memo<Activity> m_activities;
    Memo<Entitlement> m_entitlements;
    std::unordered_set<const Claim*> m_listed; ///< claims of the subject
    std::vector<OrganisationPtr> m_organisation_list;
    std::unordered_set<std::string> m_concepts_reported;
    std::vector<Finding> m_findings;
    std::size_t m_findings_left_out = 0;
};

template <typename T>
std::shared_ptr<const T> Reader::once(Memo<T>& memo, const json::Value& value,
                                      const std::function<void(T&, const Node&)>& fill) {
    const Node node = m_graph.node(value);
    if (node.key() == nullptr || !node.described()) {
        // A mere reference, or a text in the place of a node.
        if (node.id().empty())
            return nullptr;
        std::shared_ptr<const T>& known = memo.references[node.id()];
        if (!known) {
            spend_memory(sizeof(T));
            T bare{};
            bare.id = node.id();
            bare.kind = node.type();
            bare.reference_only = true;
            bare.where = where(value);
            known = std::make_shared<const T>(std::move(bare));
        }
        return known;
    }
    if (const auto known = memo.done.find(node.key()); known != memo.done.end())
        return known->second;
    if (m_open.contains(node.key())) {
        report(Code::credential_reference_circular, {{"id", std::string{node.id()}}}, where(value));
        return nullptr;
    }
    if (m_depth >= m_limits.json_depth) {
        report(Code::credential_references_too_deep, {{"limit", std::to_string(m_limits.json_depth)}}, where(value));
        return nullptr;
    }
    spend_memory(sizeof(T));
    m_open.insert(node.key());
    ++m_depth;
    auto made = std::make_shared<T>();
    made->id = node.id();
    made->kind = node.type();
    made->where = where(*node.key());
    fill(*made, node);
    --m_depth;
    m_open.erase(node.key());
    memo.done.emplace(node.key(), made);
    return made;
}

template <typename T>
std::vector<std::shared_ptr<const T>> Reader::each(const Node& node, std::string_view name,
                                                   std::shared_ptr<const T> (Reader::*read_one)(const json::Value&)) {
    std::vector<std::shared_ptr<const T>> out;
    for (const json::Value* value : use(node, name))
        if (auto one = (this->*read_one)(*value))
            out.push_back(std::move(one));
    return out;
}

} // namespace requal::credential
