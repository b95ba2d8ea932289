// Credits by hours of work, by share of a full-time year, and by the planning factor of the table.

#include "conversion/tables.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <stdexcept>

namespace requal {
namespace {

using conversion::CreditTable;
using conversion::Tables;

ExactRange single(const Exact& number) {
    return {number, number};
}

Exact positive(const std::string& text, const char* what) {
    const auto number = Exact::parse(text);
    if (!number || *number <= Exact{0})
        throw Error{Code::credits_number_unreadable, {{"text", text}, {"what", what}}};
    return *number;
}

/** "45" or "25-30" */
ExactRange hours_given(const std::string& text) {
    constexpr auto what = "number of hours";
    const std::size_t dash = text.find('-');
    if (dash == std::string::npos)
        return single(positive(text, what));
    const ExactRange range{positive(text.substr(0, dash), what), positive(text.substr(dash + 1), what)};
    if (range.high < range.low)
        throw Error{Code::credits_number_unreadable, {{"text", text}, {"what", what}}};
    return range;
}

/** The row of a country, of all its parts together, or of the country that a part belongs to. */
std::optional<EctsHours> hours_in(const CreditTable& table, const std::string& country) {
    std::optional<EctsHours> found;
    for (const EctsHours& row : table.hours) {
        if (row.country == country || country.starts_with(row.country + "-"))
            return row;
        if (!row.country.starts_with(country + "-"))
            continue;
        if (!found) {
            found = row;
            continue;
        }
        found->country += ", " + row.country;
        found->hours = {std::min(found->hours.low, row.hours.low), std::max(found->hours.high, row.hours.high)};
        found->confidence = std::min(found->confidence, row.confidence);
        found->note += (found->note.empty() || row.note.empty() ? "" : "; ") + row.note;
        conversion::add_sources(found->sources, row.sources);
    }
    return found;
}

class Converter {
  public:
    Converter(const Tables& tables, const CreditQuestion& question) : m_tables(tables), m_table(tables.credits()) {
        m_result.question = question;
        m_result.credits = positive(question.credits, "number of credits");
        if (!question.country.empty()) {
            m_country = tables.country_code(question.country);
            if (m_country.empty())
                throw Error{Code::credits_country_unknown, {{"name", question.country}}};
        }
        m_result.from = conversion::find_system(tables, question.system.empty() ? m_country : question.system);
        m_result.to = conversion::find_system(tables, question.to_system);
        m_result.caution = m_table.caution;
        m_result.tables = conversion::use_of(m_table);
        m_result.confidence = std::min(m_result.from.confidence, m_result.to.confidence);
        find_ects_hours();
        read_given();
    }

    CreditResult run() {
        conversion::add_sources(m_result.sources, m_result.from.sources);
        conversion::add_sources(m_result.sources, m_result.to.sources);
        for (const CreditSystem* system : {&m_result.from, &m_result.to})
            if (system->confidence == Confidence::low)
                add(Code::credits_low_confidence, {{"system", system->id}});
        if (refused())
            return std::move(m_result);
        by_workload();
        by_year();
        by_factor();
        if (m_result.workload && m_result.year_share)
            compare();
        if (!m_result.workload && !m_result.year_share)
            add(Code::credits_no_answer, {});
        m_result.outcome =
            m_result.workload || m_result.year_share ? MappingOutcome::mapped : MappingOutcome::undetermined;
        return std::move(m_result);
    }

  private:
    void add(Code code, Arguments arguments) { m_result.findings.push_back({code, std::move(arguments)}); }

    [[nodiscard]] const CreditSystem& ects() const {
        return *std::find_if(m_table.systems.begin(), m_table.systems.end(),
                             [](const CreditSystem& system) { return system.id == "ects"; });
    }

    void find_ects_hours() {
        const CreditSystem& all = ects();
        m_result.ects_hours = {.country = {},
                               .hours = *all.hours,
                               .confidence = all.confidence,
                               .sources = all.sources,
                               .note = all.note};
        if (m_country.empty())
            return;
        if (const auto row = hours_in(m_table, m_country))
            m_result.ects_hours = *row;
        else
            add(Code::credits_country_without_hours,
                {{"country", m_country}, {"hours", m_result.ects_hours.hours.text()}});
    }

    /** What the officer knows better than the table. An ECTS credit has the hours of its country. */
    void read_given() {
        const CreditQuestion& question = m_result.question;
        for (CreditSystem* system : {&m_result.from, &m_result.to}) {
            const bool home = system == &m_result.from;
            const std::string& hours = home ? question.hours_per_credit : question.to_hours_per_credit;
            const std::string& year = home ? question.credits_per_year : question.to_credits_per_year;
            if (!hours.empty()) {
                system->hours = hours_given(hours);
                system->class_hours = false;
            } else if (system->id == "ects") {
                system->hours = m_result.ects_hours.hours;
                m_uses_ects_hours = true;
            }
            if (!year.empty())
                system->credits_per_year = positive(year, "number of credits");
        }
    }

    bool refused() {
        for (const CreditSystem* system : {&m_result.from, &m_result.to}) {
            if (system->ects_factor)
                continue;
            m_result.outcome = MappingOutcome::none;
            add(Code::credits_no_relation, {{"system", system->id}, {"reason", system->relation}});
        }
        if (m_result.outcome != MappingOutcome::none && m_result.from.id == m_result.to.id) {
            m_result.outcome = MappingOutcome::mapped;
            add(Code::credits_same_system, {});
            CreditAnswer same{single(m_result.credits), {}, {}, m_result.confidence};
            same.ects = single(m_result.credits) * *m_result.from.ects_factor;
            m_result.workload = m_result.year_share = m_result.table_factor = same;
            return true;
        }
        return m_result.outcome == MappingOutcome::none;
    }

