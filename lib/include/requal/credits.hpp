/** @file
 * Credits of one system in another, by two measures that are always shown side by side: the hours of work, and the
 * share of a full-time year. They differ wherever a year means another number of hours; which of the two counts is
 * for the rules of whoever decides.
 *
 * Not checked here: whether the credits were earned. Credits of failed units are never to be converted.
 */
#pragma once

#include "requal/conversion.hpp"
#include "requal/exact.hpp"
#include "requal/finding.hpp"
#include "requal/json_writer.hpp"
#include "requal/mapping.hpp"

#include <optional>
#include <string>
#include <vector>

namespace requal {

/** One row of the table of credit systems. */
struct CreditSystem {
    std::string id;   ///< "us-semester"
    std::string name; ///< as the country calls it
    std::vector<std::string> countries{};
    std::string sector{};
    std::optional<ExactRange> hours{};       ///< clock hours of one credit
    bool class_hours = false;                ///< the hours leave out self-study
    std::optional<Exact> credits_per_year{}; ///< of full-time study
    std::optional<ExactRange> ects_factor{}; ///< ECTS credits that one credit is planned as; nothing: no relation
    std::string relation{};                  ///< what the factor rests on, or why there is none
    Confidence confidence = Confidence::low;
    std::vector<TableSource> sources{};
    std::string note{};
};

/** How many hours an ECTS credit stands for. */
struct EctsHours {
    std::string country{}; ///< as in the table; empty for the range of all countries
    ExactRange hours{};
    Confidence confidence = Confidence::low;
    std::vector<TableSource> sources{};
    std::string note{};
};

/** The question as it was typed. */
struct CreditQuestion {
    std::string credits{};
    std::string system{};           ///< id, name, vocabulary URI, or a country that has one system only
    std::string to_system = "ects"; ///< the same
    std::string country{}; ///< whose hours of an ECTS credit count; names the system too when `system` is empty
    std::string hours_per_credit{};    ///< "45" or "25-30": instead of the table's, with self-study
    std::string credits_per_year{};    ///< instead of the table's
    std::string to_hours_per_credit{}; ///< of the system sought
    std::string to_credits_per_year{};
    bool year_share = false; ///< the share of the year is the answer to be shown first
};

/** One way to the answer. */
struct CreditAnswer {
    ExactRange credits; ///< of the system sought
    ExactRange ects;    ///< on the way
    std::vector<std::string> steps{};
    Confidence confidence = Confidence::low; ///< of the weakest row used
};

struct CreditDifference {
    ExactRange credits; ///< by workload less by share of a year
    ExactRange percent; ///< of the answer by share of a year
    std::optional<ExactRange> home_year_hours{};
    std::optional<ExactRange> target_year_hours{};
};

struct CreditResult {
    CreditQuestion question;
    MappingOutcome outcome = MappingOutcome::undetermined; ///< none: the table knows no relation
    Exact credits;
    CreditSystem from;
    CreditSystem to;
    EctsHours ects_hours;
    std::optional<CreditAnswer> workload{};
    std::optional<CreditAnswer> year_share{};
    std::optional<CreditAnswer> table_factor{}; ///< planning factor of the table
    std::optional<CreditDifference> difference{};
    Confidence confidence = Confidence::low; ///< of the weakest row used
    std::string caution{};                   ///< of the table as a whole
    std::vector<Finding> findings{};
    std::vector<TableSource> sources{};
    std::vector<TableUse> tables{};
};

/** Converts a number of credits.
 *  @throws Error credits_number_unreadable, credits_too_precise, credits_system_missing, credits_system_unknown,
 *          credits_system_ambiguous, credits_country_unknown; yaml_*, data_* when a table is unusable */
[[nodiscard]] CreditResult convert_credits(const Conversions& conversions, const CreditQuestion& question);

/** One JSON object, see schemas/requal.map.schema.json, `$defs/credits`. */
void write_json(JsonWriter& out, const CreditResult& result, Language language);
/** Many lines for a terminal, escaped. */
[[nodiscard]] std::string credits_text(const CreditResult& result, Language language);

} // namespace requal
