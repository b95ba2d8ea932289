#include "mapping/ladder.hpp"

#include "requal/text.hpp"

#include <algorithm>

namespace requal::mapping {
namespace {

/** The levels of a column at one EQF level, such as "7, [8]". */
std::string cell(const LadderColumn& column, int eqf) {
    std::string text;
    for (const LadderColumn::Step& step : column.steps)
        if (step.eqf == eqf)
            text += (text.empty() ? "" : ", ") + (step.marked ? "[" + step.level + "]" : step.level);
    return escape_terminal(text);
}

std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(width - std::min(width, display_width(text)), ' ');
}

} // namespace

std::string draw_ladder(const MappingResult& result) {
    std::vector<std::vector<std::string>> lines(9); // the heading, then EQF 8 to 1
    std::vector<std::size_t> widths;
    for (const LadderColumn& column : result.ladder) {
        lines[0].push_back(escape_terminal(column.name));
        for (int eqf = 8; eqf >= 1; --eqf)
            lines[static_cast<std::size_t>(9 - eqf)].push_back(cell(column, eqf));
        std::size_t width = 0;
        for (const auto& line : lines)
            width = std::max(width, display_width(line.back()));
        widths.push_back(width);
    }
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const int eqf = 9 - static_cast<int>(i);
        const bool marked =
            i > 0 && std::find(result.eqf_levels.begin(), result.eqf_levels.end(), eqf) != result.eqf_levels.end();
        std::string line = i == 0 ? "    EQF" : (marked ? "  >  " : "     ") + std::to_string(eqf) + " ";
        for (std::size_t column = 0; column < lines[i].size(); ++column)
            line += " | " + padded(lines[i][column], widths[column]);
        out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return out;
}

} // namespace requal::mapping
