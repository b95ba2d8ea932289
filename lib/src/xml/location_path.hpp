/** @file
 * The few XPath expressions that seals use to say "without the signature" or "only this part". They are recognised by
 * a small grammar and answered in time linear in the document; whatever does not fit the grammar is not evaluated.
 *
 *     path      = "/" | ("/" | "//") step { ("/" | "//") step } | "id(" literal ")" { "/" step }
 *               | "here()/ancestor::" name "[1]"
 *     step      = ["child::" | "descendant::" | "descendant-or-self::"] ("*" | name | "node()") { "[" condition "]" }
 *     condition = comparison { ("or" | "and") comparison }          with one kind of word only
 *     comparison = ("@" name | "local-name()" | "namespace-uri()") "=" literal | "starts-with(local-name()," literal
 * ")" filter    = part { "and" part } part      = "ancestor-or-self::" step | "not(ancestor-or-self::" step ")" | the
 * long form of the enveloped-signature transform (XML Signature 1.1, 6.6.4)
 */
#pragma once

#include "xml/node_set.hpp"

namespace requal::xml {

/** The nodes that a location path selects, in no certain order; XPath Filter 2.0 takes their subtrees.
 *  @param context the element whose namespaces give prefixes their meaning, and where here() stands
 *  @return nothing when the expression is outside the grammar */
[[nodiscard]] std::optional<std::vector<NodeRef>> select(const Document& document, std::string_view path,
                                                         const Element& context);

/** Applies an XPath 1.0 filter to a part of its document.
 *  @return false, and the part unchanged, when the expression is outside the grammar */
[[nodiscard]] bool filter(NodeSet& part, std::string_view expression, const Element& context);

} // namespace requal::xml
