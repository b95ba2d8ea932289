// requal-map: where a qualification stands in the EQF, the QF-EHEA, ISCED and the national
// frameworks.

#include "tool.hpp"

#include "requal/mapping.hpp"
#include "requal/text.hpp"
#include "requal/version.hpp"

namespace requal::tools {
namespace {

ExitStatus status_of(MappingOutcome outcome) {
    switch (outcome) {
    case MappingOutcome::mapped:
        return ExitStatus::passed;
    case MappingOutcome::none:
        return ExitStatus::failed;
    case MappingOutcome::undetermined:
        break;
    }
    return ExitStatus::indeterminate;
}

/** Names and levels that the user typed and the tables do not know: a wrong call. */
bool is_about_the_call(const Error& error) {
    return error.code() == Code::framework_country_unknown ||
           error.code() == Code::framework_name_ambiguous ||
           error.code() == Code::framework_level_unknown ||
           error.code() == Code::framework_framework_missing;
}

class MapTool : public Tool {
  public:
    MapTool() {
        m_description.groups = {
            {"The qualification",
             {{'\0',
               "framework",
               "NAME",
               "Framework of the level: country, abbreviation, id or vocabulary URI, for example "
               "FR, RNCP or france.",
               false,
               {}},
              {'\0',
               "level",
               "LEVEL",
               "Level as the document writes it: 6, 4.2, VI A, \"EQF 6\", a former notation, or a "
               "vocabulary URI.",
               false,
               {}},
              {'\0',
               "country",
               "COUNTRY",
               "Country of the award; its frameworks are tried when --framework is not given.",
               false,
               {}},
              {'\0',
               "eqf",
               "LEVEL",
               "EQF level that the document states; checked against the national level.",
               false,
               {"1", "2", "3", "4", "5", "6", "7", "8"}},
              {'\0',
               "title",
               "TEXT",
               "Title of the qualification; repeated in the answer, not interpreted.",
               false,
               {}},
              {'\0',
               "field",
               "CODE",
               "Field of study (ISCED-F 2013); repeated in the answer.",
               false,
               {}}}},
            {"Mapping options",
             {{'t',
               "to",
               "TARGET",
               "eqf, qf-ehea, isced, a country or a framework; several separated by commas. "
               "Default: eqf,qf-ehea,isced.",
               true,
               {}},
              {'e',
               "explain",
               "",
               "Tell the path in sentences, and the remedy of every remark.",
               false,
               {}}}}};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings&) override {
        if (!options.positionals().empty())
            throw UsageError{"files are not read yet: '" + options.positionals().front() + "'",
                             "describe the qualification with --framework and --level"};
        m_qualification.title = options.get("title");
        m_qualification.country = options.get("country");
        m_qualification.framework = options.get("framework");
        m_qualification.level = options.get("level");
        m_qualification.eqf_level = options.get("eqf");
        m_qualification.isced_f = options.get("field");
        if (m_qualification.level.empty() && m_qualification.eqf_level.empty())
            throw UsageError{"no level given", "name --framework and --level, or --eqf"};
        for (const std::string& list : options.all("to"))
            add_targets(list);
        if (!options.has("to"))
            m_targets = default_targets();
        m_text.explain = options.has("explain");
    }

    ExitStatus run(Run& run) override {
        const Frameworks frameworks = load_frameworks(find_data_folder());
        try {
            const MappingResult result = map_qualification(frameworks, m_qualification, m_targets);
            run.add(record(result, run.settings()));
        } catch (const Error& error) {
            if (!is_about_the_call(error))
                throw;
            throw UsageError{message(error.finding(), run.settings().language) + " [" +
                                 std::string{code_text(error.code())} + "]",
                             remedy(error.finding(), run.settings().language)};
        }
        return run.finish();
    }

  private:
    void add_targets(const std::string& list) {
        for (std::size_t start = 0; start <= list.size();) {
            const std::size_t end = std::min(list.find(',', start), list.size());
            if (end == start)
                throw UsageError{"--to has an empty target: '" + list + "'"};
            m_targets.push_back(mapping_target(list.substr(start, end - start)));
            start = end + 1;
        }
    }

    [[nodiscard]] Record record(const MappingResult& result, const Settings& settings) const {
        return {status_of(result.outcome), std::string{outcome_text(result.outcome)},
                mapping_text(result, settings.language, m_text),
                [result, settings](JsonWriter& out) {
                    out.begin_object();
                    out.null_member("input");
                    out.member("outcome", outcome_text(result.outcome));
                    out.key("mappings");
                    out.begin_array();
                    write_json(out, result, settings.language);
                    out.end_array();
                    out.member("time", rfc3339(settings.at));
                    out.key("tool");
                    out.begin_object();
                    out.member("name", "requal-map");
                    out.member("version", version());
                    out.end_object();
                    out.end_object();
                }};
    }

    ToolDescription m_description{
        .name = "requal-map",
        .summary =
            "Map a qualification to the EQF, the QF-EHEA, ISCED 2011 and national frameworks.",
        .usage = {"--framework NAME --level LEVEL [--to TARGET]… [OPTIONS]",
                  "--eqf LEVEL [--to TARGET]… [OPTIONS]"},
        .details =
            "Every answer is a path of hops, each with the table it comes from, its sources with "
            "their year, and "
            "how sure the table is; a path is never more certain than its weakest hop. A national "
            "level that "
            "corresponds to several levels elsewhere gives all of them.\n\n"
            "A stated EQF level that contradicts the table is reported beside it, never resolved.",
        .groups = {},
        .examples = {{"requal-map --framework FR --level 6 --to DE",
                      "a French licence, in the German framework"},
                     {"requal-map --framework RNCP --level II --to IE --explain",
                      "a former notation, told in sentences"},
                     {"requal-map --eqf 5 --to AT,isced", "only the EQF level is known"}},
        .schema = "requal.map/1",
        .takes_inputs = false};
    QualificationDescription m_qualification;
    std::vector<MappingTarget> m_targets;
    MappingTextOptions m_text;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::MapTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
