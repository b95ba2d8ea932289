#include "seal/xades_level.hpp"

#include "seal/long_term.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

class LevelFinder {
  public:
    LevelFinder(const XmlSignature& signature, const XadesProperties& properties, const Material& material,
                const Beside& beside, const Limits& limits)
        : m_signature(signature), m_properties(properties), m_material(material), m_beside(beside), m_limits(limits) {
    }

    std::string find() const {
        if (!is_bes())
            return "XML-NOT-ETSI";
        const bool baseline_b = is_baseline_b();
        if (!has_time(m_material))
            return baseline_b ? "XAdES-BASELINE-B" : is_epes() ? "XAdES-EPES" : "XAdES-BES";
        const bool baseline = baseline_b && one_token_in_each_signature_stamp();
        const bool long_term = has_long_term_data(m_material, carries_certificates(), m_beside, m_limits);
        const bool archived = has_stamp(m_material, StampRole::archive);
        const bool record = m_properties.count_unsigned({"SealingEvidenceRecords"}) > 0;
        if (baseline && long_term && baseline_lt_allows())
            return record ? "XAdES-ERS" : archived ? "XAdES-BASELINE-LTA" : "XAdES-BASELINE-LT";
        if (has_references()) {
            if (long_term && record)
                return "XAdES-ERS";
            if (long_term && archived)
                return "XAdES-A";
            if (has_reference_stamps())
                return long_term ? "XAdES-XL" : "XAdES-X";
            return "XAdES-C";
        }
        if (long_term)
            return record ? "XAdES-ERS" : archived ? "XAdES-A" : "XAdES-LT";
        return baseline ? "XAdES-BASELINE-T" : "XAdES-T";
    }

  private:
    // --- XAdES-E-BES (EN 319 132-2, table 1)

    [[nodiscard]] bool is_bes() const {
        return m_properties.present() && m_properties.count_signed({"SigningTime"}) <= 1 &&
               m_properties.count_signed({"SigningCertificate", "SigningCertificateV2"}) <= 1 &&
               m_properties.count_signed({"SignatureProductionPlace", "SignatureProductionPlaceV2"}) <= 1 &&
               m_properties.count_signed({"SignerRole", "SignerRoleV2"}) <= 1 && formats_are_valid(false) &&
               (names_certificate() || key_info_is_signed());
    }

    [[nodiscard]] bool names_certificate() const {
        return m_properties.count_signed({"SigningCertificate", "SigningCertificateV2"}) == 1;
    }

    [[nodiscard]] bool key_info_is_signed() const {
        const Reference* reference =
            m_signature.key_info.element ? m_signature.reference_to(m_signature.key_info.element) : nullptr;
        return reference != nullptr && reference->intact && signer_is_in_key_info();
    }

    [[nodiscard]] bool signer_is_in_key_info() const {
        const auto& certificates = m_signature.key_info.certificates;
        return m_material.signer &&
               std::find(certificates.begin(), certificates.end(), *m_material.signer) != certificates.end();
    }

    [[nodiscard]] std::vector<xml::Element> formats() const {
        std::vector<xml::Element> all;
        for (const xml::Element& properties : m_properties.data_properties)
            for (const xml::Element& format : properties.children("DataObjectFormat", properties.space()))
                all.push_back(format);
        return all;
    }

    [[nodiscard]] bool formats_are_valid(bool baseline) const {
        const auto all = formats();
        return std::all_of(all.begin(), all.end(),
                           [&](const xml::Element& format) { return format_is_valid(format, baseline); });
    }

    static std::size_t count(const xml::Element& parent, std::string_view name) {
        return parent.children(name, parent.space()).size();
    }

    /** EN 319 132-1, 5.2.4: says something, about a reference of this signature, and does not contradict its object.
     */
    [[nodiscard]] bool format_is_valid(const xml::Element& format, bool baseline) const {
        if (count(format, "Description") != 1 && count(format, "ObjectIdentifier") != 1 &&
            count(format, "MimeType") != 1)
            return false;
        if (baseline && (count(format, "Description") > 1 || count(format, "ObjectIdentifier") > 1 ||
                         count(format, "MimeType") != 1 || count(format, "Encoding") > 1))
            return false;
        const std::string uri = format.attribute_text("ObjectReference");
        const std::string id = fragment_id(uri);
        if (id.empty())
            return false;
        const xml::Element reference = reference_with_id(id);
        return reference && object_agrees(format, reference);
    }

    /** A reference of SignedInfo or of a manifest that SignedInfo refers to. */
    [[nodiscard]] xml::Element reference_with_id(const std::string& id) const {
        for (const Reference& reference : m_signature.references) {
            if (reference.id == id)
                return reference.element;
            if (reference.target.is("Manifest", ds))
                for (const xml::Element& entry : reference.target.children("Reference", ds))
                    if (entry.attribute_text("Id") == id)
                        return entry;
        }
        return {};
    }

    [[nodiscard]] bool object_agrees(const xml::Element& format, const xml::Element& reference) const {
        const std::string target = fragment_id(reference.attribute_text("URI"));
        if (target.empty())
            return true;
        for (const xml::Element& object : m_signature.element.children("Object", ds)) {
            if (object.attribute_text("Id") != target)
                continue;
            const auto agrees = [&](std::string_view attribute, std::string_view child) {
                const xml::Element stated = format.child(child, format.space());
                const std::string own = object.attribute_text(attribute);
                return !stated || own.empty() || own == stated.text();
            };
            return agrees("MimeType", "MimeType") && agrees("Encoding", "Encoding");
        }
        return true;
    }

    [[nodiscard]] bool is_epes() const {
        const std::size_t stores = m_properties.count_unsigned({"SignaturePolicyStore"});
        return m_properties.count_signed({"SignaturePolicyIdentifier"}) == 1 && stores <= 1 &&
               (stores == 0 || policy_has_digest());
    }

