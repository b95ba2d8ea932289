/** @file
 * What an answer rests on, as JSON: the sources of rows, and the files they were read from.
 */
#pragma once

#include "requal/mapping.hpp"

#include <span>
#include <string_view>

namespace requal::framework {

/** {id, title, publisher, year, kind, url}; null for what the table does not say. */
void write_source(JsonWriter& out, const TableSource& source);
/** "sources": [...] */
void write_sources(JsonWriter& out, std::span<const TableSource> sources);
/** name: [{file, schema, sha256}, ...] */
void write_table_uses(JsonWriter& out, std::string_view name, std::span<const TableUse> tables);

} // namespace requal::framework
