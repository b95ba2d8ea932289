#include "table_check/walk.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace requal::table_check {
namespace {

using yaml::Value;

/** Columns that are truth values: there the plain words mean what they say. */
constexpr std::array<std::string_view, 7> truth_columns{
    "approximate", "by_rank", "higher_is_better", "honours", "level_table_read_in_source", "pass", "tertiary"};
/** Columns that hold names: a number in them loses its zeros. */
constexpr std::array<std::string_view, 6> name_columns{"notation", "code",      "id",
                                                       "levels",   "programme", "eurostat_code"};

template <typename List>
bool among(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/** The truth value that YAML 1.1 gives a plain text; nothing for other texts. https://yaml.org/type/bool.html */
std::optional<std::string> truth_of(std::string_view text) {
    std::string lower{text};
    for (char& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower == "yes" || lower == "y" || lower == "true" || lower == "on")
        return "true";
    if (lower == "no" || lower == "n" || lower == "false" || lower == "off")
        return "false";
    return std::nullopt;
}

bool only(std::string_view text, std::string_view characters) {
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

/** What else YAML 1.1 reads in a plain number; nothing when it reads what is written.
 *  https://yaml.org/type/int.html, https://yaml.org/type/float.html */
std::optional<std::string> number_of(std::string_view text, bool is_name) {
    constexpr std::string_view digits = "0123456789";
    std::string_view number = text;
    if (number.starts_with('-') || number.starts_with('+'))
        number.remove_prefix(1);
    if (number.size() > 1 && number.front() == '0' && only(number, "01234567_")) {
        unsigned value = 0;
        std::string plain{number};
        std::erase(plain, '_');
        std::from_chars(plain.data(), plain.data() + plain.size(), value, 8);
        return "the octal number " + std::to_string(value);
    }
    if (number.size() > 1 && number.front() == '0' && only(number, digits))
        return "a number without its leading zero";
    if (number.starts_with("0x") || number.starts_with("0b"))
        return "a number of another base";
    if (number.find('_') != std::string_view::npos && only(number, "0123456789_"))
        return "a number without its underscores";
    const std::size_t colon = number.find(':');
    if (colon != std::string_view::npos && only(number, "0123456789:.") && colon > 0 && colon + 1 < number.size())
        return "a number in base sixty";
    if (!is_name)
        return std::nullopt;
    const std::size_t point = number.find('.');
    if (point != std::string_view::npos && only(number, "0123456789.") && number.ends_with('0'))
        return "a number without its last zero";
    const std::size_t exponent = number.find_first_of("eE");
    if (exponent != std::string_view::npos && exponent > 0 && only(number.substr(0, exponent), "0123456789.") &&
        only(number.substr(exponent + 1), "0123456789+-"))
        return "a number with an exponent";
    return std::nullopt;
}

void check_text(const Value& at, std::string_view text, std::string_view column, const Report& report) {
    if (const auto truth = truth_of(text)) {
        const bool expected = among(truth_columns, column) && (text == "true" || text == "false");
        if (!expected)
            report(at, Code::tables_plain_truth_value, {{"text", std::string{text}}, {"meaning", *truth}});
        return;
    }
    if (const auto number = number_of(text, among(name_columns, column)))
        report(at, Code::tables_plain_number, {{"text", std::string{text}}, {"meaning", *number}});
}

void walk_texts(const Value& value, std::string_view column, const Report& report) {
    if (!value.key().empty() && value.key_is_plain())
        check_text(value, value.key(), "", report);
    if (value.is_scalar() && value.is_plain())
        check_text(value, value.text(), column, report);
    for (const Value& entry : value.items())
        walk_texts(entry, value.is_map() ? entry.key() : column, report);
}

std::optional<double> decimal(const Value& value) {
    double number = 0;
    const std::string_view text = value.text();
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!value.is_scalar() || text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

void check_pair(const Value& map, std::string_view low, std::string_view high, const Report& report) {
    const auto from = decimal(map[low]);
    const auto to = decimal(map[high]);
    if (from && to && *from > *to)
        report(map[low], Code::tables_range_reversed,
               {{"what", map.key().empty() ? "the range" : "'" + std::string{map.key()} + "'"},
                {"from", std::string{map[low].text()}},
                {"to", std::string{map[high].text()}}});
}

/** The typical level of a range lies in it. */
void check_typical(const Value& map, const Report& report) {
    const auto least = decimal(map["min"]);
    const auto most = decimal(map["max"]);
    const auto typical = decimal(map["typical"]);
    if (least && most && typical && *least <= *most && (*typical < *least || *typical > *most))
        report(map["typical"], Code::tables_level_out_of_range,
               {{"what", "the typical level"},
                {"level", std::string{map["typical"].text()}},
                {"least", std::string{map["min"].text()}},
                {"most", std::string{map["max"].text()}}});
}

/** The number that a notation begins with, in digits or as a Roman numeral: 6 for "6A", 7 for "VII1"; 0 for others.
 */
int leading_number(std::string_view notation) {
    constexpr std::array<std::string_view, 12> numerals{"XII", "XI", "X",  "VIII", "VII", "VI",
                                                        "IX",  "V",  "IV", "III",  "II",  "I"};
    constexpr std::array<int, 12> values{12, 11, 10, 8, 7, 6, 9, 5, 4, 3, 2, 1};
    int number = 0;
    if (std::from_chars(notation.data(), notation.data() + notation.size(), number).ec == std::errc{})
        return number;
    for (std::size_t i = 0; i < numerals.size(); ++i)
        if (notation.starts_with(numerals.at(i)))
            return values.at(i);
    return 0;
}

void walk_ranges(const Value& value, const Report& report) {
    if (value.is_map()) {
        // A grade of a falling scale runs from the worse to the better one; its reader knows the direction.
        check_pair(value, "min", "max", report);
        check_typical(value, report);
        if (value.key() == "valid")
            check_pair(value, "from", "to", report);
        check_pair(value, "first", "latest", report);
    }
    const bool ascending =
        value.key() == "levels" || value.key() == "hours_per_credit" || value.key() == "hours_per_ects";
    if (value.is_sequence() && ascending) {
        std::optional<double> before;
        for (const Value& entry : value.items()) {
            const auto number = decimal(entry);
            if (before && number && *before > *number)
                report(entry, Code::tables_range_reversed,
                       {{"what", "'" + std::string{value.key()} + "'"},
                        {"from", std::string{value.items().front().text()}},
                        {"to", std::string{entry.text()}}});
            before = number;
        }
    }
    for (const Value& entry : value.items())
        walk_ranges(entry, report);
}

} // namespace

void check_plain_texts(const Value& root, const Report& report) {
    walk_texts(root, "", report);
}

void check_ranges(const Value& root, const Report& report) {
    walk_ranges(root, report);
}

void check_countries(const Value& root, const std::set<std::string>& known, const Report& report) {
    const auto check = [&](const Value& code) {
        const std::string_view text = code.text();
        constexpr std::array<std::string_view, 4> regions{"EU", "EEA", "EHEA", "IB"}; // of credits and grades
        const std::string country{text.substr(0, text.size() > 3 && text[2] == '-' ? 2 : text.size())};
        if (code.is_scalar() && !among(regions, text) && !known.contains(country))
            report(code, Code::tables_country_unknown, {{"code", std::string{text}}});
    };
    const auto check_all = [&](const Value& codes) {
        for (const Value& code : codes.items())
            check(code);
    };
    if (root["country"].is_map())
        check(root["country"]["code"]);
    check_all(root["framework"]["countries"]);
    for (const Value& row : root["frameworks"].items())
        check_all(row["countries"]);
    for (const Value& row : root["systems"].items())
        check_all(row["countries"]);
    for (const Value& row : root["ects_hours_by_country"].items())
        check(row["country"]);
    for (const Value& row : root["scales"].items())
        if (row["country"].text().size() == 2) // else a word such as "international"
            check(row["country"]);
    for (const Value& row : root["qualifications"].items())
        for (const Value& practice : row["eqf"]["practice"].items())
            if (!known.contains(std::string{practice.key()}))
                report(practice, Code::tables_country_unknown, {{"code", std::string{practice.key()}}});
}

void check_level_count(const Value& root, const Report& report) {
    const Value& said = root["framework"]["number_of_levels"];
    const auto main = decimal(said);
    const Value& levels = root["levels"];
    if (!main || !levels.is_sequence())
        return; // the reader reports what is missing
    // Sub-levels stand for their level ("4.1" and "4.2" for 4), and entry levels below the first do not count.
    std::set<int> found;
    for (const Value& level : levels.items())
        if (const int number = leading_number(level["notation"].text()); number > 0)
            found.insert(number);
    if (found.empty())
        return; // a notation of names: nothing to count by
    if (found.size() != static_cast<std::size_t>(*main))
        report(said, Code::tables_level_count,
               {{"expected", std::string{said.text()}}, {"count", std::to_string(found.size())}});
}

void Concepts::check(const Value& root, const std::string& file, const Report& report) {
    const auto use = [&](const Value& uri) {
        if (!uri.is_scalar())
            return;
        const std::string concept_uri{uri.text()};
        const std::string& document = uri.document().empty() ? file : uri.document();
        const std::string place =
            document + ":" + std::to_string(uri.position().line) + ":" + std::to_string(uri.position().column);
        const auto [first, fresh] = m_first.emplace(concept_uri, place);
        if (!fresh)
            report(uri, Code::tables_uri_twice, {{"uri", concept_uri}, {"first", first->second}});
        if (!m_vocabulary.contains(concept_uri))
            report(uri, Code::tables_uri_unknown, {{"uri", concept_uri}});
    };
    use(root["framework"]["vocabulary_uri"]);
    for (const Value& level : root["levels"].items())
        use(level["uri"]);
}

} // namespace requal::table_check
