#include "credential/meaning.hpp"

#include "credential/graph.hpp"

#include <algorithm>
#include <vector>

namespace requal::credential {
namespace {

using json::Value;

/** A number in a form that is never part of another one. */
void append(std::string& out, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>((number >> shift) & 0xffU);
}

} // namespace

std::uint32_t Meanings::of(const Value& value) {
    if (const auto known = m_known.find(&value); known != m_known.end())
        return known->second;
    // The first letter tells kinds apart: a text and a thing of that id are one, a number is never a text.
    std::string meaning;
    Values parts;
    if (value.is_array()) {
        Graph::flatten(value, parts);
        if (parts.size() == 1)
            return m_known[&value] = of(*parts.front());
        std::vector<std::uint32_t> numbers;
        numbers.reserve(parts.size());
        for (const Value* part : parts)
            numbers.push_back(of(*part));
        std::sort(numbers.begin(), numbers.end());
        meaning = "a";
        for (const std::uint32_t number : numbers)
            append(meaning, number);
    } else if (value.is_string()) {
        meaning = "t" + std::string{value.text()};
    } else if (value.is_object() && !Graph::id_of(value).empty()) {
        meaning = "t" + std::string{Graph::id_of(value)};
    } else if (value.is_object()) {
        std::vector<std::pair<std::string_view, std::uint32_t>> members;
        members.reserve(value.size());
        for (const Value& member : value.items())
            members.emplace_back(member.name(), of(member));
        std::sort(members.begin(), members.end());
        meaning = "o";
        for (const auto& [name, number] : members) {
            append(meaning, static_cast<std::uint32_t>(name.size()));
            meaning += name;
            append(meaning, number);
        }
    } else if (value.is_boolean()) {
        meaning = value.truth() ? "b1" : "b0";
    } else if (value.is_integer()) {
        meaning = "i" + std::to_string(value.integer());
    } else if (value.is_number()) {
        const double number = value.number() + 0.0; // zero has no sign
        meaning = "n" + std::string{reinterpret_cast<const char*>(&number), sizeof number};
    } else {
        meaning = "0";
    }
    return m_known[&value] =
               m_numbers.try_emplace(std::move(meaning), static_cast<std::uint32_t>(m_numbers.size())).first->second;
}

} // namespace requal::credential
