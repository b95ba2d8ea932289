#include <doctest/doctest.h>

#include "requal/base64.hpp"

#include <random>

using namespace requal;

namespace {

std::string encoded(std::string_view text, Base64 alphabet) {
    return base64_encode(as_bytes(text), alphabet);
}

std::optional<std::string> decoded(std::string_view text, Base64 alphabet) {
    const auto bytes = base64_decode(text, alphabet);
    return bytes ? std::optional{std::string{as_text(*bytes)}} : std::nullopt;
}

} // namespace

TEST_CASE("base64: the vectors of RFC 4648, section 10") {
    const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                     {"f", "Zg=="},
                                                                     {"fo", "Zm8="},
                                                                     {"foo", "Zm9v"},
                                                                     {"foob", "Zm9vYg=="},
                                                                     {"fooba", "Zm9vYmE="},
                                                                     {"foobar", "Zm9vYmFy"}};
    for (const auto& vector : vectors) {
        const auto plain = vector.first;
        const auto text = vector.second;
        CAPTURE(plain);
        CHECK(encoded(plain, Base64::standard) == text);
        CHECK(decoded(text, Base64::standard) == std::string{plain});
        const std::string unpadded{text.substr(0, text.find('='))};
        CHECK(encoded(plain, Base64::url) == unpadded);
        CHECK(decoded(unpadded, Base64::url) == std::string{plain});
    }
}

TEST_CASE("base64: each alphabet knows only its own two last letters") {
    const Bytes bytes{0xFB, 0xFF, 0xBF};
    CHECK(base64_encode(bytes, Base64::standard) == "+/+/");
    CHECK(base64_encode(bytes, Base64::url) == "-_-_");
    CHECK(base64_decode("+/+/", Base64::standard) == bytes);
    CHECK(base64_decode("-_-_", Base64::url) == bytes);
    CHECK_FALSE(base64_decode("-_-_", Base64::standard));
    CHECK_FALSE(base64_decode("+/+/", Base64::url));
}

TEST_CASE("base64: whatever was encoded comes back, and only from that one text") {
    std::mt19937 random{4648};
    std::uniform_int_distribution<int> byte{0, 255};
    for (std::size_t size = 0; size < 70; ++size) {
        Bytes bytes(size);
        for (auto& b : bytes)
            b = static_cast<std::uint8_t>(byte(random));
        for (const Base64 alphabet : {Base64::standard, Base64::url}) {
            const std::string text = base64_encode(bytes, alphabet);
            CHECK(base64_decode(text, alphabet) == bytes);
        }
    }
}

TEST_CASE("base64: a text is the only text of its bytes, so no signed text can be changed unseen") {
    SUBCASE("unused bits must be zero") {
        CHECK(base64_decode("QQ", Base64::url));
        for (const char* text : {"QR", "QS", "QX", "Qf"})
            CHECK_FALSE(base64_decode(text, Base64::url));
        CHECK(base64_decode("QUE", Base64::url));
        for (const char* text : {"QUF", "QUG", "QUH"})
            CHECK_FALSE(base64_decode(text, Base64::url));
        CHECK_FALSE(base64_decode("QR==", Base64::standard));
        CHECK_FALSE(base64_decode("QUF=", Base64::standard));
    }
    SUBCASE("every two-letter text: exactly the 256 encodings of one byte are taken") {
        const std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int accepted = 0;
        for (const char a : letters)
            for (const char b : letters)
                accepted += base64_decode(std::string{a, b}, Base64::url) ? 1 : 0;
        CHECK(accepted == 256);
    }
    SUBCASE("padding is exact") {
        for (const char* text : {"QQ", "QQ=", "QQ===", "QQ====", "QUE", "QUE==", "QUFB=", "QUFB====", "=",
                                 "==", "====", "A===", "Q=Q=", "=QQ=", "QQ==QQ=="})
            CHECK_FALSE_MESSAGE(base64_decode(text, Base64::standard), text);
        for (const char* text : {"QQ==", "QUE=", "=", "QUFB="})
            CHECK_FALSE_MESSAGE(base64_decode(text, Base64::url), text);
    }
    SUBCASE("a length of one more than a multiple of four encodes nothing") {
        CHECK_FALSE(base64_decode("Q", Base64::url));
        CHECK_FALSE(base64_decode("QUFBQ", Base64::url));
    }
    SUBCASE("foreign characters, line ends and NUL are refused in every place") {
        using namespace std::string_view_literals;
        for (const std::string_view foreign : {" "sv, "\n"sv, "\r\n"sv, "\t"sv, "\0"sv, "."sv, "\x80"sv, "\xFF"sv})
            for (std::size_t at = 0; at <= 4; ++at) {
                std::string text = "QUFB";
                CHECK_FALSE(base64_decode(text.insert(at, foreign), Base64::standard));
                if (at < 4) {
                    text = "QUFB";
                    CHECK_FALSE(base64_decode(text.replace(at, 1, foreign), Base64::url));
                }
            }
    }
}

TEST_CASE("hex is lower case and two digits a byte") {
    CHECK(hex(Bytes{}).empty());
    CHECK(hex(Bytes{0x00, 0x0F, 0xA0, 0xFF}) == "000fa0ff");
}
