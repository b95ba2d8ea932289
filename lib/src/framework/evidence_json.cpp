#include "framework/evidence_json.hpp"

namespace requal::framework {

void write_source(JsonWriter& out, const TableSource& source) {
    out.begin_object();
    out.member("id", source.id);
    out.member("title", source.title);
    out.text_or_null("publisher", source.publisher);
    out.text_or_null("year", source.year);
    out.text_or_null("kind", source.kind);
    out.text_or_null("url", source.url);
    out.end_object();
}

void write_sources(JsonWriter& out, std::span<const TableSource> sources) {
    out.array("sources", sources, [&](const TableSource& source) { write_source(out, source); });
}

void write_table_uses(JsonWriter& out, std::string_view name, std::span<const TableUse> tables) {
    out.array(name, tables, [&](const TableUse& table) {
        out.begin_object();
        out.member("file", table.file);
        out.member("schema", table.schema);
        out.member("sha256", table.sha256());
        out.end_object();
    });
}

} // namespace requal::framework
