/** @file
 * The inside of JSON strings, written where it is wanted.
 */
#pragma once

#include <string>
#include <string_view>

namespace requal {

/** escape_json() at the end of another text: a writer of a hundred thousand rows needs no text in between. */
void append_json(std::string& out, std::string_view text);

} // namespace requal
