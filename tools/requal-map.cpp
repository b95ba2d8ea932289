// requal-map: where a qualification stands in the EQF, the QF-EHEA, ISCED and the national frameworks.

#include "map/answers.hpp"
#include "map/credits.hpp"
#include "map/grades.hpp"
#include "map/rows.hpp"
#include "mapping_targets.hpp"
#include "tool.hpp"

#include "requal/mapping.hpp"
#include "requal/qualifications.hpp"
#include "requal/show.hpp"

namespace requal::tools {
namespace {

// clang-format off
const OptionGroup qualification_options{"The qualification",
    {{'\0', "framework", "NAME", "Framework of the level: country, abbreviation, id or vocabulary URI, for example FR, RNCP or france.", false, {}},
     {'\0', "level", "LEVEL", "Level as the document writes it: 6, 4.2, VI A, \"EQF 6\", a former notation, or a vocabulary URI.", false, {}},
     {'\0', "country", "COUNTRY", "Country of the award; its frameworks are tried when --framework is not given.", false, {}},
     {'\0', "eqf", "LEVEL", "EQF level that the document states; checked against the national level.", false, {"1", "2", "3", "4", "5", "6", "7", "8"}},
     {'\0', "title", "TEXT", "Title as on the document, in any script, transliterated or in English; found among the awards of --country.", false, {}},
     {'\0', "awarded", "DATE", "Date of award: 2016, 2016-06 or 2016-06-30. Awards have their years.", false, {}},
     {'\0', "years", "N", "Official length of the programme in years, to tell awards of one title apart.", false, {}},
     {'\0', "credits", "N", "Credits of the whole programme, to tell awards of one title apart; with --system or --to-system they are converted.", false, {}},
     {'\0', "award", "ID", "Award of the tables, for example ua-bakalavr; instead of a title.", false, {}},
     {'\0', "field", "CODE", "Field of study (ISCED-F 2013); repeated in the answer.", false, {}}}};
const OptionGroup mapping_options{"Mapping options",
    {{'t', "to", "TARGET", "eqf, qf-ehea, isced, a country or a framework; several separated by commas. Default: eqf,qf-ehea,isced.", true, {}},
     {'\0', "list", "", "Every input is a list of described qualifications, whatever its name; without this, those named .csv and .tsv are.", false, {}},
     tables_option(),
     {'e', "explain", "", "Tell the path in sentences, and the remedy of every remark.", false, {}}}};
// clang-format on

class MapTool : public Tool {
  public:
    MapTool() {
        m_description.groups = {qualification_options, mapping_options, credit_options(), grade_options(),
                                input_options()};
        m_description.groups.push_back(common_options(m_description));
    }

    [[nodiscard]] const ToolDescription& description() const override { return m_description; }

    void setup(const ParsedOptions& options, const Settings& settings) override {
        m_qualification.title = options.get("title");
        m_qualification.country = options.get("country");
        m_qualification.framework = options.get("framework");
        m_qualification.level = options.get("level");
        m_qualification.eqf_level = options.get("eqf");
        m_qualification.isced_f = options.get("field");
        m_qualification.award = options.get("award");
        m_qualification.awarded = options.get("awarded");
        m_qualification.years = options.get("years");
        m_qualification.credits = options.get("credits");
        const bool described = !m_qualification.level.empty() || !m_qualification.eqf_level.empty() ||
                               !m_qualification.title.empty() || !m_qualification.award.empty();
        m_from_files = !options.positionals().empty() || options.has("files-from");
        m_described = described;
        m_credits = credit_question(options, described || m_from_files);
        m_grade = grade_call(options);
        if (m_from_files && (described || m_credits || m_grade))
            throw UsageError{"a file and a described qualification exclude each other"};
        if (!m_from_files && !described && !m_credits && !m_grade)
            throw UsageError{"no qualification given",
                             "name --country and --title, --framework and --level, --eqf, --credits and --system, "
                             "--grade and --scale, or a credential file"};
        m_targets = options.has("to") ? mapping_targets(options.all("to")) : default_targets();
        m_language_tag = settings.language_tag;
        m_text.explain = options.has("explain");
        m_list = options.has("list");
        m_layers = table_layers(options);
        if (settings.format_name == "svg" && (m_credits || m_grade))
            throw UsageError{"a conversion of credits or grades has no picture"};
    }

