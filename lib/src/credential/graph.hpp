/** @file
 * A JSON-LD document as a graph of nodes: the same node may be embedded in full many times,
 * embedded in part, or only named by its id. Here all of that is one node, and contradicting copies
 * are told apart and reported.
 *
 * Contexts are constants (nothing is fetched), so names are taken as the profile's own terms.
 */
#pragma once

#include "credential/meaning.hpp"
#include "json/value.hpp"

#include "requal/finding.hpp"
#include "requal/limits.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace requal::credential {

class Graph;

/** The values of one member: none, one, or the entries of an array; `null` counts as none. */
using Values = std::vector<const json::Value*>;

/** One node with the members of all its copies. Cheap to copy; lives as long as its graph. */
class Node {
  public:
    [[nodiscard]] std::string_view id() const noexcept { return m_id; }
    /** False when the file names the node but describes it nowhere. */
    [[nodiscard]] bool described() const noexcept { return m_described; }
    /** The copy that stands for the node; the same for every occurrence of the node. nullptr for an
     * id that occurs nowhere as an object. */
    [[nodiscard]] const json::Value* key() const noexcept { return m_key; }
    [[nodiscard]] bool has_type(std::string_view type) const;
    /** First type, "" when there is none. */
    [[nodiscard]] std::string_view type() const;
    [[nodiscard]] std::vector<std::string_view> types() const;

    [[nodiscard]] const json::Value& member(std::string_view name) const;
    [[nodiscard]] Values values(std::string_view name) const;
    [[nodiscard]] std::vector<const json::Value*> members() const;
    [[nodiscard]] const Graph& graph() const noexcept { return *m_graph; }

  private:
    friend class Graph;
    const Graph* m_graph = nullptr;
    const json::Value* m_key = nullptr;
    const json::Value* m_members = nullptr;                    ///< an object …
    const std::vector<const json::Value*>* m_merged = nullptr; ///< … or the members of several copies
    std::string_view m_id{};
    bool m_described = false;
};

class Graph {
  public:
    /** The root must outlive the graph.
     *  @param prefix what every pointer begins with, for a credential inside a larger document */
    Graph(const json::Value& root, const Limits& limits, std::string prefix = {});

    /** The node that a value is, or that a text or bare id refers to. */
    [[nodiscard]] Node node(const json::Value& value) const;
    [[nodiscard]] const json::Value& root() const noexcept { return m_root; }
    /** JSON pointer of any value of the document. */
    [[nodiscard]] std::string where(const json::Value& value) const;
    /** Every described node once, in document order. */
    [[nodiscard]] const std::vector<const json::Value*>& nodes() const noexcept { return m_nodes; }
    /** Contradicting copies. */
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return m_findings; }
    /** How many findings there were, also beyond the ones kept. */
    [[nodiscard]] std::size_t conflicts() const noexcept { return m_conflicts; }

    /** True for the members that hold texts by language, whose keys are languages: "id" is
     * Indonesian there. */
    [[nodiscard]] static bool is_language_map(std::string_view member) noexcept;
    [[nodiscard]] static std::string_view id_of(const json::Value& object) noexcept;
    /** The term as the profile spells it: "eIDAS\u0399dentifier" with a Greek capital iota occurs
     * in official files. */
    [[nodiscard]] static std::string_view spelled(std::string_view member) noexcept;
    /** Flattens "absent, value or array". */
    static void flatten(const json::Value& value, Values& out);

  private:
    struct Container {
        const json::Value* begin;
        const json::Value* end;
        const json::Value* self;
    };
    struct Merged {
        std::vector<const json::Value*> members;
        std::unordered_map<std::string_view, const json::Value*> by_name;
    };
    struct Copies {
        const json::Value* first = nullptr;
        std::unique_ptr<Merged> merged; ///< made when a later copy has more members than the first
        bool contradictory = false;
    };

    void index(const json::Value& value, bool language_map);
    void add_copy(std::string_view id, const json::Value& object);
    void report_conflict(std::string_view id, const json::Value& object, std::string_view member);

    const json::Value& m_root;
    const Limits& m_limits;
    std::string m_prefix;
    Meanings m_meanings;
    std::vector<Container> m_containers;
    std::unordered_map<std::string_view, Copies> m_copies;
    /** Objects that say no more than their type, for ids that nothing describes. */
    std::unordered_map<std::string_view, const json::Value*> m_typed;
    std::vector<const json::Value*> m_nodes;
    std::vector<Finding> m_findings;
    std::vector<std::pair<std::string_view, const json::Value*>> m_pending; ///< conflicts, until pointers can be made
    std::unordered_set<std::string_view> m_reported;
    std::size_t m_conflicts = 0;
};

} // namespace requal::credential
