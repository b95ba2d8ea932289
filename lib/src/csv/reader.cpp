// The only place that sees libcsv. It is fed line by line, which costs nothing and tells where a row begins.

#include "requal/codes.hpp"
#include "requal/csv.hpp"

#include "csv/lines.hpp"

#include "requal/error.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <csv.h>
#include <deque>
#include <new>
#include <string_view>

namespace requal {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

char separator_of(std::string_view header) {
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char c : {',', ';', '\t'})
        if (const auto count = std::count(header.begin(), header.end(), c); count > most) {
            most = count;
            best = c;
        }
    return best;
}

/** A parser of libcsv, and the row that it has completed. */
class Parser {
  public:
    explicit Parser(char separator) {
        if (csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
            throw std::bad_alloc{};
        csv_set_delim(&m_parser, static_cast<unsigned char>(separator));
        // A tab separates in a list of tabs, and is no space to be cut off beside an empty field.
        csv_set_space_func(&m_parser, [](unsigned char c) { return c == ' ' ? 1 : 0; });
    }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    ~Parser() { csv_free(&m_parser); }

    /** @return false when the text breaks the grammar */
    bool feed(std::string_view text) {
        return csv_parse(&m_parser, text.data(), text.size(), on_field, on_row, this) == text.size();
    }
    bool finish() { return csv_fini(&m_parser, on_field, on_row, this) == 0; }
    [[nodiscard]] bool row_is_complete() const noexcept { return m_complete; }
    [[nodiscard]] std::vector<std::string> take() {
        m_complete = false;
        return std::move(m_fields);
    }

  private:
    static void on_field(void* field, std::size_t length, void* self) {
        static_cast<Parser*>(self)->m_fields.emplace_back(static_cast<const char*>(field), length);
    }
    static void on_row(int /*end*/, void* self) { static_cast<Parser*>(self)->m_complete = true; }

    csv_parser m_parser{};
    std::vector<std::string> m_fields;
    bool m_complete = false;
};

} // namespace

class CsvReader::Source {
  public:
    /** @param from what the lines come from. @param name of the list in errors; may be empty */
    template <typename From>
    Source(const From& from, const std::string& name) : m_lines(from) {
        CsvRow row;
        if (!read(row))
            throw Error{Code::csv_no_header, {{"text", ""}}}.in_file(name);
        if (row.problem)
            throw Error{row.problem->code, row.problem->arguments}.in_file(name).at(row.line, 1);
        m_header = std::move(row.fields);
    }

    [[nodiscard]] const std::vector<std::string>& header() const noexcept { return m_header; }

    bool next(CsvRow& row) {
        if (!read(row))
            return false;
        if (!row.problem && row.fields.size() != m_header.size()) {
            row.problem = Finding{
                Code::csv_fields,
                {{"count", std::to_string(row.fields.size())}, {"expected", std::to_string(m_header.size())}}};
            row.fields.clear();
        }
        return true;
    }

  private:
    bool read(CsvRow& row) {
        row = {};
        std::string line;
        while (next_line(line)) {
            if (m_line == 0 && line.starts_with(byte_order_mark))
                line.erase(0, byte_order_mark.size());
            if (line.find_first_not_of("\r\n\t ") == std::string::npos) {
                ++m_line;
                continue;
            }
            row.line = m_line + 1;
            if (!m_parser) {
                m_separator = separator_of(line);
                m_parser = std::make_unique<Parser>(m_separator);
            }
            read_row(std::move(line), row);
            return true;
        }
        return false;
    }

    void read_row(std::string line, CsvRow& row) {
        std::string text; // of the row so far
        std::uint64_t lines = 0;
        for (;;) {
            text += line;
            ++lines;
            if (line.size() > csv::most_row_bytes && lines == 1) {
                give_up(row, text, "the line is longer than a row may be");
                return;
            }
            if (!m_parser->feed(line)) {
                give_up(row, text, "a quotation mark stands inside a text");
                return;
            }
            if (m_parser->row_is_complete())
                break;
            const bool too_long = text.size() > csv::most_row_bytes;
            const bool ended = !too_long && !next_line(line);
            if (ended && m_parser->finish() && m_parser->row_is_complete())
                break;
            if (ended || too_long) {
                give_up(row, text, "a quotation mark is never closed");
                return;
            }
        }
        m_line += lines;
        row.fields = m_parser->take();
        if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
            row.fields.clear();
            row.problem = Finding{Code::csv_not_text, {{"byte", std::to_string(bad + 1)}}};
        }
    }

    /** The row is lost; what follows its first line is read anew. */
    void give_up(CsvRow& row, std::string_view text, std::string_view detail) {
        row.problem = Finding{Code::csv_syntax, {{"detail", std::string{detail}}}};
        m_parser = std::make_unique<Parser>(m_separator);
        ++m_line;
        std::deque<std::string> again;
        for (text.remove_prefix(csv::line_length(text)); !text.empty();) {
            again.emplace_back(text.substr(0, csv::line_length(text)));
            text.remove_prefix(again.back().size());
        }
        m_put_back.insert(m_put_back.begin(), again.begin(), again.end());
    }

    bool next_line(std::string& line) {
        if (m_put_back.empty())
            return m_lines.next(line);
        line = std::move(m_put_back.front());
        m_put_back.pop_front();
        return true;
    }

    csv::Lines m_lines;
    std::deque<std::string> m_put_back;
    std::unique_ptr<Parser> m_parser;
    char m_separator = ',';
    std::vector<std::string> m_header;
    std::uint64_t m_line = 0; ///< lines before the next one
};

CsvReader::CsvReader(const std::string& path) : CsvReader(std::make_unique<Source>(path, path)) {}
CsvReader::CsvReader(std::unique_ptr<Source> source) noexcept : m_source(std::move(source)) {}
CsvReader CsvReader::of_text(std::string_view text) {
    return CsvReader{std::make_unique<Source>(csv::Lines::Text{text}, "")};
}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

const std::vector<std::string>& CsvReader::header() const noexcept {
    return m_source->header();
}

bool CsvReader::next(CsvRow& row) {
    return m_source->next(row);
}

} // namespace requal
