/** @file
 * The commands of requal-tables: each is made from its options, opens nothing until it runs, and writes records.
 */
#pragma once

#include "command_table.hpp"

#include "requal/reference.hpp"

#include <functional>
#include <string>
#include <vector>

namespace requal::tools {

[[nodiscard]] std::vector<OptionGroup> tables_command_options();
/** The command that the first word names. @throws UsageError */
[[nodiscard]] Command tables_command(const ParsedOptions& options, const Settings& settings);

// Each in a file of its own name.
[[nodiscard]] Command list_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command show_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command search_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command compare_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command award_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command check_command(const ParsedOptions& options, const Settings& settings);
[[nodiscard]] Command coverage_command(const ParsedOptions& options, const Settings& settings);

/** The tables that the options name, and where they lie. */
class OpenTables {
  public:
    /** @param layers folders of a centre, over ours */
    explicit OpenTables(const std::vector<std::string>& layers)
        : m_data(find_data_folder()), m_frameworks(load_frameworks(m_data, layers)),
          m_conversions(load_conversions(m_frameworks)) {}
    [[nodiscard]] ReferenceTables tables() const noexcept { return {m_frameworks, m_conversions}; }
    [[nodiscard]] const DataFolder& data() const noexcept { return m_data; }

  private:
    DataFolder m_data;
    Frameworks m_frameworks;
    Conversions m_conversions;
};

/** Runs what looks a name up: a name that the tables do not have, or have twice, is a wrong call. @throws UsageError
 */
void look_up(const Run& run, const std::function<void()>& question);
/** {command, record, record-name: …} around what `write` writes. */
[[nodiscard]] Record record_of(std::string command, std::string name, std::string text,
                               std::function<void(JsonWriter&)> write);

} // namespace requal::tools
