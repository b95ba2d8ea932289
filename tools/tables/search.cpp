#include "tables/commands.hpp"

#include "mapping_targets.hpp"

#include "requal/reference_search.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <charconv>

namespace requal::tools {
namespace {

std::size_t limit_of(const ParsedOptions& options) {
    constexpr std::size_t most = 10'000;
    const std::string text = options.get("limit", "20");
    std::size_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || number == 0 || number > most)
        throw UsageError{"--limit is no whole number between 1 and 10000: '" + escape_terminal(text) + "'"};
    return number;
}

std::string kind_of(const ParsedOptions& options) {
    std::string kind = options.get("kind");
    std::replace(kind.begin(), kind.end(), '-', '_');
    const std::vector<std::string>& known = search_kinds();
    if (options.has("kind") && std::find(known.begin(), known.end(), kind) == known.end()) {
        std::string list;
        for (const std::string& one : known)
            list += (list.empty() ? "" : ", ") + one;
        throw UsageError{"there is no kind '" + escape_terminal(options.get("kind")) + "'", "it is one of: " + list};
    }
    return kind;
}

} // namespace

Command search_command(const ParsedOptions& options, const Settings&) {
    std::string text;
    for (const std::string& word : words_after_command(options))
        text += (text.empty() ? "" : " ") + word;
    if (text.find_first_not_of(" \t") == std::string::npos)
        throw UsageError{"search takes a text",
                         "a title, a country or another name, in any script: search dyplom bakalavra"};
    const SearchOptions search{options.get("country"), kind_of(options), limit_of(options)};
    return [layers = table_layers(options), text, search](Run& run) {
        const OpenTables open{layers};
        look_up(run, [&] {
            const SearchResult found = search_tables(open.tables(), text, search);
            const Language language = run.settings().language;
            Record record = record_of("search", "search", search_text(found, language),
                                      [&](JsonWriter& out) { write_json(out, found, language); });
            record.outcome = found.hits.empty() ? ExitStatus::failed : ExitStatus::passed;
            record.outcome_name = found.hits.empty() ? "not-found" : "found";
            run.add(record);
        });
    };
}

} // namespace requal::tools
