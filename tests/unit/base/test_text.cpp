#include <doctest/doctest.h>

#include "requal/text.hpp"

using namespace requal;
using namespace std::string_view_literals;

TEST_CASE("escape_terminal leaves what people write") {
    for (const std::string_view text :
         {""sv, "Čeština, Ελληνικά, العربية, 日本語, e\u0301, 👩"sv, "a\\b \"c\" 'd'"sv, "\u00A0\u2010\u2026\u20AC"sv})
        CHECK(escape_terminal(text) == text);
}

TEST_CASE("escape_terminal shows what could act on a terminal or deceive a reader") {
    CHECK(escape_terminal("\x1b[31mred\x1b[0m") == "\\u{001b}[31mred\\u{001b}[0m");
    // Fillers of Korean, and the blank of Braille, hide what stands behind them.
    CHECK(escape_terminal("a\u3164\u115f\u1160\uffa0\u2800") == "a\\u{3164}\\u{115f}\\u{1160}\\u{ffa0}\\u{2800}");
    CHECK(escape_terminal("a\nb\r\tc\0d"sv) == "a\\u{000a}b\\u{000d}\\u{0009}c\\u{0000}d");
    CHECK(escape_terminal("\x7f") == "\\u{007f}");
    CHECK(escape_terminal("\u0080\u0085\u009b31m\u009f") == "\\u{0080}\\u{0085}\\u{009b}31m\\u{009f}");
    SUBCASE("bidirectional controls") {
        CHECK(escape_terminal("x\u202Egnp.exe") == "x\\u{202e}gnp.exe");
        for (const char* c : {"\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                              "\u2066", "\u2067", "\u2068", "\u2069"})
            CHECK(escape_terminal(c).starts_with("\\u{"));
    }
    SUBCASE("what cannot be seen: zero width, soft hyphen, byte order mark, tags") {
        for (const char* c : {"\u00AD", "\u180E", "\u200B", "\u200C", "\u200D", "\u2060", "\u2063", "\uFEFF",
                              "\uFFF9", "\U000E0001", "\U000E007F", "\U000E0100"})
            CHECK(escape_terminal(c).starts_with("\\u{"));
    }
    SUBCASE("separators that end a line for some programs") {
        CHECK(escape_terminal("a\u2028b\u2029c") == "a\\u{2028}b\\u{2029}c");
    }
}

TEST_CASE("escape_terminal shows bytes that are not UTF-8, one by one, and goes on") {
    CHECK(escape_terminal("a\xff"
                          "b") == "a\\x{ff}b");
    CHECK(escape_terminal("\xc3") == "\\x{c3}");
    CHECK(escape_terminal("\xe2\x82") == "\\x{e2}\\x{82}");
    CHECK(escape_terminal("\xc0\x8a") == "\\x{c0}\\x{8a}");            // an overlong line end
    CHECK(escape_terminal("\xed\xa0\x80") == "\\x{ed}\\x{a0}\\x{80}"); // a surrogate
    CHECK(escape_terminal("\xc3\x1b[0m") == "\\x{c3}\\u{001b}[0m");    // a broken character must not swallow ESC
}

TEST_CASE("UTF-8: the first offence is found, whatever it is") {
    constexpr std::size_t none = std::string_view::npos;
    CHECK(find_invalid_utf8("") == none);
    CHECK(find_invalid_utf8("\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff") == none);
    CHECK(find_invalid_utf8("ab\x80") == 2);            // a continuation byte alone
    CHECK(find_invalid_utf8("a\xc0\xaf") == 1);         // overlong, two bytes
    CHECK(find_invalid_utf8("a\xe0\x9f\xbf") == 1);     // overlong, three bytes
    CHECK(find_invalid_utf8("a\xf0\x8f\xbf\xbf") == 1); // overlong, four bytes
    CHECK(find_invalid_utf8("\xed\xa0\x80") == 0);      // U+D800
    CHECK(find_invalid_utf8("\xed\xbf\xbf") == 0);      // U+DFFF
    CHECK(find_invalid_utf8("\xf4\x90\x80\x80") == 0);  // U+110000
    CHECK(find_invalid_utf8("\xf5\x80\x80\x80") == 0);
    CHECK(find_invalid_utf8("\xfe\xff") == 0);
    CHECK(find_invalid_utf8("é\xc3") == 2); // cut off at the end
    CHECK(find_invalid_utf8("\xe2\x82x") == 0);
    CHECK(is_utf8("ok"));
    CHECK_FALSE(is_utf8("\xff"));
}

TEST_CASE("escape_json gives the inside of a string") {
    CHECK(escape_json("plain é 日本 👩") == "plain é 日本 👩");
    CHECK(escape_json("\"\\/") == "\\\"\\\\/");
    CHECK(escape_json("\n\t") == "\\n\\t");
    CHECK(escape_json("\0\x1b\x7f\r\b"sv) == "\\u0000\\u001b\\u007f\\u000d\\u0008");
    CHECK(escape_json("\u2028\u2029\u202e\ufeff\u0085") == "\\u2028\\u2029\\u202e\\ufeff\\u0085");
    CHECK(escape_json("\U000E0041") == "\\udb40\\udc41"); // an invisible tag character, as a surrogate pair
    CHECK(escape_json("a\xff"
                      "b\xed\xa0\x80") == "a\\ufffdb\\ufffd\\ufffd\\ufffd");
}

TEST_CASE("display_width counts characters, not bytes") {
    CHECK(display_width("") == 0);
    CHECK(display_width("été") == 3);
    CHECK(display_width("e\u0301te\u0301") == 3);
    CHECK(display_width("\xff\xff") == 2);
}
