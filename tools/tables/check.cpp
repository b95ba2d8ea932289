#include "tables/commands.hpp"

#include "requal/table_check.hpp"
#include "requal/text.hpp"

namespace requal::tools {
namespace {

std::string count_of(std::size_t number, const std::string& noun) {
    return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

/** "FILE:LINE:COLUMN: error: message [code]", as compilers write it, so that editors find the place. */
std::string text_of(const TableReport& report, const Settings& settings) {
    std::string text;
    std::size_t errors = 0, warnings = 0, remarks = 0;
    for (const TableProblem& problem : report.problems) {
        const Severity severity = severity_of(problem.finding.code);
        ++(severity == Severity::error ? errors : severity == Severity::warning ? warnings : remarks);
        if (severity == Severity::info && !settings.verbose)
            continue;
        std::string place = escape_terminal(problem.file);
        if (problem.position.line != 0)
            place += ":" + std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column);
        text += place + ": " + std::string{severity_text(severity)} + ": " +
                escape_terminal(message(problem.finding, settings.language)) + " [" +
                std::string{code_text(problem.finding.code)} + "]\n";
        if (severity != Severity::info)
            text += "  -> " + escape_terminal(remedy(problem.finding, settings.language)) + "\n";
    }
    text += std::string{report.is_sound() ? "sound" : "not sound"} + ": " + count_of(report.files.size(), "file") +
            " checked, " + count_of(errors, "error") + ", " + count_of(warnings, "warning") + ", " +
            count_of(remarks, "remark") + "\n";
    return text;
}

} // namespace

Command check_command(const ParsedOptions& options, const Settings&) {
    const std::vector<std::string> words = words_after_command(options);
    if (words.size() > 1)
        throw UsageError{"check takes one folder at most"};
    return [folder = words.empty() ? std::string{} : words.front()](Run& run) {
        const TableReport report = check_tables(find_data_folder(), folder);
        Record record = record_of("check", "check", text_of(report, run.settings()), [&](JsonWriter& out) {
            out.begin_object();
            out.text_or_null("folder", folder);
            write_json(out, report, run.settings().language);
            out.end_object();
        });
        record.outcome = report.is_sound() ? ExitStatus::passed : ExitStatus::failed;
        record.outcome_name = report.is_sound() ? "sound" : "unsound";
        run.add(record);
    };
}

} // namespace requal::tools
