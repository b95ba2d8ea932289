#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/finding.hpp"

#include <set>

using namespace requal;

TEST_CASE("findings: every code has words, and a reason has a remedy") {
    std::set<std::string> codes;
    for (std::size_t i = 0; i < code_count(); ++i) {
        const Finding finding{static_cast<Code>(i), {}, {}};
        const std::string code{code_text(finding.code)};
        CAPTURE(code);
        CHECK(codes.insert(code).second);
        CHECK(code_from_text(code) == finding.code);
        CHECK(code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string::npos);
        const std::string text = message(finding, Language::en);
        CHECK_FALSE(text.empty());
        CHECK_FALSE(text.ends_with('.'));
        CHECK(text.find('\n') == std::string::npos);
        CHECK_FALSE(cause(finding, Language::en).empty());
        CHECK_FALSE(remedy(finding, Language::en).empty());
        CHECK_FALSE(effect_text(effect_of(finding.code)).empty());
        CHECK_FALSE(severity_text(severity_of(finding.code)).empty());
    }
    CHECK_FALSE(code_from_text(""));
    CHECK_FALSE(code_from_text("json"));
    CHECK_FALSE(code_from_text("json.syntax "));
}

TEST_CASE("findings: what fails or cannot be judged is an error, never a mere note") {
    for (std::size_t i = 0; i < code_count(); ++i) {
        const Code code = static_cast<Code>(i);
        const Effect effect = effect_of(code);
        CAPTURE(std::string{code_text(code)});
        if (effect == Effect::failed || effect == Effect::unprocessable || effect == Effect::environment)
            CHECK(severity_of(code) == Severity::error);
        if (effect == Effect::none)
            CHECK(severity_of(code) != Severity::error);
    }
}

TEST_CASE("findings: places are filled in once, raw, and a place without an argument stays visible") {
    const Finding finding{Code::input_too_large, {{"size", "{limit}"}, {"limit", "\x1b"}}, {}};
    CHECK(message(finding, Language::en) == "the file has {limit} bytes, over the limit of \x1b");
    const Finding bare{Code::input_too_large, {}, {}};
    CHECK(message(bare, Language::en) == "the file has {size} bytes, over the limit of {limit}");
}

TEST_CASE("errors: what() names file, place and code") {
    Error error{Code::json_trailing_data};
    CHECK(std::string{error.what()} == "there is more text after the end of the document [json.trailing_data]");
    error.at(3, 14).in_file("a.json");
    CHECK(std::string{error.what()} ==
          "a.json:3:14: there is more text after the end of the document [json.trailing_data]");
    CHECK(error.finding().where == "3:14");
    CHECK(error.code() == Code::json_trailing_data);
}

TEST_CASE("languages: a region falls back to its language, the unknown is none") {
    CHECK(language_from_text("en") == Language::en);
    CHECK(language_from_text("en-IE") == Language::en);
    CHECK_FALSE(language_from_text("eng"));
    CHECK_FALSE(language_from_text(""));
}
