/** @file
 * The qualifying properties of XAdES (EN 319 132-1, 5; TS 101 903 for the older namespaces): where they stand, and
 * what they carry.
 */
#pragma once

#include "seal/xmldsig.hpp"

#include "crypto/digest.hpp"

#include <functional>

namespace requal::seal {

/** One entry of SigningCertificate or SigningCertificateV2. */
struct CertificateReference {
    std::string algorithm; ///< identifier of the digest, as written
    std::optional<crypto::Hash> hash;
    std::optional<Bytes> digest;
    std::string where;
    [[nodiscard]] bool readable() const noexcept { return hash && digest; }
    [[nodiscard]] bool names(const crypto::Certificate& certificate) const;
};

/** SigningCertificate or SigningCertificateV2. */
struct SigningCertificateProperty {
    std::string name;
    std::string where;
    std::vector<CertificateReference> entries;
};

struct XadesProperties {
    std::string space;                    ///< namespace in use, of the first QualifyingProperties; empty: no XAdES
    std::vector<xml::Element> qualifying; ///< QualifyingProperties
    std::vector<xml::Element> signed_properties;
    std::vector<xml::Element> signature_properties; ///< SignedSignatureProperties
    std::vector<xml::Element> data_properties;      ///< SignedDataObjectProperties
    std::vector<xml::Element> unsigned_items;       ///< children of UnsignedSignatureProperties, in document order
    std::vector<SigningCertificateProperty> signing_certificates;
    std::optional<Time> signing_time;

    [[nodiscard]] bool present() const noexcept { return !space.empty(); }
    /** Children of SignedSignatureProperties of one of these local names. */
    [[nodiscard]] std::size_t count_signed(std::initializer_list<std::string_view> names) const;
    [[nodiscard]] std::size_t count_unsigned(std::initializer_list<std::string_view> names) const;
    /** The Type that a reference to SignedProperties has in this namespace. */
    [[nodiscard]] std::string signed_properties_type() const;
};

/** @param counts asked of each SignedProperties: of those it denies only the place is taken, nothing that they say */
[[nodiscard]] XadesProperties read_properties(const xml::Element& signature,
                                              const std::function<bool(const xml::Element&)>& counts = {});

/** Certificates and revocation data of the unsigned properties into the material. */
void collect_xades_data(const XadesProperties& properties, const Limits& limits, Material& material);

} // namespace requal::seal
