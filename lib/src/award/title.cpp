#include "award/title.hpp"

#include "base/edit_distance.hpp"
#include "base/joined.hpp"
#include "base/title_key.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace requal::award {
namespace {

/** Words that only say that a paper is a degree or a diploma, as keys. "certificate" is not among them: it sets a
 *  higher national certificate apart from a higher national diploma. */
constexpr std::array<std::string_view, 20> papers{
    "bang", "degree", "degrees", "diplom", "diploma", "diplomasi", "diplome", "diplomi", "dyplom", "grado",
    "grad", "title",  "titolo",  "titre",  "titulo",  "диплом",    "դիպլոմ",  "დიპლომი", "شهاده",  "مدرک"};
constexpr std::array<std::string_view, 19> articles{"a",  "al", "an", "cu", "d",  "de", "del", "der", "des", "di",
                                                    "do", "du", "el", "l",  "la", "le", "of",  "the", "da"};

/** The Arabic article is written as the beginning of its word: "al-bakaluriyus" and "bakaluriyus" are one degree. */
std::string_view without_article(std::string_view word) {
    constexpr std::string_view article = "ال";
    constexpr std::size_t shortest = 6; // three letters; shorter words begin with these letters of their own
    if (word.starts_with(article) && word.size() >= article.size() + shortest)
        word.remove_prefix(article.size());
    return word;
}

bool is_paper(std::string_view word) {
    return std::find(papers.begin(), papers.end(), word) != papers.end();
}

bool is_form_word(std::string_view word) {
    return is_paper(word) || std::find(articles.begin(), articles.end(), word) != articles.end();
}

std::string_view singular(std::string_view word) {
    for (const std::string_view degree : {"bachelor", "master", "doctor", "magister"})
        if (word.size() == degree.size() + 1 && word.starts_with(degree) && word.back() == 's')
            return degree;
    return word;
}

/** How many characters a text of UTF-8 has. */
std::size_t count_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::u32string characters(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = 0;
        for (std::size_t k = i; k < std::min(i + length, text.size()); ++k)
            c = (c << 8U) | static_cast<unsigned char>(text[k]); // a name for the character, not its code point
        out.push_back(c);
        i += length;
    }
    return out;
}

/** Spellings of one sound in different romanisations, longest first. Each sound gets one letter. */
constexpr std::array<std::pair<std::string_view, std::string_view>, 32> sounds{{
    {"shch", "s"}, {"sch", "s"}, {"tch", "c"}, {"dzh", "j"}, {"sh", "s"}, {"ch", "c"}, {"zh", "z"}, {"kh", "h"},
    {"gh", "g"},   {"th", "t"},  {"dh", "d"},  {"ph", "f"},  {"ts", "c"}, {"tz", "c"}, {"ya", "a"}, {"ia", "a"},
    {"ja", "a"},   {"yu", "u"},  {"iu", "u"},  {"ju", "u"},  {"ou", "u"}, {"oo", "u"}, {"ee", "i"}, {"ye", "e"},
    {"ie", "e"},   {"je", "e"},  {"y", "i"},   {"j", "i"},   {"q", "k"},  {"w", "v"},  {"x", "ks"}, {"o", "u"},
}};

/** Of degrees, as keys. */
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> abbreviations{
    {{"ba", "bachelor of arts"},
     {"bsc", "bachelor of science"},
     {"bs", "bachelor of science"},
     {"beng", "bachelor of engineering"},
     {"be", "bachelor of engineering"},
     {"btech", "bachelor of technology"},
     {"bed", "bachelor of education"},
     {"bcom", "bachelor of commerce"},
     {"bba", "bachelor of business administration"},
     {"llb", "bachelor of laws"},
     {"mbbs", "bachelor of medicine and surgery"},
     {"ma", "master of arts"},
     {"msc", "master of science"},
     {"ms", "master of science"},
     {"meng", "master of engineering"},
     {"mtech", "master of technology"},
     {"med", "master of education"},
     {"mba", "master of business administration"},
     {"llm", "master of laws"},
     {"mphil", "master of philosophy"},
     {"phd", "doctor of philosophy"},
     {"hons", "honours"}}};

bool is_abbreviation(std::string_view word) {
    constexpr std::size_t longest = 5;
    return word.size() <= longest &&
           std::any_of(abbreviations.begin(), abbreviations.end(), [&](const auto& a) { return a.first == word; });
}

} // namespace

std::vector<std::string_view> words_of(std::string_view key) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        if (end > at)
            words.push_back(key.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string key_of(std::string_view name) {
    constexpr std::size_t most_parts = 4; // M.B.B.S.
    constexpr std::size_t first_part = 2; // Ph.D.
    const std::string key = title_key(name);
    const auto words = words_of(key);
    std::string out;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t taken = words[i].size() > first_part ? 1 : std::min(most_parts, words.size() - i);
        std::string word;
        for (; taken > 1; --taken) {
            word.clear();
            for (std::size_t k = i; k < i + taken; ++k)
                word += words[k];
            if (is_abbreviation(word))
                break;
        }
        out += (out.empty() ? "" : " ") + (taken > 1 ? word : std::string{words[i]});
        i += std::max<std::size_t>(taken, 1);
    }
    return out;
}

