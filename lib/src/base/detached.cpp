#include "requal/detached.hpp"
#include "requal/codes.hpp"

#include "requal/base64.hpp"
#include "requal/error.hpp"
#include "requal/file.hpp"

#include <algorithm>
#include <filesystem>

namespace requal {

DetachedContent detached_file(const std::string& text, std::uint64_t max_bytes) {
    const std::size_t equals = text.find('=');
    std::error_code ignored;
    // A file may have the sign in its name.
    const bool named = equals != std::string::npos && !std::filesystem::exists(text, ignored);
    const std::string path = named ? text.substr(equals + 1) : text;
    DetachedContent content;
    content.name = named ? text.substr(0, equals) : std::filesystem::path{text}.filename().string();
    try {
        content.bytes = read_file(path, max_bytes);
    } catch (const Error& error) {
        throw Error{Code::evidence_unreadable, {{"detail", message(error.finding(), Language::en)}}}.in_file(path);
    }
    return content;
}

std::optional<DetachedContent> detached_digest(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0)
        return std::nullopt;
    auto digest = base64_decode(std::string_view{text}.substr(colon + 1), Base64::standard);
    if (!digest || digest->empty())
        return std::nullopt;
    DetachedContent content;
    content.digest_algorithm = text.substr(0, colon);
    content.digest = std::move(*digest);
    return content;
}

std::optional<HttpHeader> http_header(std::string_view text) {
    const auto trimmed = [](std::string_view part) {
        constexpr std::string_view blanks = " \t";
        const std::size_t first = std::min(part.find_first_not_of(blanks), part.size());
        part.remove_prefix(first);
        return std::string{part.substr(0, part.find_last_not_of(blanks) + 1)};
    };
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.find_first_of("\r\n") != std::string_view::npos)
        return std::nullopt;
    HttpHeader header{trimmed(text.substr(0, colon)), trimmed(text.substr(colon + 1))};
    if (header.name.empty())
        return std::nullopt;
    return header;
}

} // namespace requal
