/** @file
 * One award as text and as JSON: on the page of its country, and on its own.
 */
#pragma once

#include "framework/country.hpp"
#include "reference/sheet.hpp"

#include "requal/json_writer.hpp"

namespace requal::reference {

/** A few lines: names, level, years, length, caveats.
 *  @param file of the table: a row of another file, which lies over it, says so */
void add_award(Sheet& sheet, const framework::Award& award, const std::string& file);
/** Every column, one field a line. */
void add_award_in_full(Sheet& sheet, const framework::Award& award);
/** One object, see schemas/requal.tables.schema.json, `$defs/award`. */
void write_award(JsonWriter& out, const framework::Award& award);

} // namespace requal::reference
