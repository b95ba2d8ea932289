#include "base/fold.hpp"

#include <stdexcept>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace requal {

std::string fold_name(std::string_view name) {
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(error);
    if (U_FAILURE(error) != 0)
        throw std::logic_error{"ICU offers no NFKD"};
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    text = nfkd->normalize(text.foldCase(), error);
    icu::UnicodeString kept;
    bool space = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isalnum(c) != 0) {
            if (space && !kept.isEmpty())
                kept.append(static_cast<UChar32>(' '));
            kept.append(c);
            space = false;
        } else if (u_getIntPropertyValue(c, UCHAR_CANONICAL_COMBINING_CLASS) == 0 &&
                   u_charType(c) != U_NON_SPACING_MARK) {
            space = true; // punctuation separates like a space, a mark does not
        }
    }
    std::string out;
    kept.toUTF8String(out);
    return out;
}

} // namespace requal
