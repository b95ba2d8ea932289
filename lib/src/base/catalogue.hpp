/** @file
 * The words of the findings, compiled in from messages/<language>.yaml: a report must not depend on a file that
 * may be missing on the day it is explained, and a cold start has no time to parse YAML.
 */
#pragma once

#include "requal/finding.hpp"
#include "requal/report.hpp"

namespace requal {

struct CatalogueEntry {
    std::string_view message;
    std::string_view cause;
    std::string_view remedy;
};

/** The words of a sub-indication; `one_case` explains a seal that has it, with places for its dates and names. */
struct SubIndicationEntry {
    std::string_view message;
    std::string_view cause;
    std::string_view remedy;
    std::string_view one_case;
};

/** Sentences about one seal; sub-indications have their own. */
enum class Explanation : std::uint8_t {
#define REQUAL_EXPLANATION(id) id,
#include "requal/explanations.def"
#undef REQUAL_EXPLANATION
};

// Defined in the generated catalogue.cpp.
[[nodiscard]] const CatalogueEntry& catalogue_entry(Code code, Language language) noexcept;
[[nodiscard]] const SubIndicationEntry& sub_indication_entry(SubIndication sub, Language language) noexcept;
[[nodiscard]] std::string_view explanation_words(Explanation explanation, Language language) noexcept;

/** Fills `{name}` places; a place without an argument is left as it is, so that a test can see it. */
[[nodiscard]] std::string fill_places(std::string_view pattern, const Arguments& arguments);

} // namespace requal
