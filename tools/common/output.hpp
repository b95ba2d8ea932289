/** @file
 * Where results and messages go: results to standard output or --output, messages to standard error, nothing else
 * anywhere.
 */
#pragma once

#include "exit_status.hpp"

#include "requal/error.hpp"
#include "requal/json_writer.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace requal::tools {

enum class Format : std::uint8_t { text, json, ndjson, other };

/** Messages for people, one line each: "tool: FILE:LINE:COL: error: text [code]". */
class Diagnostics {
  public:
    Diagnostics(std::string tool, bool quiet) : m_tool(std::move(tool)), m_quiet(quiet) {}

    void error(const Error& error, Language language);
    void error(std::string_view text);
    void warning(std::string_view text);
    void hint(std::string_view text);
    /** Progress of a long run; drawn after a second, on a terminal only, and removed before anything else. */
    void progress(std::size_t done, std::size_t total);
    /** The same where nobody knows how many there will be. */
    void progress(std::size_t done);
    void clear_progress();

  private:
    void line(std::string_view text);

    std::string m_tool;
    bool m_quiet;
    bool m_progress_shown = false;
    std::int64_t m_started_ms = 0;
    std::int64_t m_drawn_ms = 0;
};

/** Collects the records of a run. Text and ndjson are passed on as they come, at the latest a tenth of a second after
 *  the one before; every write is checked.
 *  @throws Error output_failed from any member */
class Output {
  public:
    Output(Format format, std::string schema, std::string path);
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    /** Passes on what is still held back when an error ends the run. */
    ~Output();

    [[nodiscard]] Format format() const noexcept { return m_format; }
    [[nodiscard]] bool is_text() const noexcept { return m_format == Format::text; }

    /** @throws Error output_too_large, and then nothing of it is written */
    void text(std::string_view text, std::size_t most_bytes = static_cast<std::size_t>(-1));
    /** One result: `write_data` writes the value of "data". @throws Error output_too_large, as text() */
    void record(const std::function<void(JsonWriter&)>& write_data,
                std::size_t most_bytes = static_cast<std::size_t>(-1));
    /** Ends the document. `counts` are the inputs per outcome. */
    void finish(const std::map<std::string, std::size_t>& counts, ExitStatus status);

  private:
    void write(std::string_view bytes);
    void flush();

    Format m_format;
    std::string m_schema;
    std::string m_path;
    std::string m_kept; ///< with --output: everything, until finish() writes the file
    std::string m_held; ///< for standard output: many small writes are slow
    std::int64_t m_flushed_ms = 0;
    std::size_t m_records = 0;
};

} // namespace requal::tools
