#include "credential/elm2_references.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <array>

namespace requal::credential {
namespace {

constexpr std::array<std::string_view, 11> sections{"learningSpecificationReferences",
                                                    "learningOutcomeReferences",
                                                    "learningActivitySpecificationReferences",
                                                    "assessmentSpecificationReferences",
                                                    "entitlementSpecificationReferences",
                                                    "learningOpportunityReferences",
                                                    "agentReferences",
                                                    "awardingProcessReferences",
                                                    "accreditationReferences",
                                                    "scoringSchemeReferences",
                                                    "semanticFrameworkReferences"};

/** Links that following must not go deeper than, when copies are compared. */
constexpr std::size_t compared_depth = 48;

/** In values read: attributes and texts of both are copied. */
constexpr std::size_t comparison_cost = 4;

/** The element, or the next one behind it that is no `id`: that is a label too. */
xml::Element after_labels(xml::Element at) {
    while (at && at.name() == "id")
        at = at.next();
    return at;
}

Arguments named(const std::string& id, const xml::Element& element) {
    return {{"id", id}, {"line", std::to_string(element.line())}};
}

/** Seals and credentials of other kinds inside have rules of their own. */
bool foreign(const xml::Element& element) {
    return element.name() == "proof" || element.name() == "childCredentials" ||
           element.space() == "http://www.w3.org/2000/09/xmldsig#";
}

} // namespace

Elm2References::Elm2References(XmlSource& source, const Item& credential) : m_source(source) {
    for (const std::string_view name : sections)
        for (const Item& container : source.all(credential, name)) {
            Section& section = m_sections[std::string{name}];
            for (Place& record : source.records(container)) {
                const std::string id = record.element.attribute_text("id");
                if (!id.empty() && !section.by_id.emplace(id, section.records.size()).second)
                    throw Error{Code::elm2_id_twice, named(id, record.element), record.where};
                section.records.push_back(std::move(record));
            }
        }
    if (credential)
        check_links(credential.element(), credential.where());
}

void Elm2References::check_links(const xml::Element& element, const std::string& where) const {
    if (foreign(element))
        return;
    if (const auto id = element.attribute("idref"); id && anywhere(*id) == nullptr)
        throw Error{Code::elm2_reference_dangling, named(*id, element), element.path()};
    for (xml::Element at = element.first_child(); at; at = at.next())
        check_links(at, where);
}

const Place* Elm2References::anywhere(const std::string& id) const {
    for (const auto& [name, section] : m_sections)
        if (const auto found = section.by_id.find(id); found != section.by_id.end())
            return &section.records[found->second];
    return nullptr;
}

const Place& Elm2References::target(const Item& link, const std::string& id, std::string_view section) const {
    if (const auto known = m_sections.find(section); known != m_sections.end())
        if (const auto found = known->second.by_id.find(id); found != known->second.by_id.end())
            return known->second.records[found->second];
    throw Error{Code::elm2_reference_dangling, named(id, link.element()), link.where()};
}

const std::vector<Place>& Elm2References::records(std::string_view section) const {
    static const std::vector<Place> none;
    const auto known = m_sections.find(section);
    return known == m_sections.end() ? none : known->second.records;
}

bool Elm2References::same(const xml::Element& a, const xml::Element& b) const {
    return same(a, b, 0);
}

bool Elm2References::same(const xml::Element& a, const xml::Element& b, std::size_t depth) const {
    if (a == b)
        return true;
    m_source.spend(comparison_cost, 0);
    // What stands at the top may be named by its part there, "hasPart" or "wasDerivedFrom".
    if (depth > compared_depth || (depth > 0 && !a.is(b.name(), b.space())))
        return false;
    const auto link_a = a.attribute("idref");
    const auto link_b = b.attribute("idref");
    if (link_a.has_value() != link_b.has_value())
        return false;
    if (link_a) {
        const Place* target_a = anywhere(*link_a);
        const Place* target_b = anywhere(*link_b);
        return target_a != nullptr && target_b != nullptr && same(target_a->element, target_b->element, depth + 1);
    }
    const auto statements = [](const xml::Element& element) {
        auto all = element.attributes();
        std::erase_if(all, [](const xml::Element::Attribute& attribute) { return attribute.name == "id"; });
        return all;
    };
    const auto attributes_a = statements(a);
    const auto attributes_b = statements(b);
    if (attributes_a.size() != attributes_b.size())
        return false;
    for (std::size_t i = 0; i < attributes_a.size(); ++i)
        if (attributes_a[i].name != attributes_b[i].name || attributes_a[i].space != attributes_b[i].space ||
            attributes_a[i].value != attributes_b[i].value)
            return false;
    const std::string text = a.trimmed_text();
    m_source.spend(0, text.size());
    if (text != b.trimmed_text())
        return false;
    xml::Element at_a = after_labels(a.first_child());
    xml::Element at_b = after_labels(b.first_child());
    while (at_a && at_b) {
        if (!same(at_a, at_b, depth + 1))
            return false;
        at_a = after_labels(at_a.next());
        at_b = after_labels(at_b.next());
    }
    return !at_a && !at_b;
}

void Elm2References::mark_copy(const xml::Element& original, const xml::Element& copy) const {
    if (original == copy || !m_source.is_copy(copy))
        return;
    mark_linked(original, copy);
}

void Elm2References::mark_linked(const xml::Element& original, const xml::Element& copy) const {
    // As deep as same() went, for that is what found them alike.
    if (const auto id = copy.attribute("idref")) {
        const Place* from = anywhere(original.attribute_text("idref"));
        const Place* to = anywhere(*id);
        if (from != nullptr && to != nullptr && m_source.was_read(from->element) && !m_source.was_read(to->element))
            mark_copy(from->element, to->element);
        return;
    }
    xml::Element at_original = after_labels(original.first_child());
    xml::Element at_copy = after_labels(copy.first_child());
    while (at_original && at_copy) {
        mark_linked(at_original, at_copy);
        at_original = after_labels(at_original.next());
        at_copy = after_labels(at_copy.next());
    }
}

} // namespace requal::credential
