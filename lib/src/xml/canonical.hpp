/** @file
 * Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization, made by the C library from a part of a document.
 */
#pragma once

#include "xml/node_set.hpp"

namespace requal::xml {

enum class Canonical : std::uint8_t { inclusive_1_0, inclusive_1_1, exclusive };

struct CanonicalMethod {
    Canonical kind = Canonical::inclusive_1_0;
    bool comments = false;
    std::vector<std::string> prefixes{}; ///< InclusiveNamespaces PrefixList; "#default" for the default namespace
};

/** The method that an algorithm identifier names. */
[[nodiscard]] std::optional<CanonicalMethod> canonical_method(std::string_view algorithm);

/** How many declarations of namespaces the library will compare for a canonical form of the part, at most: in an
 *  inclusive one it looks up each that is in scope at an element among all of them. */
[[nodiscard]] std::size_t namespace_lookups(const NodeSet& part, Canonical kind);

/** @param most bytes that anybody has a use for; a longer form is cut off behind them
 *  @return nothing when the part has no canonical form, for example because a namespace is a relative URI
 *          (Canonical XML 1.0, 1.3) */
[[nodiscard]] std::optional<std::string> canonicalize(const NodeSet& part, const CanonicalMethod& method,
                                                      std::size_t most = std::string::npos);

/** All text of the part, one node after the other: what the base64 transform decodes (XML Signature 1.1, 6.6.2). */
[[nodiscard]] std::string text_of(const NodeSet& part);

} // namespace requal::xml
