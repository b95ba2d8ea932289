#include <doctest/doctest.h>

#include "award/title.hpp"
#include "base/title_key.hpp"

#include <string>
#include <vector>

using namespace requal;
using namespace requal::award;

TEST_CASE("case, accents, punctuation and blanks make no other title") {
    CHECK(title_key("Bachelor of Arts") == "bachelor of arts");
    CHECK(title_key("  BACHELOR--of (Arts)! ") == "bachelor of arts");
    CHECK(title_key("Diplôme d'Études  Approfondies") == "diplome detudes approfondies");
    CHECK(title_key("DIPLO\u0302ME") == title_key("dipl\u00F4me"));
    CHECK(title_key("Ｂａｃｈｅｌｏｒ") == "bachelor"); // full width
    CHECK(title_key("Maîtrise ès lettres") == "maitrise es lettres");
    CHECK(title_key("Großes Diplom") == "grosses diplom");
    CHECK(title_key("Øvre Łódź Đà Ħal") == "ovre lodz da hal");
    CHECK(title_key("Bacalaureat științific") == title_key("Bacalaureat ştiinţific")); // comma and cedilla below
    CHECK(title_key("Attestat\u00A0№\u00A05") == "attestat no 5");
    CHECK(title_key("").empty());
    CHECK(title_key("-- … --").empty());
}

TEST_CASE("plain and other letters are keyed by the same rules") {
    // English takes a short way: a title that needs the long one for a letter elsewhere must not differ by it.
    const auto long_way = [](const std::string& text) {
        std::string key = title_key(text + " é");
        return key.substr(0, key.size() - 2);
    };
    std::string every;
    for (char c = ' '; c < 0x7F; ++c)
        every += std::string{"a"} + c;
    CHECK(title_key(every) == long_way(every));
    CHECK(title_key("Bachelor's\t(Hons.) `x` A_b 12-3") == long_way("Bachelor's\t(Hons.) `x` A_b 12-3"));
}

TEST_CASE("apostrophes are left out, whichever key they come from") {
    const std::string key = title_key("Охорона здоров'я");
    for (const char* apostrophe : {"\u2019", "\u02BC", "\u2018", "`", "\u00B4"})
        CHECK(title_key("Охорона здоров" + std::string{apostrophe} + "я") == key);
    CHECK(title_key("bachelor’s") == "bachelors");
    CHECK(title_key("shaha\u02BEda") == title_key("shaha'da"));
}

TEST_CASE("Cyrillic: case, and letters that are often written without their sign") {
    CHECK(title_key("ДИПЛОМ БАКАЛАВРА") == title_key("Диплом бакалавра"));
    CHECK(title_key("зачётная") == title_key("зачетная"));
    CHECK(title_key("освіті ґ") == title_key("освіті г"));
    CHECK(title_key("спеціаліста") != title_key("специалиста")); // another language, another letter
}

TEST_CASE("Arabic: alef with and without hamza, teh marbuta, alef maksura, tatweel, vowel signs") {
    const std::string key = title_key("الشهادة الثانوية العامة");
    CHECK(title_key("الشهاده الثانويه العامه") == key);
    CHECK(title_key("الشهـــادة الثانويــة العامة") == key);
    CHECK(title_key("الشَّهَادَةُ الثَّانَوِيَّةُ العَامَّةُ") == key);
    CHECK(title_key("\u200Fالشهادة\u200F الثانوية العامة\u200E") == key); // direction marks
    CHECK(title_key("الأساسي") == title_key("الاساسي"));
    CHECK(title_key("إعدادية") == title_key("اعدادية"));
    CHECK(title_key("آداب") == title_key("اداب"));
    CHECK(title_key("مستوى") == title_key("مستوي"));
    CHECK(title_key("٢٠١٦") != title_key("٢٠١٧"));
}

