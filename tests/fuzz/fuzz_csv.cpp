// Whatever bytes come: every row has its fields or its problem, lines only go up, and no row swallows the list.

#include "csv/lines.hpp"
#include "requal/codes.hpp"
#include "requal/csv.hpp"
#include "requal/error.hpp"
#include "requal/text.hpp"

#include <cstddef>
#include <cstdint>

namespace {

void expect(bool holds) {
    if (!holds)
        __builtin_trap();
}

/** Line ends of any kind; CR LF counts as one. */
std::uint64_t lines_of(std::string_view text) {
    std::uint64_t lines = 0;
    for (; !text.empty(); ++lines)
        text.remove_prefix(requal::csv::line_length(text));
    return lines;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace requal;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const std::uint64_t lines = lines_of(text);
    try {
        CsvReader list = CsvReader::of_text(text);
        expect(!list.header().empty());
        std::uint64_t last = 0;
        std::uint64_t rows = 0;
        for (CsvRow row; list.next(row); ++rows) {
            expect(row.line > last && row.line <= lines);
            last = row.line;
            if (row.problem) {
                expect(row.fields.empty() && effect_of(row.problem->code) == Effect::unprocessable);
                continue;
            }
            expect(row.fields.size() == list.header().size());
            for (const std::string& field : row.fields)
                expect(field.size() <= csv::most_row_bytes && find_invalid_utf8(field) == std::string_view::npos);
        }
        expect(rows < lines); // the header is one of them
    } catch (const Error& error) {
        expect(error.code() == Code::csv_no_header || error.code() == Code::csv_syntax ||
               error.code() == Code::csv_not_text);
    }
    return 0;
}
