#include "seal/canonicalization.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

constexpr std::string_view white = " \t\r\n";

/** NMTOKENS: names with white space between them; none is a list, too. */
bool read_prefixes(std::string_view list, std::size_t most, std::vector<std::string>& out) {
    for (std::size_t begin = list.find_first_not_of(white); begin != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(white, begin), list.size());
        out.emplace_back(list.substr(begin, end - begin));
        if (out.size() > most)
            return false;
        begin = list.find_first_not_of(white, end);
    }
    return true;
}

} // namespace

NamedMethod canonical_method_of(const xml::Element& element, const Limits& limits) {
    NamedMethod out;
    const std::string algorithm = algorithm_of(element);
    auto method = xml::canonical_method(algorithm);
    out.known = method.has_value();
    if (!method) {
        out.refused = algorithm;
        return out;
    }
    if (method->kind == xml::Canonical::exclusive) {
        const auto lists = element.children("InclusiveNamespaces", exclusive_c14n);
        // A parameter that is passed over gives other octets, and what was sealed would look changed.
        if (lists.size() > 1 || lists.size() != element.children().size()) {
            out.refused = algorithm + " with parameters that are not known";
            return out;
        }
        // The library asks every prefix at every element, so a list is short or not taken.
        if (!lists.empty() &&
            !read_prefixes(lists.front().attribute_text("PrefixList"), limits.transforms * 4, method->prefixes)) {
            out.refused = "a canonical form with a long list of prefixes";
            return out;
        }
    }
    out.method = std::move(method);
    return out;
}

} // namespace requal::seal
