/** @file
 * Reads every signature of an XML document: form, integrity, level, what it covers, and everything it carries.
 */
#pragma once

#include "seal/beside.hpp"
#include "seal/material.hpp"
#include "xml/node_set.hpp"

#include "requal/limits.hpp"

#include <memory>

namespace requal::seal {

/** One signature of a document. */
struct XmlSeal {
    Material material;
    xml::Element element;
    /** The signature that it counter-signs, in which it stands or to whose value it refers; does not exist for
     * others. */
    xml::Element master;
    /** What its intact references select in the document; empty when its value does not hold. Of a counter-signature,
     *  only the value of its master and its own parts. */
    std::vector<xml::NodeSet> covered;
};

struct XmlSeals {
    std::vector<XmlSeal> seals;                         ///< document order; one inside another follows it
    std::vector<std::shared_ptr<xml::Document>> parsed; ///< documents that were read on the way
};

/** Checks signature values, references and imprints; asks nobody whom to trust, see validation.hpp.
 *  @throws Error when the signatures carry, or ask for, more than the limits allow */
[[nodiscard]] XmlSeals read_xml_seals(const xml::Document& document, const Beside& beside, const Limits& limits);

} // namespace requal::seal
