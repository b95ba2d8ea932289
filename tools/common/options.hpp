/** @file
 * One definition of an option gives the parser, the help text and the completion.
 */
#pragma once

#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace requal::tools {

struct Option {
    char letter = '\0';       ///< '\0': no short form
    std::string name{};       ///< "anchor" for --anchor
    std::string value_name{}; ///< "FILE"; empty for a switch
    std::string help{};       ///< one or more sentences; wrapped by the help printer
    bool repeatable = false;
    std::vector<std::string> choices{}; ///< when not empty, the only values accepted
};

struct OptionGroup {
    std::string title;
    std::vector<Option> options;
};

/** A wrong call: nothing was processed. The message is shown after "tool: error: ". */
class UsageError : public std::runtime_error {
  public:
    explicit UsageError(const std::string& message, std::string hint = {})
        : std::runtime_error(message), m_hint(std::move(hint)) {}
    [[nodiscard]] const std::string& hint() const noexcept { return m_hint; }

  private:
    std::string m_hint;
};

class ParsedOptions {
  public:
    [[nodiscard]] bool has(const std::string& name) const { return m_values.contains(name); }
    /** The value of an option, or the fallback when it was not given. */
    [[nodiscard]] std::string get(const std::string& name, const std::string& fallback = {}) const;
    [[nodiscard]] std::vector<std::string> all(const std::string& name) const;
    [[nodiscard]] const std::vector<std::string>& positionals() const noexcept { return m_positionals; }

  private:
    friend ParsedOptions parse_options(std::span<const OptionGroup>, int, const char* const*);
    std::map<std::string, std::vector<std::string>> m_values;
    std::vector<std::string> m_positionals;
};

/** Unix style, no guessing: a prefix of an option is an error, so a new option never breaks a script.
 *  @throws UsageError */
[[nodiscard]] ParsedOptions parse_options(std::span<const OptionGroup> groups, int argc, const char* const* argv);

} // namespace requal::tools
