// requal-map: where a qualification stands in the EQF, the QF-EHEA, ISCED and the national frameworks.

#include "tool.hpp"

#include "requal/mapping.hpp"
#include "requal/show.hpp"
#include "requal/text.hpp"

#include <memory>

namespace requal::tools {
namespace {

using Results = std::vector<MappingResult>;

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
template <typename Work>
void as_wrong_call(Work work) {
    try {
        work();
    } catch (const Error& error) {
        const std::string_view code = code_text(error.code());
        if (!code.starts_with("framework."))
            throw;
        throw UsageError{message(error.finding(), Language::en) + " [" + std::string{code} + "]",
                         remedy(error.finding(), Language::en)};
    }
}

// clang-format off
const OptionGroup qualification_options{"The qualification, when it is not in a file",
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

    void setup(const ParsedOptions& options, const Settings&) override {
        for (const Option& option : qualification_options.options)
            m_described = m_described || options.has(option.name);
        if (m_described && (!options.positionals().empty() || options.has("files-from")))
            throw UsageError{"a file and a described qualification cannot be mapped in one run",
                             "give either the file or --framework and --level"};
        m_qualification = {.title = options.get("title"),
                           .country = options.get("country"),
                           .framework = options.get("framework"),
                           .level = options.get("level"),
                           .eqf_level = options.get("eqf"),
                           .isced_f = options.get("field")};
        if (m_described && m_qualification.level.empty() && m_qualification.eqf_level.empty())
            throw UsageError{"no level given", "name --framework and --level, or --eqf"};
        for (const std::string& list : options.all("to"))
            add_targets(list);
        if (!options.has("to"))
            m_targets = default_targets();
        m_text.explain = options.has("explain");
    }

    ExitStatus run(Run& run) override {
        const DataFolder data = find_data_folder();
        const Frameworks frameworks = load_frameworks(data);
        m_settings = run.settings();
        if (m_described)
            as_wrong_call([&] {
                auto results =
                    std::make_shared<const Results>(1, map_qualification(frameworks, m_qualification, m_targets));
                run.add(record(results, {}, [](JsonWriter& out) { out.null_member("input"); }));
            });
        else
            over_files(run, frameworks, Viewer{data});
        return run.finish();
    }

  private:
    using WriteInput = std::function<void(JsonWriter&)>;

    void add_targets(const std::string& list) {
        for (std::size_t start = 0; start <= list.size();) {
            const std::size_t end = std::min(list.find(',', start), list.size());
            if (end == start)
                throw UsageError{"--to has an empty target: '" + list + "'"};
            m_targets.push_back(mapping_target(list.substr(start, end - start)));
            start = end + 1;
        }
    }

    void over_files(Run& run, const Frameworks& frameworks, const Viewer& viewer) {
        as_wrong_call([&] { check_targets(frameworks, m_targets); });
        run.over_inputs(
            [&](const Input& input) {
                const ShownFile file = viewer.show(input.content, m_settings.limits);
                auto results = std::make_shared<Results>();
                for (const auto& stated : stated_qualifications(file.credential, m_settings.language_tag))
                    results->push_back(map_qualification(frameworks, stated, m_targets));
                return record(results, heading(run, input.path),
                              [path = input.path, size = input.content.size(),
                               sha256 = file.sha256](JsonWriter& out) { write_input(out, path, size, sha256); });
            },
            [this](const std::string& path, const Error& error) {
                return Record{ExitStatus::unprocessed, "unprocessable", "",
                              [this, path, problem = error.finding()](JsonWriter& out) {
                                  out.begin_object();
                                  write_input(out, path, std::nullopt, {});
                                  write_mappings(out, {}, &problem, m_settings.at, m_settings.language);
                                  out.end_object();
                              }};
            });
    }

    /** Names the file when there may be several. */
    std::string heading(const Run& run, const std::string& path) {
        const auto& named = run.options().positionals();
        const bool one = (named.size() == 1 && named.front() == path) || path == "-";
        return (m_first ? "" : "\n") + (one ? "" : "==> " + escape_terminal(path) + " <==\n");
    }

    Record record(const std::shared_ptr<const Results>& results, std::string text,
                  const WriteInput& write_input_member) {
        MappingOutcome outcome = MappingOutcome::mapped;
        for (const MappingResult& result : *results) {
            outcome = worst_of(outcome, result.outcome);
            text += mapping_text(result, m_settings.language, m_text);
            text += &result == &results->back() ? "" : "\n";
        }
        m_first = false;
        return {status_of(outcome), std::string{outcome_text(outcome)}, text,
                [this, results, write_input_member](JsonWriter& out) {
                    out.begin_object();
                    write_input_member(out);
                    write_mappings(out, *results, nullptr, m_settings.at, m_settings.language);
                    out.end_object();
                }};
    }

    ToolDescription m_description{
        .name = "requal-map",
        .summary = "Map a qualification to the EQF, the QF-EHEA, ISCED 2011 and national frameworks.",
        .usage = {"[--to TARGET]… [OPTIONS] FILE…", "--framework NAME --level LEVEL [--to TARGET]… [OPTIONS]",
                  "--eqf LEVEL [--to TARGET]… [OPTIONS]"},
        .details =
            "Every answer is a path of hops, each with the table it comes from, its sources with their year, and "
            "how sure the table is; a path is never more certain than its weakest hop. A national level that "
            "corresponds to several levels elsewhere gives all of them.\n\n"
            "A stated EQF level that contradicts the table is reported beside it, never resolved. The levels of a "
            "FILE are what it says; requal-verify tells whether it is genuine.",
        .groups = {},
        .examples = {{"requal-map --to DE diploma.jsonld", "the levels that a credential states"},
                     {"requal-map --framework FR --level 6 --to DE", "a French licence, in the German framework"},
                     {"requal-map --framework RNCP --level II --to IE --explain",
                      "a former notation, told in sentences"},
                     {"requal-map --eqf 5 --to AT,isced", "only the EQF level is known"}},
        .schema = "requal.map/1"};
    QualificationDescription m_qualification;
    bool m_described = false;
    bool m_first = true;
    std::vector<MappingTarget> m_targets;
    MappingTextOptions m_text;
    Settings m_settings;
};

} // namespace
} // namespace requal::tools

int main(int argc, char** argv) {
    requal::tools::MapTool tool;
    return requal::tools::tool_main(argc, argv, tool);
}
