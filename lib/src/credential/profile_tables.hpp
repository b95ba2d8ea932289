/** @file
 * The EDC application profile of ELM 3.1 and 3.2, from schemas/edc-profile.json: which class has
 * which members, how many, and of what kind. The file was made from the published SHACL shapes.
 */
#pragma once

#include "json/value.hpp"

#include "requal/file.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace requal::credential {

struct ShapeRule;

enum class NodeKind : std::uint8_t { any, iri, literal };

struct PropertyRule {
    std::string_view term{}; ///< JSON member
    std::size_t min = 0;
    std::optional<std::size_t> max{};
    std::vector<std::string_view> classes{}; ///< one of them; empty when no class is asked for
    std::string_view datatype{};             ///< "xsd:dateTime"; empty when none is asked for
    bool unique_language = false;
    NodeKind kind = NodeKind::any;
    std::vector<std::string_view> schemes{}; ///< the concept must be in each of them
    std::vector<const ShapeRule*> shapes{};
    /** Context and shapes of ELM disagree on this member, so that no file can conform: values are
     * not judged. */
    bool values_unchecked = false;
};

/** A restriction that a value must fulfil beside its class: one of some classes, or of some shapes,
 * and properties. */
struct ShapeRule {
    std::string_view name{};
    std::vector<std::string_view> any_class{};
    std::vector<const ShapeRule*> any_shape{};
    std::vector<PropertyRule> properties{};
};

struct ClassRule {
    std::string_view name{};
    std::vector<PropertyRule> properties{};
};

/** The rules of one profile: "generic", "accredited", … */
class ProfileVariant {
  public:
    [[nodiscard]] std::string_view name() const noexcept { return m_name; }
    /** nullptr when the profile says nothing on the class. */
    [[nodiscard]] const ClassRule* of_class(std::string_view name) const;

  private:
    friend class ProfileTables;
    std::string_view m_name{};
    mutable std::once_flag m_once;
    mutable std::unordered_map<std::string_view, ClassRule> m_classes;
};

/** A profile's rules are laid out when a first credential names it. May be used by many threads. */
class ProfileTables {
  public:
    /** @throws Error data_not_found, data_unusable, json_* when the table cannot be used */
    explicit ProfileTables(const DataFolder& data);

    /** The profile that an IRI of `credentialSchema` names; nullptr when it is none of them. */
    [[nodiscard]] const ProfileVariant* of_schema(std::string_view iri) const;
    [[nodiscard]] const ProfileVariant& generic() const;
    /** Whether a name is a term of the profile's JSON-LD context, of either version. */
    [[nodiscard]] bool is_term(std::string_view name) const;

  private:
    void read_shapes(const json::Value& root);
    [[nodiscard]] PropertyRule read_rule(std::string_view term, const json::Value& rule) const;
    void fill(const ProfileVariant& variant) const;
    [[nodiscard]] std::string_view term_of_path(const json::Value& root, std::string_view path) const;
    [[nodiscard]] bool without_term(std::string_view class_name, std::string_view path) const;

    std::string m_text;
    std::unique_ptr<const json::Document> m_document;
    std::deque<ShapeRule> m_shape_store;
    std::unordered_map<std::string_view, const ShapeRule*> m_shapes;
    std::deque<ProfileVariant> m_variants;
    std::unordered_map<std::string, const ProfileVariant*> m_by_schema;
    std::unordered_set<std::string_view> m_terms;
    std::unordered_set<std::string> m_disagreements;     ///< "Class.member"
    std::unordered_set<std::string_view> m_without_term; ///< "Class.prefix:path"
};

} // namespace requal::credential
