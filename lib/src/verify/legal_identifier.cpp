#include "verify/legal_identifier.hpp"

#include <algorithm>

namespace requal::verify {
namespace {

constexpr std::string_view lei = "LEI";
constexpr std::string_view lei_country = "XG"; // EN 319 412-1, 5.1.4: not of one country

bool upper_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letters(std::string_view text) {
    return std::all_of(text.begin(), text.end(), upper_letter);
}

std::string in_capitals(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

bool global(std::string_view register_code) {
    return register_code == lei || register_code == "GLN";
}

/** ISO 17442: eighteen letters and digits, two check digits. */
bool looks_like_lei(std::string_view text) {
    return text.size() == 20 &&
           std::all_of(text.begin(), text.end(), [](char c) { return upper_letter(c) || digit(c); }) &&
           digit(text[18]) && digit(text[19]) && !std::all_of(text.begin(), text.end(), digit);
}

struct Marks {
    std::string_view register_code, country, number;
};

/** The three parts of a text in capitals. */
std::optional<Marks> marks_of(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos || dash + 1 == text.size())
        return std::nullopt;
    const std::string_view number = text.substr(dash + 1);
    std::string_view front = text.substr(0, dash);
    if (dash == 5 && front[2] == ':' && letters(front.substr(3)) && bare_number(front).size() == 4)
        return Marks{front.substr(0, 3), front.substr(3), number};
    const std::size_t state = std::min(front.find('+'), front.size()); // CA/Browser Forum, EV guidelines, 9.2.8
    const std::string_view code = front.substr(0, state);
    if ((code.size() != 5 && code.size() != 6) || !letters(code) || front.size() - state > 4)
        return std::nullopt;
    return Marks{code.substr(0, code.size() - 2), front.substr(code.size() - 2), number};
}

} // namespace

std::string bare_number(std::string_view text) {
    std::string out = in_capitals(text);
    std::erase_if(out, [](char c) { return !upper_letter(c) && !digit(c); });
    return out;
}

std::string usual_country(std::string_view code) {
    if (code == "EL")
        return "GR";
    if (code == "UK" || code == "XI")
        return "GB";
    return std::string{code};
}

LegalIdentifier number_of_register(std::string_view register_code, std::string_view country,
                                   std::string_view number) {
    LegalIdentifier out{std::string{register_code}, usual_country(country), bare_number(number)};
    // "VATBE-BE0123456789": the country is often said twice.
    if (out.number.size() > 2 && letters(std::string_view{out.number}.substr(0, 2)) &&
        usual_country(out.number.substr(0, 2)) == out.country)
        out.number.erase(0, 2);
    const std::size_t telling = out.number.find_first_not_of('0');
    out.number.erase(0, std::min(telling, out.number.size()));
    if (global(register_code))
        out.country = lei_country;
    return out;
}

std::optional<LegalIdentifier> parse_legal_identifier(std::string_view text) {
    const std::string capitals = in_capitals(text);
    if (looks_like_lei(capitals))
        return number_of_register(lei, lei_country, capitals);
    const auto marks = marks_of(capitals);
    if (!marks)
        return std::nullopt;
    LegalIdentifier out = number_of_register(marks->register_code, marks->country, marks->number);
    return out.number.empty() ? std::nullopt : std::optional{std::move(out)};
}

NumberRelation relation(const LegalIdentifier& a, const LegalIdentifier& b) {
    if (a.register_code != b.register_code || a.country != b.country)
        return NumberRelation::unrelated;
    return a.number == b.number ? NumberRelation::same : NumberRelation::contradicting;
}

} // namespace requal::verify
