#include "conversion/write.hpp"

#include "framework/evidence_json.hpp"

#include "requal/text.hpp"

#include <algorithm>

namespace requal::conversion {

void write_number(JsonWriter& out, std::string_view name, const std::optional<Exact>& number) {
    out.key(name);
    if (!number) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("exact", number->text());
    out.member("decimal", number->decimal(2));
    out.end_object();
}

void write_range(JsonWriter& out, std::string_view name, const std::optional<ExactRange>& range) {
    out.key(name);
    if (!range) {
        out.null();
        return;
    }
    out.begin_object();
    write_number(out, "low", range->low);
    write_number(out, "high", range->high);
    out.member("text", range->text());
    out.end_object();
}

void write_evidence(JsonWriter& out, const std::vector<Finding>& findings, const std::vector<TableSource>& sources,
                    const std::vector<TableUse>& tables, Language language) {
    out.array("findings", findings, [&](const Finding& finding) { write_finding(out, finding, language); });
    framework::write_sources(out, sources);
    framework::write_table_uses(out, "tables", tables);
}

void Lines::line(std::size_t indent, std::string_view text) {
    m_out += std::string(indent, ' ') + escape_terminal(text) + "\n";
}

void Lines::row(std::size_t indent, std::string_view label, std::size_t width, std::string_view text) {
    const std::size_t used = display_width(label);
    line(indent, std::string{label} + std::string(used < width ? width - used : 1, ' ') + std::string{text});
}

void Lines::findings(const std::vector<Finding>& findings, Language language) {
    std::vector<const Finding*> order;
    order.reserve(findings.size());
    for (const Finding& finding : findings)
        order.push_back(&finding);
    std::stable_sort(order.begin(), order.end(),
                     [](const Finding* a, const Finding* b) { return severity_of(a->code) > severity_of(b->code); });
    for (const Finding* finding : order) {
        line(2, "- " + message(*finding, language) + " [" + std::string{code_text(finding->code)} + "]");
        line(4, "-> " + remedy(*finding, language));
    }
}

void Lines::sources(const std::vector<TableSource>& sources) {
    if (sources.empty())
        return;
    blank();
    line(0, "Sources");
    for (const TableSource& source : sources) {
        const bool dated = !source.year.empty() && source.year != "n.d.";
        line(2, "- " + source.title + (source.publisher.empty() ? "" : ", " + source.publisher) + ", " +
                    (dated ? source.year : "no date") + (source.kind.empty() ? "" : ", " + source.kind));
    }
}

} // namespace requal::conversion
