#include "seal/xades_timestamps.hpp"

#include "seal/canonicalization.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

class Collector {
  public:
    Collector(const XmlSignature& signature, const XadesProperties& properties, const Beside& beside,
              const XmlContext& context, Material& material)
        : m_signature(signature), m_properties(properties), m_beside(beside), m_context(context),
          m_material(material) {}

    void collect() {
        for (const std::string_view name : {"AllDataObjectsTimeStamp", "IndividualDataObjectsTimeStamp"})
            for (const xml::Element& properties : m_properties.data_properties)
                for (const xml::Element& stamp : properties.children(name, properties.space()))
                    tokens(stamp, *kind_of(stamp), 0);
        for (std::size_t i = 0; i < m_properties.unsigned_items.size(); ++i) {
            const xml::Element& item = m_properties.unsigned_items[i];
            const StampKind* kind = kind_of(item);
            // What claims to stand inside what was signed counts only there.
            if (kind != nullptr && kind->role != StampRole::content)
                tokens(item, *kind, i);
        }
    }

  private:
    static const StampKind* kind_of(const xml::Element& item) {
        return stamp_kind(StampFormat::xades, item.name(), item.space());
    }

    void tokens(const xml::Element& container, const StampKind& kind, std::size_t order) {
        std::size_t count = 0;
        for (const xml::Element& entry : container.children()) {
            if (entry.name() == "XMLTimeStamp")
                m_material.add(CheckId::seal_time, {Code::xades_xml_timestamp, {}, entry.path()});
            if (entry.name() != "EncapsulatedTimeStamp")
                continue;
            ++count;
            token(container, entry, kind, order);
        }
        if (count == 0)
            m_material.add(
                CheckId::seal_time,
                {Code::xades_property_damaged, {{"element", std::string{kind.element}}}, container.path()});
    }

    [[noreturn]] static void too_much(std::size_t limit, const xml::Element& where) {
        throw Error{Code::xmldsig_too_much_data, {{"limit", std::to_string(limit)}}, where.path()};
    }

    void token(const xml::Element& container, const xml::Element& entry, const StampKind& kind, std::size_t order) {
        if (m_material.timestamps.size() >= m_context.limits.timestamps)
            too_much(m_context.limits.timestamps, entry);
        Timestamp stamp;
        stamp.role = kind.role;
        stamp.proof = kind.proof;
        stamp.covers = kind.covers;
        stamp.element = kind.element;
        stamp.where = entry.path();
        stamp.order = order;
        if (const auto der = xml_base64(entry.text()))
            if (!read_token(*der, stamp, m_beside, m_context.limits, m_material))
                too_much(m_context.limits.revocations, entry);
        if (stamp.token)
            stamp.imprint_intact = imprint_holds(stamp, container);
        m_material.timestamps.push_back(std::move(stamp));
    }

    /** Without a method, or with an empty name, it is Canonical XML 1.0 (EN 319 132-1, 4.5). */
    [[nodiscard]] std::optional<xml::CanonicalMethod> method_of(const xml::Element& container) const {
        const xml::Element named = container.child("CanonicalizationMethod", ds);
        return algorithm_of(named).empty() ? xml::CanonicalMethod{}
                                           : canonical_method_of(named, m_context.limits).method;
    }

    bool imprint_holds(Timestamp& stamp, const xml::Element& container) {
        const crypto::TimestampToken& token = *stamp.token;
        const auto method = method_of(container);
        if (!method)
            stamp.not_computed = "how what it covers is to be written is not known: " +
                                 algorithm_of(container.child("CanonicalizationMethod", ds));
        else if (!token.imprint_hash)
            stamp.not_computed = "its digest is " + token.imprint_algorithm;
        if (!stamp.not_computed.empty())
            return false;
        std::vector<std::string> parts;
        bool complete = true;
        switch (stamp.role) {
        case StampRole::content:
            complete = data_objects(container, *method, parts);
            break;
        case StampRole::signature:
            complete = element(m_signature.value, *method, parts);
            break;
        case StampRole::references:
            complete = references(container, *method, stamp, parts);
            break;
        case StampRole::archive:
            complete = archive(container, *method, stamp.order, parts);
            break;
        }
        std::string joined;
        for (const std::string& part : parts)
            joined += part;
        if (!complete) {
            stamp.content_missing = true;
            stamp.not_computed = "something that it covers is not at hand";
            return false;
        }
        if (token.matches({as_bytes(joined)})) {
            const bool lacks_value = (stamp.covers & covers::value) != 0 && !m_signature.value;
            stamp.covers_nothing = joined.empty() || lacks_value;
            return true;
        }
        // TS 101 903 V1.1.1 and V1.2.2 let a time-stamp name what it covers, part by part.
        const bool names_parts =
            stamp.role != StampRole::content && (!container.children("Include", container.space()).empty() ||
                                                 !container.children("HashDataInfo", container.space()).empty());
        if (names_parts)
            stamp.not_computed = "it names what it covers in a way that is not read";
        return false;
    }

