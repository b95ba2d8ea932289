#include <doctest/doctest.h>

#include "exit_status.hpp"
#include "options.hpp"

#include <algorithm>
#include <iterator>

using namespace requal::tools;

namespace {

std::vector<OptionGroup> groups() {
    return {{"Options",
             {{'f', "format", "FORMAT", "", false, {"text", "json"}},
              {'\0', "anchor", "FILE", "", true, {}},
              {'q', "quiet", "", "", false, {}}}}};
}

ParsedOptions parse(std::vector<const char*> words) {
    words.insert(words.begin(), "tool");
    return parse_options(groups(), static_cast<int>(words.size()), words.data());
}

std::string complaint(std::vector<const char*> words) {
    try {
        (void)parse(std::move(words));
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("options: long, short, joined, and after positionals") {
    const ParsedOptions options = parse({"a", "--format=json", "-q", "--anchor", "x", "b", "--anchor=y"});
    CHECK(options.get("format") == "json");
    CHECK(options.has("quiet"));
    CHECK(options.all("anchor") == std::vector<std::string>{"x", "y"});
    CHECK(options.positionals() == std::vector<std::string>{"a", "b"});
    CHECK(parse({"-fjson"}).get("format") == "json");
    CHECK(parse({}).get("format", "text") == "text");
    CHECK_FALSE(parse({}).has("quiet"));
}

TEST_CASE("options: what follows -- is no option, and a single hyphen is none either") {
    CHECK(parse({"--", "--format", "-q"}).positionals() == std::vector<std::string>{"--format", "-q"});
    CHECK(parse({"-"}).positionals() == std::vector<std::string>{"-"});
}

TEST_CASE("options: a wrong call is refused, and hostile words are escaped in the message") {
    for (const std::vector<const char*>& words : {std::vector<const char*>{"--forma", "json"},
                                                  {"--quie"},
                                                  {"--unknown"},
                                                  {"-x"},
                                                  {"--format"},
                                                  {"--format", "xml"},
                                                  {"--format", "json", "--format", "json"},
                                                  {"--quiet=yes"},
                                                  {"--format="}})
        CHECK(complaint(words) != "");
    CHECK(complaint({"--x\x1b[31m\xe2\x80\xae"}).find('\x1b') == std::string::npos);
    CHECK(complaint({"--format", "a\nb"}).find('\n') == std::string::npos);
}

TEST_CASE("options: the hint names the nearest option") {
    try {
        (void)parse({"--fromat", "json"});
        FAIL("was accepted");
    } catch (const UsageError& error) {
        CHECK(error.hint() == "did you mean --format?");
    }
}

TEST_CASE("exit status: trouble wins in a batch, whatever the order") {
    using enum ExitStatus;
    const ExitStatus ascending[] = {passed, indeterminate, failed, unprocessed, usage, environment, internal};
    for (std::size_t i = 0; i < std::size(ascending); ++i)
        for (std::size_t j = 0; j < std::size(ascending); ++j)
            CHECK(worst_of(ascending[i], ascending[j]) == ascending[std::max(i, j)]);
}
