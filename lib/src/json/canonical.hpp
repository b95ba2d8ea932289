/** @file
 * JSON values as text again, byte for byte as a rule prescribes: for digests, not for people.
 */
#pragma once

#include "json/value.hpp"

#include <string>

namespace requal::json {

enum class Form : std::uint8_t {
    as_written,              ///< members in the order of the document, no white space
    as_written_with_slashes, ///< the same with every "/" escaped, as widespread Java libraries write it
    rfc8785                  ///< JSON Canonicalization Scheme: members sorted by UTF-16 code units
};

/** @return the text in UTF-8. Numbers are written as RFC 8785, 3.2.2.3 prescribes, in every form */
[[nodiscard]] std::string serialised(const Value& value, Form form);
/** A string in quotes, as in serialised(). */
[[nodiscard]] std::string quoted(std::string_view text, Form form);

} // namespace requal::json
