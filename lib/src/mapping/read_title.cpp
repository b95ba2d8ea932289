// From a title, a date, a length and credits to an award. A title alone is rarely enough: the same word stood for
// another award before a reform, and stands for another length of study in the next faculty.

#include "framework/names.hpp"
#include "mapping/statements.hpp"
#include "mapping/window.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <charconv>

namespace requal::mapping {
namespace {

using award::KnownAward;
using award::Match;
using award::MatchGrade;
using framework::Award;

constexpr double as_close = 0.05; ///< matches within this of the best one are no better than it

std::optional<double> number_of(const std::string& text, std::string_view what) {
    if (text.empty())
        return std::nullopt;
    std::string plain = text;
    std::replace(plain.begin(), plain.end(), ',', '.');
    double number = 0;
    const auto end = std::from_chars(plain.data(), plain.data() + plain.size(), number, std::chars_format::fixed);
    if (end.ec != std::errc{} || end.ptr != plain.data() + plain.size() || !(number > 0) || number > 10'000)
        throw Error{Code::framework_number_invalid, {{"text", text}, {"what", std::string{what}}}};
    return number;
}

std::string plain_number(double number) {
    std::string text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

/** "3 to 4", "5" */
std::string span_text(std::optional<double> least, std::optional<double> most) {
    if (!least || !most || *least == *most)
        return plain_number(least ? *least : *most);
    return plain_number(*least) + " to " + plain_number(*most);
}

bool within(double number, std::optional<double> least, std::optional<double> most, double room) {
    return (!least || number >= *least - room) && (!most || number <= *most + room);
}

AwardMatch answer_for(const KnownAward& known) {
    AwardMatch answer;
    answer.award = known.id;
    answer.country = known.code();
    answer.name = known.display();
    if (known.award != nullptr) {
        answer.kind = framework::kind_text(known.award->kind);
        answer.remark = known.award->remark;
        answer.confidence = known.award->confidence;
        answer.table = known.award->file;
        answer.window = window_of(*known.award).text;
        const framework::Duration& length = known.award->duration;
        if (length.least || length.most)
            answer.length =
                span_text(length.least, length.most) + (length.total_schooling ? " years of schooling" : " years");
        if (known.award->credits)
            answer.credits = known.award->credits->text;
    } else {
        answer.confidence = known.example->seen ? known.level->confidence : Confidence::low;
        answer.table = known.framework->file;
    }
    return answer;
}

class TitleReader {
  public:
    TitleReader(const Frameworks& frameworks, const QualificationDescription& description, bool alone)
        : m_frameworks(frameworks), m_description(description), m_alone(alone),
          m_years(stated([&] { return number_of(description.years, "the length of the programme"); })),
          m_credits(stated([&] { return number_of(description.credits, "the credits"); })), m_year(stated([&] {
              return description.awarded.empty() ? std::nullopt : std::optional{year_of(description.awarded)};
          })) {}

    TitleReading read() {
        if (!m_description.award.empty())
            read_id();
        else if (!m_description.title.empty())
            read_title();
        return std::move(m_out);
    }

  private:
    /** What cannot be read is an error of the one who types it, but only a gap in a document. */
    template <typename Read>
    [[nodiscard]] auto stated(Read read) const -> decltype(read()) {
        try {
            return read();
        } catch (const Error&) {
            if (!m_description.from_document)
                throw;
            return std::nullopt;
        }
    }

    void note(Code code, Arguments arguments) { m_out.findings.push_back({code, std::move(arguments)}); }

    void read_id() {
        const KnownAward& known = m_frameworks.awards().with_id(m_description.award);
        AwardMatch answer = answer_for(known);
        answer.grade = "named";
        answer.chosen = true;
        m_out.matches.push_back(answer);
        m_out.chosen.push_back({&known, std::move(answer), false});
        judge_chosen();
    }

    void read_title() {
        const framework::Index& index = m_frameworks.tables().index();
        const std::string& where = m_description.country.empty() ? m_description.framework : m_description.country;
        if (where.empty()) {
            if (m_alone && !m_description.from_document)
                throw Error{Code::framework_title_without_country, {{"title", m_description.title}}};
            if (m_alone)
                note(Code::framework_no_level, {});
            return;
        }
        const framework::Country* country = framework::find_country(index, where);
        if (country == nullptr && m_alone && m_description.from_document)
            note(Code::framework_award_no_table, {{"country", where}});
        else if (country == nullptr && m_alone)
            country = &framework::country_named(index, where);
        if (country == nullptr)
            return; // or a framework by its own name: then its level is stated
        find(*country);
        if (m_out.matches.empty()) {
            if (m_alone)
                report_unknown(*country);
            return;
        }
        if (m_alone || m_best != MatchGrade::near)
            choose(*country);
    }

    void find(const framework::Country& country) {
        add_matches(country, m_description.title);
        for (const std::string& other : m_description.other_titles)
            add_matches(country, other);
        std::stable_sort(m_found.begin(), m_found.end(), [](const Match& a, const Match& b) {
            return std::pair{a.grade, a.closeness} > std::pair{b.grade, b.closeness};
        });
        for (const Match& match : m_found) {
            AwardMatch answer = answer_for(*match.known);
            answer.grade = award::grade_text(match.grade);
            answer.rule = award::rule_text(match.rule);
            answer.matched = match.name;
            answer.closeness = match.closeness;
            m_out.matches.push_back(std::move(answer));
        }
        if (!m_found.empty())
            m_best = m_found.front().grade;
    }

    void add_matches(const framework::Country& country, const std::string& title) {
        const auto more = m_frameworks.awards().match(country.code, title);
        for (const Match& match : more->matches) {
            const auto same =
                std::find_if(m_found.begin(), m_found.end(), [&](const Match& m) { return m.known == match.known; });
            if (same == m_found.end())
                m_found.push_back(match);
            else if (same->grade < match.grade)
                *same = match;
        }
        if (!m_years)
            m_years = more->years;
    }

    void report_unknown(const framework::Country& country) {
        const auto& awards = m_frameworks.awards().of(country.code).awards();
        if (awards.empty()) {
            note(Code::framework_award_no_table, {{"country", country.name}});
            return;
        }
        std::string known;
        constexpr std::size_t most_named = 6;
        for (std::size_t i = 0; i < awards.size() && i < most_named; ++i)
            known += (known.empty() ? "" : "; ") + awards[i].display();
        if (awards.size() > most_named)
            known += "; and " + std::to_string(awards.size() - most_named) + " more";
        note(Code::framework_award_unknown,
             {{"title", m_description.title}, {"country", country.name}, {"known", known}});
    }

    /** Takes the matches of the best grade, then leaves out those that date, length and credits speak against, as
     * long as others remain. */
    void choose(const framework::Country& country) {
        std::vector<std::size_t> left;
        for (std::size_t i = 0; i < m_found.size(); ++i) {
            const bool best = m_found[i].grade == m_best && (m_best == MatchGrade::exact ||
                                                             m_found[i].closeness + as_close >= m_found[0].closeness);
            if (best)
                left.push_back(i);
            else
                m_out.matches[i].not_chosen = "less close";
        }
        keep(left, "years of award",
             [&](const Award& a) { return !m_year || window_of(a).fit(*m_year) != WindowFit::outside; });
        keep(left, "length", [&](const Award& a) { return fits_years(a); });
        keep(left, "credits", [&](const Award& a) { return fits_credits(a); });
        prefer_rows(left);
        for (const std::size_t i : left) {
            m_out.matches[i].chosen = true;
            m_out.chosen.push_back({m_found[i].known, m_out.matches[i], m_best == MatchGrade::near});
        }
        std::stable_sort(m_out.matches.begin(), m_out.matches.end(),
                         [](const AwardMatch& a, const AwardMatch& b) { return a.chosen > b.chosen; });
        if (m_best == MatchGrade::near)
            note(Code::framework_award_near, {{"title", m_description.title},
                                              {"name", m_out.chosen.front().match.matched},
                                              {"award", m_out.chosen.front().match.award}});
        if (differ()) {
            std::string list;
            for (const ChosenAward& chosen : m_out.chosen)
                list += (list.empty() ? "" : ", ") + chosen.match.award + " (" + chosen.match.name +
                        (chosen.match.remark.empty() ? "" : "; " + chosen.match.remark) + ")";
            note(Code::framework_award_several, {{"title", m_description.title},
                                                 {"country", country.name},
                                                 {"count", std::to_string(m_out.chosen.size())},
                                                 {"awards", list}});
        }
        judge_chosen();
    }

    template <typename Fits>
    void keep(std::vector<std::size_t>& left, const char* why, Fits fits) {
        std::vector<std::size_t> kept;
        for (const std::size_t i : left)
            if (const Award* award = m_found[i].known->award; award == nullptr || fits(*award))
                kept.push_back(i);
        if (kept.empty())
            return;
        for (const std::size_t i : left)
            if (std::find(kept.begin(), kept.end(), i) == kept.end())
                m_out.matches[i].not_chosen = why;
        left = std::move(kept);
    }

    /** A row of the country's table says more than the example that a framework gives for its level. */
    void prefer_rows(std::vector<std::size_t>& left) {
        const auto is_row = [&](std::size_t i) { return m_found[i].known->award != nullptr; };
        if (std::none_of(left.begin(), left.end(), is_row))
            return;
        for (const std::size_t i : left)
            if (!is_row(i))
                m_out.matches[i].not_chosen = "example of the same award";
        std::erase_if(left, [&](std::size_t i) { return !is_row(i); });
    }

    [[nodiscard]] bool fits_years(const Award& award) const {
        // A school-leaving award counts from the first grade, a document states the programme.
        constexpr double half = 0.5;
        return !m_years || within(*m_years, award.duration.least, award.duration.most, half - 0.01);
    }

    [[nodiscard]] bool fits_credits(const Award& award) const {
        if (!m_credits || !award.credits || (!award.credits->least && !award.credits->most))
            return true;
        const bool comparable = m_description.credit_system.empty() || award.credits->system.empty() ||
                                m_description.credit_system == award.credits->system;
        constexpr double room = 0.1; // a credit more or less in a hundred says nothing
        return !comparable || within(*m_credits, award.credits->least, award.credits->most, room * *m_credits);
    }

    /** Do the chosen ones lead to different answers? */
    [[nodiscard]] bool differ() const {
        const auto meaning = [](const ChosenAward& c) {
            const Award* a = c.known->award;
            return a != nullptr ? std::tuple{a->eqf.least, a->eqf.most, static_cast<int>(a->kind)}
                                : std::tuple{c.known->level->eqf.empty() ? std::optional<int>{}
                                                                         : std::optional{c.known->level->eqf.front()},
                                             c.known->level->eqf.empty() ? std::optional<int>{}
                                                                         : std::optional{c.known->level->eqf.back()},
                                             -1};
        };
        for (const ChosenAward& chosen : m_out.chosen) {
            const auto [least, most, kind] = meaning(chosen);
            const auto [first_least, first_most, first_kind] = meaning(m_out.chosen.front());
            if (least != first_least || most != first_most || (kind >= 0 && first_kind >= 0 && kind != first_kind))
                return true;
        }
        return false;
    }

    void judge_chosen() {
        for (ChosenAward& chosen : m_out.chosen)
            if (chosen.known->award != nullptr)
                judge(*chosen.known->award, chosen);
    }

    void judge(const Award& award, ChosenAward& chosen) {
        const std::string name = award.display();
        const auto doubt = [&](Code code, Arguments arguments) {
            chosen.doubtful = chosen.doubtful || effect_of(code) == Effect::indeterminate;
            note(code, std::move(arguments));
        };
        const Window window = window_of(award);
        if (m_year) {
            const WindowFit fit = window.fit(*m_year);
            const std::string year = std::to_string(*m_year);
            if (fit == WindowFit::outside)
                doubt(Code::framework_award_outside_window,
                      {{"award", name}, {"window", window.text}, {"year", year}});
            if (fit == WindowFit::edge)
                doubt(Code::framework_award_edge_of_window,
                      {{"award", name}, {"window", window.text}, {"year", year}});
        } else if (window.is_limited() && m_alone) {
            doubt(Code::framework_award_date_missing, {{"award", name}, {"window", window.text}});
        }
        if (!fits_years(award))
            doubt(Code::framework_award_duration, {{"award", name},
                                                   {"expected", span_text(award.duration.least, award.duration.most)},
                                                   {"stated", plain_number(*m_years)}});
        if (!fits_credits(award))
            doubt(Code::framework_award_credits,
                  {{"award", name},
                   {"expected", award.credits->text.empty() ? span_text(award.credits->least, award.credits->most)
                                                            : award.credits->text},
                   {"stated", plain_number(*m_credits)}});
    }

    const Frameworks& m_frameworks;
    const QualificationDescription& m_description;
    const bool m_alone;
    std::optional<double> m_years;
    std::optional<double> m_credits;
    std::optional<int> m_year;
    std::vector<Match> m_found;
    MatchGrade m_best = MatchGrade::near;
    TitleReading m_out;
};

} // namespace

TitleReading read_title(const Frameworks& frameworks, const QualificationDescription& description, bool alone) {
    return TitleReader{frameworks, description, alone}.read();
}

} // namespace requal::mapping
