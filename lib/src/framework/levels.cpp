// The notations of levels: what is typed is compared first as it is written, then as former
// notation, then by its parts, so that "V" in France is the former level V and not level 5.

#include "framework/names.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace requal::framework {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/** Takes a word and what separates it from the next one off the front. */
bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word) || text.size() == word.size())
        return false;
    const char next = text[word.size()];
    if (next != ' ' && next != '-' && next != ':')
        return false;
    text.remove_prefix(word.size() + 1);
    text.remove_prefix(std::min(text.find_first_not_of(" -:"), text.size()));
    return true;
}

/** "DQR-Niveau 6" → "6" */
std::string without_words(const std::vector<std::string>& names, std::string_view typed) {
    const std::string lower = folded(typed);
    std::string_view rest = lower;
    for (bool taken = true; taken;) {
        taken = false;
        for (const std::string_view word : {"level", "niveau", "nivel", "livello", "stufe", "nqf"})
            taken = taken || take_word(rest, word);
        for (const std::string& name : names)
            taken = taken || take_word(rest, folded(name));
    }
    return std::string{rest};
}

/** The value of a Roman numeral up to twelve, which is as far as frameworks count; 0 for other
 * texts. */
int roman(std::string_view text) {
    constexpr std::array<std::string_view, 12> numerals{"i",   "ii",   "iii", "iv", "v",  "vi",
                                                        "vii", "viii", "ix",  "x",  "xi", "xii"};
    const auto found = std::find(numerals.begin(), numerals.end(), text);
    return found == numerals.end() ? 0 : static_cast<int>(found - numerals.begin()) + 1;
}

/** "VI A" and "6a" → {"6", "a"}, "7.1" and "VII1" → {"7", "1"}, "4+" → {"4", "+"} */
std::vector<std::string> parts_of(std::string_view text) {
    const std::string lower = folded(text);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < lower.size();) {
        const auto same_kind = [&](char c) {
            return is_digit(lower[i]) ? is_digit(c) : is_letter(lower[i]) ? is_letter(c) : c == lower[i];
        };
        std::size_t end = i;
        while (end < lower.size() && same_kind(lower[end]))
            ++end;
        const std::string part = lower.substr(i, end - i);
        if (part.find_first_of(" .-_") != std::string::npos) {
            if (parts.empty())
                return {}; // "-6" is no level
        } else {
            parts.push_back(parts.empty() && roman(part) != 0 ? std::to_string(roman(part)) : part);
        }
        i = end;
    }
    return parts;
}

/** England's table has one row for "E1-E2": is "E2", "Entry 2" within? */
bool within_span(const std::string& row, const std::vector<std::string>& typed) {
    const std::size_t dash = row.find('-');
    if (dash == std::string::npos || typed.size() != 2 || typed[1].size() != 1)
        return false;
    const auto from = parts_of(row.substr(0, dash));
    const auto to = parts_of(row.substr(dash + 1));
    return from.size() == 2 && to.size() == 2 && from[0] == typed[0] && from[1] <= typed[1] && typed[1] <= to[1];
}

} // namespace

std::vector<const NationalLevel*> find_levels(const NationalTable& table, std::string_view typed) {
    const auto all = [&](const auto& matches) {
        std::vector<const NationalLevel*> found;
        for (const NationalLevel& level : table.levels)
            if (matches(level))
                found.push_back(&level);
        return found;
    };
    const std::string whole = folded(typed);
    if (whole.empty())
        return {};
    auto found = all([&](const NationalLevel& l) {
        return l.uri == typed || folded(l.notation) == whole || folded(l.label) == whole;
    });
    if (!found.empty())
        return found;
    const std::string bare = without_words({table.abbreviation, table.id, "entry level"}, typed);
    found = all([&](const NationalLevel& l) { return folded(l.main) == bare; });
    if (found.empty())
        found = all([&](const NationalLevel& l) { return !l.former.empty() && folded(l.former) == bare; });
    if (!found.empty() || roman(bare) != 0) // a Roman numeral that is no notation here is not guessed at
        return found;
    auto parts = parts_of(bare);
    if (parts.empty())
        return {};
    if (parts[0] == "entry" && parts.size() > 1)
        parts[0].resize(1); // rows are written E1, E2, E3
    found = all([&](const NationalLevel& l) { return parts_of(l.main) == parts || within_span(l.main, parts); });
    if (!found.empty() || parts.size() > 1)
        return found;
    return all([&](const NationalLevel& l) {
        const auto row = parts_of(l.main);
        return row.size() > 1 && row[0] == parts[0] && is_digit(parts[0][0]);
    });
}

std::optional<int> parse_eqf_level(std::string_view text, bool bare) {
    const std::string lower = folded(text);
    std::string_view rest = lower;
    bool named = false;
    for (const std::string_view prefix : {"http://data.europa.eu/snb/eqf/", "https://data.europa.eu/snb/eqf/"})
        if (rest.starts_with(prefix)) {
            rest.remove_prefix(prefix.size());
            named = true;
        }
    named = take_word(rest, "eqf") || named;
    take_word(rest, "level");
    if ((!named && !bare) || rest.size() != 1 || rest[0] < '1' || rest[0] > '8')
        return std::nullopt;
    return rest[0] - '0';
}

std::string level_list(const NationalTable& table) {
    std::string list;
    for (const NationalLevel& level : table.levels)
        list += (list.empty() ? "" : ", ") + level.notation;
    return list;
}

} // namespace requal::framework
