#include <doctest/doctest.h>

#include "requal/credential.hpp"

using namespace requal;

TEST_CASE("a text is chosen by language: asked for, English, primary, first") {
    const LocalisedText text{{{"fr", {"licence"}}, {"de-AT", {"Bakkalaureat", "Bachelor"}}, {"en", {"bachelor"}}},
                             "/title"};
    CHECK(text.pick("fr").text == "licence");
    CHECK(text.pick("de").text == "Bakkalaureat; Bachelor");
    CHECK(text.pick("de-CH").language == "de-AT"); // no Swiss text, but a German one
    CHECK(text.pick("FR-be").text == "licence");
    CHECK(text.pick("pt").text == "bachelor");

    const LocalisedText no_english{{{"hu", {"oklevél"}}, {"sl", {"diploma"}}}, "/title"};
    CHECK(no_english.pick("pt", "sl").text == "diploma");
    CHECK(no_english.pick("pt").text == "oklevél");
    CHECK(LocalisedText{}.pick("en").text.empty());
}

TEST_CASE("a birthday in UTC is a day in Central Europe, one with an offset is the day that was typed") {
    const auto day = [](std::string raw) {
        const auto parsed = parse_time(raw);
        return DateTime{raw, parsed ? std::optional{parsed->time} : std::nullopt, parsed && parsed->had_zone,
                        parsed && parsed->date_only, ""}
            .calendar_day();
    };
    CHECK(day("1999-10-01T22:00:00Z") == "1999-10-02");
    CHECK(day("1999-10-02T00:00:00+09:00") == "1999-10-02");
    CHECK(day("1999-10-02T00:00:00") == "1999-10-02");
    CHECK(day("1999-10-02") == "1999-10-02");
    CHECK(day("second of October").empty());
}

TEST_CASE("a credential ends at the earlier of its two ends") {
    Credential credential;
    CHECK(!credential.end_of_validity());
    credential.valid_until.time = Time{200};
    CHECK(credential.end_of_validity() == Time{200});
    credential.expiration_date.time = Time{100};
    CHECK(credential.end_of_validity() == Time{100});
}

TEST_CASE("a term shows the words of the list unless another language is asked for") {
    Concept level;
    level.id = "http://data.europa.eu/snb/eqf/6";
    level.list_label = "Level 6";
    level.label = {{{"en", {"level six"}}, {"de", {"Stufe 6"}}}, "/"};
    CHECK(level.display() == "Level 6");
    CHECK(level.display("de") == "Stufe 6");
    CHECK(level.display("fr") == "Level 6");
    level.label_differs = true; // then no word of the file is worth anything
    CHECK(level.display("de") == "Level 6");
    CHECK(Concept{}.display().empty());
}
