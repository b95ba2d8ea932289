#include "tables/commands.hpp"

#include "mapping_targets.hpp"

#include "requal/reference_coverage.hpp"

namespace requal::tools {

Command coverage_command(const ParsedOptions& options, const Settings&) {
    if (!words_after_command(options).empty())
        throw UsageError{"coverage takes no further word"};
    return [layers = table_layers(options)](Run& run) {
        const OpenTables open{layers};
        const Coverage coverage = coverage_of(open.tables(), open.data());
        run.add(record_of("coverage", "coverage", coverage_text(coverage),
                          [&](JsonWriter& out) { write_json(out, coverage); }));
    };
}

} // namespace requal::tools
