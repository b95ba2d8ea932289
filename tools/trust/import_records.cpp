#include "trust/import_records.hpp"

#include "trust/records.hpp"

#include "requal/text.hpp"

#include <filesystem>

namespace requal::tools {
namespace {

/** A list that is no list, or cannot be read, was not judged; one that is refused was. */
ExitStatus status_of(const ImportedList& list) {
    if (list.outcome != ListOutcome::refused)
        return ExitStatus::passed;
    ExitStatus status = ExitStatus::passed;
    for (const Finding& reason : list.reasons) {
        const Effect effect = effect_of(reason.code);
        if (effect == Effect::unprocessable)
            return ExitStatus::unprocessed;
        if (effect == Effect::failed)
            status = ExitStatus::failed;
        else if (effect == Effect::indeterminate && status == ExitStatus::passed)
            status = ExitStatus::indeterminate;
    }
    return status;
}

/** The last part of a path; an address whole, because the user is told what was fetched. */
std::string short_source(const std::string& source) {
    return escape_terminal(source.find("://") == std::string::npos ? std::filesystem::path{source}.filename().string()
                                                                   : source);
}

std::string line_of(const ImportedList& list) {
    std::string text = std::string{list_outcome_text(list.outcome)};
    text.resize(10, ' ');
    if (list.facts.territory.empty())
        return text + escape_terminal(list.source) + "\n";
    text += escape_terminal(list.facts.territory) + (list.role == "list" ? "" : " " + list.role) + " " +
            std::to_string(list.facts.sequence);
    text += ", issued " + plain_date(list.facts.issued) +
            (list.facts.next_update ? ", next update " + plain_date(*list.facts.next_update) : ", closed");
    text += list.role == "list" ? ", " + std::to_string(list.facts.services) + " services" : "";
    return text + "  (" + short_source(list.source) + ")\n";
}

Record record_of(std::string_view command, const ImportedList& list, Language language) {
    return {status_of(list), std::string{list_outcome_text(list.outcome)},
            line_of(list) + findings_text(list.reasons, language), [&list, command, language](JsonWriter& out) {
                out.begin_object();
                out.member("command", command);
                out.member("record", "list");
                out.member("source", list.source);
                out.member("role", list.role);
                out.member("outcome", list_outcome_text(list.outcome));
                write_list_facts(out, list.facts);
                write_findings(out, list.reasons, language);
                out.end_object();
            }};
}

Record bundle_record(std::string_view command, const ImportReport& report, Language language) {
    const TrustBundle& bundle = report.bundle;
    std::string text = "bundle    " + escape_terminal(report.folder) + ": " + std::to_string(bundle.lists().size()) +
                       " lists, sha256 " + short_hash(bundle.sha256()) + "\n" + notes_text(report.notes, language);
    return {ExitStatus::passed, "bundle", text, [&report, command, language](JsonWriter& out) {
                out.begin_object();
                out.member("command", command);
                out.member("record", "bundle");
                out.key("bundle");
                write_bundle(out, report.bundle);
                write_findings(out, report.notes, language);
                out.end_object();
            }};
}

} // namespace

void add_import_records(Run& run, std::string_view command, const ImportReport& report) {
    for (const ImportedList& list : report.lists)
        run.add(record_of(command, list, run.settings().language));
    run.add(bundle_record(command, report, run.settings().language));
}

} // namespace requal::tools
