// The EQF ladder as a picture: one column for each framework the answer speaks of, one row for each EQF level, the
// qualification's places filled and framed and in bold type, so that the picture says the same without its colours.

#include "requal/mapping.hpp"
#include "requal/text.hpp"

#include <algorithm>
#include <sstream>

namespace requal {
namespace {

constexpr int row_height = 34;
constexpr int head_height = 30;
constexpr int letter_width = 8; ///< of a 14 px letter, near enough
constexpr int padding = 12;
constexpr int eqf_width = 64;
constexpr int line_height = 20;
constexpr std::size_t most_letters = 34; ///< of a cell; the rest is in its tool tip

constexpr std::string_view style_sheet =
    R"(<style>text{font:14px sans-serif;fill:#1a1a1a;white-space:pre}.title{font-weight:bold}.head{font-weight:bold})"
    R"(.mark{font-weight:bold}.cell{fill:#fff;stroke:#767676}.here{fill:#dbe9f9;stroke:#0b3d77;stroke-width:3}</style>)"
    "\n"
    R"(<rect width="100%" height="100%" fill="#fff"/>)"
    "\n";

/** Escaped for text and attributes of XML. */
std::string safe(std::string_view text) {
    std::string out;
    for (const char c : escape_terminal(text))
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    return out;
}

/** At most so many letters, cut between characters. */
std::string shortened(const std::string& text, std::size_t most) {
    if (display_width(text) <= most)
        return text;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            ++end;
        if (display_width(out) + 2 > most)
            break;
        out += text.substr(i, end - i);
        i = end;
    }
    return out + "…";
}

struct Cell {
    std::string text;
    bool marked = false;
};

Cell cell_of(const LadderColumn& column, int eqf) {
    Cell cell;
    for (const LadderColumn::Step& step : column.steps)
        if (step.eqf == eqf) {
            cell.text += (cell.text.empty() ? "" : ", ") + step.level;
            cell.marked = cell.marked || step.marked;
        }
    return cell;
}

class Picture {
  public:
    explicit Picture(const MappingResult& result, int top) : m_result(result), m_top(top) {
        for (const LadderColumn& column : result.ladder) {
            std::size_t letters = display_width(column.name);
            for (int eqf = 1; eqf <= 8; ++eqf)
                letters = std::max(letters, std::min(most_letters, display_width(cell_of(column, eqf).text)));
            m_widths.push_back(static_cast<int>(std::min(letters, most_letters)) * letter_width + 2 * padding);
        }
    }

    void draw() {
        int y = m_top + line_height;
        for (const std::string& line : heading()) {
            m_out << "<text class=\"" << (y == m_top + line_height ? "title" : "line") << "\" x=\"" << padding
                  << "\" y=\"" << y << "\">" << safe(line) << "</text>\n";
            m_width = std::max(m_width, static_cast<int>(display_width(line)) * letter_width + 2 * padding);
            y += line_height;
        }
        draw_ladder(y);
    }

    [[nodiscard]] std::string text() const { return m_out.str(); }
    [[nodiscard]] int bottom() const { return m_bottom; }
    [[nodiscard]] int width() const { return m_width; }
    /** The answer in words, for those who cannot see the picture. */
    [[nodiscard]] std::string words() const {
        std::string words;
        for (const std::string& line : heading())
            words += (words.empty() ? "" : "; ") + line;
        return words;
    }

  private:
    [[nodiscard]] std::vector<std::string> heading() const {
        std::vector<std::string> lines;
        std::string title = m_result.description.title;
        for (const AwardMatch& match : m_result.awards)
            if (match.chosen) {
                const bool said = match.name.starts_with(title); // the award's name begins with its native form
                title = (said ? match.name : title + " = " + match.name) + (match.grade == "near" ? " (near)" : "");
            }
        for (const FrameworkLevel& start : m_result.starts)
            title += (title.empty() ? "" : ", ") + display_name(start);
        lines.push_back(title.empty() ? "qualification" : title);
        for (const TargetResult& target : m_result.targets) {
            std::string places;
            for (const Candidate& candidate : target.candidates)
                places +=
                    (places.empty() ? "" : " or ") + display_name(candidate.place) +
                    (candidate.confidence ? " (confidence " + std::string{confidence_text(*candidate.confidence)} +
                                                (candidate.doubtful ? ", doubtful)" : ")")
                                          : " (as stated)");
            lines.push_back(target.target.name + ": " + (places.empty() ? "no level" : places));
        }
        return lines;
    }

    void draw_ladder(int y) {
        int x = padding;
        draw_text("head", x + padding, y + head_height - 10, "EQF", "EQF");
        for (int eqf = 8; eqf >= 1; --eqf) {
            const bool marked =
                std::find(m_result.eqf_levels.begin(), m_result.eqf_levels.end(), eqf) != m_result.eqf_levels.end();
            draw_cell(x, y + head_height + (8 - eqf) * row_height, eqf_width, {std::to_string(eqf), marked});
        }
        x += eqf_width;
        for (std::size_t i = 0; i < m_result.ladder.size(); ++i) {
            const LadderColumn& column = m_result.ladder[i];
            draw_text("head", x + padding, y + head_height - 10, shortened(column.name, most_letters), column.name);
            for (int eqf = 8; eqf >= 1; --eqf)
                draw_cell(x, y + head_height + (8 - eqf) * row_height, m_widths[i], cell_of(column, eqf));
            x += m_widths[i];
        }
        m_width = std::max(m_width, x + padding);
        m_bottom = y + head_height + 8 * row_height + padding;
    }

    void draw_cell(int x, int y, int width, const Cell& cell) {
        m_out << "<rect class=\"" << (cell.marked ? "here" : "cell") << "\" x=\"" << x << "\" y=\"" << y
              << "\" width=\"" << width << "\" height=\"" << row_height << "\"/>\n";
        if (!cell.text.empty())
            draw_text(cell.marked ? "mark" : "level", x + padding, y + row_height - 12,
                      shortened(cell.text, most_letters), cell.text);
    }

    void draw_text(const char* style, int x, int y, const std::string& shown, const std::string& whole) {
        m_out << "<text class=\"" << style << "\" x=\"" << x << "\" y=\"" << y << "\">";
        if (shown != whole)
            m_out << "<title>" << safe(whole) << "</title>";
        m_out << safe(shown) << "</text>\n";
    }

    const MappingResult& m_result;
    int m_top;
    int m_bottom = 0;
    int m_width = 0;
    std::vector<int> m_widths;
    std::ostringstream m_out;
};

} // namespace

std::string mapping_svg(const std::vector<MappingResult>& results) {
    std::string body;
    std::string words;
    int width = 320;
    int top = 0;
    for (const MappingResult& result : results) {
        Picture picture{result, top};
        picture.draw();
        body += picture.text();
        words += (words.empty() ? "" : ". ") + picture.words();
        width = std::max(width, picture.width());
        top = picture.bottom();
    }
    const int height = std::max(top, 2 * line_height);
    if (results.empty()) {
        words = "no qualification with a level or a title that the tables know";
        body = R"(<text class="title" x="12" y="24">)" + words + "</text>\n";
    }
    std::ostringstream out;
    out << R"(<?xml version="1.0" encoding="UTF-8"?>)" << '\n'
        << R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t d" width=")" << width
        << R"(" height=")" << height << R"(" viewBox="0 0 )" << width << ' ' << height << "\">\n"
        << R"(<title id="t">EQF ladder</title>)" << '\n'
        << R"(<desc id="d">)" << safe(words) << "</desc>\n"
        << style_sheet << body << "</svg>\n";
    return out.str();
}

} // namespace requal
