#include "credential/profile.hpp"

#include "credential/datatypes.hpp"
#include "credential/terms.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace requal::credential {
namespace {

using json::Value;

struct Pair {
    std::string_view is;
    std::string_view of;
};

/** rdfs:subClassOf of the ELM ontology: a value of the narrower class fits where the wider one is
 * asked for. */
constexpr std::array<Pair, 17> subclasses{{{"Person", "Agent"},
                                           {"Organisation", "Agent"},
                                           {"Group", "Agent"},
                                           {"LegalIdentifier", "Identifier"},
                                           {"LearningAchievement", "Claim"},
                                           {"LearningActivity", "Claim"},
                                           {"LearningAssessment", "Claim"},
                                           {"LearningEntitlement", "Claim"},
                                           {"Qualification", "LearningAchievementSpecification"},
                                           {"Qualification", "Specification"},
                                           {"LearningAchievementSpecification", "Specification"},
                                           {"LearningActivitySpecification", "Specification"},
                                           {"LearningAssessmentSpecification", "Specification"},
                                           {"LearningEntitlementSpecification", "Specification"},
                                           {"LearningOpportunity", "Specification"},
                                           {"EuropeanDigitalCredential", "VerifiableCredential"},
                                           {"EuropeanDigitalPresentation", "VerifiablePresentation"}}};

bool is_a(std::string_view type, std::string_view wanted) {
    return type == wanted || std::any_of(subclasses.begin(), subclasses.end(),
                                         [&](const Pair& pair) { return pair.is == type && pair.of == wanted; });
}

bool is_any(const Node& node, const std::vector<std::string_view>& wanted) {
    const auto types = node.types();
    return std::any_of(types.begin(), types.end(), [&](std::string_view type) {
        return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view one) { return is_a(type, one); });
    });
}

std::string joined(const std::vector<std::string_view>& names) {
    std::string out;
    for (const std::string_view name : names)
        out += (out.empty() ? "" : " or ") + std::string{name};
    return out;
}

std::string what_it_is(const Value& value, const Node& node) {
    const auto types = node.types();
    if (!types.empty())
        return joined(types);
    if (!value.is_object() && !value.is_string())
        return "a plain value";
    if (node.key() == nullptr)
        return "'" + std::string{value.text()} + "', which is not described in the file";
    return "of no type";
}

/** The kind of a credential and the profiles that fit it; a Diploma Supplement of the official
 * software names the accredited profile, and mandated issue keeps the kind Generic. */
struct KindRow {
    std::string_view kind;
    std::string_view words;
    std::array<std::string_view, 2> variants;
};
constexpr std::array<KindRow, 4> kinds{
    {{"http://data.europa.eu/snb/credential/6cf8e68c43", "Accredited", {"accredited", "diploma-supplement"}},
     {"http://data.europa.eu/snb/credential/6dff8a0f87", "Diploma Supplement", {"diploma-supplement", "accredited"}},
     {"http://data.europa.eu/snb/credential/c_9a31f32a", "Mandated Issue", {"issued-by-mandate", ""}},
     {"http://data.europa.eu/snb/credential/c_7e400154", "Converted", {"converted", ""}}}};

class Checker {
  public:
    Checker(const Graph& graph, const ProfileTables& tables, const Vocabularies& vocabularies, bool sealed,
            const Limits& limits)
        : m_graph(graph), m_tables(tables), m_terms(vocabularies), m_sealed(sealed), m_limits(limits),
          m_root(graph.node(graph.root())) {}

    ProfileResult run() {
        const auto variants = choose_variants();
        if (const Values issuer = m_root.values("issuer"); !issuer.empty())
            m_issuer = m_graph.node(*issuer.front()).key();
        for (const Value* object : m_graph.nodes()) {
            const Node node = m_graph.node(*object);
            const auto types = node.types();
            for (const ProfileVariant* variant : variants)
                for (const std::string_view type : types)
                    if (const ClassRule* rule = variant->of_class(type))
                        check(node, *rule);
            if (node.has_type("Concept"))
                check_membership(node);
        }
        if (!m_missing.empty()) {
            std::string members;
            for (const std::string& member : m_missing)
                members += (members.empty() ? "" : ", ") + member;
            m_result.draft = true;
            report(Code::profile_draft, {{"members", members}}, m_graph.root());
        }
        if (m_left_out > 0)
            m_result.findings.push_back({Code::profile_more_findings, {{"count", std::to_string(m_left_out)}}, {}});
        return std::move(m_result);
    }

