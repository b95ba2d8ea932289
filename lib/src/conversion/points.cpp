#include "conversion/points.hpp"

#include "base/fold.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace requal::conversion {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool has_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/** A name as people compare it; the sign at the end stays, "B+" is not "B". */
std::string name_key(std::string_view name) {
    name = trimmed(name);
    std::string key = fold_name(name);
    if (!name.empty() && std::string_view{"+-*"}.find(name.back()) != std::string_view::npos)
        key += name.back();
    return key;
}

/** "sehr gut / très bien" and "First class honours (1st)" are two names each. */
std::vector<std::string_view> parts_of(std::string_view name) {
    std::vector<std::string_view> parts;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find_first_of("/(),"), name.size());
        const std::string_view part = trimmed(name.substr(0, end));
        if (!part.empty() && !Exact::parse(part))
            parts.push_back(part);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    return parts;
}

/** Whole names come before parts of names, and both before translations. */
const GradeClass* find_class(const GradeScale& scale, std::string_view typed) {
    const std::string key = name_key(typed);
    if (key.empty())
        return nullptr;
    const auto unique = [&](auto matches) -> const GradeClass* {
        const GradeClass* found = nullptr;
        for (const GradeClass& grades : scale.classes)
            if (matches(grades)) {
                if (found != nullptr)
                    return nullptr;
                found = &grades;
            }
        return found;
    };
    if (const auto* found = unique([&](const GradeClass& g) { return name_key(g.name) == key; }))
        return found;
    if (const auto* found = unique([&](const GradeClass& g) {
            const auto parts = parts_of(g.name);
            return std::any_of(parts.begin(), parts.end(), [&](auto part) { return name_key(part) == key; });
        }))
        return found;
    // A translation with digits tells a band of per cent, not a name.
    return unique([&](const GradeClass& g) {
        const auto parts = parts_of(g.english);
        return std::any_of(parts.begin(), parts.end(),
                           [&](auto part) { return !has_digit(part) && name_key(part) == key; });
    });
}

/** "110 e lode", "30L", "30 cum laude": the number before the words. */
std::string_view without_honours(std::string_view typed) {
    constexpr std::array<std::string_view, 6> words{"e lode", "con lode", "lode", "l", "cum laude", "with honours"};
    const std::size_t end = typed.find_first_not_of("0123456789.,/ ");
    if (end == std::string_view::npos || end == 0)
        return typed;
    const std::string tail = fold_name(typed.substr(end));
    return std::find(words.begin(), words.end(), tail) != words.end() ? trimmed(typed.substr(0, end)) : typed;
}

bool on_step(const GradeScale& scale, const Exact& point) {
    return !scale.step || ((scale.best_point - point) / *scale.step).denominator() == 1;
}

Reading read_number(const GradeScale& scale, std::string_view typed) {
    Reading reading;
    std::string_view number = without_honours(typed);
    const bool honours = number != typed;
    std::string_view maximum;
    if (number.ends_with('%')) {
        number = trimmed(number.substr(0, number.size() - 1));
        maximum = "100";
    } else if (const std::size_t slash = number.find('/'); slash != std::string_view::npos) {
        maximum = trimmed(number.substr(slash + 1));
        number = trimmed(number.substr(0, slash));
    }
    const auto point = Exact::parse(number);
    if (!point)
        return reading;
    if (!maximum.empty()) {
        const auto most = Exact::parse(maximum);
        if (!most)
            return reading;
        if (*most != scale.best_point) {
            reading.kind = Reading::Kind::other_maximum;
            reading.maximum = maximum;
            return reading;
        }
    }
    reading.better = reading.worse = *point;
    const bool inside = std::min(scale.best_point, scale.worst_point) <= *point &&
                        *point <= std::max(scale.best_point, scale.worst_point);
    reading.kind = inside ? Reading::Kind::grade : Reading::Kind::off_scale;
    reading.single_mark = on_step(scale, *point);
    if (honours)
        for (const GradeClass& grades : scale.classes)
            if (grades.honours && grades.points && grades.points->low <= *point && *point <= grades.points->high)
                reading.class_name = grades.name;
    return reading;
}

std::string class_text(const GradeClass& grades) {
    return grades.name + (grades.english.empty() ? "" : " (" + grades.english + ")");
}

/** Between 15.99 and 16 nobody stands; between 8 and 9 on a scale of half marks somebody may. */
bool neighbours(const GradeScale& scale, const GradeClass& lower, const Exact& point) {
    if (!scale.step)
        return false;
    const Exact end = scale.rising() ? lower.points->high : lower.points->low;
    const Exact next = scale.rising() ? end + *scale.step : end - *scale.step;
    return scale.rising() ? end < point && point < next : next < point && point < end;
}

} // namespace

