#include "requal/reference_coverage.hpp"

#include "conversion/tables.hpp"
#include "framework/tables.hpp"

#include "requal/error.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace requal {
namespace {

using framework::AwardKind;
using framework::CountryTable;
using framework::NationalTable;

bool has_kind(const CountryTable& table, AwardKind kind) {
    return std::any_of(table.awards.begin(), table.awards.end(),
                       [&](const framework::Award& award) { return award.kind == kind; });
}

/** The concepts of the vocabulary: lines of uri, "framework" or "level", and more. */
void compare_with_vocabulary(Coverage& coverage, const std::string& text, const std::set<std::string>& uris) {
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            continue;
        const std::string uri{line.substr(0, tab)};
        const std::string_view kind = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
        if (kind == "framework")
            coverage.vocabulary_frameworks.add(uris.contains(uri), uri);
        else if (kind == "level")
            coverage.vocabulary_levels.add(uris.contains(uri), uri);
    }
}

class Counter {
  public:
    Counter(const ReferenceTables& all, Coverage& coverage) : m_all(all), m_coverage(coverage) {}

    void count() {
        const framework::Tables& tables = m_all.frameworks.tables();
        for (const framework::IndexRow& row : tables.index().frameworks)
            add(tables.national(row), row);
        for (const framework::Country& country : tables.index().countries) {
            if (const CountryTable* table = tables.country(country.code))
                add(*table);
            else
                (m_with_framework.contains(country.code) ? m_coverage.frameworks_only : m_coverage.without)
                    .push_back(country.code);
        }
        std::set<std::string> scale_countries;
        for (const GradeScale& scale : m_all.conversions.tables().grades().scales) {
            m_coverage.scales.add(scale.confidence);
            if (!scale.country.empty())
                scale_countries.insert(scale.country.substr(0, 2));
        }
        m_coverage.scale_countries = scale_countries.size();
        for (const CreditSystem& system : m_all.conversions.tables().credits().systems) {
            m_coverage.systems.add(system.confidence);
            m_coverage.systems_without_relation += system.ects_factor ? 0U : 1U;
        }
    }

    [[nodiscard]] const std::set<std::string>& uris() const noexcept { return m_uris; }

  private:
    void add(const NationalTable& table, const framework::IndexRow& row) {
        ++m_coverage.frameworks;
        m_coverage.regional += table.regions.empty() ? 0U : 1U;
        const bool member = std::any_of(row.countries.begin(), row.countries.end(), [&](const std::string& code) {
            const CountryTable* country = m_all.frameworks.tables().country(code);
            return row.regions.empty() && country != nullptr && !country->treaties.ehea_member.empty();
        });
        m_coverage.european += !table.uri.empty() || member ? 1U : 0U;
        const std::string& status = table.referencing.status;
        ++(status == "referenced" ? m_coverage.referenced
           : status == "compared" ? m_coverage.compared
                                  : m_coverage.not_referenced);
        if (row.regions.empty())
            m_with_framework.insert(row.countries.begin(), row.countries.end());
        m_uris.insert(table.uri);
        for (const framework::NationalLevel& level : table.levels) {
            m_uris.insert(level.uri);
            m_coverage.levels.add(level.confidence);
            m_coverage.levels_without_eqf += level.eqf.empty() ? 1U : 0U;
        }
    }

    void add(const CountryTable& table) {
        ++m_coverage.countries;
        bool complete = true;
        const auto add_kind = [&](Share& share, AwardKind kind) {
            const bool there = has_kind(table, kind);
            share.add(there, table.code);
            complete = complete && there;
        };
        add_kind(m_coverage.school_leaving, AwardKind::secondary_leaving);
        add_kind(m_coverage.first_cycle, AwardKind::first_cycle);
        add_kind(m_coverage.second_cycle, AwardKind::second_cycle);
        add_kind(m_coverage.third_cycle, AwardKind::third_cycle);
        m_coverage.complete += complete ? 1U : 0U;
        for (const framework::Award& award : table.awards) {
            m_coverage.awards.add(award.confidence);
            m_coverage.awards_without_eqf += award.eqf.least ? 0U : 1U;
        }
    }

    const ReferenceTables& m_all;
    Coverage& m_coverage;
    std::set<std::string> m_uris;
    std::set<std::string> m_with_framework;
};

} // namespace

Coverage coverage_of(const ReferenceTables& tables, const DataFolder& data) {
    Coverage coverage;
    Counter counter{tables, coverage};
    counter.count();
    compare_with_vocabulary(coverage, data.read("schemas/vocabulary/nqf-frameworks.tsv"), counter.uris());
    return coverage;
}

} // namespace requal
