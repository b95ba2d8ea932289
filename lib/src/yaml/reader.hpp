/** @file
 * Reads one map of a table with the keys that its schema knows; a misspelt key is an error, not a
 * silence.
 *
 *     yaml::MapReader row{value, {"level", "uri", "note"}};
 *     const int level = row.number("level", 1, 8);
 *     std::string note = row.text_or_empty("note");
 *
 * Null and a key left out are the same. Every error has the line and column; the caller adds the
 * file.
 */
#pragma once

#include "yaml/value.hpp"

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace requal::yaml {

/** A word of a fixed list and what it stands for. */
template <typename T>
using Words = std::initializer_list<std::pair<std::string_view, T>>;

class MapReader {
  public:
    /** @throws Error yaml_wrong_type when it is no map, yaml_unknown_key */
    MapReader(const Value& map, std::initializer_list<std::string_view> known);

    [[nodiscard]] const Value& value() const noexcept { return m_map; }
    /** Null counts as content here: some columns must be written even when they are empty.
     *  @throws Error yaml_missing_key */
    [[nodiscard]] const Value& present(std::string_view key) const;
    /** @throws Error yaml_missing_key, also for null */
    [[nodiscard]] const Value& required(std::string_view key) const;

    /** @throws Error yaml_missing_key, yaml_wrong_type (also for an empty text) */
    [[nodiscard]] std::string text(std::string_view key) const;
    /** "" when absent. @throws Error yaml_wrong_type */
    [[nodiscard]] std::string text_or_empty(std::string_view key) const;
    /** @throws Error yaml_missing_key, yaml_wrong_type (not decimal digits, or out of the range) */
    [[nodiscard]] int number(std::string_view key, int least, int most) const;
    [[nodiscard]] std::optional<int> number_if_any(std::string_view key, int least, int most) const;

    /** Digits with at most one point. @throws Error yaml_missing_key, yaml_wrong_type */
    [[nodiscard]] double decimal(std::string_view key, double least, double most) const;
    [[nodiscard]] std::optional<double> decimal_if_any(std::string_view key, double least, double most) const;
    /** `true` or `false`, nothing else. @throws Error yaml_missing_key, yaml_wrong_type */
    [[nodiscard]] bool truth(std::string_view key) const;

    /** Entries of a sequence; empty when absent. @throws Error yaml_wrong_type */
    [[nodiscard]] std::span<const Value> entries(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    [[nodiscard]] std::vector<int> numbers(std::string_view key, int least, int most) const;

    /** One word of a list. @throws Error yaml_missing_key, yaml_wrong_type naming the list */
    template <typename T>
    [[nodiscard]] T word(std::string_view key, Words<T> words) const {
        const Value& found = required(key);
        std::string expected;
        for (const auto& [name, meaning] : words) {
            if (found.is_scalar() && found.text() == name)
                return meaning;
            expected += (expected.empty() ? "one of " : ", ") + std::string{name};
        }
        throw wrong_type(found, key, expected);
    }

    /** What required() throws. */
    [[nodiscard]] Error missing(std::string_view key) const;
    [[nodiscard]] static Error wrong_type(const Value& value, std::string_view key, std::string_view expected);

  private:
    const Value& m_map;
};

/** A scalar that is a decimal number in a range. @throws Error yaml_wrong_type */
[[nodiscard]] double decimal_of(const Value& value, std::string_view key, double least, double most);

/** A scalar that is a whole number in a range. @throws Error yaml_wrong_type */
[[nodiscard]] int number_of(const Value& value, std::string_view key, int least, int most);

} // namespace requal::yaml
