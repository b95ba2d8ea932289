#include "tables/commands.hpp"

#include "mapping_targets.hpp"

namespace requal::tools {

Command award_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.size() != 1)
        throw UsageError{"award takes one id", "ids such as ua-bakalavr stand in the answers of search and show"};
    return [layers = table_layers(options), id = words.front()](Run& run) {
        const OpenTables open{layers};
        look_up(run, [&] {
            const AwardPage page = find_award(open.tables(), id);
            const Language language = run.settings().language;
            run.add(record_of("award", "award", award_text(page, language),
                              [&](JsonWriter& out) { write_json(out, page, language); }));
        });
    };
}

} // namespace requal::tools
