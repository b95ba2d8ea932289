#include "tool.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/text.hpp"

#include <charconv>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace requal::tools {
namespace {

Format format_from(const std::string& name) {
    if (name == "json")
        return Format::json;
    if (name == "ndjson")
        return Format::ndjson;
    return name == "text" ? Format::text : Format::other;
}

bool colour_wanted(const ParsedOptions& options) {
    const std::string when = options.get("color", "auto");
    if (when != "auto")
        return when == "always";
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') && terminal != nullptr &&
           std::string_view{terminal} != "dumb";
}

Settings settings_from(const ParsedOptions& options) {
    Settings settings;
    settings.format_name = options.get("format", "text");
    settings.format = format_from(settings.format_name);
    settings.output_path = options.get("output");
    settings.language_tag = options.get("lang", "en");
    settings.language = language_from_text(settings.language_tag).value_or(Language::en);
    settings.at = now();
    if (options.has("at")) {
        const auto parsed = parse_time(options.get("at"));
        if (!parsed)
            throw UsageError{"--at is no time: '" + escape_terminal(options.get("at")) + "'",
                             "write it like 2023-10-01T00:00:00Z or 2023-10-01"};
        settings.at = parsed->time;
        settings.at_given = true;
    }
    settings.quiet = options.has("quiet");
    settings.verbose = options.has("verbose");
    settings.colour = settings.format == Format::text && settings.output_path.empty() && colour_wanted(options);
    if (options.has("max-size")) {
        const std::string text = options.get("max-size");
        const auto end = std::from_chars(text.data(), text.data() + text.size(), settings.limits.input_bytes);
        // simdjson addresses documents with 32 bits.
        if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || settings.limits.input_bytes == 0 ||
            settings.limits.input_bytes > 0xF0000000U)
            throw UsageError{"--max-size is no number of bytes between 1 and 4026531840"};
    }
    return settings;
}

/** Options that answer at once. @return true when one did */
bool answer_at_once(const ToolDescription& tool, const ParsedOptions& options, Output& output) {
    std::string text;
    if (options.has("help"))
        text = help_text(tool);
    else if (options.has("version"))
        text = version_text(tool);
    else if (options.has("completion"))
        text = completion_script(tool, options.get("completion"));
    else if (options.has("print-schema"))
        text = find_data_folder().read("schemas/" + tool.schema.substr(0, tool.schema.find('/')) + ".schema.json");
    else
        return false;
    output.text(text);
    output.finish({}, ExitStatus::passed);
    return true;
}

} // namespace

void Run::add(const Record& record) {
    m_diagnostics.clear_progress();
    // Written before it is counted: what cannot be written becomes another record.
    if (m_output.is_text() || m_output.format() == Format::other)
        m_output.text(record.text, m_settings.limits.output_bytes);
    else
        m_output.record(record.write_data, m_settings.limits.output_bytes);
    ++m_counts[record.outcome_name];
    m_status = worst_of(m_status, record.outcome);
}

ExitStatus Run::finish() {
    m_output.finish(m_counts, m_status);
    return m_status;
}

void Run::over_inputs(const std::function<Record(const Input&)>& judge,
                      const std::function<Record(const std::string&, const Error&)>& unprocessable,
                      const std::function<bool(const std::string&)>& itself) {
    if (m_options.positionals().empty() && !m_options.has("files-from") && ::isatty(STDIN_FILENO) != 0)
        throw UsageError{"no input", "name a file, a folder, or - for standard input; --help shows examples"};
    InputList list = collect_inputs(m_options, m_settings.limits.input_bytes);
    if (m_options.positionals().empty() && !m_options.has("files-from"))
        list.paths.emplace_back("-");
    if (list.paths.empty())
        throw UsageError{"the list of inputs is empty"};
    std::size_t done = 0;
    for (const std::string& path : list.paths) {
        m_diagnostics.progress(done++, list.paths.size());
        if (const auto error = judge_one(list, path, judge, itself)) {
            m_diagnostics.error(*error, m_settings.language);
            add(unprocessable(path, *error));
        }
    }
    m_diagnostics.clear_progress();
}

/** One input must not end the others: whatever is thrown over it becomes its own record. */
std::optional<Error> Run::judge_one(const InputList& list, const std::string& path,
                                    const std::function<Record(const Input&)>& judge,
                                    const std::function<bool(const std::string& path)>& itself) {
    std::optional<Error> problem;
    try {
        if (itself && itself(path))
            return std::nullopt;
        const std::uint64_t limit = m_settings.limits.input_bytes;
        add(judge({path, path == "-"                      ? read_standard_input(limit)
                         : list.of_folders.contains(path) ? read_file(path, limit)
                                                          : read_file_or_pipe(path, limit)}));
        return std::nullopt;
    } catch (const Error& error) {
        if (effect_of(error.code()) == Effect::environment)
            throw;
        problem = error;
    } catch (const std::bad_alloc&) {
        problem = Error{Code::input_no_memory};
    } catch (const UsageError&) {
        throw; // the call is wrong, not the input
    } catch (const std::exception& error) {
        problem = Error{Code::input_not_handled, {{"detail", error.what()}}};
    }
    problem->in_file(path);
    return problem;
}

int tool_main(int argc, const char* const* argv, Tool& tool) {
    const ToolDescription& description = tool.description();
    Diagnostics diagnostics{description.name, false};
    try {
        const ParsedOptions options = parse_options(description.groups, argc, argv);
        Output at_once{Format::text, {}, options.get("output")};
        if (answer_at_once(description, options, at_once))
            return 0;
        const Settings settings = settings_from(options);
        diagnostics = Diagnostics{description.name, settings.quiet};
        if (!language_from_text(settings.language_tag))
            diagnostics.warning("no messages in language '" + settings.language_tag + "' yet, using en");
        tool.setup(options, settings);
        Output output{settings.format, description.schema, settings.output_path};
        Run run{description, options, settings, output, diagnostics};
        return static_cast<int>(tool.run(run));
    } catch (const UsageError& error) {
        diagnostics.error(error.what());
        diagnostics.hint(error.hint().empty() ? "'" + description.name + " --help' lists the options" : error.hint());
        return static_cast<int>(ExitStatus::usage);
    } catch (const Error& error) {
        diagnostics.error(error, Language::en);
        return static_cast<int>(effect_of(error.code()) == Effect::unprocessable ? ExitStatus::unprocessed
                                                                                 : ExitStatus::environment);
    } catch (const std::bad_alloc&) {
        diagnostics.error("out of memory");
        return static_cast<int>(ExitStatus::environment);
    } catch (const std::exception& error) {
        diagnostics.error(std::string{"internal error: "} + error.what());
        diagnostics.hint("this is a bug; please report it with the command you typed");
        return static_cast<int>(ExitStatus::internal);
    }
}

void write_input(JsonWriter& out, const std::string& path, const std::optional<std::uint64_t>& size,
                 const std::string& sha256) {
    out.key("input");
    out.begin_object();
    out.member("path", path);
    // A path is bytes; when they are no UTF-8 the exact bytes are given too, so that no program sees a lossy name.
    out.key("path_base64");
    if (is_utf8(path))
        out.null();
    else
        out.value(base64_encode(as_bytes(path), Base64::standard));
    out.member("size", size);
    out.text_or_null("sha256", sha256);
    out.end_object();
}

} // namespace requal::tools