    bool element(const xml::Element& element, const xml::CanonicalMethod& method, std::vector<std::string>& parts) {
        if (!element)
            return true;
        auto text =
            canonical_octets(xml::NodeSet::below(m_context.document, element, true), method, element, m_context.work);
        if (!text)
            return false;
        parts.push_back(std::move(*text));
        return true;
    }

    bool reference(const Reference& reference, const xml::CanonicalMethod& method, std::vector<std::string>& parts) {
        auto text = octets_of(reference, method, m_context.work);
        if (!text)
            return false;
        parts.push_back(std::move(*text));
        return true;
    }

    bool data_objects(const xml::Element& container, const xml::CanonicalMethod& method,
                      std::vector<std::string>& parts) {
        if (container.name() == "AllDataObjectsTimeStamp") {
            const std::string type = m_properties.signed_properties_type();
            return std::all_of(
                m_signature.references.begin(), m_signature.references.end(),
                [&](const Reference& one) { return one.type == type || reference(one, method, parts); });
        }
        for (const xml::Element& include : container.children("Include", container.space())) {
            const std::string referenced = include.attribute_text("referencedData");
            const std::string id = fragment_id(include.attribute_text("URI"));
            const auto found = std::find_if(m_signature.references.begin(), m_signature.references.end(),
                                            [&](const Reference& one) { return !id.empty() && one.id == id; });
            if ((referenced != "true" && referenced != "1") || found == m_signature.references.end() ||
                !reference(*found, method, parts))
                return false;
        }
        return true;
    }

    /** SigAndRefs and RefsOnly; the two generations count different elements. */
    bool references(const xml::Element& container, const xml::CanonicalMethod& method, const Timestamp& stamp,
                    std::vector<std::string>& parts) {
        const bool second = container.name().ends_with("V2");
        const bool with_signature = (stamp.covers & covers::value) != 0;
        if (with_signature && !element(m_signature.value, method, parts))
            return false;
        for (std::size_t i = 0; i < stamp.order; ++i) {
            const xml::Element& item = m_properties.unsigned_items[i];
            const std::string_view name = item.name();
            const bool counts = (with_signature && name == "SignatureTimeStamp") ||
                                among(name, {"CompleteRevocationRefs", "AttributeRevocationRefs"}) ||
                                (second ? among(name, {"CompleteCertificateRefsV2", "AttributeCertificateRefsV2"})
                                        : among(name, {"CompleteCertificateRefs", "AttributeCertificateRefs"}));
            if (counts && !element(item, method, parts))
                return false;
        }
        return true;
    }

    bool archive(const xml::Element& container, const xml::CanonicalMethod& method, std::size_t order,
                 std::vector<std::string>& parts) {
        for (const Reference& one : m_signature.references)
            if (!reference(one, method, parts))
                return false;
        if (!element(m_signature.signed_info, method, parts) || !element(m_signature.value, method, parts) ||
            !element(m_signature.key_info.element, method, parts))
            return false;
        for (std::size_t i = 0; i < order; ++i)
            if (!element(m_properties.unsigned_items[i], method, parts))
                return false;
        // The older element leaves out objects that a reference already covers (TS 101 903 v1.3.2, 7.7.1).
        const bool skip_referenced = container.space() != xades141;
        for (const xml::Element& object : m_signature.element.children("Object", ds)) {
            const auto children = object.children();
            const bool qualifying = std::any_of(children.begin(), children.end(), [](const xml::Element& child) {
                return child.name() == "QualifyingProperties" && is_xades(child.space());
            });
            if (qualifying || (skip_referenced && m_signature.reference_to(object) != nullptr))
                continue;
            if (!element(object, method, parts))
                return false;
        }
        return true;
    }

    const XmlSignature& m_signature;
    const XadesProperties& m_properties;
    const Beside& m_beside;
    const XmlContext& m_context;
    Material& m_material;
};

} // namespace

void collect_xades_timestamps(const XmlSignature& signature, const XadesProperties& properties, const Beside& beside,
                              const XmlContext& context, Material& material) {
    Collector{signature, properties, beside, context, material}.collect();
}

} // namespace requal::seal
