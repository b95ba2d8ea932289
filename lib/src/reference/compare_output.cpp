#include "requal/reference_compare.hpp"

#include "framework/table.hpp"
#include "reference/words.hpp"

#include <algorithm>

namespace requal {
namespace {

using framework::NationalLevel;
using framework::NationalTable;

constexpr std::size_t eqf_width = 6;
constexpr std::size_t side_width = (reference::sheet_width - eqf_width - 2) / 2;

/** One level in its column: notation, how it is linked, its examples. */
std::vector<std::string> side(const std::vector<const NationalLevel*>& levels) {
    std::vector<std::string> lines;
    const auto add = [&](const std::string& text, std::size_t indent) {
        for (const std::string& line : reference::wrap(text, side_width - 1 - indent))
            lines.push_back(std::string(indent, ' ') + line);
    };
    for (const NationalLevel* level : levels) {
        std::string head = "level " + level->notation + "  (" + std::string{relation_text(level->relation)};
        if (level->eqf.size() > 1)
            head += " " + reference::eqf_words(*level);
        add(head + ", " + std::string{confidence_text(level->eqf_confidence)} + ")", 0);
        for (const QualificationType& type : level->types)
            add(reference::type_words(type), 2);
    }
    if (lines.empty())
        lines.emplace_back("-");
    return lines;
}

std::string words_of(LevelDifference difference, const Comparison& comparison) {
    const std::string left = comparison.left->display();
    const std::string right = comparison.right->display();
    switch (difference) {
    case LevelDifference::only_left:
        return right + " has no level here";
    case LevelDifference::only_right:
        return left + " has no level here";
    case LevelDifference::one_to_many:
        return "one level of " + left + " against several of " + right + ": the kind of qualification decides";
    case LevelDifference::many_to_one:
        return "several levels of " + left + " against one of " + right;
    case LevelDifference::many_to_many:
        return "both have several levels here: the kind of qualification decides";
    case LevelDifference::spans_left:
        return "a level of " + left + " spans several EQF levels";
    case LevelDifference::spans_right:
        return "a level of " + right + " spans several EQF levels";
    case LevelDifference::doubtful_left:
        return "the link of " + left + " was not referenced, or is partial or unsure";
    case LevelDifference::doubtful_right:
        return "the link of " + right + " was not referenced, or is partial or unsure";
    }
    return {};
}

void add_row(reference::Sheet& sheet, const std::string& eqf, const std::vector<std::string>& left,
             const std::vector<std::string>& right) {
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i)
        sheet.columns({{i == 0 ? eqf : "", eqf_width},
                       {i < left.size() ? left[i] : "", side_width},
                       {i < right.size() ? right[i] : "", side_width}});
}

void write_side(JsonWriter& out, std::string_view name, const std::vector<const NationalLevel*>& levels) {
    out.array(name, levels, [&](const NationalLevel* level) {
        out.begin_object();
        out.member("level", level->notation);
        out.text_or_null("uri", level->uri);
        reference::write_numbers(out, "eqf", level->eqf);
        out.member("typical_eqf", level->typical_eqf);
        out.member("relation", relation_text(level->relation));
        out.member("confidence", confidence_text(level->eqf_confidence));
        out.text_or_null("qf_ehea", level->cycle);
        out.array("qualification_types", level->types, [&](const auto& type) { reference::write_type(out, type); });
        out.end_object();
    });
}

void write_framework(JsonWriter& out, std::string_view name, const NationalTable& table) {
    out.key(name);
    out.begin_object();
    out.member("id", table.id);
    out.member("display", table.display());
    out.member("name", table.name);
    out.member("status", table.referencing.status);
    reference::write_files(out, table);
    out.end_object();
}

} // namespace

void write_json(JsonWriter& out, const Comparison& comparison) {
    out.begin_object();
    write_framework(out, "left", *comparison.left);
    write_framework(out, "right", *comparison.right);
    out.text_or_null("level", comparison.level);
    out.array("rows", comparison.rows, [&](const ComparisonRow& row) {
        out.begin_object();
        out.key("eqf");
        if (row.eqf == 0)
            out.null();
        else
            out.value(row.eqf);
        write_side(out, "left", row.left);
        write_side(out, "right", row.right);
        out.array("differences", row.differences,
                  [&](LevelDifference difference) { out.value(difference_text(difference)); });
        out.end_object();
    });
    out.end_object();
}

std::string comparison_text(const Comparison& comparison) {
    reference::Sheet sheet;
    for (const NationalTable* table : {comparison.left, comparison.right})
        sheet.line(0,
                   table->display() + ": " + table->name + ", " + reference::referencing_words(table->referencing));
    if (!comparison.level.empty())
        sheet.line(0, "Only level " + comparison.level + " of " + comparison.left->display());
    sheet.blank();
    sheet.columns(
        {{"EQF", eqf_width}, {comparison.left->display(), side_width}, {comparison.right->display(), side_width}});
    for (const ComparisonRow& row : comparison.rows) {
        sheet.blank();
        add_row(sheet, row.eqf == 0 ? "none" : std::to_string(row.eqf), side(row.left), side(row.right));
        for (const LevelDifference difference : row.differences)
            sheet.line(eqf_width, "! " + words_of(difference, comparison));
    }
    return sheet.take();
}

} // namespace requal