TEST_CASE("Persian: its yeh and kaf are those of Arabic, and a zero-width non-joiner is no letter") {
    CHECK(title_key("کارشناسی") == title_key("كارشناسي"));
    CHECK(title_key("دیپلم\u200Cها") == title_key("دیپلمها"));
    CHECK(title_key("گواهینامهٔ") == title_key("گواهینامه"));
}

TEST_CASE("Devanagari: vowel signs and the virama are part of the word, joiners are not") {
    const std::string key = title_key("स्नातक");
    CHECK(key == "स्नातक");
    CHECK(title_key("स्\u200Dनातक") == key);
    CHECK(title_key("सनतक") != key);
    CHECK(title_key("स्नातक (प्रतिष्ठा)") == "स्नातक प्रतिष्ठा");
}

TEST_CASE("Chinese, Vietnamese, Turkish, Korean") {
    CHECK(title_key("学士学位证书") == "学士学位证书");
    CHECK(title_key("《学士学位证书》") == title_key("学士学位证书"));
    CHECK(title_key("Bằng Cử Nhân") == "bang cu nhan");
    CHECK(title_key("ĐẠI HỌC") == title_key("đại học"));
    CHECK(title_key("LİSANS") == "lisans");
    CHECK(title_key("LISANS") == "lisans");
    CHECK(title_key("lısans") == "lisans");
    CHECK(title_key("ÖNLİSANS DİPLOMASI") == title_key("önlisans diploması"));
    CHECK(title_key("학사") == title_key("\u1112\u1161\u11A8\u1109\u1161"));
}

TEST_CASE("bytes that are not UTF-8 are no letters, and nothing is read past the end") {
    CHECK(title_key("Bachelor\xFF") == "bachelor");
    CHECK(title_key("\xD0").empty());
    CHECK(title_key("a\xED\xA0\x80z") == "a z"); // half a surrogate pair
    CHECK(title_key(std::string{"a\0b\xC3\xA9", 5}) == "a be");
    // A key that was cut in the middle of a letter: the distance is still a number.
    CHECK(likeness("\xD0", "\xD0\xB4") >= 0);
    CHECK(likeness("\xF0", "\xF0\x9F") >= 0);
}

TEST_CASE("keying twice changes nothing") {
    for (const char* title : {"Диплом бакалавра", "الأساسي ـ آداب", "स्नातक (प्रतिष्ठा)", "Bằng Cử Nhân",
                              "lısans İ ß ﬁ ½ ㍿", "学士学位证书", "Ǆ ǅ", "ᾳ", "ﷺ", "한국 \u1112\u1161"}) {
        CAPTURE(title);
        CHECK(title_key(title_key(title)) == title_key(title));
        const std::string latin = latin_key(title_key(title));
        CHECK(is_ascii(latin_key("Диплом")));
        CHECK(latin_key(latin) == latin);
    }
}

TEST_CASE("Latin letters for other scripts") {
    CHECK(latin_key("bachelor") == "bachelor");
    CHECK(sound_of(latin_key(title_key("Диплом бакалавра"))) == sound_of("dyplom bakalavra"));
    CHECK(sound_of("dyplom bakalavra") == sound_of("diplom bakalavra"));
    CHECK(sound_of("shahada") == sound_of("schahada"));
    CHECK(sound_of("spetsialist") == sound_of("specialist"));
    CHECK(sound_of("bakalavr") != sound_of("bakalavra"));
    CHECK(sound_of("").empty());
}

TEST_CASE("the core of a title is what it says beyond being a paper") {
    CHECK(core_of("bachelors degree") == "bachelor");
    CHECK(core_of("diploma of bachelor") == "bachelor");
    CHECK(core_of("диплом бакалавра") == "бакалавра");
    CHECK(core_of("diploma") == "diploma"); // nothing else would stay
    CHECK(core_of("higher national diploma") != core_of("higher national certificate"));
    CHECK(core_of("").empty());
    CHECK(paper_words("diploma of bachelor degree") == std::vector<std::string_view>{"diploma", "degree"});
}