    ExitStatus run(Run& run) override {
        const DataFolder data = find_data_folder();
        const Frameworks frameworks = load_frameworks(data, m_layers);
        std::vector<MappingResult> picture;
        const bool draws = run.settings().format_name == "svg";
        const Answers answers{frameworks, m_targets, m_text, run.settings(), draws ? &picture : nullptr};
        try {
            if (m_from_files) {
                // A misspelt target is a wrong call, not a property of the first credential.
                static_cast<void>(map_qualification(frameworks, {.eqf_level = "6"}, m_targets));
                map_files(run, answers, Rows{frameworks, m_targets, m_text.explain}, data);
            } else {
                run.add(answers.described(m_described ? std::optional{m_qualification} : std::nullopt,
                                          convert(frameworks, run.settings().limits)));
            }
        } catch (const Error& error) {
            if (!is_about_the_call(error))
                throw;
            throw UsageError{message(error.finding(), run.settings().language) + " [" +
                                 std::string{code_text(error.code())} + "]",
                             remedy(error.finding(), run.settings().language)};
        }
        if (draws)
            run.output().text(mapping_svg(picture));
        return run.finish();
    }

  private:
    [[nodiscard]] Converted convert(const Frameworks& frameworks, const Limits& limits) const {
        const Conversions conversions = load_conversions(frameworks);
        Converted converted;
        if (m_credits)
            converted.credits = convert_credits(conversions, *m_credits);
        if (m_grade)
            converted.grade = convert_grade(conversions, m_grade->read(limits));
        return converted;
    }

    void map_files(Run& run, const Answers& answers, const Rows& rows, const DataFolder& data) const {
        const Viewer viewer{data};
        run.over_inputs(
            [&](const Input& input) {
                const ShownFile file = viewer.show(input.content, run.settings().limits);
                std::vector<StatedQualification> found;
                for (const Credential* credential : file.credentials())
                    for (StatedQualification& stated : stated_qualifications(*credential, m_language_tag))
                        found.push_back(std::move(stated));
                return answers.stated({input.path, input.content.size(), file.sha256, std::nullopt}, found);
            },
            [&](const std::string& path, const Error& error) { return answers.refused(path, error); },
            [&](const std::string& path) {
                if (!is_list(path) && !m_list)
                    return false;
                if (run.settings().format_name == "svg")
                    throw UsageError{"a list has no picture", "choose --format text or ndjson"};
                rows.over(run, path);
                return true;
            });
    }

    ToolDescription m_description{
        .name = "requal-map",
        .summary = "Map a qualification to the EQF, the QF-EHEA, ISCED 2011 and national frameworks.",
        .usage = {"--country COUNTRY --title TEXT [--awarded DATE] [--to TARGET]… [OPTIONS]",
                  "--framework NAME --level LEVEL [--to TARGET]… [OPTIONS]", "--eqf LEVEL [--to TARGET]… [OPTIONS]",
                  "--credits N --system SYSTEM [--to-system SYSTEM] [--country COUNTRY] [OPTIONS]",
                  "--grade GRADE --scale SCALE --to-scale SCALE [OPTIONS]", "[--to TARGET]… [OPTIONS] FILE…",
                  "[--to TARGET]… [OPTIONS] LIST.csv…"},
        .details =
            "Every answer is a path of hops, each with the table it comes from, its sources with their year, and "
            "how sure the table is; a path is never more certain than its weakest hop. A national level that "
            "corresponds to several levels elsewhere gives all of them.\n\n"
            "A title is looked for among the awards of its country: in its own script, transliterated or in English. "
            "What "
            "is only near is said to be near. Date, length and credits tell awards of one title apart.\n\n"
            "A list is CSV with a first line of column names: country, title, awarded, years, credits, "
            "credit_system, "
            "award, framework, level, eqf, field, and id, which is repeated. Each row has an answer of its own.\n\n"
            "A stated EQF level that contradicts the table is reported beside it, never resolved.",
        .groups = {},
        .examples = {{"requal-map --country UA --title \"Диплом бакалавра\" --awarded 2016-06",
                      "a title as it stands on the diploma"},
                     {"requal-map --country IN --title \"Bachelor of Arts\" --years 3 --to DE",
                      "the length tells awards of one title apart"},
                     {"requal-map --framework FR --level 6 --to DE", "a French licence, in the German framework"},
                     {"requal-map --framework RNCP --level II --to IE --explain",
                      "a former notation, told in sentences"},
                     {"requal-map --eqf 5 --to AT,isced", "only the EQF level is known"},
                     {"requal-map --credits 120 --system us-semester --country DE",
                      "semester credits in ECTS credits, by hours and by years"},
                     {"requal-map --grade 9 --scale ua-school --to-scale de-higher-education",
                      "a school mark by the modified Bavarian formula"},
                     {"requal-map --to DE diploma.jsonld", "the levels that a credential states"}},
        .schema = "requal.map/1",
        .formats = {"text", "json", "ndjson", "svg"},
        .outcomes = {"mapped", "none", "undetermined", "unprocessable"}};
    QualificationDescription m_qualification;
    std::optional<CreditQuestion> m_credits;
    std::optional<GradeCall> m_grade;
    std::vector<MappingTarget> m_targets;
    MappingTextOptions m_text;
    std::string m_language_tag;
    bool m_described = false;
    bool m_from_files = false;
    bool m_list = false;
    std::vector<std::string> m_layers;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::MapTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
