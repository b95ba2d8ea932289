#include "requal/base64.hpp"

#include <array>

namespace requal {
namespace {

constexpr std::string_view common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::uint8_t foreign = 0xFF;

constexpr std::array<char, 64> letters(Base64 alphabet) {
    std::array<char, 64> table{};
    for (std::size_t i = 0; i < common.size(); ++i)
        table[i] = common[i];
    table[62] = alphabet == Base64::standard ? '+' : '-';
    table[63] = alphabet == Base64::standard ? '/' : '_';
    return table;
}

constexpr std::array<std::uint8_t, 256> values(Base64 alphabet) {
    std::array<std::uint8_t, 256> table{};
    table.fill(foreign);
    const auto chars = letters(alphabet);
    for (std::uint8_t i = 0; i < 64; ++i)
        table[static_cast<unsigned char>(chars[i])] = i;
    return table;
}

constexpr auto standard_letters = letters(Base64::standard);
constexpr auto url_letters = letters(Base64::url);
constexpr auto standard_values = values(Base64::standard);
constexpr auto url_values = values(Base64::url);

} // namespace

std::string base64_encode(ByteView bytes, Base64 alphabet) {
    const auto& table = alphabet == Base64::standard ? standard_letters : url_letters;
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    std::size_t i = 0;
    for (; i + 2 < bytes.size(); i += 3) {
        const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16U |
                                    static_cast<std::uint32_t>(bytes[i + 1]) << 8U | bytes[i + 2];
        out += table[group >> 18U];
        out += table[(group >> 12U) & 63U];
        out += table[(group >> 6U) & 63U];
        out += table[group & 63U];
    }
    const std::size_t rest = bytes.size() - i;
    if (rest > 0) {
        const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16U |
                                    (rest == 2 ? static_cast<std::uint32_t>(bytes[i + 1]) << 8U : 0U);
        out += table[group >> 18U];
        out += table[(group >> 12U) & 63U];
        if (rest == 2)
            out += table[(group >> 6U) & 63U];
        if (alphabet == Base64::standard)
            out.append(3 - rest, '=');
    }
    return out;
}

std::optional<Bytes> base64_decode(std::string_view text, Base64 alphabet) {
    const auto& table = alphabet == Base64::standard ? standard_values : url_values;
    if (alphabet == Base64::standard) {
        if (text.size() % 4 != 0)
            return std::nullopt;
        for (int i = 0; i < 2 && text.ends_with('='); ++i)
            text.remove_suffix(1);
    }
    if (text.size() % 4 == 1)
        return std::nullopt;
    Bytes out(text.size() / 4 * 3 + (text.size() % 4 == 0 ? 0 : text.size() % 4 - 1));
    std::uint8_t* to = out.data();
    std::uint32_t seen = 0; // collects foreign characters so that the loop has no branch
    const auto at = [&](std::size_t i) -> std::uint32_t {
        const std::uint32_t value = table[static_cast<unsigned char>(text[i])];
        seen |= value;
        return value;
    };
    std::size_t i = 0;
    for (; i + 3 < text.size(); i += 4) {
        const std::uint32_t group = at(i) << 18U | at(i + 1) << 12U | at(i + 2) << 6U | at(i + 3);
        *to++ = static_cast<std::uint8_t>(group >> 16U);
        *to++ = static_cast<std::uint8_t>(group >> 8U);
        *to++ = static_cast<std::uint8_t>(group);
    }
    std::uint32_t unused = 0;
    if (text.size() - i == 2) {
        const std::uint32_t group = at(i) << 6U | at(i + 1);
        *to++ = static_cast<std::uint8_t>(group >> 4U);
        unused = group & 0xFU;
    } else if (text.size() - i == 3) {
        const std::uint32_t group = at(i) << 12U | at(i + 1) << 6U | at(i + 2);
        *to++ = static_cast<std::uint8_t>(group >> 10U);
        *to++ = static_cast<std::uint8_t>(group >> 2U);
        unused = group & 3U;
    }
    if ((seen & 0x80U) != 0 || unused != 0)
        return std::nullopt;
    return out;
}

std::string hex(ByteView bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

} // namespace requal
