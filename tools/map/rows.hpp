/** @file
 * Lists of described qualifications: one row, one answer, and a bad row never stops the rest.
 */
#pragma once

#include "tool.hpp"

#include "requal/csv.hpp"
#include "requal/mapping.hpp"

#include <string>
#include <vector>

namespace requal::tools {

/** Is this input a list, by its name? */
[[nodiscard]] bool is_list(const std::string& path);

class Rows {
  public:
    /** @param whole every answer with its paths, instead of one line each */
    Rows(const Frameworks& frameworks, const std::vector<MappingTarget>& targets, bool whole)
        : m_frameworks(frameworks), m_targets(targets), m_whole(whole) {}

    /** Adds one record for each row. A list whose header cannot be read is one unprocessable record. */
    void over(Run& run, const std::string& path) const;

  private:
    [[nodiscard]] Record judge(const Run& run, const std::string& path, const CsvRow& row,
                               const std::vector<std::string QualificationDescription::*>& columns,
                               std::size_t id_column) const;
    [[nodiscard]] Record record(const Run& run, const std::string& path, std::uint64_t line, const std::string& id,
                                std::optional<Finding> problem, std::optional<MappingResult> result) const;

    const Frameworks& m_frameworks;
    const std::vector<MappingTarget>& m_targets;
    bool m_whole;
};

} // namespace requal::tools
