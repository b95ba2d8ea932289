#include "credential/datatypes.hpp"

#include "credential/values.hpp"

#include "requal/time.hpp"

#include <algorithm>
#include <array>

namespace requal::credential {
namespace {

using json::Value;

struct Words {
    std::string_view datatype;
    std::string_view words;
};

constexpr std::array<Words, 11> all_words{{{"xsd:dateTime", "a date with time, like 2023-10-01T00:00:00Z"},
                                           {"xsd:date", "a date, like 2023-10-01"},
                                           {"xsd:base64Binary", "base64"},
                                           {"xsd:duration", "a duration, like PT150H"},
                                           {"xsd:integer", "a whole number"},
                                           {"xsd:positiveInteger", "a whole number above 0"},
                                           {"xsd:decimal", "a number"},
                                           {"xsd:boolean", "true or false"},
                                           {"xsd:anyURI", "a web address or another URI"},
                                           {"xsd:string", "a text"},
                                           {"rdf:langString", "a text by language, like {\"en\": \"…\"}"}}};

/** All these datatypes collapse white space around the value. */
std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool digits_only(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view without_sign(std::string_view text) {
    if (text.starts_with('+') || text.starts_with('-'))
        text.remove_prefix(1);
    return text;
}

bool is_decimal(std::string_view text) {
    text = without_sign(text);
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
        return digits_only(text);
    const std::string_view whole = text.substr(0, dot);
    const std::string_view fraction = text.substr(dot + 1);
    return (whole.empty() || digits_only(whole)) && (fraction.empty() || digits_only(fraction)) &&
           !(whole.empty() && fraction.empty());
}

/** RFC 3987 leaves little out; what XML Schema processors and RDF parsers refuse is white space and
 * these. */
bool is_uri(std::string_view text) {
    return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == '{' || c == '}' ||
               c == '|' || c == '\\' || c == '^' || c == '`';
    });
}

bool is_text_of(std::string_view text, std::string_view datatype) {
    if (datatype == "xsd:string")
        return true;
    text = trimmed(text);
    if (datatype == "xsd:dateTime") {
        const auto parsed = parse_time(text);
        return parsed && !parsed->date_only;
    }
    if (datatype == "xsd:duration")
        return is_duration(text);
    if (datatype == "xsd:integer")
        return digits_only(without_sign(text));
    if (datatype == "xsd:positiveInteger")
        return !text.starts_with('-') && digits_only(without_sign(text)) &&
               text.find_first_not_of("+0") != std::string_view::npos;
    if (datatype == "xsd:decimal")
        return is_decimal(text);
    if (datatype == "xsd:boolean")
        return text == "true" || text == "false" || text == "1" || text == "0";
    if (datatype == "xsd:anyURI")
        return is_uri(text);
    return true;
}

} // namespace

bool is_text_of_datatype(std::string_view text, std::string_view datatype) {
    if (datatype == "xsd:date") {
        const auto parsed = parse_time(trimmed(text));
        return parsed && parsed->date_only;
    }
    if (datatype == "xsd:base64Binary")
        return decoded_size(text).has_value();
    return is_text_of(text, datatype);
}

/** XML Schema 1.1, 3.3.6: -?P(nY)?(nM)?(nD)?(T(nH)?(nM)?(n(.n)?S)?)?, at least one part, and one
 * after T. */
bool is_duration(std::string_view text) {
    if (text.starts_with('-'))
        text.remove_prefix(1);
    if (!text.starts_with('P'))
        return false;
    text.remove_prefix(1);
    std::string_view units = "YMD";
    bool time = false;
    bool any = false;
    while (!text.empty()) {
        if (text.front() == 'T') {
            if (time)
                return false;
            time = true;
            any = false;
            units = "HMS";
            text.remove_prefix(1);
            continue;
        }
        const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
        if (end == 0 || end == text.size())
            return false;
        std::string_view rest = text.substr(end);
        bool fraction = false;
        if (rest.front() == '.') {
            const std::size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
            if (digits == 1 || digits == rest.size())
                return false;
            rest.remove_prefix(digits);
            fraction = true;
        }
        const std::size_t unit = units.find(rest.front());
        if (unit == std::string_view::npos || (fraction && rest.front() != 'S'))
            return false;
        units.remove_prefix(unit + 1);
        text = rest.substr(1);
        any = true;
    }
    return any;
}

bool is_of_datatype(const Value& value, std::string_view datatype) {
    if (value.is_object()) // a JSON-LD value object says its own datatype
        return value["@value"].exists() && !value["@value"].is_object() && is_of_datatype(value["@value"], datatype);
    if (value.is_string())
        return is_text_of(value.text(), datatype);
    if (value.is_boolean())
        return datatype == "xsd:boolean" || datatype == "xsd:string";
    if (!value.is_number())
        return false;
    if (datatype == "xsd:integer")
        return value.is_integer();
    if (datatype == "xsd:positiveInteger")
        return value.is_integer() && value.integer() > 0;
    if (datatype == "xsd:boolean")
        return value.is_integer() && (value.integer() == 0 || value.integer() == 1);
    return datatype == "xsd:decimal" || datatype == "xsd:string" || datatype.empty();
}

std::string_view datatype_words(std::string_view datatype) {
    for (const Words& row : all_words)
        if (row.datatype == datatype)
            return row.words;
    return datatype;
}

} // namespace requal::credential
