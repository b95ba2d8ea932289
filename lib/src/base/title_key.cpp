#include "base/title_key.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace requal {
namespace {

/** In these scripts a mark is an accent or a vowel sign that people leave out; elsewhere it is a letter's part. */
bool drops_marks(UChar32 base) {
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(base, &error)) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
        return true;
    default:
        return false;
    }
}

/** Letters that decomposition leaves apart although people write one for the other. */
UChar32 plain_letter(UChar32 c) {
    switch (c) {
    case 0x00F8: // ø
        return 'o';
    case 0x0142: // ł
        return 'l';
    case 0x0111: // đ
    case 0x00F0: // ð
        return 'd';
    case 0x0131: // ı
        return 'i';
    case 0x0127: // ħ
        return 'h';
    case 0x0259: // ə
        return 'e';
    case 0x0491: // ґ
        return 0x0433;
    case 0x0629: // teh marbuta
    case 0x06C1: // heh goal
    case 0x06D5: // ae
        return 0x0647;
    case 0x0649: // alef maksura
    case 0x06CC: // farsi yeh
        return 0x064A;
    case 0x06A9: // keheh
        return 0x0643;
    case 0x0671: // alef wasla
        return 0x0627;
    default:
        return c;
    }
}

bool is_apostrophe(UChar32 c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x02B9 || c == 0x02BB || c == 0x02BF ||
           c == 0x02BE || c == 0x02BD || c == 0x2032 || c == 0x055A || c == '`';
}

bool is_left_out(UChar32 c) {
    return c == 0x0640 /* tatweel */ || is_apostrophe(c) || u_charType(c) == U_FORMAT_CHAR;
}

/** In small letters and with marks apart; "№" has capitals only when it is taken apart, so both are one step. */
icu::UnicodeString decomposed(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* small = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(error);
    if (U_FAILURE(error) != 0)
        throw std::logic_error{"ICU offers no NFKD"};
    auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    // An accent typed as apostrophe: taken apart it would be a blank and a mark.
    wide.findAndReplace(icu::UnicodeString{u"\u00B4"}, icu::UnicodeString{u"'"});
    return nfkd->normalize(small->normalize(wide, error), error);
}

/** "B.A.", "B.Sc." and "Ph.D." are BA, BSc and PhD: a point after one or two letters that a letter follows at once.
 */
bool is_abbreviation_point(char c, std::size_t letters, std::string_view rest) {
    const auto is_letter = [](char l) { return (l >= 'A' && l <= 'Z') || (l >= 'a' && l <= 'z'); };
    return c == '.' && (letters == 1 || letters == 2) && !rest.empty() && is_letter(rest.front());
}

/** The same for the plain letters of English, which most titles are written in. */
std::string ascii_key(std::string_view title) {
    std::string out;
    bool space = false;
    std::size_t letters = 0; // since the word or the last point in it began
    for (std::size_t i = 0; i < title.size(); ++i) {
        const char c = title[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (space && !out.empty()) {
                out += ' ';
                letters = 0;
            }
            out += upper ? static_cast<char>(c - 'A' + 'a') : c;
            ++letters;
            space = false;
        } else if (is_abbreviation_point(c, letters, title.substr(i + 1))) {
            letters = 0; // "M.B.B.S." goes on
        } else if (c != '\'' && c != '`') {
            space = true;
        }
    }
    return out;
}

} // namespace

bool is_ascii(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool has_han(std::string_view text) {
    if (is_ascii(text))
        return false;
    const auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    for (std::int32_t i = 0; i < wide.length(); i = wide.moveIndex32(i, 1)) {
        UErrorCode error = U_ZERO_ERROR;
        if (uscript_getScript(wide.char32At(i), &error) == USCRIPT_HAN)
            return true;
    }
    return false;
}

std::string title_key(std::string_view title) {
    if (is_ascii(title))
        return ascii_key(title);
    const icu::UnicodeString text = decomposed(title);
    icu::UnicodeString kept;
    bool space = false;
    bool drop = true;
    std::size_t letters = 0; // since the word or the last point in it began
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = plain_letter(text.char32At(i));
        if (is_left_out(c))
            continue;
        const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (mark && (drop || kept.isEmpty()))
            continue;
        if (mark || u_isalnum(c) != 0) {
            if (space && !kept.isEmpty()) {
                kept.append(static_cast<UChar32>(' '));
                letters = 0;
            }
            letters += mark ? 0U : 1U;
            kept.append(c);
            space = false;
            drop = mark ? drop : drops_marks(c);
        } else {
            const std::int32_t next = text.moveIndex32(i, 1);
            const bool joins = c == '.' && (letters == 1 || letters == 2) && next < text.length() &&
                               u_isalpha(text.char32At(next)) != 0;
            space = space || !joins;
            letters = joins ? 0 : letters;
        }
    }
    std::string out;
    kept.toUTF8String(out);
    return out;
}

std::string latin_key(std::string_view key) {
    if (is_ascii(key))
        return std::string{key};
    const auto make = [](const char16_t* name) {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made{
            icu::Transliterator::createInstance(icu::UnicodeString{name}, UTRANS_FORWARD, error)};
        if (!made)
            throw std::logic_error{"ICU offers no transliteration to Latin letters"};
        return made;
    };
    const auto run = [](const icu::Transliterator& letters, std::string_view text) {
        auto wide = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
        letters.transliterate(wide);
        std::string out;
        wide.toUTF8String(out);
        return title_key(out);
    };
    // One for each thread: a transliterator may not be used by two at once, and making one takes ten milliseconds.
    // The second is for the few Latin letters that a key leaves as they are.
    thread_local const auto to_latin = make(u"Any-Latin");
    std::string latin = run(*to_latin, key);
    if (is_ascii(latin))
        return latin;
    thread_local const auto to_ascii = make(u"Latin-ASCII");
    return run(*to_ascii, latin);
}

} // namespace requal
