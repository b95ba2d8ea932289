/** @file
 * One ds:Signature: its parts, its references, its value (XML Signature 1.1, 4).
 */
#pragma once

#include "crypto/signature.hpp"
#include "seal/material.hpp"
#include "seal/xml_reference.hpp"

namespace requal::seal {

/** The keys and certificates of ds:KeyInfo, in document order. Nothing in it is trusted. */
struct KeyInfo {
    xml::Element element;
    std::vector<crypto::Certificate> certificates;
    std::vector<crypto::PublicKey> keys; ///< of KeyValue and DEREncodedKeyValue
};

struct XmlSignature {
    xml::Element element;
    xml::Element signed_info;
    xml::Element value;
    std::string where; ///< path of the element
    KeyInfo key_info;
    std::vector<Reference> references;
    std::string canonicalization; ///< identifier of the method for SignedInfo
    std::string signed_info_octets;
    std::optional<crypto::SignatureScheme> scheme;
    std::optional<Bytes> value_bytes;
    bool usable = true; ///< it has exactly one SignedInfo and one value, and the former has a canonical form

    [[nodiscard]] const Reference* reference_to(const xml::Element& target) const;
};

/** What the checks of one file share. */
struct XmlContext {
    const xml::Document& document;
    std::span<const DetachedContent> detached;
    const Limits& limits;
    Work& work;
    std::vector<std::shared_ptr<xml::Document>>& parsed;
    std::size_t& references; ///< checked so far
};

/** Takes a signature apart and checks every reference. Flaws of its form are findings of the material. */
[[nodiscard]] XmlSignature read_xmldsig(const xml::Element& element, const XmlContext& context, Material& material);

/** Whether the value was made with this key over SignedInfo. */
[[nodiscard]] crypto::SignatureOutcome verify_value(const XmlSignature& signature, const crypto::PublicKey& key);

/** Certificates of `parent`'s children of this name, base64 of DER.
 *  @throws Error xmldsig_too_much_data when `out` would hold more than the limit */
void read_certificates(const xml::Element& parent, std::string_view name, std::string_view space,
                       const Limits& limits, std::vector<crypto::Certificate>& out,
                       std::vector<std::string>& unreadable);

} // namespace requal::seal
