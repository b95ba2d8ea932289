#include "credential/graph.hpp"

#include "base/cut_short.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <array>

namespace requal::credential {
namespace {

using json::Value;

const Value absent{};

/** Terms with `@container: @language` in the profile's context. */
constexpr std::array<std::string_view, 15> language_maps{
    "altLabel",    "birthName",      "category",       "definition",   "description",
    "familyName",  "fullName",       "geographicName", "givenName",    "legalName",
    "noteLiteral", "patronymicName", "prefLabel",      "schemeAgency", "title"};

bool is_keyword(std::string_view name) {
    return name == "id" || name == "@id" || name == "type" || name == "@type";
}

/** Every part of the model keeps where it stood: a long name above many parts would be kept many times. */
constexpr std::size_t longest_pointer = 2000;

/** An object that says more than its id and type. */
bool describes(const Value& object) {
    return std::any_of(object.items().begin(), object.items().end(),
                       [](const Value& member) { return !is_keyword(member.name()); });
}

/** Whether two copies that contradict each other leave open who or what the credential is about. A
 * note, a picture or a concept under one label twice is sloppy; an organisation or a claim twice is
 * two answers to one question. */
bool decides_identity(const Node& node) {
    static constexpr std::array<std::string_view, 20> types{"Person",
                                                            "Organisation",
                                                            "Agent",
                                                            "Group",
                                                            "LearningAchievement",
                                                            "LearningActivity",
                                                            "LearningAssessment",
                                                            "LearningEntitlement",
                                                            "Claim",
                                                            "Qualification",
                                                            "LearningAchievementSpecification",
                                                            "LearningActivitySpecification",
                                                            "LearningAssessmentSpecification",
                                                            "LearningEntitlementSpecification",
                                                            "Specification",
                                                            "AwardingProcess",
                                                            "Accreditation",
                                                            "CreditPoint",
                                                            "EuropeanDigitalCredential",
                                                            "VerifiableCredential"};
    return std::any_of(types.begin(), types.end(), [&](std::string_view type) { return node.has_type(type); });
}

} // namespace

bool Graph::is_language_map(std::string_view member) noexcept {
    return std::find(language_maps.begin(), language_maps.end(), member) != language_maps.end();
}

std::string_view Graph::id_of(const Value& object) noexcept {
    const std::string_view id = object["id"].text();
    return id.empty() ? object["@id"].text() : id;
}

std::string_view Graph::spelled(std::string_view member) noexcept {
    if (member == "eIDAS\u0399dentifier")
        return "eIDASIdentifier";
    return member;
}

void Graph::flatten(const Value& value, Values& out) {
    if (value.is_array()) {
        for (const Value& item : value.items())
            flatten(item, out);
    } else if (value.is_object() && value.size() == 1 && (value["@list"].exists() || value["@set"].exists())) {
        flatten(value.items().front(), out);
    } else if (value.exists() && value.kind() != json::Kind::null) {
        out.push_back(&value);
    }
}

Graph::Graph(const Value& root, const Limits& limits, std::string prefix)
    : m_root(root), m_limits(limits), m_prefix(std::move(prefix)) {
    index(root, false);
    std::sort(m_containers.begin(), m_containers.end(),
              [](const Container& a, const Container& b) { return std::less<>{}(a.begin, b.begin); });
    for (const auto& [member, object] : m_pending)
        report_conflict(id_of(*object), *object, member);
    // A node without an id, and each of several contradicting copies, stand for themselves.
    std::erase_if(m_nodes, [this](const Value* object) { return node(*object).key() != object; });
}

void Graph::index(const Value& value, bool language_map) {
    if (value.size() == 0)
        return;
    m_containers.push_back({value.items().data(), value.items().data() + value.size(), &value});
    if (value.is_object() && !language_map) {
        m_nodes.push_back(&value);
        if (const std::string_view id = id_of(value); !id.empty()) {
            if (describes(value))
                add_copy(id, value);
            else if (value.size() > 1)
                m_typed.try_emplace(id, &value);
        }
    }
    for (const Value& item : value.items())
        index(item, value.is_object() ? is_language_map(item.name()) : language_map);
}

void Graph::add_copy(std::string_view id, const Value& object) {
    Copies& copies = m_copies[id];
    if (copies.first == nullptr) {
        copies.first = &object;
        return;
    }
    if (copies.contradictory)
        return;
    const auto find = [&](std::string_view name) -> const Value* {
        if (!copies.merged) {
            const Value& member = (*copies.first)[name];
            return member.exists() ? &member : nullptr;
        }
        const auto found = copies.merged->by_name.find(name);
        return found == copies.merged->by_name.end() ? nullptr : found->second;
    };
    std::vector<const Value*> more;
    for (const Value& member : object.items()) {
        if (member.kind() == json::Kind::null)
            continue; // in JSON-LD the same as absent
        const Value* other = find(member.name());
        if (other == nullptr) {
            more.push_back(&member);
        } else if (m_meanings.of(*other) != m_meanings.of(member)) {
            copies.contradictory = true;
            copies.merged.reset();
            m_pending.emplace_back(member.name(), &object);
            return;
        }
    }
    if (more.empty())
        return;
    const auto merge = [&](const Value& member) {
        copies.merged->members.push_back(&member);
        copies.merged->by_name.emplace(member.name(), &member);
    };
    if (!copies.merged) {
        copies.merged = std::make_unique<Merged>();
        for (const Value& member : copies.first->items())
            merge(member);
    }
    for (const Value* member : more)
        merge(*member);
}

void Graph::report_conflict(std::string_view id, const Value& object, std::string_view member) {
    ++m_conflicts;
    if (m_findings.size() >= m_limits.findings)
        return;
    const bool grave = decides_identity(node(object)) || decides_identity(node(*m_copies[id].first));
    m_findings.push_back({grave ? Code::credential_copies_contradict : Code::credential_copies_differ,
                          {{"id", std::string{id}},
                           {"member", member.empty() ? "many members" : std::string{member}},
                           {"other", where(*m_copies[id].first)}},
                          where(object)});
}

Node Graph::node(const Value& value) const {
    Node node;
    node.m_graph = this;
    node.m_id = value.is_object() ? id_of(value) : value.text();
    const auto found = node.m_id.empty() ? m_copies.end() : m_copies.find(node.m_id);
    const bool own =
        value.is_object() && (found == m_copies.end() || (found->second.contradictory && describes(value)));
    if (own) {
        node.m_key = &value;
        node.m_members = &value;
    } else if (found != m_copies.end()) {
        node.m_key = found->second.first;
        node.m_members = found->second.first;
        if (found->second.merged)
            node.m_merged = &found->second.merged->members;
    }
    // A bare reference to a thing that elsewhere has its type and nothing more, such as an e-mail
    // address.
    if (!node.m_id.empty() && found == m_copies.end() && (node.m_members == nullptr || node.m_members->size() == 1))
        if (const auto typed = m_typed.find(node.m_id); typed != m_typed.end())
            node.m_key = node.m_members = typed->second;
    node.m_described = node.m_merged != nullptr || (node.m_members != nullptr && describes(*node.m_members));
    return node;
}

const Value& Node::member(std::string_view name) const {
    if (m_merged != nullptr) {
        for (const Value* member : *m_merged)
            if (Graph::spelled(member->name()) == name)
                return *member;
        return absent;
    }
    if (m_members == nullptr)
        return absent;
    const Value& direct = (*m_members)[name];
    if (direct.exists() || name != "eIDASIdentifier")
        return direct;
    for (const Value& member : m_members->items())
        if (Graph::spelled(member.name()) == name)
            return member;
    return absent;
}

Values Node::values(std::string_view name) const {
    Values out;
    Graph::flatten(member(name), out);
    return out;
}

std::vector<const Value*> Node::members() const {
    if (m_merged != nullptr)
        return *m_merged;
    std::vector<const Value*> out;
    if (m_members != nullptr)
        for (const Value& member : m_members->items())
            out.push_back(&member);
    return out;
}

std::vector<std::string_view> Node::types() const {
    std::vector<std::string_view> out;
    Values found = values("type");
    if (found.empty())
        found = values("@type");
    for (const Value* type : found) {
        // A compact name is the rule; a full IRI of the model means the same.
        std::string_view text = type->text();
        if (const std::size_t cut = text.find_last_of("/#");
            cut != std::string_view::npos && text.find("://") != std::string_view::npos)
            text.remove_prefix(cut + 1);
        if (!text.empty())
            out.push_back(text);
    }
    return out;
}

std::string_view Node::type() const {
    const auto found = types();
    return found.empty() ? std::string_view{} : found.front();
}

bool Node::has_type(std::string_view type) const {
    const auto found = types();
    return std::find(found.begin(), found.end(), type) != found.end();
}

std::string Graph::where(const Value& value) const {
    if (&value == &m_root)
        return m_prefix;
    const auto after = std::upper_bound(m_containers.begin(), m_containers.end(), &value,
                                        [](const Value* v, const Container& c) { return std::less<>{}(v, c.begin); });
    if (after == m_containers.begin() || !std::less<>{}(&value, std::prev(after)->end))
        return m_prefix;
    const Container& parent = *std::prev(after);
    const std::string step = parent.self->is_object()
                                 ? json::pointer_step(value.name())
                                 : json::pointer_step(static_cast<std::size_t>(&value - parent.begin));
    std::string whole = where(*parent.self) + step;
    return whole.size() <= longest_pointer ? whole : cut_short(std::move(whole), longest_pointer);
}

} // namespace requal::credential