  private:
    std::vector<const ProfileVariant*> choose_variants() {
        std::vector<const ProfileVariant*> variants;
        std::string others;
        for (const Value* schema : m_root.values("credentialSchema")) {
            const Node node = m_graph.node(*schema);
            if (const ProfileVariant* variant = m_tables.of_schema(node.id())) {
                if (std::find(variants.begin(), variants.end(), variant) == variants.end())
                    variants.push_back(variant);
            } else {
                others += (others.empty() ? "" : ", ") + std::string{node.id()};
                m_other_schemas.emplace_back(schema, node.id());
            }
        }
        if (variants.empty()) {
            variants.push_back(&m_tables.generic());
            const Value& member = m_root.member("credentialSchema");
            report(Code::profile_schema_unknown, {{"found", others.empty() ? "none" : others}},
                   member.exists() ? member : m_graph.root());
        } else {
            for (const auto& [schema, id] : m_other_schemas)
                report(Code::profile_schema_not_checked, {{"id", std::string{id}}}, *schema);
        }
        for (const ProfileVariant* variant : variants)
            m_result.variants.emplace_back(variant->name());
        compare_kinds(variants);
        return variants;
    }

    void compare_kinds(const std::vector<const ProfileVariant*>& variants) {
        for (const Value* profile : m_root.values("credentialProfiles")) {
            const std::string_view id = m_graph.node(*profile).id();
            for (const KindRow& row : kinds) {
                const bool fits = std::any_of(variants.begin(), variants.end(), [&](const ProfileVariant* variant) {
                    return std::find(row.variants.begin(), row.variants.end(), variant->name()) != row.variants.end();
                });
                if (row.kind == id && !fits)
                    report(Code::profile_schema_differs,
                           {{"profile", std::string{row.words}}, {"variant", std::string{variants.front()->name()}}},
                           *profile);
            }
        }
    }

    void report(Code code, Arguments arguments, const Value& at) {
        std::string where = m_graph.where(at);
        std::string key = std::string{code_text(code)} + " " + where;
        for (const auto& [name, text] : arguments)
            if (name == "member" || name == "id" || name == "language")
                key += " " + text;
        if (!m_reported.insert(std::move(key)).second)
            return;
        if (m_result.findings.size() < m_limits.findings)
            m_result.findings.push_back({code, std::move(arguments), std::move(where)});
        else
            ++m_left_out;
    }

    void check(const Node& node, const ClassRule& rule) {
        for (const PropertyRule& property : rule.properties)
            check(node, rule.name, property);
    }

    void check(const Node& node, std::string_view class_name, const PropertyRule& rule) {
        const Value& member = node.member(rule.term);
        const Values values = node.values(rule.term);
        const Value& at = member.exists() ? member : *node.key();
        const Arguments about{{"class", std::string{class_name}}, {"member", std::string{rule.term}}};
        const std::size_t count =
            rule.datatype == "rdf:langString" ? check_texts(about, rule, values, at) : distinct(values);
        const auto with_count = [&](std::size_t wanted) {
            Arguments all = about;
            all.emplace_back("found", std::to_string(count));
            all.emplace_back("wanted", std::to_string(wanted));
            return all;
        };
        if (count < rule.min) {
            std::string name = (node.key() == m_root.key() ? "" : "issuer.") + std::string{rule.term};
            if (m_sealed || !written_at_sealing(node, rule.term))
                report(Code::profile_too_few, with_count(rule.min), at);
            else if (std::find(m_missing.begin(), m_missing.end(), name) == m_missing.end())
                m_missing.push_back(std::move(name));
        }
        if (rule.max && count > *rule.max)
            report(Code::profile_too_many, with_count(*rule.max), at);
        if (rule.values_unchecked || rule.datatype == "rdf:langString")
            return;
        for (const Value* value : values)
            check_value(about, class_name, rule, *value);
    }

    /** The seal brings these, so a draft lacks them by design. */
    [[nodiscard]] bool written_at_sealing(const Node& node, std::string_view term) const {
        if (node.key() == m_root.key())
            return term == "issuer" || term == "issued" || term == "issuanceDate";
        return m_issuer != nullptr && node.key() == m_issuer &&
               (term == "eIDASIdentifier" || term == "legalName" || term == "location");
    }

    /** RDF has sets: the same value twice counts once. */
    std::size_t distinct(const Values& values) const {
        if (values.size() < 2)
            return values.size();
        std::set<std::string_view> seen;
        std::size_t unnamed = 0;
        for (const Value* value : values) {
            const std::string_view text = value->is_object() ? Graph::id_of(*value) : value->text();
            if (text.empty())
                ++unnamed;
            else
                seen.insert(text);
        }
        return seen.size() + unnamed;
    }

    /** Counts the values over all languages, as the shapes do. */
    std::size_t check_texts(const Arguments& about, const PropertyRule& rule, const Values& values, const Value& at) {
        std::set<std::pair<std::string_view, std::string_view>> seen;
        const auto wrong = [&](const Value& value) {
            Arguments all = about;
            all.emplace_back("wanted", std::string{datatype_words(rule.datatype)});
            all.emplace_back("found", value.is_object() ? "a structure" : std::string{value.text()});
            report(Code::profile_wrong_datatype, std::move(all), value);
        };
        std::size_t odd = 0;
        for (const Value* value : values) {
            if (!value->is_object()) {
                ++odd;
                wrong(*value);
                continue;
            }
            if ((*value)["@value"].exists()) {
                seen.emplace((*value)["@language"].text(), (*value)["@value"].text());
                continue;
            }
            for (const Value& entry : value->items()) {
                Values texts;
                Graph::flatten(entry, texts);
                for (const Value* text : texts) {
                    if (text->is_string())
                        seen.emplace(entry.name(), text->text());
                    else
                        wrong(*text);
                }
            }
        }
        if (rule.unique_language)
            for (auto one = seen.begin(); one != seen.end(); ++one)
                if (const auto next = std::next(one); next != seen.end() && next->first == one->first) {
                    Arguments all = about;
                    all.emplace_back("language", std::string{one->first});
                    report(Code::profile_language_twice, std::move(all), at);
                }
        return seen.size() + odd;
    }

