/** @file
 * What the references of an XML signature must point at by their type, so that a reader and the digest speak of the
 * same nodes (the answer to signature wrapping), and the references of manifests and counter-signatures.
 */
#pragma once

#include "seal/xades_properties.hpp"

namespace requal::seal {

/** Fills references, manifest entries and form of the material. References whose target is not where their type says
 *  become "not found": whatever their digest says, nobody may read through them.
 *  @param master the signature that this one countersigns; does not exist for others */
void judge_references(XmlSignature& signature, const XadesProperties& properties, const xml::Element& master,
                      const XmlContext& context, Material& material);

} // namespace requal::seal