    [[nodiscard]] bool policy_has_digest() const {
        for (const xml::Element& properties : m_properties.signature_properties)
            for (const xml::Element& identifier :
                 properties.children("SignaturePolicyIdentifier", properties.space())) {
                const std::string_view space = properties.space();
                const xml::Element hash = identifier.child("SignaturePolicyId", space).child("SigPolicyHash", space);
                if (crypto::hash_from_uri(algorithm_of(hash.child("DigestMethod", ds))))
                    return true;
            }
        return false;
    }

    // --- XAdES-B-B (EN 319 132-1, 6.3, table 1)

    [[nodiscard]] bool is_baseline_b() const {
        const auto& references = m_signature.references;
        const bool transforms_once =
            std::all_of(references.begin(), references.end(), [](const Reference& reference) {
                return reference.element.children("Transforms", ds).size() <= 1;
            });
        return m_signature.element.children("KeyInfo", ds).size() == 1 && references.size() >= 2 && transforms_once &&
               m_properties.count_signed({"SigningTime"}) == 1 && names_certificate() && formats_are_valid(true) &&
               m_properties.count_signed({"SignaturePolicyIdentifier"}) <= 1 &&
               m_properties.count_unsigned({"SignaturePolicyStore"}) <= 1 && signer_is_in_key_info() &&
               canonicalization_is_allowed() && !certificate_reference_has_uri() && every_data_reference_has_format();
    }

    [[nodiscard]] bool canonicalization_is_allowed() const {
        return m_signature.canonicalization.empty() ||
               xml::canonical_method(m_signature.canonicalization).has_value();
    }

    [[nodiscard]] bool certificate_reference_has_uri() const {
        for (const xml::Element& properties : m_properties.signature_properties)
            for (const xml::Element& list : properties.children("SigningCertificateV2", properties.space()))
                for (const xml::Element& cert : list.children("Cert", properties.space()))
                    if (cert.attribute("URI"))
                        return true;
        return false;
    }

    [[nodiscard]] bool every_data_reference_has_format() const {
        const auto all = formats();
        return std::all_of(m_signature.references.begin(), m_signature.references.end(),
                           [&](const Reference& reference) {
                               if (reference.id.empty() || is_own_part(reference))
                                   return true;
                               return std::any_of(all.begin(), all.end(), [&](const xml::Element& format) {
                                   return fragment_id(format.attribute_text("ObjectReference")) == reference.id;
                               });
                           });
    }

    /** References that sign no data object: to properties, key info, a manifest, a counter-signed value. */
    [[nodiscard]] bool is_own_part(const Reference& reference) const {
        if (!reference.uri || !reference.uri->starts_with('#'))
            return false;
        return reference.type == m_properties.signed_properties_type() ||
               reference.type == "http://uri.etsi.org/01903#CountersignedSignature" ||
               reference.type == "http://www.w3.org/2000/09/xmldsig#Manifest" ||
               (reference.target &&
                (reference.target == m_signature.key_info.element || reference.target.is("SignatureProperties", ds)));
    }

    // --- T, LT, LTA and the references of C and X

    [[nodiscard]] bool one_token_in_each_signature_stamp() const {
        return std::all_of(
            m_properties.unsigned_items.begin(), m_properties.unsigned_items.end(), [](const xml::Element& item) {
                return item.name() != "SignatureTimeStamp" || count(item, "EncapsulatedTimeStamp") == 1;
            });
    }

    [[nodiscard]] bool baseline_lt_allows() const {
        return m_properties.count_unsigned({"CertificateValues"}) <= 1 &&
               m_properties.count_unsigned({"AttrAuthoritiesCertValues"}) <= 1 &&
               m_properties.count_unsigned({"RevocationValues"}) <= 1 &&
               m_properties.count_unsigned({"AttributeRevocationValues"}) <= 1 &&
               m_properties.count_unsigned({"CompleteCertificateRefs", "CompleteCertificateRefsV2",
                                            "CompleteRevocationRefs", "SigAndRefsTimeStamp", "SigAndRefsTimeStampV2",
                                            "RefsOnlyTimeStamp", "RefsOnlyTimeStampV2"}) == 0;
    }

    [[nodiscard]] bool carries_certificates() const {
        return m_properties.count_unsigned({"CertificateValues", "AttrAuthoritiesCertValues",
                                            "TimeStampValidationData", "AnyValidationData"}) > 0;
    }

    [[nodiscard]] bool has_references() const {
        const std::size_t certificates =
            m_properties.count_unsigned({"CompleteCertificateRefs", "CompleteCertificateRefsV2"});
        const std::size_t revocations = m_properties.count_unsigned({"CompleteRevocationRefs"});
        const std::size_t least = all_self_signed(m_material) ? 0 : 1;
        return certificates <= 1 && revocations <= 1 && certificates >= least && revocations >= least &&
               certificates + revocations > 0;
    }

    [[nodiscard]] bool has_reference_stamps() const {
        return m_properties.count_unsigned(
                   {"SigAndRefsTimeStamp", "SigAndRefsTimeStampV2", "RefsOnlyTimeStamp", "RefsOnlyTimeStampV2"}) > 0;
    }

    const XmlSignature& m_signature;
    const XadesProperties& m_properties;
    const Material& m_material;
    const Beside& m_beside;
    const Limits& m_limits;
};

} // namespace

std::string xades_level(const XmlSignature& signature, const XadesProperties& properties, const Material& material,
                        const Beside& beside, const Limits& limits) {
    return LevelFinder{signature, properties, material, beside, limits}.find();
}

} // namespace requal::seal