Reading read_grade(const GradeScale& scale, std::string_view typed) {
    typed = trimmed(typed);
    for (std::size_t i = 0; i < scale.letters.size(); ++i)
        if (name_key(scale.letters[i]) == name_key(typed)) {
            const Exact rank{static_cast<std::int64_t>(i) + 1};
            return {.kind = Reading::Kind::grade, .better = rank, .worse = rank};
        }
    if (scale.letters.empty()) {
        Reading reading = read_number(scale, typed);
        if (reading.kind != Reading::Kind::unknown)
            return reading;
    }
    const GradeClass* found = find_class(scale, typed);
    if (found == nullptr)
        return {};
    Reading reading;
    reading.class_name = found->name;
    if (!found->points) {
        reading.kind =
            found->pass.value_or(false) ? Reading::Kind::pass_without_mark : Reading::Kind::class_without_range;
        return reading;
    }
    reading.better = scale.rising() ? found->points->high : found->points->low;
    reading.worse = scale.rising() ? found->points->low : found->points->high;
    reading.kind = found->points->single() ? Reading::Kind::grade : Reading::Kind::grade_class;
    return reading;
}

std::string point_text(const GradeScale& scale, const Exact& point) {
    if (scale.letters.empty())
        return point.decimal(2);
    const auto rank = static_cast<std::size_t>(std::max<std::int64_t>(point.rounded(0).numerator(), 1));
    return scale.letters[std::min(rank, scale.letters.size()) - 1];
}

std::vector<std::string> classes_at(const GradeScale& scale, const Exact& point) {
    std::vector<std::string> names;
    for (const GradeClass& grades : scale.classes)
        if (grades.points && !grades.honours &&
            ((grades.points->low <= point && point <= grades.points->high) || neighbours(scale, grades, point)))
            names.push_back(class_text(grades));
    // A point in the gap above a class is at most also inside its better neighbour.
    if (names.size() > 1)
        names.resize(1);
    return names;
}

std::vector<std::string> failing_classes(const GradeScale& scale) {
    std::vector<std::string> names;
    for (const GradeClass& grades : scale.classes)
        if (!grades.pass.value_or(true))
            names.push_back(class_text(grades));
    return names;
}

std::optional<Exact> nearest_mark(const GradeScale& scale, const Exact& point) {
    if (!scale.letters.empty() || scale.step) {
        const Exact step = scale.letters.empty() ? *scale.step : Exact{1};
        const Exact sign = scale.rising() ? Exact{-1} : Exact{1};
        const Exact steps = (point - scale.best_point) * sign / step;
        // The exact middle belongs to the better mark, the one with fewer steps from the best.
        const Exact whole{-(-(steps - Exact{1} / Exact{2})).floor()};
        return scale.best_point + whole * step * sign;
    }
    std::optional<Exact> nearest;
    const auto distance = [&](const Exact& mark) { return mark < point ? point - mark : mark - point; };
    for (const GradeClass& grades : scale.classes)
        if (grades.points && grades.points->single() && grades.pass.value_or(false) &&
            (!nearest || distance(grades.points->low) < distance(*nearest)))
            nearest = grades.points->low;
    return nearest;
}

std::string grades_known(const GradeScale& scale) {
    std::string known;
    const auto append = [&](const std::string& name) { known += (known.empty() ? "" : ", ") + name; };
    if (scale.letters.empty())
        append(scale.best + " (best) to " + scale.worst);
    for (const std::string& letter : scale.letters)
        append(letter);
    for (const GradeClass& grades : scale.classes)
        if (std::find(scale.letters.begin(), scale.letters.end(), grades.name) == scale.letters.end())
            append(grades.name);
    return known;
}

Exact position_of(const GradeScale& scale, const Exact& point) {
    return (scale.best_point - point) / (scale.best_point - scale.pass_point);
}

Exact point_at(const GradeScale& scale, const Exact& position) {
    return scale.best_point + position * (scale.pass_point - scale.best_point);
}

Exact rounded_german(const Exact& grade, GermanRounding rounding) {
    constexpr std::array<std::string_view, 10> marks{"1.0", "1.3", "1.7", "2.0", "2.3",
                                                     "2.7", "3.0", "3.3", "3.7", "4.0"};
    if (rounding == GermanRounding::kmk)
        return grade.truncated(1);
    if (rounding == GermanRounding::nearest)
        return grade.rounded(1);
    const Exact sought = rounding == GermanRounding::passau ? grade.truncated(1) : grade;
    Exact picked{1};
    for (const std::string_view text : marks) {
        const Exact mark = *Exact::parse(text);
        const Exact above = mark - sought;
        if (above <= Exact{0} || (rounding == GermanRounding::koeln && above < sought - picked))
            picked = mark;
    }
    return picked;
}

} // namespace requal::conversion
