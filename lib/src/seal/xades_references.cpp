#include "seal/xades_references.hpp"

#include "requal/codes.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

constexpr std::string_view object_type = "http://www.w3.org/2000/09/xmldsig#Object";
constexpr std::string_view manifest_type = "http://www.w3.org/2000/09/xmldsig#Manifest";

class Judge {
  public:
    Judge(XmlSignature& signature, const XadesProperties& properties, const xml::Element& master,
          const XmlContext& context, Material& material)
        : m_signature(signature), m_properties(properties), m_master(master), m_context(context),
          m_material(material) {}

    void run() {
        for (Reference& reference : m_signature.references)
            judge(reference);
        if (m_master)
            judge_counter_value();
        // A signature over its own properties alone says nothing about any content.
        if (!m_speaks_of_data && !m_signature.references.empty()) {
            m_material.report.references.push_back({"", "reference", false, false});
            m_material.add(CheckId::seal_integrity, {Code::xmldsig_nothing_signed, {}, m_signature.where});
            m_material.weaken(FormVerdict::signed_data_not_found);
        }
    }

  private:
    void judge(Reference& reference) {
        const std::string type = type_of(reference);
        if (reference.found && reference.fault != ReferenceFault::ambiguous && !stands_in_place(reference, type)) {
            reference.found = false;
            reference.intact = false;
            reference.covered.reset();
            reference.fault = ReferenceFault::not_found;
            reference.findings = {{Code::xmldsig_reference_misplaced,
                                   {{"what", named(reference.uri)}, {"type", reference.type}},
                                   reference.element.path()}};
        }
        for (Finding& finding : reference.findings)
            m_material.add(CheckId::seal_integrity, finding);
        switch (reference.fault) {
        case ReferenceFault::none:
            break;
        case ReferenceFault::ambiguous:
        case ReferenceFault::malformed:
            m_material.weaken(FormVerdict::format_failure);
            break;
        case ReferenceFault::not_found:
            m_material.weaken(FormVerdict::signed_data_not_found);
            break;
        case ReferenceFault::changed:
            m_material.weaken(FormVerdict::hash_failure);
            break;
        case ReferenceFault::unsupported:
            m_material.weaken(FormVerdict::unsupported_algorithm);
            break;
        }
        m_material.report.references.push_back({reference.uri.value_or(""), type, reference.found, reference.intact});
        if (type == "counter-signature" && m_counter_reference == nullptr)
            m_counter_reference = &reference;
        if (type == "manifest" && reference.found)
            read_manifest(reference);
    }

    std::string type_of(const Reference& reference) {
        const bool here = reference.uri && reference.uri->starts_with('#');
        if (!reference.type.empty() && reference.type == m_properties.signed_properties_type())
            return "signed-properties";
        if (here && reference.target && reference.target == m_signature.key_info.element)
            return "key-info";
        if (here && reference.target.is("SignatureProperties", ds) && m_signature.element.holds(reference.target))
            return "signature-properties";
        m_speaks_of_data = true;
        if (reference.type == object_type)
            return "object";
        if (reference.type == manifest_type)
            return "manifest";
        if (m_master && (reference.type == countersigned_type ||
                         (reference.type.empty() && reference.target && reference.target == master_value())))
            return "counter-signature";
        return reference.uri && reference.uri->starts_with("#xpointer(") ? "xpointer" : "reference";
    }

    [[nodiscard]] xml::Element master_value() const { return m_master.child("SignatureValue", ds); }

    [[nodiscard]] bool is_own_object(const xml::Element& element) const {
        return element.is("Object", ds) && element.parent() == m_signature.element;
    }

    [[nodiscard]] bool stands_in_place(const Reference& reference, const std::string& type) const {
        if (type == "signed-properties") {
            const auto& own = m_properties.signed_properties;
            if (reference.target)
                return std::find(own.begin(), own.end(), reference.target) != own.end();
            // Older signatures select them out of the whole document by an expression.
            return reference.covered && std::any_of(own.begin(), own.end(), [&](const xml::Element& properties) {
                       return reference.covered->contains(properties);
                   });
        }
        // Outside the file the type says nothing about a place in it.
        if (!reference.uri || !reference.uri->starts_with('#'))
            return true;
        if (type == "object")
            return is_own_object(reference.target);
        if (type == "manifest")
            return reference.target.is("Manifest", ds) && is_own_object(reference.target.parent());
        return true;
    }

    /** EN 319 132-1, 5.2.7: a counter-signature signs the value of the signature it stands in. */
    void judge_counter_value() {
        const bool intact = m_counter_reference != nullptr && m_counter_reference->found &&
                            m_counter_reference->target && m_counter_reference->target == master_value();
        m_material.report.references.push_back({"", "counter-signed-value", true, intact});
        if (!intact) {
            m_material.add(CheckId::seal_integrity, {Code::xades_counter_value, {}, m_signature.where});
            m_material.weaken(FormVerdict::hash_failure);
        }
    }

    void read_manifest(const Reference& manifest) {
        const auto entries = manifest.target.children("Reference", ds);
        m_context.references += entries.size();
        const auto outside = std::count_if(entries.begin(), entries.end(),
                                           [](const xml::Element& entry) { return stands_outside(entry); });
        const ReferenceContext context{m_context.document, m_signature.element, m_context.detached, outside == 1,
                                       m_context.limits,   m_context.work,      m_context.parsed};
        std::vector<std::string> ids;
        for (const xml::Element& element : entries) {
            if (m_context.references > m_context.limits.references)
                break;
            Reference entry = check_reference(element, context);
            const bool twice = !entry.id.empty() && std::find(ids.begin(), ids.end(), entry.id) != ids.end();
            ids.push_back(entry.id);
            if (twice || entry.fault == ReferenceFault::ambiguous) {
                m_material.add(CheckId::seal_integrity,
                               {Code::xmldsig_reference_ambiguous,
                                {{"id", twice ? entry.id : fragment_id(entry.uri.value_or(""))}},
                                element.path()});
                m_material.weaken(FormVerdict::format_failure);
                entry.intact = false;
            } else if (entry.found && entry.fault == ReferenceFault::changed) {
                m_material.add(CheckId::seal_integrity,
                               {Code::xmldsig_reference_changed, {{"what", named(entry.uri)}}, element.path()});
                m_material.weaken(FormVerdict::hash_failure);
            } else if (entry.found && entry.fault == ReferenceFault::unsupported) {
                for (Finding& finding : entry.findings)
                    m_material.add(CheckId::seal_integrity, std::move(finding));
                m_material.weaken(FormVerdict::unsupported_algorithm);
            } else if (!entry.found) {
                // XML Signature 1.1, 5.1: what a manifest lists may be missing; that is said and does not fail.
                m_material.add(CheckId::seal_integrity,
                               {Code::xmldsig_manifest_entry_missing, {{"what", named(entry.uri)}}, element.path()});
            }
            m_material.report.manifest_entries.push_back(
                {entry.uri.value_or(""), "manifest-entry", entry.found, entry.intact});
        }
    }

    XmlSignature& m_signature;
    const XadesProperties& m_properties;
    xml::Element m_master;
    const XmlContext& m_context;
    Material& m_material;
    bool m_speaks_of_data = false;
    const Reference* m_counter_reference = nullptr;
};

} // namespace

void judge_references(XmlSignature& signature, const XadesProperties& properties, const xml::Element& master,
                      const XmlContext& context, Material& material) {
    Judge{signature, properties, master, context, material}.run();
}

} // namespace requal::seal
