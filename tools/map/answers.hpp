/** @file
 * Records of mapped qualifications, for described ones and for those of credential files.
 */
#pragma once

#include "tool.hpp"

#include "requal/credits.hpp"
#include "requal/grades.hpp"
#include "requal/mapping.hpp"
#include "requal/qualifications.hpp"

#include <optional>
#include <string>
#include <vector>

namespace requal::tools {

/** What an input was; absent for a described qualification. */
struct Source {
    std::string path;
    std::optional<std::uint64_t> size;
    std::string sha256;
    std::optional<Finding> problem;
};

/** What a call asks beside, or instead of, the mapping of a qualification. */
struct Converted {
    std::optional<CreditResult> credits;
    std::optional<GradeResult> grade;
};

class Answers {
  public:
    /** @param picture where results are collected to be drawn, instead of being written as text; null: written */
    Answers(const Frameworks& frameworks, std::vector<MappingTarget> targets, MappingTextOptions text,
            Settings settings, std::vector<MappingResult>* picture)
        : m_frameworks(frameworks), m_targets(std::move(targets)), m_text(text), m_settings(std::move(settings)),
          m_picture(picture) {}

    /** Without a description the conversions alone are the answer.
     *  @throws Error of map_qualification() */
    [[nodiscard]] Record described(const std::optional<QualificationDescription>& description,
                                   Converted converted) const;
    /** The qualifications that the credentials of a file state. */
    [[nodiscard]] Record stated(const Source& source, const std::vector<StatedQualification>& qualifications) const;
    /** An input that could not be read. */
    [[nodiscard]] Record refused(const std::string& path, const Error& error) const;

  private:
    [[nodiscard]] Record record(std::optional<Source> source, std::vector<MappingResult> results,
                                const std::vector<std::string>& without_level, Converted converted) const;

    const Frameworks& m_frameworks;
    std::vector<MappingTarget> m_targets;
    MappingTextOptions m_text;
    Settings m_settings;
    std::vector<MappingResult>* m_picture;
};

/** Several qualifications of one credential: a doubt about one is a doubt about the answer. */
[[nodiscard]] ExitStatus status_of(MappingOutcome outcome);

} // namespace requal::tools