    void check_value(const Arguments& about, std::string_view class_name, const PropertyRule& rule,
                     const Value& value) {
        const auto with = [&](std::string wanted, std::string found) {
            Arguments all = about;
            all.emplace_back("wanted", std::move(wanted));
            all.emplace_back("found", std::move(found));
            return all;
        };
        if (!rule.datatype.empty()) {
            if (!is_of_datatype(value, rule.datatype))
                report(Code::profile_wrong_datatype,
                       with(std::string{datatype_words(rule.datatype)},
                            value.is_object() ? "a structure" : found_text(value)),
                       value);
            return;
        }
        if (rule.kind == NodeKind::literal) {
            if (value.is_object() && !value["@value"].exists())
                report(Code::profile_not_a_value, about, value);
            return;
        }
        const Node node = m_graph.node(value);
        if (rule.kind == NodeKind::iri && node.id().empty())
            report(Code::profile_no_id, about, value);
        if (!rule.classes.empty() && !is_any(node, rule.classes) && !is_other_schema(value)) {
            report(Code::profile_wrong_class, with(joined(rule.classes), what_it_is(value, node)), value);
            return;
        }
        for (const std::string_view scheme : rule.schemes)
            if (!in_scheme(node, scheme))
                report(Code::profile_wrong_scheme,
                       with(std::string{scheme}, node.id().empty() ? "it" : std::string{node.id()}), value);
        for (const ShapeRule* shape : rule.shapes) {
            if (shape->any_class.empty() && shape->any_shape.empty()) {
                if (node.key() != nullptr)
                    for (const PropertyRule& property : shape->properties)
                        check(node, class_name == "EuropeanDigitalCredential" ? "issuer" : class_name, property);
            } else if (!fits(node, *shape)) {
                report(Code::profile_not_a_claim, with(joined(shape->any_class), what_it_is(value, node)), value);
            }
        }
    }

    static std::string found_text(const Value& value) {
        if (value.is_integer())
            return std::to_string(value.integer());
        if (value.is_number())
            return std::to_string(value.number());
        if (value.is_boolean())
            return value.truth() ? "true" : "false";
        return std::string{value.text()};
    }

    /** Beside the EDC profile, credentials of other frames name a JSON schema too. */
    [[nodiscard]] bool is_other_schema(const Value& value) const {
        return !m_result.variants.empty() && std::any_of(m_other_schemas.begin(), m_other_schemas.end(),
                                                         [&](const auto& other) { return other.first == &value; });
    }

    [[nodiscard]] bool in_scheme(const Node& node, std::string_view scheme) const {
        const Values schemes = node.values("inScheme");
        return std::any_of(schemes.begin(), schemes.end(),
                           [&](const Value* one) { return m_graph.node(*one).id() == scheme; });
    }

    /** A restriction with alternatives, judged without reports. */
    [[nodiscard]] bool fits(const Node& node, const ShapeRule& shape) const {
        const auto types = node.types();
        // The alternatives name classes one by one, so the wider class Claim must not let
        // everything in.
        for (const std::string_view type : types)
            if (std::find(shape.any_class.begin(), shape.any_class.end(), type) != shape.any_class.end())
                return true;
        return std::any_of(shape.any_shape.begin(), shape.any_shape.end(), [&](const ShapeRule* other) {
            return std::all_of(other->properties.begin(), other->properties.end(), [&](const PropertyRule& rule) {
                const std::size_t count = node.values(rule.term).size();
                return count >= rule.min && (!rule.max || count <= *rule.max);
            });
        });
    }

    void check_membership(const Node& node) {
        const TermAnswer& answer = m_terms.of(node.id());
        if (answer.status == ListStatus::not_in_list)
            report(Code::profile_term_not_in_list, {{"id", std::string{node.id()}}, {"list", answer.list->name()}},
                   *node.key());
    }

    const Graph& m_graph;
    const ProfileTables& m_tables;
    Terms m_terms;
    bool m_sealed;
    const Limits& m_limits;
    Node m_root;
    const Value* m_issuer = nullptr;
    std::vector<std::pair<const Value*, std::string_view>> m_other_schemas;
    std::vector<std::string> m_missing;
    std::set<std::string> m_reported;
    std::size_t m_left_out = 0;
    ProfileResult m_result;
};

} // namespace

ProfileResult check_profile(const Graph& graph, const ProfileTables& tables, const Vocabularies& vocabularies,
                            bool sealed, const Limits& limits) {
    return Checker{graph, tables, vocabularies, sealed, limits}.run();
}

} // namespace requal::credential
