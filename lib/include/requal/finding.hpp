/** @file
 * A finding is one thing a check saw, as a value: a stable code, the details of this case, and where.
 *
 *     Finding f{Code::seal_none, {}, ""};
 *     std::string line = message(f, Language::en);   // "the file carries no seal"
 *
 * The list of codes is findings.def beside this file (codes.hpp makes the enumerators of it); the words are in
 * messages/<language>.yaml.
 */
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace requal {

/** What a finding does to the verdict of the check it belongs to. */
enum class Effect : std::uint8_t {
    none,          ///< noted only; also the reason of a skipped check
    indeterminate, ///< the question cannot be answered: the check is `undetermined`
    failed,        ///< the answer is proven to be no: the check is `failed`
    unprocessable, ///< the input cannot be judged at all
    environment    ///< our own tables, anchors or output are unusable: the run stops
};

enum class Severity : std::uint8_t { info, warning, error };

/** Every code the toolkit can report. The name `seal_none` is written `seal.none` in output. The enumerators stand in
 *  codes.hpp, so that a new one compiles only what names one. */
enum class Code : std::uint16_t;

/** Details of one case, filled into the message's `{name}` places. Values are raw, never escaped. */
using Arguments = std::vector<std::pair<std::string, std::string>>;

struct Finding {
    Code code{};
    Arguments arguments{};
    std::string where{}; ///< JSON pointer, XPath, or "line:column"; empty when it concerns the whole file
};

/** The same finding with every detail held to some hundred bytes: a name of a megabyte, told a thousand times, would
 * be an answer of gigabytes. What was cut ends in "…". */
[[nodiscard]] Finding shortened(Finding finding);

[[nodiscard]] std::string_view code_text(Code code) noexcept;
[[nodiscard]] Effect effect_of(Code code) noexcept;
[[nodiscard]] Severity severity_of(Code code) noexcept;
/** The clause the code rests on, for example "RFC 7515, 4.1.11"; empty when it is a rule of our own. */
[[nodiscard]] std::string_view cite_of(Code code) noexcept;
[[nodiscard]] std::optional<Code> code_from_text(std::string_view text) noexcept;
[[nodiscard]] std::size_t code_count() noexcept;

[[nodiscard]] std::string_view effect_text(Effect effect) noexcept;
[[nodiscard]] std::string_view severity_text(Severity severity) noexcept;

enum class Language : std::uint8_t { en };
[[nodiscard]] std::optional<Language> language_from_text(std::string_view tag) noexcept;

/** One line, lower case, no full stop; `{name}` places filled in from the arguments. Not escaped. */
[[nodiscard]] std::string message(const Finding& finding, Language language);
/** Why this happens, in plain words. */
[[nodiscard]] std::string cause(const Finding& finding, Language language);
/** What would settle it. Never empty. */
[[nodiscard]] std::string remedy(const Finding& finding, Language language);

} // namespace requal
