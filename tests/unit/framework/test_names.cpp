#include <doctest/doctest.h>

#include "framework/names.hpp"
#include "requal/error.hpp"
#include "support/support.hpp"

using namespace requal;
using framework::Tables;

namespace {

const Tables& tables() {
    static const Tables all{DataFolder{test::source().string()}};
    return all;
}

/** "france", "belgium-flemish belgium-french belgium-german" */
std::string frameworks(std::string_view name) {
    std::string ids;
    for (const framework::IndexRow* row : framework::find_frameworks(tables(), name))
        ids += (ids.empty() ? "" : " ") + row->id;
    return ids;
}

/** "7.1 7.2" */
std::string levels(std::string_view framework, std::string_view typed) {
    std::string notations;
    const auto rows = framework::find_frameworks(tables(), framework);
    for (const auto* level : framework::find_levels(tables().national(*rows.at(0)), typed))
        notations += (notations.empty() ? "" : " ") + level->notation;
    return notations;
}

/** The code an unknown name is refused with, and its remedy. */
std::string refusal(std::string_view name) {
    try {
        static_cast<void>(framework::find_frameworks(tables(), name));
    } catch (const Error& error) {
        return std::string{code_text(error.code())} + ": " + remedy(error.finding(), Language::en);
    }
    return "";
}

} // namespace

TEST_CASE("a framework is found by whatever people call it") {
    for (const std::string name :
         {"FR", "fr", " FRA ", "France", "france", "RNCP", "cncp", "http://data.europa.eu/snb/qdr/c_c8bc1cb9",
          "http://publications.europa.eu/resource/authority/country/FRA"}) {
        CAPTURE(name);
        CHECK(frameworks(name) == "france");
    }
    CHECK(frameworks("NO") == "norway");
    CHECK(frameworks("EL") == "greece");
    CHECK(frameworks("ΕΠΠ") == "greece");
    CHECK(frameworks("BE") == "belgium-flemish belgium-french belgium-german");
    CHECK(frameworks("UK") == "uk-england-northern-ireland uk-scotland uk-wales");
    CHECK(frameworks("GB-NIR") == "uk-england-northern-ireland");
    CHECK(frameworks("SCQF") == "uk-scotland");
    CHECK(frameworks("ZA") == "za-nqf"); // not that of the whole region
    CHECK(frameworks("African Union") == "acqf");
    CHECK(frameworks("भारत") == "in-nheqf");
}

TEST_CASE("every abbreviation and id leads to its framework, or says that it is shared") {
    for (const framework::IndexRow& row : tables().index().frameworks) {
        CAPTURE(row.id);
        CHECK(frameworks(row.id) == row.id);
        for (const std::string& name : row.abbreviations) {
            CAPTURE(name);
            const std::string refused = refusal(name);
            if (refused.empty())
                CHECK(frameworks(name) == row.id);
            else
                CHECK(refused.find(row.id) != std::string::npos);
        }
    }
}

TEST_CASE("a name that is unknown or shared is refused with what there is") {
    CHECK(refusal("MQF") == "framework.name_ambiguous: Name the country, or one of: malta, montenegro, my-mqf.");
    CHECK(refusal("Germny") == "framework.country_unknown: Choose from: DE (Germany), DQR (DE).");
    CHECK(refusal("ZZ").find("AL KSHK, AT NQR, BE VKS") != std::string::npos);
    CHECK(refusal("AF").starts_with("framework.no_framework"));
    CHECK(refusal("").starts_with("framework.country_unknown"));
    CHECK(refusal("http://data.europa.eu/snb/qdr/none").starts_with("framework.country_unknown"));
    CHECK(refusal(std::string(100'000, 'x')).starts_with("framework.country_unknown"));
}

TEST_CASE("a level is found as it is written") {
    CHECK(levels("FR", "6") == "6 (formerly II)");
    CHECK(levels("FR", "II") == "6 (formerly II)");
    CHECK(levels("FR", "v") == "3 (formerly V)");
    CHECK(levels("FR", "I") == "7 (formerly I) 8 (formerly I)");
    CHECK(levels("FR", "6 (formerly II)") == "6 (formerly II)");
    CHECK(levels("FR", "NQF RNCP Level II-Grade de Licence") == "6 (formerly II)");
    CHECK(levels("FR", "http://data.europa.eu/snb/qdr/c_5ad5d222") == "6 (formerly II)");
    CHECK(levels("FR", "Niveau 6") == "6 (formerly II)");
    CHECK(levels("DE", "DQR-Niveau 6") == "6");
    CHECK(levels("IE", "NFQ Level 10") == "10");
    CHECK(levels("HR", "4.2") == "4.2");
    CHECK(levels("HR", "7") == "7.1 7.2");
    CHECK(levels("MK", "VI A") == "VI A");
    CHECK(levels("MK", "6A") == "VI A");
    CHECK(levels("MK", "6") == "VI");
    CHECK(levels("ME", "7") == "VII1 VII2");
    CHECK(levels("ME", "7.2") == "VII2");
    CHECK(levels("NL", "4+") == "4+");
    CHECK(levels("NL", "entry") == "Entry");
    CHECK(levels("CY", "5B") == "5b");
    CHECK(levels("RQF", "Entry 2") == "E1-E2");
    CHECK(levels("RQF", "E3") == "E3");
    CHECK(levels("BG", "0") == "0");
}

TEST_CASE("a level that is not there is not guessed at") {
    for (const std::string typed : {"", " ", "9", "0", "66", "6A", "6.1", "X", "VI", "six", "-6", "6 7", "level",
                                    "EQF 6", "I1", "http://data.europa.eu/snb/qdr/none"}) {
        CAPTURE(typed);
        CHECK(levels("DE", typed).empty());
    }
    CHECK(levels("RQF", "E4").empty());
    CHECK(levels("MK", "VI C").empty());
    CHECK(levels("DE", std::string(100'000, '6')).empty());
}

TEST_CASE("every notation and every concept finds its own row") {
    for (const framework::IndexRow& row : tables().index().frameworks) {
        const framework::NationalTable& table = tables().national(row);
        CAPTURE(row.id);
        for (const framework::NationalLevel& level : table.levels) {
            CAPTURE(level.notation);
            CHECK(framework::find_levels(table, level.notation) == std::vector{&level});
            CHECK(framework::find_levels(table, level.main) == std::vector{&level});
            if (!level.uri.empty())
                CHECK(framework::find_levels(table, level.uri) == std::vector{&level});
        }
    }
}

TEST_CASE("an EQF level in every spelling") {
    using framework::parse_eqf_level;
    CHECK(parse_eqf_level("6", true) == 6);
    CHECK_FALSE(parse_eqf_level("6", false).has_value());
    for (const std::string text : {"EQF 6", "eqf level 6", "EQF-6", "http://data.europa.eu/snb/eqf/6"}) {
        CAPTURE(text);
        CHECK(parse_eqf_level(text, false) == 6);
    }
    for (const std::string text : {"", "0", "9", "66", "EQF", "EQF 9", "EQF 6A", "http://data.europa.eu/snb/eqf/",
                                   "http://data.europa.eu/snb/eqf/25831c2"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_eqf_level(text, true).has_value());
    }
}
