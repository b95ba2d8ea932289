#include "intake/jws.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <array>

namespace requal::intake {
namespace {

bool token_characters(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '=' || c == '+' || c == '/';
    });
}

std::string_view without_line_ends(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = std::min(text.find_first_not_of(space), text.size());
    text.remove_prefix(first);
    const std::size_t last = text.find_last_not_of(space);
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/** The parts between dots; of more than `enough` the first that many. */
std::vector<std::string_view> split_dots(std::string_view text, std::size_t enough) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t dot = text.find('.');
        parts.push_back(text.substr(0, dot));
        if (dot == std::string_view::npos || parts.size() == enough)
            return parts;
        text.remove_prefix(dot + 1);
    }
}

void read_protected(JwsSignature& signature, const Limits& limits) {
    const auto bytes = base64_decode(signature.protected_text, Base64::url);
    if (!bytes) {
        signature.problems.push_back({Code::jws_protected_not_base64url, {}, signature.where + "/protected"});
        return;
    }
    try {
        json::Document header = json::parse(as_text(*bytes), limits);
        if (header.root().is_object())
            signature.protected_header = std::move(header);
        else
            signature.problems.push_back({Code::jws_protected_not_object, {}, signature.where + "/protected"});
    } catch (const Error& error) {
        signature.problems.push_back({Code::jws_protected_not_json,
                                      {{"detail", message(error.finding(), Language::en)}},
                                      signature.where + "/protected"});
    }
}

void read_signature_value(JwsSignature& signature) {
    signature.signature = base64_decode(signature.signature_text, Base64::url);
    if (!signature.signature)
        signature.problems.push_back({Code::jws_signature_not_base64url, {}, signature.where + "/signature"});
}

JwsSignature read_signature(const json::Value& object, std::string where, const Limits& limits) {
    JwsSignature signature;
    signature.where = std::move(where);
    if (!object.is_object()) {
        signature.problems.push_back({Code::jws_signature_not_object, {}, signature.where});
        return signature;
    }
    if (object["protected"].is_string()) {
        signature.protected_text = object["protected"].text();
        read_protected(signature, limits);
    } else {
        signature.problems.push_back({Code::jws_protected_missing, {}, signature.where});
    }
    if (object["header"].is_object())
        signature.unprotected_header = &object["header"];
    else if (object["header"].exists())
        signature.problems.push_back({Code::jws_header_not_object, {}, signature.where + "/header"});
    if (object["signature"].is_string()) {
        signature.signature_text = object["signature"].text();
        read_signature_value(signature);
    } else {
        signature.problems.push_back({Code::jws_signature_missing, {}, signature.where});
    }
    return signature;
}

void list_outside(const json::Value& object, const std::string& where, std::initializer_list<std::string_view> known,
                  std::vector<std::string>& outside) {
    for (const json::Value& member : object.items())
        if (std::find(known.begin(), known.end(), member.name()) == known.end())
            outside.push_back(where + json::pointer_step(member.name()));
}

} // namespace

bool looks_like_jws(const json::Value& root) {
    // An empty or malformed `signatures` is a JWS too: it must be answered as one without a seal, not as another
    // kind.
    return root.is_object() && (root["signatures"].exists() || root["signature"].exists()) &&
           (root["payload"].exists() || root["protected"].exists() || root["signatures"].is_array());
}

bool looks_like_compact_jws(std::string_view text) {
    const auto parts = split_dots(text, 4);
    if (parts.size() != 3)
        return false;
    const std::string_view header = without_line_ends(parts[0]);
    // RFC 7797, 5.2: with `b64` false anything but a dot may stand between; "eyJ" is how a header begins.
    return !header.empty() && token_characters(header) && token_characters(without_line_ends(parts[2])) &&
           (header.starts_with("eyJ") || token_characters(without_line_ends(parts[1])));
}

Jws open_jws(json::Document outer, const Limits& limits) {
    Jws jws;
    jws.outer = std::move(outer);
    const json::Value& root = jws.outer->root();
    if (root["payload"].is_string())
        jws.payload_text = std::string{root["payload"].text()};
    const json::Value& signatures = root["signatures"];
    if (signatures.exists()) {
        jws.packaging = Packaging::jws_general;
        if (signatures.size() > limits.signatures)
            throw Error{Code::jws_too_many_signatures, {{"limit", std::to_string(limits.signatures)}}, "/signatures"};
        std::size_t index = 0;
        for (const json::Value& object : signatures.items()) {
            const std::string where = "/signatures" + json::pointer_step(index++);
            jws.signatures.push_back(read_signature(object, where, limits));
            list_outside(object, where, {"protected", "header", "signature"}, jws.outside);
        }
        list_outside(root, "", {"payload", "signatures"}, jws.outside);
    } else {
        jws.packaging = Packaging::jws_flattened;
        jws.signatures.push_back(read_signature(root, "", limits));
        list_outside(root, "", {"payload", "protected", "header", "signature"}, jws.outside);
    }
    return jws;
}

Jws open_compact_jws(std::string_view text, const Limits& limits) {
    Jws jws;
    jws.packaging = Packaging::jws_compact;
    const auto parts = split_dots(text, 4);
    JwsSignature signature;
    signature.protected_text = without_line_ends(parts.at(0));
    read_protected(signature, limits);
    const json::Value* b64 = signature.protected_header ? &signature.protected_header->root()["b64"] : nullptr;
    const bool as_it_is = b64 != nullptr && b64->is_boolean() && !b64->truth();
    const std::string_view payload = as_it_is ? parts.at(1) : without_line_ends(parts.at(1));
    // An empty middle part is a detached payload (RFC 7515, appendix F), not an empty one.
    if (!payload.empty())
        jws.payload_text = std::string{payload};
    signature.signature_text = without_line_ends(parts.at(2));
    read_signature_value(signature);
    jws.signatures.push_back(std::move(signature));
    return jws;
}

std::optional<Jws> open_inner_jws(const json::Value& value, const std::string& where, const Limits& limits) {
    if (value.is_string() && looks_like_compact_jws(value.text())) {
        Jws jws = open_compact_jws(value.text(), limits);
        jws.signatures.front().where = where;
        for (Finding& problem : jws.signatures.front().problems)
            problem.where = where + problem.where;
        return jws;
    }
    if (!value.is_object() || value["signatures"].exists())
        return std::nullopt;
    Jws jws;
    jws.packaging = Packaging::jws_flattened;
    if (value["payload"].is_string())
        jws.payload_text = std::string{value["payload"].text()};
    jws.signatures.push_back(read_signature(value, where, limits));
    list_outside(value, where, {"payload", "protected", "header", "signature"}, jws.outside);
    return jws;
}

} // namespace requal::intake
