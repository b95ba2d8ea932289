/** @file
 * Parts of answers that credits and grades have in common.
 */
#pragma once

#include "requal/exact.hpp"
#include "requal/finding_json.hpp"
#include "requal/json_writer.hpp"
#include "requal/mapping.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::conversion {

/** {exact, decimal} */
void write_number(JsonWriter& out, std::string_view name, const std::optional<Exact>& number);
/** {low, high, text} */
void write_range(JsonWriter& out, std::string_view name, const std::optional<ExactRange>& range);
/** The members `confidence` to `tables` that end every answer. */
void write_evidence(JsonWriter& out, const std::vector<Finding>& findings, const std::vector<TableSource>& sources,
                    const std::vector<TableUse>& tables, Language language);

/** Lines of text for people, escaped as they are added. */
class Lines {
  public:
    void line(std::size_t indent, std::string_view text);
    void blank() { m_out += "\n"; }
    /** "  label        text", the texts one below the other. */
    void row(std::size_t indent, std::string_view label, std::size_t width, std::string_view text);
    /** Remarks with their remedies, warnings first. */
    void findings(const std::vector<Finding>& findings, Language language);
    void sources(const std::vector<TableSource>& sources);
    [[nodiscard]] std::string take() { return std::move(m_out); }

  private:
    std::string m_out;
};

} // namespace requal::conversion
