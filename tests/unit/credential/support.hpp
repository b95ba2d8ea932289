/** @file
 * Small credentials written by hand. The persons in them are invented.
 */
#pragma once

#include "credential/elm3.hpp"
#include "credential/profile.hpp"
#include "support/support.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace requal::test {

/** One JSON text with single quotes, read and checked. */
class Sample {
  public:
    explicit Sample(std::string text, const Limits& limits = {})
        : m_document(json::parse(with_quotes(std::move(text)), limits)), m_graph(m_document.root(), limits),
          m_limits(limits) {}

    static const credential::Vocabularies& vocabularies() {
        static const credential::Vocabularies all{DataFolder{source().string()}};
        return all;
    }
    static const credential::ProfileTables& tables() {
        static const credential::ProfileTables all{DataFolder{source().string()}};
        return all;
    }

    [[nodiscard]] const credential::Graph& graph() const { return m_graph; }
    [[nodiscard]] const json::Value& root() const { return m_document.root(); }
    [[nodiscard]] Credential read() const {
        return credential::read_elm3(
            m_graph, vocabularies(), [](std::string_view term) { return tables().is_term(term); }, m_limits);
    }
    [[nodiscard]] credential::ProfileResult check(bool sealed = true) const {
        return credential::check_profile(m_graph, tables(), vocabularies(), sealed, m_limits);
    }

    static std::string with_quotes(std::string text) {
        std::replace(text.begin(), text.end(), '\'', '"');
        return text;
    }

  private:
    json::Document m_document;
    credential::Graph m_graph;
    Limits m_limits;
};

[[nodiscard]] inline bool has(const std::vector<Finding>& findings, Code code, std::string_view where) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& finding) { return finding.code == code && finding.where == where; });
}
[[nodiscard]] inline std::size_t count(const std::vector<Finding>& findings, Code code) {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                  [&](const Finding& finding) { return finding.code == code; }));
}
[[nodiscard]] inline std::size_t failures(const std::vector<Finding>& findings) {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
        return effect_of(finding.code) == Effect::failed;
    }));
}

} // namespace requal::test
