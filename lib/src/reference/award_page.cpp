#include "award/match.hpp"
#include "framework/country.hpp"
#include "reference/award_block.hpp"
#include "reference/words.hpp"

#include "requal/finding_json.hpp"
#include "requal/reference.hpp"

namespace requal {
namespace {

using award::KnownAward;
using reference::Sheet;

/** An example that a framework gives for a level has only what its level has. */
void add_example(Sheet& sheet, const KnownAward& known) {
    sheet.field("title", reference::type_words(*known.example));
    sheet.field("example of", known.framework->display() + " level " + known.level->notation);
    sheet.field("EQF", reference::eqf_words(*known.level) + ", " + std::string{relation_text(known.level->relation)} +
                           ", confidence " + std::string{confidence_text(known.level->eqf_confidence)} + "  " +
                           reference::source_marks(known.level->sources));
    sheet.field("note", known.level->note);
}

const framework::TableBase& table_of(const KnownAward& known) {
    if (known.country != nullptr)
        return *known.country;
    return *known.framework;
}

std::string way_words(const MappingPath& path) {
    std::string words;
    for (const Hop& hop : path.hops) {
        if (hop.rule == "title")
            continue;
        if (words.empty())
            words = display_name(hop.from);
        words += " -> " + display_name(hop.to) + " (" + std::string{relation_text(hop.relation)} + ", " +
                 std::string{confidence_text(hop.confidence)} + ")";
    }
    return words;
}

std::string_view heading_of(TargetKind kind) {
    switch (kind) {
    case TargetKind::eqf:
        return "Way to the EQF";
    case TargetKind::qf_ehea:
        return "Way to the QF-EHEA";
    case TargetKind::isced:
        return "Way to ISCED 2011";
    case TargetKind::national:
        return "Way to a national framework";
    }
    return {};
}

void add_ways(Sheet& sheet, const MappingResult& mapping, Language language) {
    for (const TargetResult& target : mapping.targets) {
        sheet.heading(heading_of(target.target.kind));
        for (const Candidate& candidate : target.candidates) {
            sheet.line(2, display_name(candidate.place) +
                              (candidate.confidence
                                   ? ", confidence " + std::string{confidence_text(*candidate.confidence)}
                                   : "") +
                              (candidate.doubtful ? ", doubtful" : ""));
            for (const MappingPath& path : candidate.paths)
                if (const std::string way = way_words(path); !way.empty())
                    sheet.entry(4, way);
        }
        for (const Finding& finding : target.findings)
            sheet.entry(2, message(finding, language) + " [" + std::string{code_text(finding.code)} + "]");
    }
}

} // namespace

AwardPage find_award(const ReferenceTables& tables, std::string_view id) {
    const KnownAward& known = tables.frameworks.awards().with_id(id);
    QualificationDescription description;
    description.country = known.code();
    description.award = known.id;
    return {&known, map_qualification(tables.frameworks, description, default_targets())};
}

void write_json(JsonWriter& out, const AwardPage& page, Language language) {
    const KnownAward& known = *page.award;
    out.begin_object();
    out.member("id", known.id);
    out.member("country", known.code());
    out.member("name", known.display());
    reference::write_files(out, table_of(known));
    out.key("award");
    if (known.award == nullptr)
        out.null();
    else
        reference::write_award(out, *known.award);
    out.key("example");
    if (known.example == nullptr) {
        out.null();
    } else {
        out.begin_object();
        out.member("framework", known.framework->id);
        out.member("level", known.level->notation);
        reference::write_numbers(out, "eqf", known.level->eqf);
        out.member("relation", relation_text(known.level->relation));
        out.member("confidence", confidence_text(known.level->eqf_confidence));
        out.key("type");
        reference::write_type(out, *known.example);
        out.text_or_null("note", known.level->note);
        out.end_object();
    }
    out.array("ways", page.mapping.targets, [&](const TargetResult& target) {
        out.begin_object();
        out.member("target", target.target.name);
        out.member("outcome", outcome_text(target.outcome));
        out.array("candidates", target.candidates, [&](const Candidate& candidate) {
            out.begin_object();
            out.member("place", display_name(candidate.place));
            out.text_or_null("confidence", candidate.confidence ? confidence_text(*candidate.confidence) : "");
            out.member("doubtful", candidate.doubtful);
            out.array("paths", candidate.paths, [&](const MappingPath& path) {
                out.begin_array();
                for (const Hop& hop : path.hops) {
                    out.begin_object();
                    out.member("from", display_name(hop.from));
                    out.member("to", display_name(hop.to));
                    out.member("rule", hop.rule);
                    out.member("relation", relation_text(hop.relation));
                    out.member("confidence", confidence_text(hop.confidence));
                    out.member("table", hop.table);
                    out.end_object();
                }
                out.end_array();
            });
            out.end_object();
        });
        out.array("findings", target.findings,
                  [&](const Finding& finding) { write_finding(out, finding, language); });
        out.end_object();
    });
    out.array("findings", page.mapping.findings,
              [&](const Finding& finding) { write_finding(out, finding, language); });
    reference::write_sources(out, (known.award != nullptr ? known.award->cited : known.level->cited).list());
    out.end_object();
}

std::string award_text(const AwardPage& page, Language language) {
    const KnownAward& known = *page.award;
    Sheet sheet;
    sheet.heading(known.display() + "  [" + known.id + "]");
    sheet.field("country", known.code() + (known.country != nullptr ? " " + known.country->name : ""));
    if (known.award != nullptr)
        reference::add_award_in_full(sheet, *known.award);
    else
        add_example(sheet, known);
    sheet.field("table", known.award != nullptr ? known.award->file : known.level->file);
    for (const Finding& finding : page.mapping.findings)
        sheet.entry(2, message(finding, language) + " [" + std::string{code_text(finding.code)} + "]");
    add_ways(sheet, page.mapping, language);
    reference::add_sources(sheet, (known.award != nullptr ? known.award->cited : known.level->cited).list());
    return sheet.take();
}

} // namespace requal
