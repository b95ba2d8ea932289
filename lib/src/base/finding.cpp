#include "requal/finding.hpp"

#include "base/catalogue.hpp"
#include "base/cut_short.hpp"

namespace requal {
namespace {

struct Row {
    std::string_view code;
    Effect effect;
    Severity severity;
    std::string_view cite;
};

// Not deduced as a std::array: clang limits the fold expression in that to 256.
constexpr auto rows = std::to_array<Row>({
#define REQUAL_FINDING(id, code, effect, severity, cite) {code, Effect::effect, Severity::severity, cite},
#include "requal/findings.def"
#undef REQUAL_FINDING
});

const Row& row(Code code) noexcept {
    return rows[static_cast<std::size_t>(code)];
}

constexpr std::size_t longest_detail = 2000;

} // namespace

Finding shortened(Finding finding) {
    for (auto& [name, detail] : finding.arguments)
        detail = cut_short(std::move(detail), longest_detail);
    finding.where = cut_short(std::move(finding.where), longest_detail);
    return finding;
}

std::string_view code_text(Code code) noexcept {
    return row(code).code;
}
Effect effect_of(Code code) noexcept {
    return row(code).effect;
}
Severity severity_of(Code code) noexcept {
    return row(code).severity;
}
std::string_view cite_of(Code code) noexcept {
    return row(code).cite;
}
std::size_t code_count() noexcept {
    return rows.size();
}

std::optional<Code> code_from_text(std::string_view text) noexcept {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].code == text)
            return static_cast<Code>(i);
    return std::nullopt;
}

std::string_view effect_text(Effect effect) noexcept {
    switch (effect) {
    case Effect::none:
        return "none";
    case Effect::indeterminate:
        return "indeterminate";
    case Effect::failed:
        return "failed";
    case Effect::unprocessable:
        return "unprocessable";
    case Effect::environment:
        return "environment";
    }
    return "";
}

std::string_view severity_text(Severity severity) noexcept {
    switch (severity) {
    case Severity::info:
        return "info";
    case Severity::warning:
        return "warning";
    case Severity::error:
        return "error";
    }
    return "";
}

std::optional<Language> language_from_text(std::string_view tag) noexcept {
    if (tag == "en" || tag.starts_with("en-"))
        return Language::en;
    return std::nullopt;
}

std::string fill_places(std::string_view pattern, const Arguments& arguments) {
    std::string out;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        const std::size_t close = pattern.find('}', open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            out += pattern;
            break;
        }
        out += pattern.substr(0, open);
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        const std::string* text = nullptr;
        for (const auto& [key, value] : arguments)
            if (key == name)
                text = &value;
        if (text != nullptr)
            out += *text;
        else
            out += pattern.substr(open, close - open + 1);
        pattern.remove_prefix(close + 1);
    }
    return out;
}

std::string message(const Finding& finding, Language language) {
    return fill_places(catalogue_entry(finding.code, language).message, finding.arguments);
}
std::string cause(const Finding& finding, Language language) {
    return fill_places(catalogue_entry(finding.code, language).cause, finding.arguments);
}
std::string remedy(const Finding& finding, Language language) {
    return fill_places(catalogue_entry(finding.code, language).remedy, finding.arguments);
}

} // namespace requal
