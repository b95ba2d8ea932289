#include "requal/dossier.hpp"
#include "requal/text.hpp"
#include "requal/verify.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>

namespace requal {
namespace {

constexpr std::size_t label_width = 22;

std::string bold(const std::string& text, bool colour) {
    return colour ? "\x1b[1m" + text + "\x1b[0m" : text;
}

constexpr std::array all_marks{Provenance::sealed,     Provenance::claimed,  Provenance::looked_up,
                               Provenance::calculated, Provenance::observed, Provenance::given};

/** A value ready to be printed. Words of a file that imitate a mark would be taken for one: their bracket is written
 *  as an escape, like other text that is not what it seems. */
std::string without_marks(const std::string& value) {
    const std::string text = escape_terminal(value);
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t word = std::min(text.find_first_not_of(' ', at + 1), text.size());
        const std::string next = lower(std::string_view{text}.substr(word, 16));
        const bool imitates =
            text[at] == '[' && std::any_of(all_marks.begin(), all_marks.end(),
                                           [&](Provenance mark) { return next.starts_with(provenance_text(mark)); });
        out += imitates ? "\\u{5b}" : std::string(1, text[at]);
    }
    return out;
}

/** Where the value comes from, in brackets after it: "[sealed /issuer/legalName]". */
std::string mark(const DossierLine& line) {
    std::string out = "[" + std::string{provenance_text(line.provenance)};
    if (!line.source.empty())
        out += ": " + without_marks(line.source);
    return out + "]";
}

void add_line(std::string& out, const DossierLine& line) {
    std::string left(2 + 2 * static_cast<std::size_t>(line.depth), ' ');
    left += line.label;
    const std::size_t width = display_width(left);
    left.append(width < label_width ? label_width - width : 1, ' ');
    out += left + without_marks(line.value) + "  " + mark(line) + "\n";
}

} // namespace

std::string render_dossier(const Dossier& dossier, const DossierTextOptions& options) {
    const Report& report = dossier.report;
    std::string verdict{verdict_text(report.verdict)};
    std::transform(verdict.begin(), verdict.end(), verdict.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    // The verdict stands above everything that the credential says.
    std::string out = bold("DOSSIER " + escape_terminal(report.path) + ": " + verdict, options.colour) + "\n";
    out +=
        "Every line says where it comes from: sealed (inside a verified seal), claimed (nobody proven vouches for\n"
        "it), looked up (in a table), calculated, observed (of the file), given (by the caller).\n";
    std::size_t number = 0;
    for (const DossierSection& section : dossier.sections) {
        out += "\n" + bold(std::to_string(++number) + " " + section.title, options.colour) + "\n";
        for (const DossierLine& line : section.lines)
            add_line(out, line);
        if (section.lines.empty())
            out += "  nothing\n";
    }
    return out + "\n";
}

void write_dossier(JsonWriter& out, const Dossier& dossier, Language language) {
    out.begin_object();
    out.member("verdict", verdict_text(dossier.report.verdict));
    out.key("sections");
    out.begin_array();
    for (const DossierSection& section : dossier.sections) {
        out.begin_object();
        out.member("id", section.id);
        out.member("title", section.title);
        out.key("lines");
        out.begin_array();
        for (const DossierLine& line : section.lines) {
            out.begin_object();
            out.member("id", line.id);
            out.member("label", line.label);
            out.member("value", line.value);
            out.member("provenance", provenance_text(line.provenance));
            out.text_or_null("source", line.source);
            out.member("depth", line.depth);
            out.end_object();
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
    out.key("mappings");
    out.begin_array();
    for (const MappingResult& mapping : dossier.mappings)
        write_json(out, mapping, language);
    out.end_array();
    out.key("report");
    write_report(out, dossier.report, language);
    out.end_object();
}

} // namespace requal
