#include "credential/profile_tables.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

namespace requal::credential {

using json::Value;

namespace {

constexpr std::string_view file_name = "schemas/edc-profile.json";

/** "elm:Organisation" is the type "Organisation" in the file. */
std::string_view local_name(std::string_view prefixed) {
    const std::size_t colon = prefixed.find(':');
    return colon == std::string_view::npos ? prefixed : prefixed.substr(colon + 1);
}

} // namespace

const ClassRule* ProfileVariant::of_class(std::string_view name) const {
    const auto found = m_classes.find(name);
    return found == m_classes.end() ? nullptr : &found->second;
}

ProfileTables::ProfileTables(const DataFolder& data) : m_text(data.read(file_name)) {
    m_document = std::make_unique<const json::Document>(json::parse(m_text, Limits{}));
    const Value& root = m_document->root();
    if (root["classes"].size() == 0 || root["profiles"].size() == 0 || root["profileChain"].size() == 0)
        throw Error{Code::data_unusable,
                    {{"name", data.file(file_name)}, {"detail", "it has no classes or profiles"}}};
    for (const Value& term : root["contextTerms"].items())
        m_terms.insert(term.name());
    for (const Value& term : root["elm32"]["contextTerms"].items())
        m_terms.insert(term.name());
    for (const Value& note : root["notes"]["contextVsShaclMismatches"].items())
        m_disagreements.insert(std::string{note["class"].text()} + "." + std::string{note["property"].text()});
    // What 3.2 defines otherwise is right in one version and wrong in the other; the file does not
    // say its version.
    for (const Value& changed : root["elm32"]["classes"].items())
        for (const Value& member : changed.items())
            if (member.is_object() && member["3.1"].exists())
                m_disagreements.insert(std::string{changed.name()} + "." + std::string{member.name()});
    // credentialSchema differs only in that 3.2 spells out what 3.1 means.
    m_disagreements.erase("EuropeanDigitalCredential.credentialSchema");
    m_disagreements.erase("VerifiableCredential.credentialSchema");
    for (const Value& path : root["notes"]["pathsWithoutContextTerm"].items())
        m_without_term.insert(path.text());
    read_shapes(root);
    for (const Value& chain : root["profileChain"].items()) {
        m_variants.emplace_back().m_name = chain.name();
        if (chain.size() > 0)
            m_by_schema.emplace(root["profiles"][chain.items().back().text()]["iri"].text(), &m_variants.back());
    }
}

/** The JSON member for a property path such as "elm:eidasLegalIdentifier"; "" when the context has
 * none. */
std::string_view ProfileTables::term_of_path(const Value& root, std::string_view path) const {
    const std::size_t colon = path.find(':');
    if (colon == std::string_view::npos)
        return {};
    const std::string iri =
        std::string{root["meta"]["prefixes"][path.substr(0, colon)].text()} + std::string{path.substr(colon + 1)};
    for (const Value& term : root["contextTerms"].items())
        if (term["iri"].text() == iri)
            return term.name();
    return {};
}

void ProfileTables::read_shapes(const Value& root) {
    const Value& nodes = root["restrictionNodes"];
    for (const Value& node : nodes.items()) {
        // Restrictions that only name a vocabulary are repeated at each property as `vocabulary`.
        if (node["vocabulary"].size() > 0)
            continue;
        ShapeRule& shape = m_shape_store.emplace_back();
        shape.name = node.name();
        m_shapes.emplace(node.name(), &shape);
    }
    for (ShapeRule& shape : m_shape_store) {
        const Value& node = nodes[shape.name];
        if (node["class"].is_string())
            shape.any_class.push_back(local_name(node["class"].text()));
        for (const Value& choice : node["or"].items()) {
            if (choice["class"].is_string())
                shape.any_class.push_back(local_name(choice["class"].text()));
            else if (const auto other = m_shapes.find(choice["node"].text()); other != m_shapes.end())
                shape.any_shape.push_back(other->second);
        }
        for (const Value& property : node["property"].items())
            if (const std::string_view term = term_of_path(root, property["path"].text()); !term.empty())
                shape.properties.push_back(read_rule(term, property));
    }
}

PropertyRule ProfileTables::read_rule(std::string_view term, const Value& rule) const {
    PropertyRule out;
    out.term = term;
    out.min = static_cast<std::size_t>(rule["min"].integer());
    if (rule["max"].is_integer())
        out.max = static_cast<std::size_t>(rule["max"].integer());
    if (rule["class"].is_string())
        out.classes.push_back(local_name(rule["class"].text()));
    for (const Value& choice : rule["or"].items())
        out.classes.push_back(local_name(choice["class"].text()));
    out.datatype = rule["datatype"].text();
    out.unique_language = rule["uniqueLang"].truth();
    const std::string_view kind = rule["nodeKind"].text();
    out.kind = kind.ends_with("#IRI")       ? NodeKind::iri
               : kind.ends_with("#Literal") ? NodeKind::literal
                                            : NodeKind::any;
    for (const Value& scheme : rule["vocabulary"].items())
        out.schemes.push_back(scheme.text());
    const auto add_shape = [&](const Value& name) {
        if (const auto shape = m_shapes.find(name.text()); shape != m_shapes.end())
            out.shapes.push_back(shape->second);
    };
    if (rule["node"].is_string())
        add_shape(rule["node"]);
    for (const Value& name : rule["node"].items())
        add_shape(name);
    return out;
}

bool ProfileTables::without_term(std::string_view class_name, std::string_view path) const {
    return m_without_term.contains(std::string{class_name} + "." + std::string{path});
}

void ProfileTables::fill(const ProfileVariant& variant) const {
    const Value& root = m_document->root();
    const Value& changes = root["variants"][variant.m_name];
    for (const Value& described : root["classes"].items()) {
        ClassRule rule;
        rule.name = described.name();
        const Value& changed = changes[described.name()];
        const auto add = [&](const Value& property) {
            if (without_term(described.name(), property["path"].text()))
                return;
            rule.properties.push_back(read_rule(property.name(), property));
            rule.properties.back().values_unchecked =
                m_disagreements.contains(std::string{described.name()} + "." + std::string{property.name()});
        };
        for (const Value& property : described["properties"].items())
            add(changed[property.name()].exists() ? changed[property.name()] : property);
        for (const Value& property : changed.items())
            if (!described["properties"][property.name()].exists())
                add(property);
        variant.m_classes.emplace(rule.name, std::move(rule));
    }
}

const ProfileVariant* ProfileTables::of_schema(std::string_view iri) const {
    const auto found = m_by_schema.find(std::string{iri});
    if (found == m_by_schema.end())
        return nullptr;
    std::call_once(found->second->m_once, [&] { fill(*found->second); });
    return found->second;
}

const ProfileVariant& ProfileTables::generic() const {
    const ProfileVariant* generic = &m_variants.front();
    for (const ProfileVariant& variant : m_variants)
        if (variant.name() == "generic")
            generic = &variant;
    std::call_once(generic->m_once, [&] { fill(*generic); });
    return *generic;
}

bool ProfileTables::is_term(std::string_view name) const {
    return m_terms.contains(name);
}

} // namespace requal::credential
