// requal-map: where a qualification stands in the EQF, the QF-EHEA, ISCED and the national frameworks.

#include "mapping_targets.hpp"
#include "tool.hpp"

#include "requal/finding_json.hpp"
#include "requal/mapping.hpp"
#include "requal/qualifications.hpp"
#include "requal/show.hpp"
#include "requal/text.hpp"
#include "requal/version.hpp"

#include <memory>

namespace requal::tools {
namespace {

ExitStatus status_of(MappingOutcome outcome) {
    if (outcome == MappingOutcome::mapped)
        return ExitStatus::passed;
    return outcome == MappingOutcome::none ? ExitStatus::failed : ExitStatus::indeterminate;
}

// clang-format off
const OptionGroup qualification_options{"The qualification",
    {{'\0', "framework", "NAME", "Framework of the level: country, abbreviation, id or vocabulary URI, for example FR, RNCP or france.", false, {}},
     {'\0', "level", "LEVEL", "Level as the document writes it: 6, 4.2, VI A, \"EQF 6\", a former notation, or a vocabulary URI.", false, {}},
     {'\0', "country", "COUNTRY", "Country of the award; its frameworks are tried when --framework is not given.", false, {}},
     {'\0', "eqf", "LEVEL", "EQF level that the document states; checked against the national level.", false, {"1", "2", "3", "4", "5", "6", "7", "8"}},
     {'\0', "title", "TEXT", "Title of the qualification; repeated in the answer, not interpreted.", false, {}},
     {'\0', "field", "CODE", "Field of study (ISCED-F 2013); repeated in the answer.", false, {}}}};
const OptionGroup mapping_options{"Mapping options",
    {{'t', "to", "TARGET", "eqf, qf-ehea, isced, a country or a framework; several separated by commas. Default: eqf,qf-ehea,isced.", true, {}},
     {'e', "explain", "", "Tell the path in sentences, and the remedy of every remark.", false, {}}}};
// clang-format on

class MapTool : public Tool {
  public:
    MapTool() {
        m_description.groups = {qualification_options, mapping_options, input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_qualification = {options.get("title"), options.get("country"), options.get("framework"),
                           options.get("level"), options.get("eqf"),     {},
                           options.get("field")};
        const bool described = !m_qualification.level.empty() || !m_qualification.eqf_level.empty();
        m_from_files = !options.positionals().empty() || options.has("files-from");
        if (m_from_files && described)
            throw UsageError{"a file and a described qualification exclude each other"};
        if (!m_from_files && !described)
            throw UsageError{"no level given", "name --framework and --level, or --eqf, or a credential file"};
        m_targets = options.has("to") ? mapping_targets(options.all("to")) : default_targets();
        m_language_tag = settings.language_tag;
        m_text.explain = options.has("explain");
    }

    ExitStatus run(Run& run) override {
        const DataFolder data = find_data_folder();
        const Frameworks frameworks = load_frameworks(data);
        try {
            if (m_from_files) {
                // A misspelt target is a wrong call, not a property of the first credential.
                static_cast<void>(map_qualification(frameworks, {.eqf_level = "6"}, m_targets));
                map_files(run, frameworks, data);
            } else {
                run.add(record({}, {map_qualification(frameworks, m_qualification, m_targets)}, {}, run.settings()));
            }
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
    /** What an input was; absent for a described qualification. */
    struct Source {
        std::string path;
        std::optional<std::uint64_t> size;
        std::string sha256;
        std::optional<Finding> problem;
    };

    void map_files(Run& run, const Frameworks& frameworks, const DataFolder& data) const {
        const Viewer viewer{data};
        run.over_inputs(
            [&](const Input& input) {
                const ShownFile file = viewer.show(input.content, run.settings().limits);
                std::vector<MappingResult> results;
                std::vector<std::string> without_level;
                for (const Credential* credential : file.credentials())
                    for (const StatedQualification& stated : stated_qualifications(*credential, m_language_tag)) {
                        if (stated.has_level())
                            results.push_back(map_qualification(frameworks, stated.description, m_targets));
                        else
                            without_level.push_back(stated.title);
                    }
                return record(Source{input.path, input.content.size(), file.sha256, std::nullopt}, std::move(results),
                              without_level, run.settings());
            },
            [&](const std::string& path, const Error& error) {
                Record refused = record(Source{path, std::nullopt, {}, error.finding()}, {}, {}, run.settings());
                refused.outcome = ExitStatus::unprocessed;
                refused.outcome_name = "unprocessable";
                return refused;
            });
    }

    /** Several qualifications of one credential: a doubt about one is a doubt about the answer. */
    static MappingOutcome outcome_of(const std::vector<MappingResult>& results,
                                     const std::vector<std::string>& without_level) {
        bool none = false;
        bool undetermined = results.empty() || !without_level.empty();
        for (const MappingResult& result : results) {
            none = none || result.outcome == MappingOutcome::none;
            undetermined = undetermined || result.outcome == MappingOutcome::undetermined;
        }
        return none ? MappingOutcome::none : undetermined ? MappingOutcome::undetermined : MappingOutcome::mapped;
    }

    [[nodiscard]] Record record(std::optional<Source> source, std::vector<MappingResult> results,
                                const std::vector<std::string>& without_level, const Settings& settings) const {
        const MappingOutcome outcome = outcome_of(results, without_level);
        std::string text;
        if (source) {
            text += escape_terminal(source->path) + ": " +
                    std::string{source->problem ? "unprocessable" : outcome_text(outcome)} +
                    ", levels as the file states them, nothing verified\n\n";
            for (const std::string& title : without_level)
                text += "no level stated   " + escape_terminal(title) + "\n\n";
        }
        for (const MappingResult& result : results)
            text += mapping_text(result, settings.language, m_text) + (source ? "\n" : "");
        const auto shared = std::make_shared<const std::vector<MappingResult>>(std::move(results));
        return {status_of(outcome), std::string{outcome_text(outcome)}, std::move(text),
                [source, shared, without_level, outcome, settings](JsonWriter& out) {
                    out.begin_object();
                    if (source)
                        write_input(out, source->path, source->size, source->sha256);
                    else
                        out.null_member("input");
                    out.key("problem");
                    const bool refused = source && source->problem;
                    refused ? write_finding(out, *source->problem, settings.language) : out.null();
                    out.member("outcome", refused ? "unprocessable" : outcome_text(outcome));
                    out.text_array("without_level", without_level);
                    out.key("mappings");
                    out.begin_array();
                    for (const MappingResult& result : *shared)
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
        .summary = "Map a qualification to the EQF, the QF-EHEA, ISCED 2011 and national frameworks.",
        .usage = {"--framework NAME --level LEVEL [--to TARGET]… [OPTIONS]", "--eqf LEVEL [--to TARGET]… [OPTIONS]",
                  "[--to TARGET]… [OPTIONS] FILE…"},
        .details =
            "Every answer is a path of hops, each with the table it comes from, its sources with their year, and "
            "how sure the table is; a path is never more certain than its weakest hop. A national level that "
            "corresponds to several levels elsewhere gives all of them.\n\n"
            "A stated EQF level that contradicts the table is reported beside it, never resolved.",
        .groups = {},
        .examples = {{"requal-map --framework FR --level 6 --to DE", "a French licence, in the German framework"},
                     {"requal-map --framework RNCP --level II --to IE --explain",
                      "a former notation, told in sentences"},
                     {"requal-map --eqf 5 --to AT,isced", "only the EQF level is known"},
                     {"requal-map --to DE diploma.jsonld", "the levels that a credential states"}},
        .schema = "requal.map/1",
        .outcomes = {"mapped", "none", "undetermined", "unprocessable"}};
    QualificationDescription m_qualification;
    std::vector<MappingTarget> m_targets;
    MappingTextOptions m_text;
    std::string m_language_tag;
    bool m_from_files = false;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::MapTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
