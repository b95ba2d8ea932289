#include "yaml/reader.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace requal::yaml {
namespace {

Error at(const Value& value, Position position, Code code, Arguments arguments) {
    Error error{code, std::move(arguments)};
    error.at(position.line, position.column);
    if (!value.document().empty())
        error.in_file(value.document());
    return error;
}

} // namespace

MapReader::MapReader(const Value& map, std::initializer_list<std::string_view> known) : m_map(map) {
    if (!map.is_map())
        throw wrong_type(map, map.key().empty() ? "this entry" : map.key(), "a map");
    for (const Value& entry : map.items()) {
        if (std::find(known.begin(), known.end(), entry.key()) != known.end())
            continue;
        std::string list;
        for (const std::string_view key : known)
            list += (list.empty() ? "" : ", ") + std::string{key};
        throw at(entry, entry.key_position(), Code::yaml_unknown_key,
                 {{"key", std::string{entry.key()}}, {"known", list}});
    }
}

Error MapReader::missing(std::string_view key) const {
    return at(m_map, m_map.position(), Code::yaml_missing_key, {{"key", std::string{key}}});
}

Error MapReader::wrong_type(const Value& value, std::string_view key, std::string_view expected) {
    return at(value, value.position(), Code::yaml_wrong_type,
              {{"key", std::string{key}}, {"expected", std::string{expected}}});
}

const Value& MapReader::present(std::string_view key) const {
    const Value& found = m_map[key];
    if (found.kind() == Kind::absent)
        throw missing(key);
    return found;
}

const Value& MapReader::required(std::string_view key) const {
    const Value& found = m_map[key];
    if (!found.has_content())
        throw missing(key);
    return found;
}

std::string MapReader::text(std::string_view key) const {
    const Value& found = required(key);
    if (!found.is_scalar() || found.text().empty())
        throw wrong_type(found, key, "a text");
    return std::string{found.text()};
}

std::string MapReader::text_or_empty(std::string_view key) const {
    const Value& found = m_map[key];
    if (found.has_content() && !found.is_scalar())
        throw wrong_type(found, key, "a text");
    return std::string{found.text()};
}

int number_of(const Value& value, std::string_view key, int least, int most) {
    int number = 0;
    const std::string_view text = value.text();
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    // "010" is refused rather than read as 8 or as 10.
    const bool padded = text.size() > 1 && text.front() == '0';
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || padded || number < least || number > most)
        throw MapReader::wrong_type(value, key,
                                    "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return number;
}

double decimal_of(const Value& value, std::string_view key, double least, double most) {
    double number = 0;
    const std::string_view text = value.text();
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    const bool padded = text.size() > 1 && text.front() == '0' && text[1] != '.';
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || padded ||
        !(number >= least && number <= most)) {
        std::ostringstream range;
        range << "a number from " << least << " to " << most;
        throw MapReader::wrong_type(value, key, range.str());
    }
    return number;
}

int MapReader::number(std::string_view key, int least, int most) const {
    return number_of(required(key), key, least, most);
}

std::optional<int> MapReader::number_if_any(std::string_view key, int least, int most) const {
    if (!m_map[key].has_content())
        return std::nullopt;
    return number(key, least, most);
}

double MapReader::decimal(std::string_view key, double least, double most) const {
    return decimal_of(required(key), key, least, most);
}

std::optional<double> MapReader::decimal_if_any(std::string_view key, double least, double most) const {
    if (!m_map[key].has_content())
        return std::nullopt;
    return decimal(key, least, most);
}

bool MapReader::truth(std::string_view key) const {
    return word<bool>(key, {{"true", true}, {"false", false}});
}

std::span<const Value> MapReader::entries(std::string_view key) const {
    const Value& found = m_map[key];
    if (found.has_content() && !found.is_sequence())
        throw wrong_type(found, key, "a list");
    return found.items();
}

std::vector<std::string> MapReader::texts(std::string_view key) const {
    std::vector<std::string> list;
    for (const Value& entry : entries(key)) {
        if (!entry.is_scalar() || entry.text().empty())
            throw wrong_type(entry, key, "a list of texts");
        list.emplace_back(entry.text());
    }
    return list;
}

std::vector<int> MapReader::numbers(std::string_view key, int least, int most) const {
    std::vector<int> list;
    for (const Value& entry : entries(key))
        list.push_back(number_of(entry, key, least, most));
    return list;
}

} // namespace requal::yaml
