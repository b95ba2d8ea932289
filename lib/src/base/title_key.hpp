/** @file
 * Titles compared across spellings and scripts.
 */
#pragma once

#include <string>
#include <string_view>

namespace requal {

/** The title without case, accents, apostrophes, punctuation and double spaces, with the variant letters of Arabic
 * and Persian made one. Marks that are vowels of their own (Devanagari, Ethiopic, Thai …) stay. Two titles with the
 * same key are the same title, written differently. Bytes that are not UTF-8 count as unknown characters. */
[[nodiscard]] std::string title_key(std::string_view title);

/** The key in Latin letters without accents, by the usual transliteration of its script (Unicode CLDR); as it is when
 *  it has no other letters. The first call for a script takes some milliseconds. */
[[nodiscard]] std::string latin_key(std::string_view key);

/** Does the text hold Chinese characters? Beginning to transliterate those takes a hundred milliseconds. */
[[nodiscard]] bool has_han(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text) noexcept;

} // namespace requal