std::string core_of(std::string_view key) {
    std::vector<std::string_view> kept;
    for (const std::string_view written : words_of(key))
        if (const std::string_view word = without_article(written); !is_form_word(word))
            kept.push_back(singular(word));
    return kept.empty() ? std::string{key} : joined(kept, " ");
}

std::string written_out(std::string_view key) {
    std::string out;
    bool any = false;
    for (const std::string_view word : words_of(key)) {
        const auto* found =
            std::find_if(abbreviations.begin(), abbreviations.end(), [&](const auto& a) { return a.first == word; });
        any = any || found != abbreviations.end();
        out += (out.empty() ? "" : " ") + std::string{found == abbreviations.end() ? word : found->second};
    }
    return any ? out : std::string{key};
}

std::vector<std::string_view> paper_words(std::string_view key) {
    std::vector<std::string_view> words = words_of(key);
    std::transform(words.begin(), words.end(), words.begin(), without_article);
    std::erase_if(words, [](std::string_view word) { return !is_paper(word); });
    return words;
}

std::string sound_of(std::string_view latin_key) {
    std::string out;
    for (std::size_t i = 0; i < latin_key.size();) {
        const std::string_view rest = latin_key.substr(i);
        const auto* sound = std::find_if(sounds.begin(), sounds.end(),
                                         [&](const auto& pair) { return rest.starts_with(pair.first); });
        const std::string_view heard = sound == sounds.end() ? rest.substr(0, 1) : sound->second;
        for (const char c : heard)
            if (out.empty() || out.back() != c) // doubled letters sound as one
                out += c;
        i += sound == sounds.end() ? 1 : sound->first.size();
    }
    return out;
}

std::vector<std::string> spellings(std::string_view name) {
    std::vector<std::string> list{key_of(name)};
    std::string outside;
    int depth = 0;
    for (const char c : name) {
        depth += c == '(' ? 1 : 0;
        if (depth == 0)
            outside += c;
        depth -= c == ')' && depth > 0 ? 1 : 0;
    }
    if (std::string key = key_of(outside); !key.empty() && key != list.front())
        list.push_back(std::move(key));
    return list;
}

double likeness(std::string_view a, std::string_view b, double least) {
    const std::size_t one = count_of(a);
    const std::size_t two = count_of(b);
    const std::size_t longest = std::max(one, two);
    const std::size_t gap = longest - std::min(one, two);
    const auto most_changes = static_cast<std::size_t>((1 - least) * static_cast<double>(longest) + 1e-9);
    if (longest == 0 || gap * 3 > longest || gap > most_changes)
        return 0; // so different in length cannot be near
    const std::size_t changes = is_ascii(a) && is_ascii(b)
                                    ? edit_distance(a, b, most_changes)
                                    : edit_distance(characters(a), characters(b), most_changes);
    return changes > most_changes ? 0 : 1.0 - static_cast<double>(changes) / static_cast<double>(longest);
}

double common_share(std::string_view a, std::string_view b) {
    auto one = words_of(a);
    auto two = words_of(b);
    std::sort(one.begin(), one.end());
    std::sort(two.begin(), two.end());
    if (!std::includes(one.begin(), one.end(), two.begin(), two.end()) &&
        !std::includes(two.begin(), two.end(), one.begin(), one.end()))
        return 0;
    const std::size_t longest = std::max(one.size(), two.size());
    return longest == 0 ? 0 : static_cast<double>(std::min(one.size(), two.size())) / static_cast<double>(longest);
}

StatedYears take_years(std::string_view key) {
    constexpr std::array<std::pair<std::string_view, double>, 8> numbers{
        {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}}};
    const auto words = words_of(key);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i + 1] != "year" && words[i + 1] != "years" && words[i + 1] != "yr" && words[i + 1] != "yrs")
            continue;
        const auto* named =
            std::find_if(numbers.begin(), numbers.end(), [&](const auto& n) { return n.first == words[i]; });
        int digits = 0;
        const auto end = std::from_chars(words[i].data(), words[i].data() + words[i].size(), digits);
        const bool number =
            end.ec == std::errc{} && end.ptr == words[i].data() + words[i].size() && digits > 0 && digits < 10;
        if (named == numbers.end() && !number)
            continue;
        auto rest = words;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i), rest.begin() + static_cast<std::ptrdiff_t>(i) + 2);
        if (rest.empty())
            continue;
        return {number ? digits : named->second, joined(rest, " ")};
    }
    return {std::nullopt, std::string{key}};
}

} // namespace requal::award