    [[nodiscard]] bool has_hours(const CreditSystem& system) {
        const auto* const option = &system == &m_result.from ? "--hours-per-credit" : "--to-hours-per-credit";
        if (!system.hours)
            add(Code::credits_no_hours, {{"system", system.id}, {"option", option}});
        else if (system.class_hours)
            add(Code::credits_class_hours,
                {{"system", system.id}, {"hours", system.hours->text()}, {"option", option}});
        return system.hours && !system.class_hours;
    }

    [[nodiscard]] bool has_year(const CreditSystem& system) {
        const auto* const option = &system == &m_result.from ? "--credits-per-year" : "--to-credits-per-year";
        if (!system.credits_per_year)
            add(Code::credits_no_year, {{"system", system.id}, {"option", option}});
        return system.credits_per_year.has_value();
    }

    [[nodiscard]] std::string credits_of(const CreditSystem& system, const ExactRange& credits) const {
        return credits.text() + " credits of " + system.id;
    }

    void by_workload() {
        const bool home = has_hours(m_result.from);
        const bool target = has_hours(m_result.to);
        if (!home || !target)
            return;
        const ExactRange credits = single(m_result.credits);
        const ExactRange& ects_hours = m_result.ects_hours.hours;
        CreditAnswer answer;
        // Through ECTS the hours of an ECTS credit would be divided by and multiplied with again: they cancel, also
        // where they are a range.
        answer.credits = credits * *m_result.from.hours / *m_result.to.hours;
        answer.ects = m_result.from.id == "ects" ? credits : credits * *m_result.from.hours / ects_hours;
        const ExactRange work = credits * *m_result.from.hours;
        answer.steps.push_back(credits.text() + " credits * " + m_result.from.hours->text() +
                               " hours each = " + work.text() + " hours of work");
        answer.steps.push_back(work.text() + " hours / " + m_result.to.hours->text() + " hours a credit of " +
                               m_result.to.id + " = " + answer.credits.text() + " credits");
        if (m_result.from.id != "ects" && m_result.to.id != "ects") {
            answer.steps.push_back("in ECTS: " + work.text() + " / " + ects_hours.text() + " = " +
                                   answer.ects.text() + " credits; the hours of an ECTS credit cancel on the way");
        }
        answer.confidence = m_result.confidence;
        if (m_uses_ects_hours) {
            answer.confidence = std::min(answer.confidence, m_result.ects_hours.confidence);
            m_result.confidence = answer.confidence;
            conversion::add_sources(m_result.sources, m_result.ects_hours.sources);
            if (m_country.empty())
                add(Code::credits_any_country, {{"hours", ects_hours.text()}});
        }
        m_result.workload = std::move(answer);
    }

    void by_year() {
        const bool home = has_year(m_result.from);
        const bool target = has_year(m_result.to);
        if (!home || !target)
            return;
        const Exact years = m_result.credits / *m_result.from.credits_per_year;
        const Exact ects_year = *ects().credits_per_year;
        CreditAnswer answer;
        answer.credits = single(years * *m_result.to.credits_per_year);
        answer.ects = single(years * ects_year);
        answer.steps.push_back(m_result.credits.decimal(2) + " credits / " +
                               m_result.from.credits_per_year->decimal(2) + " a year = " + years.decimal(2) +
                               " years of full-time study");
        answer.steps.push_back(years.decimal(2) + " years * " + m_result.to.credits_per_year->decimal(2) +
                               " credits of " + m_result.to.id + " = " + answer.credits.text() + " credits");
        answer.confidence = std::min(m_result.from.confidence, m_result.to.confidence);
        m_result.year_share = std::move(answer);
    }

    void by_factor() {
        CreditAnswer answer;
        const ExactRange credits = single(m_result.credits);
        answer.ects = credits * *m_result.from.ects_factor;
        answer.credits = answer.ects / *m_result.to.ects_factor;
        answer.steps.push_back(credits.text() + " credits * " + m_result.from.ects_factor->text() + " = " +
                               answer.ects.text() + " ECTS credits (" + m_result.from.relation + ")");
        if (m_result.to.id != "ects")
            answer.steps.push_back(answer.ects.text() + " ECTS credits / " + m_result.to.ects_factor->text() + " = " +
                                   credits_of(m_result.to, answer.credits) + " (" + m_result.to.relation + ")");
        answer.confidence = std::min(m_result.from.confidence, m_result.to.confidence);
        m_result.table_factor = std::move(answer);
    }

    void compare() {
        const ExactRange& work = m_result.workload->credits;
        const Exact& year = m_result.year_share->credits.low;
        CreditDifference difference;
        difference.credits = {work.low - year, work.high - year};
        const Exact per_cent = Exact{100} / year;
        difference.percent = {difference.credits.low * per_cent, difference.credits.high * per_cent};
        difference.home_year_hours = *m_result.from.hours * single(*m_result.from.credits_per_year);
        difference.target_year_hours = *m_result.to.hours * single(*m_result.to.credits_per_year);
        if (difference.credits != single(Exact{0}))
            add(Code::credits_years_differ, {{"home", difference.home_year_hours->text()},
                                             {"system", m_result.from.id},
                                             {"target", difference.target_year_hours->text()},
                                             {"target_system", m_result.to.id}});
        m_result.difference = difference;
    }

    const Tables& m_tables;
    const CreditTable& m_table;
    std::string m_country;
    bool m_uses_ects_hours = false;
    CreditResult m_result;
};

} // namespace

CreditResult convert_credits(const Conversions& conversions, const CreditQuestion& question) {
    try {
        return Converter{conversions.tables(), question}.run();
    } catch (const std::overflow_error&) {
        throw Error{Code::credits_too_precise};
    }
}

} // namespace requal
