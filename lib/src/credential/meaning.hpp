/** @file
 * Which values of a JSON-LD document mean the same: one value is the same as an array of it, the order of values and
 * of members does not count, and what has an id is what the id names.
 *
 * Every value gets the number of its meaning, so that no value is looked at twice: to compare unordered values with
 * each other takes the product of their sizes at every level of nesting.
 */
#pragma once

#include "json/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace requal::credential {

class Meanings {
  public:
    /** Equal for values of equal meaning. Values must outlive this. */
    [[nodiscard]] std::uint32_t of(const json::Value& value);

  private:
    std::unordered_map<const json::Value*, std::uint32_t> m_known;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

} // namespace requal::credential
