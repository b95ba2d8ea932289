#include "trust/commands.hpp"

#include "requal/finding_json.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

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
    return text + "  (" + escape_terminal(std::filesystem::path{list.source}.filename().string()) + ")\n";
}

Record record_of(const ImportedList& list, Language language) {
    return {status_of(list), std::string{list_outcome_text(list.outcome)},
            line_of(list) + findings_text(list.reasons, language), [list, language](JsonWriter& out) {
                out.begin_object();
                out.member("command", "import");
                out.member("source", list.source);
                out.member("role", list.role);
                out.member("outcome", list_outcome_text(list.outcome));
                write_list_facts(out, list.facts);
                out.key("findings");
                out.begin_array();
                for (const Finding& reason : list.reasons)
                    write_finding(out, reason, language);
                out.end_array();
                out.end_object();
            }};
}

/** Notes of one kind share a line: thirty lists that ended are one fact about the bundle. */
std::string notes_text(const std::vector<Finding>& notes, Language language) {
    std::string text;
    std::set<Code> told;
    for (const Finding& note : notes) {
        if (!told.insert(note.code).second)
            continue;
        std::string territories;
        std::size_t count = 0;
        for (const Finding& other : notes)
            if (other.code == note.code)
                for (const auto& [name, value] : other.arguments)
                    if (name == "territory") {
                        territories += (count == 0 ? "" : " ") + value;
                        ++count;
                    }
        text += "  " + escape_terminal(message(note, language));
        if (count > 1)
            text += "; so for " + std::to_string(count) + ": " + escape_terminal(territories);
        text +=
            " [" + std::string{code_text(note.code)} + "]\n    → " + escape_terminal(remedy(note, language)) + "\n";
    }
    return text;
}

Record bundle_record(const ImportReport& report, Language language) {
    const TrustBundle& bundle = report.bundle;
    std::string text = "bundle    " + escape_terminal(report.folder) + ": " + std::to_string(bundle.lists().size()) +
                       " lists, sha256 " + bundle.sha256().substr(0, 16) + "…\n" + notes_text(report.notes, language);
    return {ExitStatus::passed, "bundle", text, [report, language](JsonWriter& out) {
                out.begin_object();
                out.member("command", "import");
                out.key("bundle");
                out.begin_object();
                out.member("folder", report.folder);
                out.member("sha256", report.bundle.sha256());
                out.member("made", rfc3339(report.bundle.made()));
                out.member("lists", report.bundle.lists().size());
                out.text_array("missing", report.bundle.missing());
                out.end_object();
                out.key("findings");
                out.begin_array();
                for (const Finding& note : report.notes)
                    write_finding(out, note, language);
                out.end_array();
                out.end_object();
            }};
}

} // namespace

TrustCommand import_command(const ParsedOptions& options, const Settings& settings) {
    ImportRequest request;
    request.folder = folder_to_write(options);
    request.list_of_lists = options.get("lotl");
    request.signers = options.get("lotl-signers");
    request.pivots = options.all("pivot");
    request.at = settings.at;
    if (!request.list_of_lists.empty() && request.signers.empty())
        throw UsageError{"--lotl needs --lotl-signers",
                         "hand over a PEM file with the certificates that the Official Journal announces"};
    if (request.list_of_lists.empty() && !request.pivots.empty())
        throw UsageError{"--pivot needs --lotl"};
    if (request.list_of_lists.empty() && words_after_command(options).empty())
        throw UsageError{"nothing to import",
                         "name --lotl and --lotl-signers, and files or folders of national lists"};
    return [request, words = words_after_command(options)](Run& run) mutable {
        std::set<std::string> special{request.pivots.begin(), request.pivots.end()};
        special.insert(request.list_of_lists);
        for (const std::string& file : files_of(words)) {
            const auto same = [&](const std::string& other) {
                std::error_code ignored;
                return other == file || std::filesystem::equivalent(other, file, ignored);
            };
            if (std::none_of(special.begin(), special.end(), same))
                request.lists.push_back(file);
        }
        request.progress = [&run](std::string_view, std::size_t done, std::size_t of) {
            run.diagnostics().progress(done, of);
        };
        const ImportReport report = import_trusted_lists(request);
        run.diagnostics().clear_progress();
        for (const ImportedList& list : report.lists)
            run.add(record_of(list, run.settings().language));
        run.add(bundle_record(report, run.settings().language));
    };
}

} // namespace requal::tools
