#include "seal/beside.hpp"

#include <algorithm>
#include <charconv>

namespace requal::seal {
namespace {

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr == text.data() + i + 3) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string_view last_part(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string plain(std::string_view digest) {
    std::string out;
    for (const char c : digest)
        if (c != '-')
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

} // namespace

const DetachedContent* content_named(std::span<const DetachedContent> contents, std::string_view uri) {
    const std::string decoded = percent_decoded(uri);
    for (const DetachedContent& content : contents)
        if (!content.name.empty() && (content.name == uri || content.name == decoded))
            return &content;
    std::string plus{uri};
    std::replace(plus.begin(), plus.end(), '+', ' ');
    for (const DetachedContent& content : contents)
        if (!content.name.empty() && (content.name == percent_decoded(plus) || last_part(decoded) == content.name))
            return &content;
    return nullptr;
}

bool digested_with(const DetachedContent& content, crypto::Hash hash) {
    return plain(content.digest_algorithm) == plain(crypto::hash_text(hash));
}

} // namespace requal::seal
