#include "requal/reference_coverage.hpp"

#include "reference/words.hpp"

namespace requal {
namespace {

std::string share_words(const Share& share) {
    std::string words = std::to_string(share.present) + " of " + std::to_string(share.all());
    if (!share.missing.empty())
        words += "; not " + joined(share.missing);
    return words;
}

std::string confidence_words(const ConfidenceCount& count) {
    return std::to_string(count.all()) + ": confidence high " + std::to_string(count.high) + ", medium " +
           std::to_string(count.medium) + ", low " + std::to_string(count.low);
}

void write_count(JsonWriter& out, std::string_view name, const ConfidenceCount& count) {
    out.key(name);
    out.begin_object();
    out.member("all", count.all());
    out.member("high", count.high);
    out.member("medium", count.medium);
    out.member("low", count.low);
    out.end_object();
}

void write_share(JsonWriter& out, std::string_view name, const Share& share) {
    out.key(name);
    out.begin_object();
    out.member("all", share.all());
    out.member("present", share.present);
    out.text_array("missing", share.missing);
    out.end_object();
}

} // namespace

void write_json(JsonWriter& out, const Coverage& coverage) {
    out.begin_object();
    write_share(out, "vocabulary_frameworks", coverage.vocabulary_frameworks);
    write_share(out, "vocabulary_levels", coverage.vocabulary_levels);
    out.member("frameworks", coverage.frameworks);
    out.member("european_frameworks", coverage.european);
    out.member("regional_frameworks", coverage.regional);
    out.member("referenced", coverage.referenced);
    out.member("compared", coverage.compared);
    out.member("not_referenced", coverage.not_referenced);
    write_count(out, "levels", coverage.levels);
    out.member("levels_without_eqf", coverage.levels_without_eqf);
    out.member("countries", coverage.countries);
    out.member("complete_countries", coverage.complete);
    write_share(out, "school_leaving", coverage.school_leaving);
    write_share(out, "first_cycle", coverage.first_cycle);
    write_share(out, "second_cycle", coverage.second_cycle);
    write_share(out, "third_cycle", coverage.third_cycle);
    write_count(out, "awards", coverage.awards);
    out.member("awards_without_eqf", coverage.awards_without_eqf);
    write_count(out, "scales", coverage.scales);
    out.member("scale_countries", coverage.scale_countries);
    write_count(out, "systems", coverage.systems);
    out.member("systems_without_relation", coverage.systems_without_relation);
    out.text_array("countries_with_frameworks_only", coverage.frameworks_only);
    out.text_array("countries_without", coverage.without);
    out.end_object();
}

std::string coverage_text(const Coverage& coverage) {
    reference::Sheet sheet;
    sheet.heading("Frameworks");
    sheet.field("all", std::to_string(coverage.frameworks) + ", of them " + std::to_string(coverage.regional) +
                           " of several states");
    sheet.field("European", std::to_string(coverage.european) +
                                " (in the EU vocabulary, or of a member of the European Higher Education Area)");
    sheet.field("vocabulary", "frameworks " + share_words(coverage.vocabulary_frameworks));
    sheet.field("", "levels " + share_words(coverage.vocabulary_levels));
    sheet.field("EQF", std::to_string(coverage.referenced) + " referenced, " + std::to_string(coverage.compared) +
                           " compared, " + std::to_string(coverage.not_referenced) + " without a published relation");
    sheet.field("levels", confidence_words(coverage.levels) + "; " + std::to_string(coverage.levels_without_eqf) +
                              " without an EQF level");
    sheet.heading("Countries of origin");
    sheet.field("with awards", std::to_string(coverage.countries) + ", of them " + std::to_string(coverage.complete) +
                                   " with a school-leaving award and all three cycles");
    sheet.field("leaving award", share_words(coverage.school_leaving));
    sheet.field("first cycle", share_words(coverage.first_cycle));
    sheet.field("second cycle", share_words(coverage.second_cycle));
    sheet.field("third cycle", share_words(coverage.third_cycle));
    sheet.field("awards", confidence_words(coverage.awards) + "; " + std::to_string(coverage.awards_without_eqf) +
                              " without an EQF level");
    sheet.heading("Grades and credits");
    sheet.field("scales", confidence_words(coverage.scales) + "; of " + std::to_string(coverage.scale_countries) +
                              " countries");
    sheet.field("systems", confidence_words(coverage.systems) + "; " +
                               std::to_string(coverage.systems_without_relation) + " cannot be converted");
    sheet.heading("Countries that the tables name without a table of awards");
    sheet.field("frameworks", joined(coverage.frameworks_only, " "));
    sheet.field("nothing", coverage.without.empty() ? "none" : joined(coverage.without, " "));
    return sheet.take();
}

} // namespace requal
