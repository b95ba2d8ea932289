#include "map/answers.hpp"

#include "requal/error.hpp"
#include "requal/finding_json.hpp"
#include "requal/text.hpp"
#include "requal/version.hpp"

#include <memory>

namespace requal::tools {
namespace {

MappingOutcome outcome_of(const std::vector<MappingResult>& results, const std::vector<std::string>& without_level) {
    bool none = false;
    bool undetermined = results.empty() || !without_level.empty();
    for (const MappingResult& result : results) {
        none = none || result.outcome == MappingOutcome::none;
        undetermined = undetermined || result.outcome == MappingOutcome::undetermined;
    }
    return none ? MappingOutcome::none : undetermined ? MappingOutcome::undetermined : MappingOutcome::mapped;
}

} // namespace

ExitStatus status_of(MappingOutcome outcome) {
    if (outcome == MappingOutcome::mapped)
        return ExitStatus::passed;
    return outcome == MappingOutcome::none ? ExitStatus::failed : ExitStatus::indeterminate;
}

Record Answers::described(const QualificationDescription& description) const {
    return record({}, {map_qualification(m_frameworks, description, m_targets)}, {});
}

Record Answers::stated(const Source& source, const std::vector<StatedQualification>& qualifications) const {
    std::vector<MappingResult> results;
    std::vector<std::string> without_level;
    for (const StatedQualification& stated : qualifications) {
        if (stated.has_level() || stated.has_award())
            results.push_back(map_qualification(m_frameworks, stated.description, m_targets));
        else
            without_level.push_back(stated.title);
    }
    return record(source, std::move(results), without_level);
}

Record Answers::refused(const std::string& path, const Error& error) const {
    Record record = this->record(Source{path, std::nullopt, {}, error.finding()}, {}, {});
    record.outcome = ExitStatus::unprocessed;
    record.outcome_name = "unprocessable";
    return record;
}

Record Answers::record(std::optional<Source> source, std::vector<MappingResult> results,
                       const std::vector<std::string>& without_level) const {
    const MappingOutcome outcome = outcome_of(results, without_level);
    const Settings& settings = m_settings;
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

} // namespace requal::tools
