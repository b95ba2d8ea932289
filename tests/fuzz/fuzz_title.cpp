// Whatever bytes come as a title: keys are stable, and every match stands in the index that was asked.

#include "award/match.hpp"
#include "award/title.hpp"
#include "base/title_key.hpp"
#include "framework/read.hpp"
#include "requal/error.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace {

using namespace requal;

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

/** Names in four scripts, with a shared one, parentheses and an abbreviation; so that mutations meet them. */
constexpr std::string_view table_text = R"(schema: requal.frameworks/1
table: country
country: {code: XX, name: Testland, name_native: Testland}
as_of: '2026-01-01'
confidence: low
section_confidence: {}
education_system: {}
treaties: {hague_apostille: {status: unknown}}
nqf: {name: none, confidence: low}
qualifications:
- id: xx-bachelor
  kind: first_cycle
  names: {native: [Диплом бакалавра, बी ए स्नातक], transliteration: [Dyplom bakalavra], english: [Bachelor (Honours), Bachelor of Arts], other: [B.Sc.]}
  eqf: {min: 6, max: 6, basis: GK}
  confidence: low
  sources: [s]
- id: xx-school
  kind: secondary_leaving
  names: {native: [الشهادة الثانوية العامة, 高中毕业证书], transliteration: [al-shahada al-thanawiya], english: [General secondary certificate, Diploma]}
  eqf: {min: 4, max: 4, basis: GK}
  confidence: low
  sources: [s]
authorities: {}
documents: {unobtainable_risk: low}
sources:
- {id: s, title: Test data, year: n.d., kind: primary}
)";

const award::CountryIndex& index() {
    static const framework::CountryTable table = framework::read_text(framework::read_country, table_text, "t");
    static const award::CountryIndex made{&table, {}};
    return made;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view title{reinterpret_cast<const char*>(data), size};
    const std::string key = title_key(title);
    expect(find_invalid_utf8(key) == std::string_view::npos);
    expect(key.empty() || (key.front() != ' ' && key.back() != ' ' && key.find("  ") == std::string::npos));
    expect(title_key(key) == key);
    const std::string core = award::core_of(key);
    expect(core.empty() == key.empty() && award::core_of(core).size() <= core.size());
    if (size <= 4096) {
        const std::string latin = latin_key(key);
        expect(is_ascii(latin) ? latin_key(latin) == latin : find_invalid_utf8(latin) == std::string_view::npos);
        expect(award::sound_of(latin).size() <= 2 * latin.size());
    }
    if (size <= 2048) { // each letter of one with each of the other
        const double same = award::likeness(title.substr(0, size / 2), title.substr(size / 2));
        expect(same >= 0 && same <= 1);
    }
    if (const auto years = award::take_years(key); years.years)
        expect(*years.years > 0 && *years.years < 10 && years.rest.size() < key.size());

    const award::TitleMatches found = award::match_title(index(), title, 3);
    expect(found.matches.size() <= 3);
    const award::Match* last = nullptr;
    for (const award::Match& match : found.matches) {
        const auto& awards = index().awards();
        expect(match.known >= awards.data() && match.known < awards.data() + awards.size());
        expect(match.closeness > 0 && match.closeness <= 1);
        expect(last == nullptr || (last->known != match.known && last->grade >= match.grade));
        last = &match;
    }
    // A title finds the same award whatever blanks and points stand around it.
    if (size < 4000 && !found.matches.empty() && found.matches.front().grade == award::MatchGrade::exact) {
        const auto again = award::match_title(index(), "  " + std::string{title} + " ", 3);
        expect(!again.matches.empty() && again.matches.front().grade == award::MatchGrade::exact);
    }
    return 0;
}
