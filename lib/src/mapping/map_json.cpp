#include "framework/evidence_json.hpp"

#include "requal/finding_json.hpp"
#include "requal/mapping.hpp"

namespace requal {
namespace {

void write_level(JsonWriter& out, const FrameworkLevel& level) {
    out.begin_object();
    out.member("framework", level.framework);
    out.member("name", level.name);
    out.text_or_null("country", level.country);
    out.member("level", level.level);
    out.text_or_null("title", level.title);
    out.text_or_null("uri", level.uri);
    out.member("display", display_name(level));
    out.end_object();
}

void write_confidence(JsonWriter& out, const std::optional<Confidence>& confidence) {
    out.text_or_null("confidence", confidence ? confidence_text(*confidence) : "");
}

void write_hop(JsonWriter& out, const Hop& hop) {
    out.begin_object();
    out.key("from");
    write_level(out, hop.from);
    out.key("to");
    write_level(out, hop.to);
    out.member("rule", hop.rule);
    out.member("relation", relation_text(hop.relation));
    out.member("confidence", confidence_text(hop.confidence));
    out.member("table", hop.table);
    out.key("referencing");
    if (hop.referencing) {
        out.begin_object();
        out.member("status", hop.referencing->status);
        out.member("first", hop.referencing->first);
        out.member("latest", hop.referencing->latest);
        out.member("confidence", confidence_text(hop.referencing->confidence));
        out.end_object();
    } else {
        out.null();
    }
    framework::write_sources(out, hop.sources);
    out.text_or_null("note", hop.note);
    out.end_object();
}

void write_findings(JsonWriter& out, std::string_view name, const std::vector<Finding>& findings, Language language) {
    out.array(name, findings, [&](const Finding& f) { write_finding(out, f, language); });
}

void write_candidate(JsonWriter& out, const Candidate& candidate, Language language) {
    out.begin_object();
    out.key("place");
    write_level(out, candidate.place);
    write_confidence(out, candidate.confidence);
    out.member("doubtful", candidate.doubtful);
    out.array("qualification_types", candidate.qualification_types, [&](const QualificationType& type) {
        out.begin_object();
        out.text_or_null("native", type.native);
        out.text_or_null("english", type.english);
        out.member("evidence", type.seen ? "seen" : "general");
        out.end_object();
    });
    out.array("paths", candidate.paths, [&](const MappingPath& path) {
        out.begin_object();
        write_confidence(out, path.confidence());
        out.array("hops", path.hops, [&](const Hop& hop) { write_hop(out, hop); });
        out.end_object();
    });
    write_findings(out, "caveats", candidate.caveats, language);
    out.end_object();
}

void write_description(JsonWriter& out, const QualificationDescription& description) {
    out.key("description");
    out.begin_object();
    out.text_or_null("title", description.title);
    out.text_or_null("country", description.country);
    out.text_or_null("framework", description.framework);
    out.text_or_null("level", description.level);
    out.text_or_null("eqf_level", description.eqf_level);
    out.text_array("nqf_uris", description.nqf_uris);
    out.text_or_null("isced_f", description.isced_f);
    out.text_array("other_titles", description.other_titles);
    out.text_or_null("award", description.award);
    out.text_or_null("awarded", description.awarded);
    out.text_or_null("years", description.years);
    out.text_or_null("credits", description.credits);
    out.text_or_null("credit_system", description.credit_system);
    out.end_object();
}

} // namespace

void write_json(JsonWriter& out, const MappingResult& result, Language language) {
    out.begin_object();
    write_description(out, result.description);
    out.member("outcome", outcome_text(result.outcome));
    out.array("starts", result.starts, [&](const FrameworkLevel& level) { write_level(out, level); });
    out.array("awards", result.awards, [&](const AwardMatch& match) {
        out.begin_object();
        out.member("award", match.award);
        out.member("country", match.country);
        out.member("name", match.name);
        out.text_or_null("remark", match.remark);
        out.text_or_null("kind", match.kind);
        out.text_or_null("length", match.length);
        out.text_or_null("credits", match.credits);
        out.member("grade", match.grade);
        out.text_or_null("rule", match.rule);
        out.text_or_null("matched", match.matched);
        out.member("closeness", match.closeness);
        out.member("chosen", match.chosen);
        out.text_or_null("not_chosen", match.not_chosen);
        out.text_or_null("years_of_award", match.window);
        out.member("confidence", confidence_text(match.confidence));
        out.member("table", match.table);
        out.end_object();
    });
    out.array("eqf_levels", result.eqf_levels, [&](int level) { out.value(level); });
    out.member("eqf_agrees", result.eqf_agrees);
    out.array("targets", result.targets, [&](const TargetResult& target) {
        out.begin_object();
        out.member("target", target.target.name);
        out.member("outcome", outcome_text(target.outcome));
        out.array("candidates", target.candidates, [&](const Candidate& c) { write_candidate(out, c, language); });
        write_findings(out, "findings", target.findings, language);
        out.end_object();
    });
    write_findings(out, "findings", result.findings, language);
    out.array("ladder", result.ladder, [&](const LadderColumn& column) {
        out.begin_object();
        out.member("name", column.name);
        out.array("steps", column.steps, [&](const LadderColumn::Step& step) {
            out.begin_object();
            out.member("eqf", step.eqf);
            out.member("level", step.level);
            out.member("marked", step.marked);
            out.end_object();
        });
        out.end_object();
    });
    framework::write_table_uses(out, "tables", result.tables);
    out.end_object();
}

} // namespace requal
