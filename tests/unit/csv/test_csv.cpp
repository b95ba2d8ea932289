#include <doctest/doctest.h>

#include "csv/lines.hpp"
#include "requal/codes.hpp"
#include "requal/csv.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

#include <algorithm>

using namespace requal;

namespace {

/** One text for each row: "2: a|b", or "3: csv.syntax" where it cannot be read. */
std::vector<std::string> rows_of(CsvReader list) {
    std::vector<std::string> out;
    for (CsvRow row; list.next(row);) {
        std::string text = std::to_string(row.line) + ": ";
        if (row.problem) {
            CHECK(row.fields.empty());
            text += code_text(row.problem->code);
        }
        for (std::size_t i = 0; i < row.fields.size(); ++i)
            text += (i == 0 ? "" : "|") + row.fields[i];
        out.push_back(std::move(text));
    }
    return out;
}

/** From memory and from a file, which must be the same. */
std::vector<std::string> rows(std::string_view text) {
    const test::TemporaryFolder folder;
    const std::string path = folder.file("list.csv");
    test::write(path, text);
    auto from_memory = rows_of(CsvReader::of_text(text));
    CHECK(from_memory == rows_of(CsvReader{path}));
    return from_memory;
}

std::vector<std::string> header(std::string_view text) {
    return CsvReader::of_text(text).header();
}

std::optional<Code> refusal(std::string_view text) {
    try {
        static_cast<void>(CsvReader::of_text(text));
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

using List = std::vector<std::string>;

} // namespace

TEST_CASE("fields, quoted and not (RFC 4180, 2)") {
    CHECK(header("country,title\nUA,x\n") == List{"country", "title"});
    CHECK(rows("a,b\nUA,Bachelor\n") == List{"2: UA|Bachelor"});
    CHECK(rows("a,b\nUA,\"Bachelor, of Arts\"\n") == List{"2: UA|Bachelor, of Arts"});
    CHECK(rows("a,b\nUA,\"the \"\"big\"\" one\"\n") == List{"2: UA|the \"big\" one"});
    CHECK(rows("a,b\n\"\",\"\"\"\"\n") == List{"2: |\""});
    CHECK(rows("a,b\n,\n") == List{"2: |"});
    CHECK(rows("a,b\n x , y z \n") == List{"2: x|y z"}); // spreadsheets and people put blanks there
    CHECK(rows("a,b\n\" x \",y\n") == List{"2:  x |y"});
    CHECK(rows("\"a\",\"b\"\n1,2\n") == List{"2: 1|2"});
    CHECK(rows("a\nДиплом бакалавра\nالشهادة\n") == List{"2: Диплом бакалавра", "3: الشهادة"});
}

TEST_CASE("line ends: LF, CR LF, CR, and none at the end") {
    const List expected{"2: 1|2", "3: 3|4"};
    CHECK(rows("a,b\n1,2\n3,4\n") == expected);
    CHECK(rows("a,b\r\n1,2\r\n3,4\r\n") == expected);
    CHECK(rows("a,b\r1,2\r3,4\r") == expected);
    CHECK(rows("a,b\n1,2\r\n3,4") == expected);
    CHECK(rows("a,b\r1,2\r3,4") == expected);
    CHECK(rows("a,b\n1,\"2\"\n3,\"4\"") == List{"2: 1|2", "3: 3|4"});
    CHECK(rows("a,b").empty());
}

TEST_CASE("a line end within quotation marks belongs to the text, and the next row knows its line") {
    CHECK(rows("a,b\n1,\"2\n2\"\n3,4\n") == List{"2: 1|2\n2", "4: 3|4"});
    CHECK(rows("a,b\r\n1,\"2\r\n\r\n2\"\r\n3,4\r\n") == List{"2: 1|2\r\n\r\n2", "5: 3|4"});
    CHECK(rows("a,b\r1,\"2\r2\"\r3,4") == List{"2: 1|2\r2", "4: 3|4"});
    CHECK(rows("\"a\nb\",c\n1,2\n") == List{"3: 1|2"});
}

TEST_CASE("empty lines are passed over and counted") {
    CHECK(rows("\n\na,b\n\n1,2\n \t \n\n3,4\n\n") == List{"5: 1|2", "8: 3|4"});
    CHECK(rows("\r\n\r\na,b\r\n\r\n1,2\r\n") == List{"5: 1|2"});
    CHECK(rows("\r\ra,b\r\r1,2") == List{"5: 1|2"});
}

TEST_CASE("a byte order mark is no part of the first name") {
    CHECK(header("\xEF\xBB\xBF"
                 "country,title\n") == List{"country", "title"});
    CHECK(header("\xEF\xBB\xBF\"country\",title\n") == List{"country", "title"});
    CHECK(header("\xEF\xBB\xBF\r\ncountry\r\n") == List{"country"});
    CHECK(rows("\xEF\xBB\xBF"
               "a,b\n1,2\n") == List{"2: 1|2"});
    CHECK(refusal("\xEF\xBB\xBF") == Code::csv_no_header);
}

TEST_CASE("semicolons and tabs separate where the first line has most of them") {
    CHECK(rows("a;b\n1;2,5\n") == List{"2: 1|2,5"});
    CHECK(rows("a;\"b,c,d\";e;f;g\n1;2;3;4;5\n") == List{"2: 1|2|3|4|5"});
    CHECK(rows("a\tb\tc\n1\t\t3\n\t2\t\n") == List{"2: 1||3", "3: |2|"});
    CHECK(rows("a\n1;2\n") == List{"2: 1;2"});
}

TEST_CASE("a quotation mark that is never closed costs one row") {
    CHECK(rows("a,b\n1,2\n3,\"4\n5,6\n7,8\n") == List{"2: 1|2", "3: csv.syntax", "4: 5|6", "5: 7|8"});
    CHECK(rows("a,b\n3,\"4") == List{"2: csv.syntax"});
    CHECK(rows("a,b\n3,\"4\n\n\n5,6") == List{"2: csv.syntax", "5: 5|6"});
    CHECK(rows("a,b\n\"1,2\n\"3,4\n5,6\n") == List{"2: csv.syntax", "3: csv.syntax", "4: 5|6"});
    std::string long_list = "a,b\n1,\"2\n";
    List expected{"2: csv.syntax"};
    for (int i = 0; i < 40'000; ++i) {
        long_list += "3,4\n";
        expected.push_back(std::to_string(i + 3) + ": 3|4");
    }
    CHECK(rows(long_list) == expected);
}

TEST_CASE("a quotation mark inside a text costs its row") {
    CHECK(rows("a,b\n1,2\"3\"\n4,5\n") == List{"2: csv.syntax", "3: 4|5"});
    CHECK(rows("a,b\n1,\"2\"3\n4,5\n") == List{"2: csv.syntax", "3: 4|5"});
    CHECK(rows("a,b\n1,\"2\n\"3\n4,5\n") == List{"2: csv.syntax", "3: csv.syntax", "4: 4|5"});
}

TEST_CASE("a row above the limit costs one row, wherever it stands, and the next one knows its line") {
    for (const std::size_t before : {std::size_t{0}, std::size_t{1}, csv::most_row_bytes - 8, csv::most_row_bytes}) {
        CAPTURE(before);
        std::string text = "a,b\n";
        std::uint64_t line = 1;
        for (; text.size() < before; ++line)
            text += "1,2\n";
        for (const std::size_t length : {csv::most_row_bytes - 3, csv::most_row_bytes - 2, 2 * csv::most_row_bytes,
                                         5 * csv::most_row_bytes + 7}) {
            CAPTURE(length);
            // The tail of a long line would be a row of its own if it were read as one.
            const std::string row = std::string(length - 2, 'x') + ",y";
            const auto found = rows(text + row + "\n3,4\r\n" + row + "\r5,6");
            REQUIRE(found.size() == line - 1 + 4);
            const std::string first = std::to_string(line + 1) + ": ";
            const bool fits = row.size() + 1 <= csv::most_row_bytes;
            CHECK(found[line - 1] == first + (fits ? std::string(length - 2, 'x') + "|y" : "csv.syntax"));
            CHECK(found[line] == std::to_string(line + 2) + ": 3|4");
            CHECK(found[line + 1] ==
                  std::to_string(line + 3) + ": " + (fits ? std::string(length - 2, 'x') + "|y" : "csv.syntax"));
            CHECK(found[line + 2] == std::to_string(line + 4) + ": 5|6");
        }
    }
    const std::string big(3 * csv::most_row_bytes, 'x');
    CHECK(rows("a,b\n1,\"2\n" + big + "\n3,4\n") == List{"2: csv.syntax", "3: csv.syntax", "4: 3|4"});
    CHECK(rows("a,b\n1,\"" + big + "\n" + big + "\"\n3,4\n") == List{"2: csv.syntax", "3: csv.syntax", "4: 3|4"});
    CHECK(refusal(big + "\n1\n") == Code::csv_syntax);
}

TEST_CASE("every place of a line end in the buffer") {
    // The buffer of a file has 64 KiB: CR and LF of one end may come in two pieces.
    for (std::size_t shift = 0; shift < 12; ++shift) {
        CAPTURE(shift);
        std::string text = "a,b\r\n" + std::string(shift, ' ') + "\r\n";
        List expected;
        for (std::uint64_t line = 3; text.size() < 3 * csv::most_row_bytes; ++line) {
            text += "12,34567\r\n";
            expected.push_back(std::to_string(line) + ": 12|34567");
        }
        CHECK(rows(text) == expected);
    }
}

TEST_CASE("what is not UTF-8 costs its row, or the list when it is the header") {
    CHECK(rows("a,b\n1,\xE4\n3,4\n") == List{"2: csv.not_text", "3: 3|4"});
    CHECK(rows("a,b\n1,\"\n\xC3(\"\n3,4\n") == List{"2: csv.not_text", "4: 3|4"});
    CHECK(refusal("\xFF\xFE"
                  "a\0,\0b\0\n") == Code::csv_not_text);
    CHECK(refusal("pa\xEDs,title\n1,2\n") == Code::csv_not_text);
}

TEST_CASE("a wrong number of fields is a problem of its row") {
    CHECK(rows("a,b\n1\n1,2,3\n4,5\n") == List{"2: csv.fields", "3: csv.fields", "4: 4|5"});
    CsvReader list = CsvReader::of_text("a,b\n1,2,3\n");
    CsvRow row;
    REQUIRE(list.next(row));
    REQUIRE(row.problem.has_value());
    CHECK(row.problem->code == Code::csv_fields);
    CHECK(message(*row.problem, Language::en) == "the row has 3 fields, the first line 2");
    CHECK_FALSE(list.next(row));
    CHECK_FALSE(list.next(row));
}

TEST_CASE("NUL and other control characters are text like any other") {
    using namespace std::string_literals;
    CHECK(rows("a,b\n1\0,\0\n\0\n3,\x1b[2J\n"s) == List{"2: 1\0|\0"s, "3: csv.fields", "4: 3|\x1b[2J"});
}

TEST_CASE("a list without a header") {
    CHECK(refusal("") == Code::csv_no_header);
    CHECK(refusal("\n \r\n\t\n") == Code::csv_no_header);
    CHECK(refusal("a,\"b\n1,2\n") == Code::csv_syntax);
    const test::TemporaryFolder folder;
    const auto code_of = [&](const std::string& path) {
        try {
            static_cast<void>(CsvReader{path});
        } catch (const Error& error) {
            return error.code();
        }
        return Code::csv_column_twice;
    };
    CHECK(code_of(folder.file("none.csv")) == Code::input_not_found);
    CHECK(code_of(folder.path().string()) == Code::input_unreadable);
    try {
        test::write(folder.file("bad.csv"), "\n\na,\"b\n");
        static_cast<void>(CsvReader{folder.file("bad.csv")});
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.file() == folder.file("bad.csv"));
        CHECK(error.position().line == 3);
    }
}

TEST_CASE("a reader may be moved") {
    CsvReader one = CsvReader::of_text("a\n1\n2\n");
    CsvRow row;
    REQUIRE(one.next(row));
    CsvReader other = std::move(one);
    REQUIRE(other.next(row));
    CHECK(row.fields == List{"2"});
    CHECK(row.line == 3);
}
