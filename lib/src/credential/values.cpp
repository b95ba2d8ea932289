#include "credential/values.hpp"

#include "requal/codes.hpp"
#include "requal/time.hpp"

#include <algorithm>
#include <array>

namespace requal::credential {

DateTime date_of(std::string raw, std::string where) {
    DateTime date;
    date.raw = std::move(raw);
    date.where = std::move(where);
    const std::size_t first = date.raw.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return date;
    const std::size_t last = date.raw.find_last_not_of(" \t\r\n");
    if (const auto parsed = parse_time(std::string_view{date.raw}.substr(first, last - first + 1))) {
        date.time = parsed->time;
        date.had_zone = parsed->had_zone;
        date.date_only = parsed->date_only;
    }
    return date;
}

std::vector<Finding> look_up(Concept& term, Terms& terms, std::string_view id) {
    const TermAnswer& answer = terms.of(id);
    term.status = answer.status;
    if (answer.list != nullptr) {
        term.list = answer.list->name();
        term.scheme_differs = !term.scheme.empty() && term.scheme != answer.list->scheme();
    }
    if (answer.status == ListStatus::member) {
        term.list_notation = answer.term.notation;
        term.list_label = answer.term.label;
        for (const LocalisedText::Entry& entry : term.label.entries)
            if (entry.language == "en" && !term.list_label.empty())
                term.label_differs = term.label_differs || std::none_of(entry.values.begin(), entry.values.end(),
                                                                        [&](const std::string& label) {
                                                                            return same_label(label, term.list_label);
                                                                        });
    }
    std::vector<Finding> findings;
    if (term.label_differs)
        findings.push_back({Code::credential_label_differs,
                            {{"id", term.id},
                             {"list", term.list},
                             {"ours", term.list_label},
                             {"theirs", term.label.pick("en").text}},
                            term.where});
    if (term.scheme_differs)
        findings.push_back({Code::credential_scheme_differs,
                            {{"id", term.id}, {"list", term.list}, {"scheme", term.scheme}},
                            term.where});
    return findings;
}

std::optional<std::uint64_t> decoded_size(std::string_view text) {
    const std::size_t comma = text.starts_with("data:") ? text.find(',') : std::string_view::npos;
    if (comma != std::string_view::npos)
        text.remove_prefix(comma + 1);
    static const auto table = [] {
        std::array<std::uint8_t, 256> kinds{}; // 0 foreign, 1 letter, 2 white space, 3 padding
        for (const char c : std::string_view{"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"})
            kinds[static_cast<unsigned char>(c)] = 1;
        for (const char c : std::string_view{" \t\r\n"})
            kinds[static_cast<unsigned char>(c)] = 2;
        kinds[static_cast<unsigned char>('=')] = 3;
        return kinds;
    }();
    // Almost all of it is one run of letters: a picture of a diploma has a million of them.
    std::uint64_t letters = 0;
    std::uint64_t padding = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        while (at < text.size() && table[static_cast<unsigned char>(text[at])] == 1)
            ++at;
        letters += at - start;
        if (at > start && padding > 0)
            return std::nullopt; // something follows the padding
        if (at == text.size())
            break;
        const std::uint8_t kind = table[static_cast<unsigned char>(text[at++])];
        padding += kind == 3 ? 1U : 0U;
        if (kind == 0 || padding > 2)
            return std::nullopt;
    }
    if (letters % 4 == 1)
        return std::nullopt;
    return letters / 4 * 3 + (letters % 4 == 0 ? 0 : letters % 4 - 1);
}

} // namespace requal::credential
