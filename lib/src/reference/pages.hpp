/** @file
 * The pages that `show` can come to; each in a file of its name.
 */
#pragma once

#include "requal/reference.hpp"

#include <string>

namespace requal::reference {

[[nodiscard]] std::string text_of(const CountryPage& page);
[[nodiscard]] std::string text_of(const FrameworkPage& page);
[[nodiscard]] std::string text_of(const EqfPage& page);
[[nodiscard]] std::string text_of(const CyclesPage& page);
[[nodiscard]] std::string text_of(const IscedPage& page);
[[nodiscard]] std::string text_of(const FieldsPage& page);
[[nodiscard]] std::string text_of(const ScalePage& page);
[[nodiscard]] std::string text_of(const SystemPage& page);

/** The members of one object, which the caller opens and closes. */
void write_members(JsonWriter& out, const CountryPage& page);
void write_members(JsonWriter& out, const FrameworkPage& page);
void write_members(JsonWriter& out, const EqfPage& page);
void write_members(JsonWriter& out, const CyclesPage& page);
void write_members(JsonWriter& out, const IscedPage& page);
void write_members(JsonWriter& out, const FieldsPage& page);
void write_members(JsonWriter& out, const ScalePage& page);
void write_members(JsonWriter& out, const SystemPage& page);

} // namespace requal::reference
