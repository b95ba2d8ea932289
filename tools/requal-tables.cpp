// requal-tables: the framework tables as a work of reference.

#include "tables/commands.hpp"
#include "tool.hpp"

namespace requal::tools {
namespace {

class TablesTool : public Tool {
  public:
    TablesTool() {
        m_description.groups = tables_command_options();
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_command = tables_command(options, settings);
    }

    ExitStatus run(Run& run) override {
        m_command(run);
        return run.finish();
    }

  private:
    ToolDescription m_description{
        .name = "requal-tables",
        .summary = "Look up frameworks, countries, awards, credit systems and grading scales.",
        .usage = {"list", "show NAME [--kind KIND]", "search TEXT… [--country COUNTRY] [--kind KIND] [--limit N]",
                  "compare FRAMEWORK FRAMEWORK [LEVEL]", "award ID", "check [DIR]", "coverage"},
        .details =
            "NAME is a country (code or name, in its own language too), a framework (id or abbreviation), a grading "
            "scale, a credit system, EQF, QF-EHEA, ISCED, or ISCED-F with the code of a field.\n\n"
            "search takes a title as it stands on a document, in any script, transliterated or in English. Each hit "
            "says how well it matches: exact, variant (another spelling or form of the same title), or near, which "
            "a person has to confirm.\n\n"
            "Every row has a confidence and sources. What rests on general knowledge says so.\n\n"
            "With --tables DIR the rows of a centre lie over ours, and answers name the file that a row comes from. "
            "check says whether such a folder, or ours, is sound.",
        .groups = {},
        .examples = {{"requal-tables search Диплом бакалавра", "which award is this?"},
                     {"requal-tables search general secondary certificate --country SY", "in one country only"},
                     {"requal-tables show Syria", "education system, awards, how to verify documents"},
                     {"requal-tables award ua-bakalavr", "everything about one award, and its way to the EQF"},
                     {"requal-tables compare DE FR 6", "which French levels stand beside DQR 6"},
                     {"requal-tables show ISCED-F 0613", "a field of study"},
                     {"requal-tables check /srv/centre/tables", "is our own folder of tables sound?"},
                     {"requal-tables coverage", "what the tables cover, and what they do not"}},
        .schema = "requal.tables/1",
        .outcomes = {"shown", "found", "not-found", "sound", "unsound"},
        .takes_inputs = false};
    Command m_command;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::TablesTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
