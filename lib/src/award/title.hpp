/** @file
 * Titles of qualifications, reduced to what two spellings of one title share.
 */
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace requal::award {

/** The words of a key: split at its spaces. */
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view key);

/** title_key(), with the usual abbreviations of degrees as one word each, points or not: "B.Sc." is "bsc". */
[[nodiscard]] std::string key_of(std::string_view name);

/** The key without the words that say only that this is a degree ("diploma", "degree", articles): "bachelor diploma"
 *  and "bachelor's degree" share the core "bachelor". The key itself when nothing else would stay. */
[[nodiscard]] std::string core_of(std::string_view key);

/** The key with the usual abbreviations of degrees written out ("bsc" is "bachelor of science"); the key itself when
 * it has none. */
[[nodiscard]] std::string written_out(std::string_view key);

/** The words of a key that name the kind of paper: "diploma", "degree". Views into the key. */
[[nodiscard]] std::vector<std::string_view> paper_words(std::string_view key);

/** How a Latin key sounds, whatever romanisation it was written in: "dyplom bakalavra" and "diplom bakalavra" sound
 *  the same, and so do "shahada" and "schahada". */
[[nodiscard]] std::string sound_of(std::string_view latin_key);

/** What can be compared of one name: itself, and without what stands in parentheses. */
[[nodiscard]] std::vector<std::string> spellings(std::string_view name);

/** How alike two keys are, from 0 to 1: the share of letters that need no change. Counts characters, not bytes.
 *  @param least what is less alike than this comes out as 0, and much sooner */
[[nodiscard]] double likeness(std::string_view a, std::string_view b, double least = 0);

/** The share of the words of both that they have in common, 0 when neither contains the other. */
[[nodiscard]] double common_share(std::string_view a, std::string_view b);

/** A length of study that a title states ("three years", "3-year"), and the key without it. */
struct StatedYears {
    std::optional<double> years;
    std::string rest;
};
[[nodiscard]] StatedYears take_years(std::string_view key);

} // namespace requal::award
