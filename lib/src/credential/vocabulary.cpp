#include "credential/vocabulary.hpp"

#include "base/ascii.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace requal::credential {
namespace {

constexpr std::string_view folder = "schemas/vocabulary/";

/** Cuts the text before the next separator off the front. */
std::string_view cut(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view head = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return head;
}

/** Ids live beside their scheme: …/snb/eqf/25831c2 is the scheme of …/snb/eqf/6,
 * …/authority/country that of …/authority/country/FRA. The regions of NUTS have a step more. */
std::string prefix_of(std::string_view scheme) {
    constexpr std::string_view version = "/25831c2";
    if (scheme == "http://data.europa.eu/nuts")
        return "http://data.europa.eu/nuts/code/";
    if (scheme.ends_with(version))
        scheme.remove_suffix(version.size());
    return std::string{scheme} + "/";
}

} // namespace

void VocabularyList::load() const {
    std::call_once(m_once, [this] { m_text = "\n" + m_folder->read(std::string{folder} + m_file); });
}

std::optional<VocabularyList::Term> VocabularyList::find(std::string_view id) const {
    if (id.empty() || id.find_first_of("\t\n") != std::string_view::npos)
        return std::nullopt;
    load();
    const std::string needle = "\n" + std::string{id} + "\t";
    // All ids of a list begin alike, so a search from the needle's end skips almost everything.
    const std::boyer_moore_horspool_searcher searcher{needle.begin(), needle.end()};
    const auto found = std::search(m_text.begin(), m_text.end(), searcher);
    if (found == m_text.end())
        return std::nullopt;
    std::string_view rest = m_text;
    rest.remove_prefix(static_cast<std::size_t>(found - m_text.begin()) + needle.size());
    std::string_view line = cut(rest, '\n');
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    Term term;
    term.notation = cut(line, '\t');
    term.label = cut(line, '\t');
    return term;
}

std::string_view VocabularyList::id_of_code(std::string_view code) const {
    load();
    std::string_view rest = m_text;
    while (!rest.empty()) {
        std::string_view line = cut(rest, '\n');
        const std::string_view id = cut(line, '\t');
        if (cut(line, '\t') == code || cut(line, '\t') == code)
            return id;
    }
    return {};
}

Vocabularies::Vocabularies(DataFolder data) : m_folder(std::move(data)) {
    const std::string name = std::string{folder} + "_index.tsv";
    const std::string index = m_folder.read(name);
    std::string_view rest = index;
    cut(rest, '\n'); // the heading
    while (!rest.empty()) {
        std::string_view line = cut(rest, '\n');
        if (line.empty())
            continue;
        std::array<std::string_view, 7> column;
        for (std::string_view& cell : column)
            cell = cut(line, '\t');
        if (!column[0].ends_with(".tsv") || column[6].empty())
            throw Error{Code::data_unusable,
                        {{"name", m_folder.file(name)}, {"detail", "a line has not seven columns"}}};
        VocabularyList& list = m_lists.emplace_back();
        list.m_file = column[0];
        list.m_name = column[0].substr(0, column[0].size() - 4);
        list.m_scheme = column[1];
        list.m_prefix = prefix_of(column[1]);
        list.m_complete = column[6].starts_with("complete");
        list.m_folder = &m_folder;
    }
    m_iso639.m_file = "languages-iso639.tsv";
    m_iso639.m_folder = &m_folder;
    m_iso3166.m_file = "countries-iso3166.tsv";
    m_iso3166.m_folder = &m_folder;
}

const VocabularyList* Vocabularies::list_of(std::string_view id) const {
    for (const VocabularyList& list : m_lists)
        if (id.size() > list.m_prefix.size() && id.starts_with(list.m_prefix))
            return &list;
    return nullptr;
}

const VocabularyList* Vocabularies::list_of_scheme(std::string_view scheme) const {
    for (const VocabularyList& list : m_lists)
        if (list.m_scheme == scheme)
            return &list;
    return nullptr;
}

std::string_view Vocabularies::iso639(std::string_view language_id) const {
    const auto term = m_iso639.find(language_id);
    return term ? term->notation : std::string_view{};
}

std::string_view Vocabularies::language(std::string_view iso639) const {
    if (iso639.size() != 2)
        return {};
    return m_iso639.id_of_code(lower(iso639));
}

std::string_view Vocabularies::country(std::string_view code) const {
    if (code.size() != 2 && code.size() != 3)
        return {};
    std::string upper;
    for (const char c : code)
        upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    // The Union's own codes for Greece and the United Kingdom.
    return m_iso3166.id_of_code(upper == "EL" ? "GR" : upper == "UK" ? "GB" : upper);
}

} // namespace requal::credential
