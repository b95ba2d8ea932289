#include "output.hpp"

#include "requal/codes.hpp"
#include "requal/file.hpp"
#include "requal/text.hpp"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <unistd.h>

namespace requal::tools {
namespace {

std::int64_t milliseconds() {
    using namespace std::chrono;
    return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

void write_descriptor(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            throw Error{Code::output_failed, {{"detail", std::generic_category().message(errno)}}};
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

} // namespace

void Diagnostics::line(std::string_view text) {
    clear_progress();
    const std::string whole = m_tool + ": " + std::string{text} + "\n";
    // A message that cannot be delivered must not hide the result; nothing sensible is left to do about it.
    [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, whole.data(), whole.size());
}

void Diagnostics::error(const Error& error, Language language) {
    std::string text;
    if (!error.file().empty()) {
        text += escape_terminal(error.file());
        if (error.position().line != 0)
            text += ":" + std::to_string(error.position().line) + ":" + std::to_string(error.position().column);
        text += ": ";
    }
    text += "error: " + escape_terminal(message(error.finding(), language));
    if (error.position().line == 0 && !error.finding().where.empty())
        text += " at " + escape_terminal(error.finding().where);
    line(text + " [" + std::string{code_text(error.code())} + "]");
    if (!m_quiet)
        hint(remedy(error.finding(), language));
}

void Diagnostics::error(std::string_view text) {
    line("error: " + escape_terminal(text));
}

void Diagnostics::warning(std::string_view text) {
    if (!m_quiet)
        line("warning: " + escape_terminal(text));
}

void Diagnostics::hint(std::string_view text) {
    if (!m_quiet)
        line("hint: " + escape_terminal(text));
}

void Diagnostics::progress(std::size_t done) {
    progress(done, 0);
}

void Diagnostics::progress(std::size_t done, std::size_t total) {
    if (m_quiet || ::isatty(STDERR_FILENO) == 0)
        return;
    const std::int64_t time = milliseconds();
    if (m_started_ms == 0)
        m_started_ms = time;
    if (time - m_started_ms < 1000 || time - m_drawn_ms < 100)
        return;
    m_drawn_ms = time;
    const std::string text =
        "\r\x1b[K" + m_tool + ": " + std::to_string(done) + (total == 0 ? "" : " of " + std::to_string(total));
    [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, text.data(), text.size());
    m_progress_shown = true;
}

void Diagnostics::clear_progress() {
    if (!m_progress_shown)
        return;
    [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, "\r\x1b[K", 4);
    m_progress_shown = false;
}

Output::Output(Format format, std::string schema, std::string path)
    : m_format(format), m_schema(std::move(schema)), m_path(path == "-" ? "" : std::move(path)) {}

Output::~Output() {
    try {
        flush();
    } catch (const Error&) { // the error that ends the run is the one to report
    }
}

void Output::write(std::string_view bytes) {
    constexpr std::size_t most_held = 32U * 1024U;
    constexpr std::int64_t longest_ms = 100;
    if (!m_path.empty()) {
        m_kept += bytes;
        return;
    }
    m_held += bytes;
    if (const std::int64_t time = milliseconds(); m_held.size() >= most_held || time - m_flushed_ms >= longest_ms) {
        flush();
        m_flushed_ms = time;
    }
}

void Output::flush() {
    const std::string held = std::move(m_held);
    m_held.clear();
    if (!held.empty())
        write_descriptor(STDOUT_FILENO, held);
}

void Output::text(std::string_view text, std::size_t most_bytes) {
    if (text.size() > most_bytes)
        throw Error{Code::output_too_large, {{"limit", std::to_string(most_bytes)}}};
    if (is_text() || m_format == Format::other)
        write(text);
}

void Output::record(const std::function<void(JsonWriter&)>& write_data, std::size_t most_bytes) {
    if (m_format != Format::json && m_format != Format::ndjson)
        return;
    const bool lines = m_format == Format::ndjson;
    JsonWriter out{lines ? Layout::compact : Layout::indented, lines ? 0U : 2U};
    out.hold_to(most_bytes);
    out.begin_object();
    if (lines)
        out.member("schema", m_schema);
    out.member("type", "result");
    out.key("data");
    write_data(out);
    out.end_object();
    out.finish();
    std::string bytes;
    if (lines) {
        bytes = out.take() + "\n";
    } else {
        if (m_records == 0) {
            JsonWriter schema;
            schema.value(m_schema);
            bytes = "{\n  \"schema\": " + schema.take() + ",\n  \"results\": [";
        }
        bytes += m_records == 0 ? "\n    " : ",\n    ";
        write(bytes);
        bytes = out.take();
    }
    ++m_records;
    write(bytes);
}

void Output::finish(const std::map<std::string, std::size_t>& counts, ExitStatus status) {
    if (m_format == Format::json || m_format == Format::ndjson) {
        const bool lines = m_format == Format::ndjson;
        JsonWriter out{lines ? Layout::compact : Layout::indented, lines ? 0U : 1U};
        out.begin_object();
        if (lines) {
            out.member("schema", m_schema);
            out.member("type", "summary");
            out.key("data");
            out.begin_object();
        }
        std::size_t inputs = 0;
        for (const auto& [outcome, count] : counts)
            inputs += count;
        out.member("inputs", inputs);
        for (const auto& [outcome, count] : counts)
            out.member(outcome, count);
        out.member("exit_status", static_cast<int>(status));
        out.member("complete", true);
        if (lines)
            out.end_object();
        out.end_object();
        std::string bytes;
        if (lines) {
            bytes = out.take() + "\n";
        } else {
            if (m_records == 0)
                bytes = "{\n  \"schema\": \"" + m_schema + "\",\n  \"results\": [";
            bytes += m_records == 0 ? "]" : "\n  ]";
            bytes += ",\n  \"summary\": " + out.take() + "\n}\n";
        }
        write(bytes);
    }
    flush();
    if (!m_path.empty()) {
        write_file(m_path, m_kept);
    } else if (::fsync(STDOUT_FILENO) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP) {
        // A full network disk may say so only now.
        throw Error{Code::output_failed, {{"detail", std::generic_category().message(errno)}}};
    }
}

} // namespace requal::tools