TEST_CASE("abbreviations with points are one word") {
    CHECK(key_of("B.Sc.") == "bsc");
    CHECK(key_of("B. Sc. (Hons.) Physics") == "bsc hons physics");
    CHECK(key_of("M.B.B.S.") == "mbbs");
    CHECK(key_of("B.A. LL.B.") == "ba llb");
    CHECK(key_of("Ph.D") == "phd");
    CHECK(key_of("B M W") == "b m w");
    CHECK(key_of("Master S") == "master s");
    CHECK(key_of("licence d'études") == "licence detudes");
    CHECK(key_of("").empty());
}

TEST_CASE("abbreviations are written out as whole words only") {
    CHECK(written_out("bsc") == "bachelor of science");
    CHECK(written_out("bsc hons") == "bachelor of science honours");
    CHECK(written_out("bsc in physics") == "bachelor of science in physics");
    CHECK(written_out("phd") == "doctor of philosophy");
    CHECK(written_out("bscx") == "bscx");
    CHECK(written_out("").empty());
}

TEST_CASE("a name in parentheses is known with them and without") {
    CHECK(spellings("Bachelor (Honours)") == std::vector<std::string>{"bachelor honours", "bachelor"});
    CHECK(spellings("Bachelor") == std::vector<std::string>{"bachelor"});
    CHECK(spellings("(Bachelor)") == std::vector<std::string>{"bachelor"});
    CHECK(spellings("a (b (c) d) e") == std::vector<std::string>{"a b c d e", "a e"});
    CHECK(spellings("a (b") == std::vector<std::string>{"a b", "a"});
    CHECK(spellings("a) b") == std::vector<std::string>{"a b"});
}

TEST_CASE("likeness counts letters of any script, and is the same both ways") {
    CHECK(likeness("bakalavr", "bakalavr") == 1);
    CHECK(likeness("bakalavr", "bakalawr") == doctest::Approx(1 - 1.0 / 8));
    CHECK(likeness("бакалавр", "бакалавра") == doctest::Approx(1 - 1.0 / 9));
    CHECK(likeness("学士", "学位") == doctest::Approx(0.5));
    CHECK(likeness("a", "") == 0);
    CHECK(likeness("", "") == 0);
    CHECK(likeness("abc", "abcdefgh") == 0); // too different in length
    for (const auto& [a, b] : {std::pair{"bachelor", "bachlor"}, {"диплом", "диплома"}, {"abcd", "dcba"}})
        CHECK(likeness(a, b) == likeness(b, a));
}

TEST_CASE("words in common, when one has all of the other") {
    CHECK(common_share("junior bachelor", "bachelor") == doctest::Approx(0.5));
    CHECK(common_share("bachelor", "junior bachelor") == doctest::Approx(0.5));
    CHECK(common_share("bachelor junior", "junior bachelor") == 1);
    CHECK(common_share("junior bachelor", "senior bachelor") == 0);
    CHECK(common_share("", "") == 0);
    CHECK(common_share("a a", "a") == doctest::Approx(0.5));
}

TEST_CASE("a length that the title states") {
    const auto years = [](std::string_view title) { return take_years(title_key(title)); };
    CHECK(years("Bachelor of Arts, three years").years == 3);
    CHECK(years("Bachelor of Arts, three years").rest == "bachelor of arts");
    CHECK(years("Bachelor (3-year)").years == 3);
    CHECK(years("4 yrs Bachelor").rest == "bachelor");
    CHECK_FALSE(years("Bachelor of Arts").years.has_value());
    CHECK_FALSE(years("three years").years.has_value()); // then it is the title
    CHECK_FALSE(years("12 years of school").years.has_value());
    CHECK_FALSE(years("0 years bachelor").years.has_value());
    CHECK_FALSE(years("-3 yearsbachelor").years.has_value());
    CHECK_FALSE(years("99999999999999999999 years bachelor").years.has_value());
}
