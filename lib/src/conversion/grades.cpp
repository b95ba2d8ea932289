// One grade on another scale: which method applies, its bounds, its steps and what must be said of it.

#include "conversion/by_distribution.hpp"
#include "conversion/points.hpp"
#include "conversion/tables.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <stdexcept>

namespace requal {
namespace {

using conversion::GradeTable;
using conversion::Reading;
using conversion::Tables;

/** A scale that only its bounds are known of has no end below the pass. */
constexpr Exact far_away{999'999};

bool is_german(const GradeScale& scale) {
    return scale.country == "DE" && scale.letters.empty() && scale.best_point == Exact{1} &&
           scale.pass_point == Exact{4};
}

class Converter {
  public:
    Converter(const Tables& tables, const GradeQuestion& question)
        : m_tables(tables), m_table(tables.grades()), m_question(question) {
        m_result.question = question;
        m_result.tables = conversion::use_of(m_table);
        if (question.distribution.has_value() != question.to_distribution.has_value())
            throw Error{Code::grades_distribution_missing};
    }

    GradeResult run() {
        m_by_distribution = m_question.distribution.has_value();
        find_scales();
        for (const auto* scale : {&m_result.from, &m_result.to})
            if (*scale) {
                conversion::add_sources(m_result.sources, (*scale)->sources);
                if ((*scale)->confidence == Confidence::low)
                    add(Code::grades_low_confidence, {{"scale", (*scale)->id}});
            }
        if (m_result.from && !read_home())
            return std::move(m_result);
        if (m_by_distribution)
            conversion::convert_by_distribution(m_table, m_result);
        else if (m_result.from->id == m_result.to->id && m_result.bounds_from == "table")
            same_scale();
        else
            by_formula();
        return std::move(m_result);
    }

  private:
    void add(Code code, Arguments arguments) { m_result.findings.push_back({code, std::move(arguments)}); }

    /** Of a distribution or of the call; both must agree. */
    std::optional<GradeScale> scale_of(const std::optional<GradeDistribution>& distribution, const std::string& asked,
                                       std::string_view which, std::string_view option) const {
        const std::string& stated = distribution ? distribution->scale : asked;
        if (distribution && stated.empty() && asked.empty())
            return std::nullopt;
        const GradeScale& scale = conversion::find_scale(m_tables, stated.empty() ? asked : stated, which, option);
        if (distribution && !stated.empty() && !asked.empty()) {
            const GradeScale& other = conversion::find_scale(m_tables, asked, which, option);
            if (other.id != scale.id)
                throw Error{Code::grades_distribution_scale,
                            {{"file", distribution->file}, {"found", scale.id}, {"asked", other.id}}};
        }
        return scale;
    }

    void find_scales() {
        const bool described = !m_question.best.empty() && !m_question.pass.empty();
        if (m_by_distribution || !described || !m_question.scale.empty())
            m_result.from = scale_of(m_question.distribution, m_question.scale, "grade", "--scale");
        else
            m_result.from =
                GradeScale{.id = "the scale described", .worst = "no known end", .confidence = Confidence::high};
        m_result.to = scale_of(m_question.to_distribution, m_question.to_scale, "answer", "--to-scale");
        m_result.bounds_from = m_by_distribution ? "distribution" : "table";
        if (m_result.from && (!m_question.best.empty() || !m_question.pass.empty()))
            read_bounds(*m_result.from);
        if (m_result.from) {
            m_result.best = m_result.from->best;
            m_result.pass = m_result.from->lowest_pass;
        }
    }

    [[noreturn]] void impossible(const std::string& detail) const {
        const GradeScale& scale = *m_result.from;
        throw Error{Code::grades_bounds_impossible,
                    {{"best", m_question.best.empty() ? scale.best : m_question.best},
                     {"pass", m_question.pass.empty() ? scale.lowest_pass : m_question.pass},
                     {"detail", detail}}};
    }

    void read_bound(const std::string& typed, const GradeScale& scale, Exact& point, std::string& text) const {
        if (typed.empty())
            return;
        if (scale.letters.empty()) {
            const auto number = Exact::parse(typed);
            if (!number)
                impossible(", written with digits");
            point = *number;
            text = point.decimal(4);
            return;
        }
        const Reading reading = conversion::read_grade(scale, typed);
        if (reading.kind != Reading::Kind::grade)
            impossible(", of the letters of " + scale.id);
        point = reading.better;
        text = conversion::point_text(scale, point);
    }

    void read_bounds(GradeScale& scale) {
        const bool described = scale.country.empty();
        const bool rising = scale.rising();
        read_bound(m_question.best, scale, scale.best_point, scale.best);
        read_bound(m_question.pass, scale, scale.pass_point, scale.lowest_pass);
        if (scale.best_point == scale.pass_point)
            impossible("");
        if (described)
            scale.worst_point = scale.best_point > scale.pass_point ? -far_away : far_away;
        else if ((scale.best_point > scale.pass_point) != rising || !in_order(scale))
            impossible(", and lie on " + scale.id);
        m_result.bounds_from = m_by_distribution ? "distribution" : "given";
    }

    static bool in_order(const GradeScale& scale) {
        return scale.rising() ? scale.pass_point >= scale.worst_point : scale.pass_point <= scale.worst_point;
    }

    /** What the typed grade means; false when that ends the matter. */
    bool read_home() {
        const GradeScale& scale = *m_result.from;
        m_home = conversion::read_grade(scale, m_question.grade);
        switch (m_home.kind) {
        case Reading::Kind::grade:
        case Reading::Kind::grade_class:
            break;
        case Reading::Kind::pass_without_mark:
            m_result.passed = true;
            add(Code::grades_pass_without_mark, {{"grade", m_question.grade}});
            return false;
        case Reading::Kind::class_without_range:
            add(Code::grades_class_without_range, {{"grade", m_question.grade}});
            return false;
        case Reading::Kind::other_maximum:
            add(Code::grades_other_maximum, {{"grade", m_question.grade},
                                             {"maximum", m_home.maximum},
                                             {"scale", scale.id},
                                             {"best", scale.best}});
            return false;
        case Reading::Kind::off_scale:
            add(Code::grades_off_scale,
                {{"grade", m_question.grade}, {"scale", scale.id}, {"best", scale.best}, {"worst", scale.worst}});
            return false;
        case Reading::Kind::unknown:
            throw Error{
                Code::grades_grade_unknown,
                {{"grade", m_question.grade}, {"scale", scale.id}, {"known", conversion::grades_known(scale)}}};
        }
        if (!m_home.single_mark)
            add(Code::grades_off_step,
                {{"grade", m_question.grade}, {"scale", scale.id}, {"step", scale.step->decimal(2)}});
        if (m_home.kind == Reading::Kind::grade_class)
            add(Code::grades_class_range, {{"grade", m_home.class_name},
                                           {"from", conversion::point_text(scale, m_home.better)},
                                           {"to", conversion::point_text(scale, m_home.worse)}});
        if (!m_home.class_name.empty())
            m_result.home_classes = {m_home.class_name};
        else
            m_result.home_classes = conversion::classes_at(scale, m_home.better);
        m_result.passed = scale.passes(m_home.better);
        if (!*m_result.passed)
            fail();
        return *m_result.passed;
    }

    /** Of both scales, without a scale whose bounds were given anyway. */
    [[nodiscard]] Confidence of_scales() const {
        Confidence least = Confidence::high;
        const bool described = !m_question.best.empty() && !m_question.pass.empty();
        if (m_result.from && !described)
            least = std::min(least, m_result.from->confidence);
        if (m_result.to)
            least = std::min(least, m_result.to->confidence);
        return least;
    }

    void fail() {
        m_result.outcome = MappingOutcome::mapped;
        m_result.method = GradeMethod::fail;
        m_result.confidence = of_scales();
        if (m_result.to)
            m_result.failing_classes = conversion::failing_classes(*m_result.to);
        add(Code::grades_failing,
            {{"grade", m_question.grade}, {"scale", m_result.from->id}, {"pass", m_result.from->lowest_pass}});
    }

    void same_scale() {
        m_result.outcome = MappingOutcome::mapped;
        m_result.method = GradeMethod::same;
        m_result.confidence = m_result.to->confidence;
        add(Code::grades_same_scale, {});
        m_result.better = value_as_it_is(m_home.better);
        m_result.worse = value_as_it_is(m_home.worse);
    }

    [[nodiscard]] GradeValue value_as_it_is(const Exact& point) const {
        const GradeScale& scale = *m_result.to;
        return {.text = conversion::point_text(scale, point),
                .exact = scale.letters.empty() ? std::optional{point} : std::nullopt,
                .classes = conversion::classes_at(scale, point)};
    }

    void by_formula() {
        const GradeScale& from = *m_result.from;
        const GradeScale& to = *m_result.to;
        Confidence most = Confidence::medium;
        if (is_german(to)) {
            m_result.method = GradeMethod::bavarian;
            m_result.formula = m_table.bavarian_formula;
            m_result.rounding = conversion::rounding_rule(m_question.rounding.value_or(GermanRounding::kmk));
            most = m_table.bavarian_confidence;
            conversion::add_sources(m_result.sources, m_table.bavarian_sources);
            if (m_result.bounds_from == "table")
                add(Code::grades_bounds_of_table, {{"best", from.best}, {"pass", from.lowest_pass}});
        } else {
            m_result.method = to.letters.empty() ? GradeMethod::linear : GradeMethod::rank;
            m_result.formula = to.letters.empty() ? "y = best + (pass - best) * (Nmax - Nd) / (Nmax - Nmin)"
                                                  : "rank = 1 + (ranks - 1) * (Nmax - Nd) / (Nmax - Nmin)";
            m_result.rounding = to.letters.empty() ? "two decimals, half away from zero"
                                                   : "nearest letter, the exact middle to the better one";
            if (m_question.rounding)
                add(Code::grades_rounding_unused, {{"rounding", std::string{rounding_text(*m_question.rounding)}}});
            if (to.letters.empty())
                add(Code::grades_linear, {});
        }
        if (!from.letters.empty() || !to.letters.empty()) {
            most = Confidence::low;
            add(Code::grades_by_rank, {});
        }
        m_result.outcome = MappingOutcome::mapped;
        m_result.confidence = std::min(of_scales(), most);
        const auto rank_of = [&](const Exact& point) {
            return from.letters.empty() ? std::string{} : ", rank " + point.decimal(0);
        };
        m_result.steps.push_back("Nmax = " + from.best + " (best" + rank_of(from.best_point) + ")");
        m_result.steps.push_back("Nmin = " + from.lowest_pass + " (lowest pass" + rank_of(from.pass_point) + ")");
        m_result.better = value(m_home.better);
        if (m_home.better == m_home.worse)
            m_result.worse = m_result.better;
        else if (from.passes(m_home.worse))
            m_result.worse = value(m_home.worse);
        else // a class that other bounds cut in two
            m_result.worse = GradeValue{.text = "fail", .classes = conversion::failing_classes(to)};
    }

    GradeValue value(const Exact& point) {
        const GradeScale& from = *m_result.from;
        const GradeScale& to = *m_result.to;
        const Exact exact = conversion::point_at(to, conversion::position_of(from, point));
        step(point, exact);
        GradeValue value;
        if (!to.letters.empty()) {
            const Exact rank = *conversion::nearest_mark(to, exact);
            value.text = conversion::point_text(to, rank);
            value.classes = conversion::classes_at(to, rank);
            return value;
        }
        value.exact = exact;
        const bool german = m_result.method == GradeMethod::bavarian;
        const Exact shown = german
                                ? conversion::rounded_german(exact, m_question.rounding.value_or(GermanRounding::kmk))
                                : exact.rounded(2);
        value.text = german ? shown.fixed(1) : shown.decimal(2);
        value.classes = conversion::classes_at(to, shown);
        if (const auto mark = conversion::nearest_mark(to, exact);
            mark && *mark != shown && !(german && to.step < Exact{1})) {
            value.nearest = mark->decimal(2);
            if (value.classes.empty())
                value.classes = conversion::classes_at(to, *mark);
        }
        if (german)
            m_result.steps.push_back("rounded to " + value.text + ": " + m_result.rounding);
        return value;
    }

    void step(const Exact& point, const Exact& exact) {
        const GradeScale& from = *m_result.from;
        const GradeScale& to = *m_result.to;
        const auto bracket = [](const Exact& number) {
            return number < Exact{0} ? "(" + number.decimal(4) + ")" : number.decimal(4);
        };
        m_result.steps.push_back("Nd = " + conversion::point_text(from, point) +
                                 (from.letters.empty() ? "" : " (rank " + point.decimal(0) + ")"));
        const std::string best = bracket(from.best_point);
        const std::string fraction =
            "(" + best + " - " + bracket(point) + ") / (" + best + " - " + bracket(from.pass_point) + ")";
        const std::string result = exact.decimal(4);
        if (m_result.method == GradeMethod::bavarian)
            m_result.steps.push_back("x = 1 + 3 * " + fraction + " = " + result);
        else if (m_result.method == GradeMethod::rank)
            m_result.steps.push_back("rank = 1 + (" + to.pass_point.decimal(0) + " - 1) * " + fraction + " = " +
                                     result + " of " + to.pass_point.decimal(0) + " passing letters");
        else
            m_result.steps.push_back("y = " + bracket(to.best_point) + " + (" + bracket(to.pass_point) + " - " +
                                     bracket(to.best_point) + ") * " + fraction + " = " + result);
    }

    const Tables& m_tables;
    const GradeTable& m_table;
    const GradeQuestion& m_question;
    bool m_by_distribution = false;
    Reading m_home;
    GradeResult m_result;
};

} // namespace

GradeResult convert_grade(const Conversions& conversions, const GradeQuestion& question) {
    try {
        return Converter{conversions.tables(), question}.run();
    } catch (const std::overflow_error&) {
        throw Error{Code::grades_too_precise};
    }
}

} // namespace requal
