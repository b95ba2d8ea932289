/** @file
 * The life of a tool: setup() checks the call and opens nothing; run() does the work; tool_main() maps what happens
 * to the exit status.
 *
 *     int main(int argc, char** argv) { ShowTool tool; return requal::tools::tool_main(argc, argv, tool); }
 */
#pragma once

#include "exit_status.hpp"
#include "help.hpp"
#include "inputs.hpp"
#include "output.hpp"

#include "requal/file.hpp"
#include "requal/limits.hpp"
#include "requal/time.hpp"

#include <functional>
#include <optional>
#include <string>

namespace requal::tools {

/** What the common options of a run said. */
struct Settings {
    Format format = Format::text;
    std::string format_name = "text";
    std::string output_path;
    Language language = Language::en;
    std::string language_tag = "en"; ///< as asked for: content may have languages that messages have not
    Time at;                         ///< the time that everything is judged as of
    bool at_given = false;
    bool colour = false;
    bool quiet = false;
    bool verbose = false;
    Limits limits;
};

/** One input whose bytes have been read. */
struct Input {
    std::string path; ///< "-" for standard input
    std::string content;
};

/** What became of one input. */
struct Record {
    ExitStatus outcome = ExitStatus::passed;     ///< passed, failed, indeterminate or unprocessed
    std::string outcome_name;                    ///< counted in the summary under this name, for example "valid"
    std::string text;                            ///< for people; already escaped
    std::function<void(JsonWriter&)> write_data; ///< for programs
};

class Run {
  public:
    Run(const ToolDescription& tool, const ParsedOptions& options, const Settings& settings, Output& output,
        Diagnostics& diagnostics)
        : m_tool(tool), m_options(options), m_settings(settings), m_output(output), m_diagnostics(diagnostics) {
        for (const std::string& outcome : tool.outcomes)
            m_counts[outcome] = 0; // a fixed key set: programs need not ask whether a key is there
    }

    [[nodiscard]] const ParsedOptions& options() const noexcept { return m_options; }
    [[nodiscard]] const Settings& settings() const noexcept { return m_settings; }
    [[nodiscard]] Output& output() noexcept { return m_output; }
    [[nodiscard]] Diagnostics& diagnostics() noexcept { return m_diagnostics; }

    /** Reads each input and hands it to `judge`. Whatever is thrown over one input becomes its `unprocessable` record
     * and a message; the rest goes on. An Error whose code has the effect `environment` ends the run.
     *  @param unprocessable writes the record of an input that could not be judged
     *  @param itself may take an input by its name and add its records itself; its errors count like those of judge
     */
    void over_inputs(const std::function<Record(const Input&)>& judge,
                     const std::function<Record(const std::string& path, const Error&)>& unprocessable,
                     const std::function<bool(const std::string& path)>& itself = {});
    /** Adds one record to the output and to the counts. */
    void add(const Record& record);
    /** Ends the output. @return the exit status of the whole run */
    ExitStatus finish();

  private:
    std::optional<Error> judge_one(const InputList& list, const std::string& path,
                                   const std::function<Record(const Input&)>& judge,
                                   const std::function<bool(const std::string& path)>& itself);

    const ToolDescription& m_tool;
    const ParsedOptions& m_options;
    const Settings& m_settings;
    Output& m_output;
    Diagnostics& m_diagnostics;
    std::map<std::string, std::size_t> m_counts;
    ExitStatus m_status = ExitStatus::passed;
};

class Tool {
  public:
    Tool() = default;
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;
    virtual ~Tool() = default;

    [[nodiscard]] virtual const ToolDescription& description() const = 0;
    /** Checks the call. Opens no file. @throws UsageError */
    virtual void setup(const ParsedOptions& options, const Settings& settings) = 0;
    virtual ExitStatus run(Run& run) = 0;
};

[[nodiscard]] int tool_main(int argc, const char* const* argv, Tool& tool);

/** The JSON of `data.input`, the same in every tool. */
void write_input(JsonWriter& out, const std::string& path, const std::optional<std::uint64_t>& size,
                 const std::string& sha256);

} // namespace requal::tools
