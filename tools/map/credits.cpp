#include "map/credits.hpp"

namespace requal::tools {

// clang-format off
OptionGroup credit_options() {
    return {"Credits (with --credits)",
        {{'\0', "system", "SYSTEM", "Convert the --credits of this system: id (ua-ects, us-semester), name, or a country that has one system only.", false, {}},
         {'\0', "to-system", "SYSTEM", "System sought. Default: ects. With --country: whose hours of an ECTS credit count.", false, {}},
         {'\0', "year-share", "", "Show the answer by share of a full-time year before the one by hours of work; both are always shown.", false, {}},
         {'\0', "hours-per-credit", "N", "Hours of work behind one credit, self-study included, instead of the table's: 30 or 25-30.", false, {}},
         {'\0', "credits-per-year", "N", "Credits of a year of full-time study, instead of the table's.", false, {}},
         {'\0', "to-hours-per-credit", "N", "The same for the system sought.", false, {}},
         {'\0', "to-credits-per-year", "N", "The same for the system sought.", false, {}}}};
}
// clang-format on

std::optional<CreditQuestion> credit_question(const ParsedOptions& options, bool described) {
    bool asked = options.has("credits") && !described;
    for (const Option& option : credit_options().options)
        asked = asked || options.has(option.name);
    if (!asked)
        return std::nullopt;
    if (!options.has("credits"))
        throw UsageError{"no number of credits given", "name it with --credits, for example --credits 240"};
    CreditQuestion question;
    question.credits = options.get("credits");
    question.system = options.get("system");
    question.to_system = options.get("to-system", "ects");
    question.country = options.get("country");
    question.hours_per_credit = options.get("hours-per-credit");
    question.credits_per_year = options.get("credits-per-year");
    question.to_hours_per_credit = options.get("to-hours-per-credit");
    question.to_credits_per_year = options.get("to-credits-per-year");
    question.year_share = options.has("year-share");
    return question;
}

} // namespace requal::tools
