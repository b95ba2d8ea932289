#include "map/rows.hpp"

#include "map/answers.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/finding_json.hpp"
#include "requal/text.hpp"
#include "requal/version.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>

namespace requal::tools {
namespace {

using Column = std::string QualificationDescription::*;

/** What people call the columns; the first name of each is the one that --help shows. */
const std::array<std::pair<std::string_view, Column>, 24> column_names{
    {{"country", &QualificationDescription::country},
     {"title", &QualificationDescription::title},
     {"awarded", &QualificationDescription::awarded},
     {"years", &QualificationDescription::years},
     {"credits", &QualificationDescription::credits},
     {"credit_system", &QualificationDescription::credit_system},
     {"award", &QualificationDescription::award},
     {"framework", &QualificationDescription::framework},
     {"level", &QualificationDescription::level},
     {"eqf", &QualificationDescription::eqf_level},
     {"field", &QualificationDescription::isced_f},
     {"qualification", &QualificationDescription::title},
     {"date", &QualificationDescription::awarded},
     {"year", &QualificationDescription::awarded},
     {"date_awarded", &QualificationDescription::awarded},
     {"award_date", &QualificationDescription::awarded},
     {"duration", &QualificationDescription::years},
     {"length", &QualificationDescription::years},
     {"nqf_level", &QualificationDescription::level},
     {"eqf_level", &QualificationDescription::eqf_level},
     {"isced_f", &QualificationDescription::isced_f},
     {"award_id", &QualificationDescription::award},
     {"country_code", &QualificationDescription::country},
     {"nqf", &QualificationDescription::framework}}};

std::string plain(std::string name) {
    name.erase(0, std::min(name.find_first_not_of(" \t"), name.size()));
    name.erase(name.find_last_not_of(" \t") + 1);
    for (char& c : name)
        c = c == ' ' || c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

struct Header {
    std::vector<Column> columns; ///< null where a column is not read
    std::size_t id = std::string::npos;
    std::vector<std::string> ignored;
};

/** @throws Error csv_no_header, csv_column_twice */
Header read_header(const std::vector<std::string>& names) {
    Header header;
    std::set<std::string> seen;
    bool any = false;
    for (const std::string& written : names) {
        const std::string name = plain(written);
        const auto* found = std::find_if(column_names.begin(), column_names.end(),
                                         [&](const auto& known) { return known.first == name; });
        Column column = found == column_names.end() ? nullptr : found->second;
        if (column != nullptr &&
            std::find(header.columns.begin(), header.columns.end(), column) != header.columns.end())
            throw Error{Code::csv_column_twice, {{"name", written}}};
        if (name == "id" || name == "reference")
            header.id = header.columns.size();
        else if (column == nullptr)
            header.ignored.push_back(written);
        any = any || column != nullptr;
        header.columns.push_back(column);
    }
    if (!any)
        throw Error{Code::csv_no_header, {{"text", names.empty() ? "" : names.front()}}};
    return header;
}

} // namespace

bool is_list(const std::string& path) {
    std::string end = plain(path.substr(path.size() - std::min<std::size_t>(path.size(), 4)));
    return end == ".csv" || end == ".tsv";
}

void Rows::over(Run& run, const std::string& path) const {
    CsvReader list{path};
    Header header;
    try {
        header = read_header(list.header());
    } catch (Error& error) {
        throw std::move(error.at(1, 1));
    }
    for (const std::string& name : header.ignored)
        run.diagnostics().warning(escape_terminal(path) + ": " +
                                  message({Code::csv_column_ignored, {{"name", name}}}, run.settings().language) +
                                  " [" + std::string{code_text(Code::csv_column_ignored)} + "]");
    std::size_t done = 0;
    for (CsvRow row; list.next(row);) {
        run.diagnostics().progress(++done);
        run.add(judge(run, path, row, header.columns, header.id));
    }
    run.diagnostics().clear_progress();
}

Record Rows::judge(const Run& run, const std::string& path, const CsvRow& row,
                   const std::vector<std::string QualificationDescription::*>& columns, std::size_t id_column) const {
    if (row.problem)
        return record(run, path, row.line, {}, row.problem, std::nullopt);
    QualificationDescription description;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] != nullptr)
            description.*columns[i] = row.fields[i];
    const std::string id = id_column < row.fields.size() ? row.fields[id_column] : std::string{};
    try {
        return record(run, path, row.line, id, std::nullopt, map_qualification(m_frameworks, description, m_targets));
    } catch (const Error& error) {
        if (effect_of(error.code()) == Effect::environment)
            throw;
        return record(run, path, row.line, id, error.finding(), std::nullopt);
    }
}

Record Rows::record(const Run& run, const std::string& path, std::uint64_t line, const std::string& id,
                    std::optional<Finding> problem, std::optional<MappingResult> result) const {
    const Settings& settings = run.settings();
    const std::string_view outcome = problem ? "unprocessable" : outcome_text(result->outcome);
    Record record;
    record.outcome = problem ? ExitStatus::unprocessed : status_of(result->outcome);
    record.outcome_name = outcome;
    const bool whole = m_whole;
    if (settings.format == Format::text) {
        record.text = escape_terminal(path) + ":" + std::to_string(line) + ": " +
                      (id.empty() ? "" : "[" + escape_terminal(id) + "] ") + std::string{outcome} + "  ";
        if (problem)
            record.text += escape_terminal(message(*problem, settings.language)) + " [" +
                           std::string{code_text(problem->code)} + "]\n    -> " +
                           escape_terminal(remedy(*problem, settings.language));
        else
            record.text += whole ? "\n" + mapping_text(*result, settings.language, {.explain = true})
                                 : brief_text(*result, settings.language);
        record.text += "\n";
        return record;
    }
    const auto shared = std::make_shared<const std::optional<MappingResult>>(std::move(result));
    record.write_data = [&settings, path, line, id, problem = std::move(problem), shared, whole,
                         outcome = record.outcome_name](JsonWriter& out) {
        out.begin_object();
        write_input(out, path, std::nullopt, {});
        out.key("row");
        out.begin_object();
        out.member("line", line);
        out.text_or_null("id", id);
        out.end_object();
        out.key("problem");
        problem ? write_finding(out, *problem, settings.language) : out.null();
        out.member("outcome", outcome);
        out.text_array("without_level", std::vector<std::string>{});
        out.key("brief");
        shared->has_value() && !whole ? write_brief_json(out, **shared, settings.language) : out.null();
        out.key("mappings");
        out.begin_array();
        if (shared->has_value() && whole)
            write_json(out, **shared, settings.language);
        out.end_array();
        out.null_member("credits");
        out.null_member("grade");
        out.member("time", rfc3339(settings.at));
        out.key("tool");
        out.begin_object();
        out.member("name", "requal-map");
        out.member("version", version());
        out.end_object();
        out.end_object();
    };
    return record;
}

} // namespace requal::tools
