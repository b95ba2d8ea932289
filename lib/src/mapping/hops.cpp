#include "mapping/statements.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal {

std::optional<Confidence> MappingPath::confidence() const noexcept {
    const auto weakest = std::min_element(hops.begin(), hops.end(),
                                          [](const Hop& a, const Hop& b) { return a.confidence < b.confidence; });
    if (weakest == hops.end())
        return std::nullopt;
    return weakest->confidence;
}

namespace mapping {
namespace {

Hop national_hop(const NationalTable& table, const NationalLevel& level) {
    Hop hop;
    hop.relation = level.relation;
    hop.confidence = level.eqf_confidence;
    hop.table = level.file;
    hop.sources = level.cited;
    hop.referencing = table.referencing;
    hop.note = level.note;
    return hop;
}

} // namespace

bool is_doubtful(const NationalTable& table, const NationalLevel& level) {
    return !table.is_referenced() || level.relation == Relation::indicative ||
           level.eqf_confidence == Confidence::low;
}

Hop hop_to_eqf(const Start& start, int eqf) {
    Hop hop = national_hop(*start.table, *start.level);
    hop.from = start.table->place(*start.level);
    hop.to = framework::eqf_place(eqf);
    hop.rule = "eqf-referencing";
    return hop;
}

Hop hop_from_eqf(int eqf, const NationalTable& table, const NationalLevel& level) {
    Hop hop = national_hop(table, level);
    hop.from = framework::eqf_place(eqf);
    hop.to = table.place(level);
    hop.rule = "eqf-referencing-read-backwards";
    return hop;
}

std::vector<Finding> link_findings(const NationalTable& table, const NationalLevel& level) {
    const std::string place = display_name(table.place(level));
    if (level.eqf.empty())
        return {{Code::framework_no_eqf_level, {{"level", place}}}};
    const std::string eqf = level.eqf.size() == 1 ? "EQF " + std::to_string(level.eqf.front())
                                                  : "EQF " + std::to_string(level.eqf.front()) + " to " +
                                                        std::to_string(level.eqf.back());
    std::vector<Finding> findings;
    const auto add = [&](Code code) {
        findings.push_back({code, {{"framework", table.display()}, {"level", place}, {"eqf", eqf}}});
    };
    if (!table.is_referenced() || level.relation == Relation::indicative)
        add(Code::framework_not_referenced);
    else if (level.eqf_confidence == Confidence::low)
        add(Code::framework_low_confidence);
    if (level.relation == Relation::range)
        add(Code::framework_range);
    if (level.relation == Relation::partial)
        add(Code::framework_partial);
    if (level.relation == Relation::comparable)
        add(Code::framework_compared);
    return findings;
}

} // namespace mapping
} // namespace requal
