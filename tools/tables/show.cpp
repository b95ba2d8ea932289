#include "tables/commands.hpp"

#include "mapping_targets.hpp"

#include "requal/text.hpp"

#include <algorithm>
#include <array>

namespace requal::tools {

Command show_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.empty() || words.size() > 2)
        throw UsageError{"show takes one name, or ISCED-F and a code",
                         "for example: show UA, show France, show RNCP, show EQF, show ISCED-F 0613, show ua-school"};
    constexpr std::array<std::string_view, 4> kinds{"country", "framework", "scale", "system"};
    const std::string kind = options.get("kind");
    if (options.has("kind") && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        throw UsageError{"show knows no --kind '" + escape_terminal(kind) + "'",
                         "it is one of: country, framework, scale, system"};
    return [layers = table_layers(options), words, kind](Run& run) {
        const OpenTables open{layers};
        look_up(run, [&] {
            const ReferencePage page =
                find_page(open.tables(), words.front(), words.size() > 1 ? words[1] : "", kind);
            run.add(record_of("show", "page", page_text(page), [&](JsonWriter& out) { write_json(out, page); }));
        });
    };
}

} // namespace requal::tools
