#include "conversion/points.hpp"

#include "requal/grades.hpp"

namespace requal {

std::string_view rounding_text(GermanRounding rounding) noexcept {
    switch (rounding) {
    case GermanRounding::kmk:
        return "kmk";
    case GermanRounding::nearest:
        return "nearest";
    case GermanRounding::passau:
        return "passau";
    case GermanRounding::koeln:
        return "koeln";
    }
    return "";
}

std::string_view overlap_text(OverlapRule rule) noexcept {
    switch (rule) {
    case OverlapRule::middle:
        return "middle";
    case OverlapRule::minimum:
        return "minimum";
    case OverlapRule::mean:
        return "mean";
    case OverlapRule::maximum:
        return "maximum";
    }
    return "";
}

std::string_view method_text(GradeMethod method) noexcept {
    switch (method) {
    case GradeMethod::none:
        return "none";
    case GradeMethod::same:
        return "same";
    case GradeMethod::fail:
        return "fail";
    case GradeMethod::distribution:
        return "distribution";
    case GradeMethod::bavarian:
        return "bavarian";
    case GradeMethod::linear:
        return "linear";
    case GradeMethod::rank:
        return "rank";
    }
    return "";
}

std::string_view conversion::rounding_rule(GermanRounding rounding) noexcept {
    switch (rounding) {
    case GermanRounding::kmk:
        return "one decimal, digits cut off (KMK)";
    case GermanRounding::nearest:
        return "one decimal, half away from zero";
    case GermanRounding::passau:
        return "digits after the first decimal cut off, then the better German grade (Passau)";
    case GermanRounding::koeln:
        return "nearest German grade, the exact middle to the better one (Koeln)";
    }
    return "";
}

} // namespace requal
