/** @file
 * The canonicalisation method that an element of a signature names, with its parameters. SignedInfo, transforms and
 * time-stamps name theirs in the same way (XML Signature 1.1, 6.5; Exclusive XML Canonicalization 1.0, 3).
 */
#pragma once

#include "seal/xml_names.hpp"
#include "xml/canonical.hpp"

#include "requal/limits.hpp"

namespace requal::seal {

struct NamedMethod {
    std::optional<xml::CanonicalMethod> method;
    bool known = false;  ///< it is some canonicalisation; with no method, its parameters are not taken
    std::string refused; ///< what is not taken, in words or as an identifier; empty when there is a method
};

/** @param element ds:CanonicalizationMethod, ds:Transform or any other element that has an Algorithm */
[[nodiscard]] NamedMethod canonical_method_of(const xml::Element& element, const Limits& limits);

} // namespace requal::seal
