#include "framework/country.hpp"

#include <algorithm>

namespace requal::framework {

std::string_view kind_text(AwardKind kind) noexcept {
    switch (kind) {
    case AwardKind::lower_secondary:
        return "lower_secondary";
    case AwardKind::secondary_leaving:
        return "secondary_leaving";
    case AwardKind::vet:
        return "vet";
    case AwardKind::short_cycle:
        return "short_cycle";
    case AwardKind::first_cycle:
        return "first_cycle";
    case AwardKind::second_cycle:
        return "second_cycle";
    case AwardKind::third_cycle:
        return "third_cycle";
    case AwardKind::long_cycle:
        return "long_cycle";
    case AwardKind::professional:
        return "professional";
    case AwardKind::intermediate:
        return "intermediate";
    }
    return "";
}

std::string kind_words(std::string_view code) {
    std::string words{code};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string_view cycle_of(AwardKind kind) noexcept {
    switch (kind) {
    case AwardKind::short_cycle:
        return "short";
    case AwardKind::first_cycle:
        return "first";
    case AwardKind::second_cycle:
        return "second";
    case AwardKind::third_cycle:
        return "third";
    default:
        return "";
    }
}

std::string basis_text(std::string_view basis) {
    if (basis == "NL")
        return "level shown in the table of the Dutch ENIC-NARIC (Nuffic)";
    if (basis == "NLo")
        return "level shown in an older module of the Dutch ENIC-NARIC (Nuffic)";
    if (basis == "NLs")
        return "derived from the structure shown in an older module of the Dutch ENIC-NARIC (Nuffic)";
    if (basis == "NLd")
        return "derived from the Dutch equivalent that Nuffic gives";
    if (basis == "NQF")
        return "derived from the national level and its relation to the EQF";
    if (basis == "QE")
        return "taken from Q-ENTRY";
    if (basis == "NAR")
        return "derived from the practice of another recognition authority";
    if (basis == "DER")
        return "derived from the structure that the sources describe";
    if (basis == "OWN")
        return "decision of the centre whose table this is";
    return "general knowledge, to be confirmed";
}

std::string Award::display() const {
    const std::string& own = names.native.empty() ? id : names.native.front();
    const std::string& english = names.english.empty() ? own : names.english.front();
    return own == english ? own : own + " (" + english + ")";
}

FrameworkLevel award_place(const CountryTable& table, const Award& award) {
    return {
        .framework = "award", .name = "award", .country = table.code, .level = award.id, .title = award.display()};
}

} // namespace requal::framework
