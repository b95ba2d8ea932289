#include <doctest/doctest.h>

#include "show/sheet.hpp"
#include "support/support.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/show.hpp"

#include <algorithm>

using namespace requal;

namespace {

const Viewer& viewer() {
    static const Viewer one{DataFolder{test::source().string()}};
    return one;
}

std::string text(std::string json, const TextOptions& options = {}) {
    std::replace(json.begin(), json.end(), '\'', '"');
    return render_text(viewer().show(json, Limits{}), options);
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the first line says that nothing was verified") {
    CHECK(text("{'type':'EuropeanDigitalCredential'}").starts_with("NOT VERIFIED"));
}

TEST_CASE("text from the file cannot steer the terminal") {
    const std::string out = text("{'type':'EuropeanDigitalCredential','displayParameter':{'title':{"
                                 "'en':'a\\u001b[31mb\\u202ec\\nVERIFIED'}},"
                                 "'credentialSubject':{'id':'p','fullName':{'en':'\\u0007Nina'},'"
                                 "hasClaim':{'type':'LearningAchievement',"
                                 "'title':{'en':'x\\r\\ny'}}},'x\\u001b':1}",
                                 {"en", true, true});
    for (const char c : out)
        CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
    CHECK(holds(out, "\\u{001b}[31m"));
    CHECK(holds(out, "\\u{202e}"));
    CHECK(!holds(out, "\nVERIFIED"));
    CHECK(holds(out, "x y"));
}

TEST_CASE("titles come in the language asked for") {
    const std::string file = "{'type':'EuropeanDigitalCredential','displayParameter':{'title':{'en'"
                             ":'Diploma','de':'Zeugnis'}}}";
    CHECK(holds(text(file), "Diploma"));
    CHECK(holds(text(file, {"de", false, false}), "Zeugnis"));
}

TEST_CASE("a claim that hangs in several places is written once") {
    std::string claims = "[";
    for (int i = 0; i < 30; ++i) {
        const std::string next = std::to_string(i + 1);
        claims += std::string{i == 0 ? "" : ","} + "{'id':'n" + std::to_string(i) +
                  "','type':'LearningAchievement','title':{'en':'t'},"
                  "'hasPart':['n" +
                  next + "',{'id':'n" + next + "'}]}";
    }
    std::string json =
        "{'type':'EuropeanDigitalCredential','credentialSubject':{'id':'p','hasClaim':" + claims + "]}}";
    CHECK(text(json).size() < 20'000); // two to the power of thirty lines otherwise
    std::replace(json.begin(), json.end(), '\'', '"');
    const ShownFile file = viewer().show(json, Limits{});
    JsonWriter out;
    out.begin_object();
    write_shown(out, &file, nullptr, Language::en);
    out.end_object();
    CHECK(out.text().size() < 200'000);
}

TEST_CASE("other kinds are named, not shown") {
    const auto code = [](std::string_view content) {
        try {
            (void)viewer().show(content, Limits{});
        } catch (const Error& error) {
            return error.code();
        }
        return Code{};
    };
    CHECK(code("%PDF-1.7") == Code::input_kind_not_supported);
    CHECK(code("{\"a\":1}") == Code::input_not_a_credential);
    CHECK(code("{") == Code::json_syntax);
}

TEST_CASE("durations and sizes in words") {
    CHECK(show::plain_duration("PT1500H") == "1500 hours");
    CHECK(show::plain_duration("P2DT12H") == "60 hours (P2DT12H)");
    CHECK(show::plain_duration("P3Y6M") == "3 years 6 months");
    CHECK(show::plain_duration("P1M") == "1 month");
    CHECK(show::plain_duration("long") == "long");
    CHECK(show::plain_size(999) == "999 bytes");
    CHECK(show::plain_size(42'271) == "42 kB");
    CHECK(show::plain_size(1'250'000) == "1.3 MB");
}

TEST_CASE("shortening keeps whole words and whole characters") {
    CHECK(show::shortened("one two three", 20) == "one two three");
    CHECK(show::shortened("one two three", 9) == "one two…");
    CHECK(show::shortened("ééééé", 3) == "ééé…");
}
