/** @file
 * The datatypes of XML Schema that the profile uses, as far as JSON can carry them.
 */
#pragma once

#include "json/value.hpp"

#include <string_view>

namespace requal::credential {

/** Whether a JSON value is a lexical form of a datatype such as "xsd:dateTime". Numbers and truth
 * values of JSON count as what they stand for. Unknown datatypes accept every scalar. */
[[nodiscard]] bool is_of_datatype(const json::Value& value, std::string_view datatype);
/** The same for text, as XML has it; also "xsd:date" and "xsd:base64Binary". */
[[nodiscard]] bool is_text_of_datatype(std::string_view text, std::string_view datatype);
/** "a date and time like 2023-10-01T00:00:00Z": what a person would call the datatype. */
[[nodiscard]] std::string_view datatype_words(std::string_view datatype);
[[nodiscard]] bool is_duration(std::string_view text);

} // namespace requal::credential
