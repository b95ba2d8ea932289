#include "tables/commands.hpp"

#include "mapping_targets.hpp"

#include "requal/reference_compare.hpp"

namespace requal::tools {

Command compare_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.size() < 2 || words.size() > 3)
        throw UsageError{"compare takes two frameworks, and a level of the first one",
                         "for example: compare DE FR, compare DE FR 6"};
    return [layers = table_layers(options), words](Run& run) {
        const OpenTables open{layers};
        look_up(run, [&] {
            const Comparison comparison =
                compare_frameworks(open.tables(), words[0], words[1], words.size() > 2 ? words[2] : "");
            run.add(record_of("compare", "comparison", comparison_text(comparison),
                              [&](JsonWriter& out) { write_json(out, comparison); }));
        });
    };
}

} // namespace requal::tools
