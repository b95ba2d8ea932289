/** @file
 * The education system and the awards of one country, as frameworks/countries/<code>.yaml has them.
 */
#pragma once

#include "framework/table.hpp"

#include "requal/error.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace requal::framework {

/** What kind of study an award ends; decides among several levels of a framework. */
enum class AwardKind : std::uint8_t {
    lower_secondary,
    secondary_leaving,
    vet,
    short_cycle,
    first_cycle,
    second_cycle,
    third_cycle,
    long_cycle,   ///< a long first degree of any field: specialist, integrated master
    professional, ///< a long first degree of a regulated field
    intermediate  ///< belongs to no cycle
};

[[nodiscard]] std::string_view kind_text(AwardKind kind) noexcept;
/** "first cycle" for the code "first_cycle" */
[[nodiscard]] std::string kind_words(std::string_view code);
/** The cycle of the QF-EHEA that awards of this kind end; empty when it is none or depends on the programme. */
[[nodiscard]] std::string_view cycle_of(AwardKind kind) noexcept;

/** Why a row has its EQF level, for the codes of requal-frameworks(5). */
[[nodiscard]] std::string basis_text(std::string_view basis);

/** The names that documents and officers use. One name an entry. */
struct AwardNames {
    std::vector<std::string> native;
    std::vector<std::string> transliteration;
    std::vector<std::string> english;
    std::vector<std::string> other;
};

/** Years, which may have halves. */
struct Duration {
    std::optional<double> least;
    std::optional<double> most;
    bool total_schooling = false; ///< counted from the first grade, not from the start of the programme
};

struct AwardCredits {
    std::optional<double> least;
    std::optional<double> most;
    std::string system; ///< id of credits.yaml; empty when unclear
    std::string text;   ///< as the source says it
};

/** A level of a national framework that the award is placed at at home. */
struct AwardPlace {
    std::string framework; ///< id in the index
    std::vector<std::string> levels;
    std::string note;
};

/** The EQF levels that the award is comparable to. All empty: no level is known. */
struct ComparableLevel {
    std::optional<int> least;
    std::optional<int> most;
    std::optional<int> typical;
    std::string basis;                                         ///< code, see requal-frameworks(5)
    std::vector<std::pair<std::string, std::string>> practice; ///< country and its reading
    std::string practice_note;
};

/** The years of award. */
struct Validity {
    std::optional<int> from;
    std::optional<int> to;
    std::optional<int> last_admission;
    bool approximate = false;
    std::string note;
};

struct Award {
    std::string id;
    AwardKind kind = AwardKind::intermediate;
    AwardNames names;
    std::string remark;
    Duration duration;
    std::optional<AwardCredits> credits;
    std::string entry_requirement;
    std::string access_at_home;
    std::string entrance_exam;
    std::optional<int> isced;
    std::string isced_programme;
    std::vector<AwardPlace> national;
    ComparableLevel eqf;
    Validity valid;
    std::string awarding_authority;
    std::vector<std::string> caveats;
    Confidence confidence = Confidence::low;
    std::vector<std::string> sources;
    CitedSources cited; ///< those, with their titles
    std::string note;
    Position position; ///< of the row, for checks
    std::string file;  ///< the table the row comes from: a layer may have replaced it
    /** The name that answers show: the native one, with the English one when they differ. */
    [[nodiscard]] std::string display() const;
};

struct EducationSystem {
    std::optional<int> primary_years, lower_secondary_years, upper_secondary_years, total_school_years;
    std::string school_leaving_award;
    std::string entrance_exam;
    std::string structure; ///< of higher education
    std::vector<std::string> notes;
};

struct Treaties {
    std::string lisbon_recognition_convention;
    std::string ehea_member; ///< a year, or empty
    std::string global_convention_2019;
    std::string apostille, apostille_in_force, apostille_note;
    std::string note;
};

struct Authorities {
    std::vector<std::string> awarding, verifying, recognised_institution_list, notes;
};

struct Documents {
    std::string unobtainable_risk; ///< none, low, medium, high
    std::vector<std::string> reasons, verification_practice, notes;
    std::vector<std::pair<std::string, std::string>> alternative_route; ///< code and text
};

struct HomeFramework {
    std::string name;
    std::optional<int> levels;
    std::string eqf_relation;
    std::string framework; ///< id in the index; empty when we have no table of it
    std::string note;
    Confidence confidence = Confidence::low;
};

struct CountryTable : TableBase {
    std::string code;
    std::string name;
    std::string name_native;
    std::string as_of;
    Confidence confidence = Confidence::low;
    std::vector<std::pair<std::string, std::string>> section_confidence;
    EducationSystem education;
    Treaties treaties;
    HomeFramework home;
    std::vector<Award> awards;
    Authorities authorities;
    Documents documents;
    std::vector<std::string> doubts;
};

[[nodiscard]] FrameworkLevel award_place(const CountryTable& table, const Award& award);

} // namespace requal::framework
