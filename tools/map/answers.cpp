#include "map/answers.hpp"

#include "requal/error.hpp"
#include "requal/finding_json.hpp"
#include "requal/text.hpp"
#include "requal/version.hpp"

#include <memory>

namespace requal::tools {
namespace {

MappingOutcome outcome_of(const std::vector<MappingResult>& results, const std::vector<std::string>& without_level,
                          const Converted& converted) {
    bool none = false;
    bool undetermined = (results.empty() && !converted.credits && !converted.grade) || !without_level.empty();
    const auto add = [&](MappingOutcome outcome) {
        none = none || outcome == MappingOutcome::none;
        undetermined = undetermined || outcome == MappingOutcome::undetermined;
    };
    for (const MappingResult& result : results)
        add(result.outcome);
    if (converted.credits)
        add(converted.credits->outcome);
    if (converted.grade)
        add(converted.grade->outcome);
    return none ? MappingOutcome::none : undetermined ? MappingOutcome::undetermined : MappingOutcome::mapped;
}

} // namespace

ExitStatus status_of(MappingOutcome outcome) {
    if (outcome == MappingOutcome::mapped)
        return ExitStatus::passed;
    return outcome == MappingOutcome::none ? ExitStatus::failed : ExitStatus::indeterminate;
}

Record Answers::described(const std::optional<QualificationDescription>& description, Converted converted) const {
    std::vector<MappingResult> results;
    if (description)
        results.push_back(map_qualification(m_frameworks, *description, m_targets));
    return record({}, std::move(results), {}, std::move(converted));
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
    return record(source, std::move(results), without_level, {});
}

Record Answers::refused(const std::string& path, const Error& error) const {
    Record record = this->record(Source{path, std::nullopt, {}, error.finding()}, {}, {}, {});
    record.outcome = ExitStatus::unprocessed;
    record.outcome_name = "unprocessable";
    return record;
}

Record Answers::record(std::optional<Source> source, std::vector<MappingResult> results,
                       const std::vector<std::string>& without_level, Converted converted) const {
    const MappingOutcome outcome = outcome_of(results, without_level, converted);
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
    if (converted.credits)
        text += (text.empty() ? "" : "\n") + credits_text(*converted.credits, settings.language);
    if (converted.grade)
        text += (text.empty() ? "" : "\n") + grade_text(*converted.grade, settings.language);
    if (m_picture != nullptr) {
        text.clear();
        m_picture->insert(m_picture->end(), results.begin(), results.end());
    }
    const auto shared = std::make_shared<const std::vector<MappingResult>>(std::move(results));
    const auto conversions = std::make_shared<const Converted>(std::move(converted));
    return {status_of(outcome), std::string{outcome_text(outcome)}, std::move(text),
            [source, shared, conversions, without_level, outcome, settings](JsonWriter& out) {
                out.begin_object();
                if (source)
                    write_input(out, source->path, source->size, source->sha256);
                else
                    out.null_member("input");
                out.null_member("row");
                out.key("problem");
                const bool refused = source && source->problem;
                refused ? write_finding(out, *source->problem, settings.language) : out.null();
                out.member("outcome", refused ? "unprocessable" : outcome_text(outcome));
                out.text_array("without_level", without_level);
                out.null_member("brief");
                out.key("mappings");
                out.begin_array();
                for (const MappingResult& result : *shared)
                    write_json(out, result, settings.language);
                out.end_array();
                out.key("credits");
                conversions->credits ? write_json(out, *conversions->credits, settings.language) : out.null();
                out.key("grade");
                conversions->grade ? write_json(out, *conversions->grade, settings.language) : out.null();
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
