#include "tables/commands.hpp"

#include "mapping_targets.hpp"

namespace requal::tools {

Command list_command(const ParsedOptions& options, const Settings&) {
    if (!words_after_command(options).empty())
        throw UsageError{"list takes no further word", "'show NAME' shows one table"};
    return [layers = table_layers(options)](Run& run) {
        const OpenTables open{layers};
        const std::vector<TableEntry> tables = list_tables(open.tables());
        if (run.output().is_text()) {
            run.add(record_of("list", "table", tables_text(tables), {}));
            return;
        }
        for (const TableEntry& table : tables)
            run.add(record_of("list", "table", "", [&](JsonWriter& out) { write_json(out, table); }));
    };
}

} // namespace requal::tools
