#include "seal/xades.hpp"

#include "seal/timestamp_damage.hpp"
#include "seal/xades_level.hpp"
#include "seal/xades_references.hpp"
#include "seal/xades_timestamps.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <unordered_map>

namespace requal::seal {
namespace {

/** One signature, from its parts to its material. */
class SealReader {
  public:
    SealReader(const xml::Element& element, const xml::Element& master, const Beside& beside,
               const XmlContext& context)
        : m_master(master), m_beside(beside), m_context(context) {
        m_out.element = element;
        m_out.material.checks = all_checks();
    }

    XmlSeal read() {
        Material& material = m_out.material;
        m_properties = read_properties(m_out.element);
        material.report.where = m_out.element.path();
        material.report.format = m_properties.present() ? "XAdES" : "XMLDSig";
        m_signature = read_xmldsig(m_out.element, m_context, material);
        material.certificates = m_signature.key_info.certificates;
        collect_xades_data(m_properties, m_context.limits, material);
        judge_properties();
        judge_references(m_signature, m_properties, m_master, m_context, material);
        leave_uncovered_properties();
        material.report.claimed_signing_time = m_properties.signing_time;
        collect_xades_timestamps(m_signature, m_properties, m_context, material);
        identify_signer();
        judge_value();
        for (const Reference& reference : m_signature.references)
            if (reference.hash)
                material.reference_hashes.insert(std::string{crypto::hash_text(*reference.hash)});
        report_stamp_damage(material);
        material.report.level = xades_level(m_signature, m_properties, material, m_beside, m_context.limits);
        name_what_is_not_checked();
        find_master();
        take_coverage();
        return std::move(m_out);
    }

  private:
    /** EN 319 132-1, 4.3: one set of properties, of this signature. A second one would be read by some and covered by
     *  none. */
    void judge_properties() {
        const auto refuse = [this](std::string detail, const xml::Element& where) {
            m_out.material.add(CheckId::seal_integrity,
                               {Code::xmldsig_structure, {{"detail", std::move(detail)}}, where.path()});
            m_out.material.weaken(FormVerdict::format_failure);
        };
        if (m_properties.qualifying.size() > 1)
            refuse("two sets of qualifying properties", m_properties.qualifying[1]);
        if (m_properties.signed_properties.size() > 1)
            refuse("two sets of signed properties", m_properties.signed_properties[1]);
        for (const xml::Element& properties : m_properties.qualifying) {
            const std::string target = fragment_id(properties.attribute_text("Target"));
            if (target.empty() || target == m_out.element.attribute_text("Id"))
                continue;
            m_out.material.add(CheckId::seal_integrity, {Code::xades_wrong_target, {}, properties.path()});
            m_out.material.weaken(FormVerdict::constraints_failure);
        }
    }

    /** EN 319 132-1, 4.4.2: the signer vouches for the properties by a reference. What none of them reaches, or only
     *  in part, is not the signer's word. */
    void leave_uncovered_properties() {
        bool outside = false;
        m_properties = read_properties(m_out.element, [&](const xml::Element& properties) {
            const bool covered = std::any_of(m_signature.references.begin(), m_signature.references.end(),
                                             [&](const Reference& one) { return reaches(one, properties); });
            outside = outside || !covered;
            return covered;
        });
        const bool told = std::any_of(m_signature.references.begin(), m_signature.references.end(),
                                      [this](const Reference& reference) {
                                          return reference.fault != ReferenceFault::none && !reference.type.empty() &&
                                                 reference.type == m_properties.signed_properties_type();
                                      });
        if (outside && !told)
            m_out.material.add(CheckId::seal_coverage,
                               {Code::coverage_properties_outside, {}, m_properties.qualifying.front().path()});
    }

    /** A digest that differs has its own finding: then the properties are the seal's, and changed. */
    [[nodiscard]] bool reaches(const Reference& reference, const xml::Element& properties) const {
        if (reference.fault == ReferenceFault::unsupported && reference.target == properties)
            return true;
        if (!reference.covered || (reference.covered->apex() && !reference.covered->apex().holds(properties)))
            return false;
        const bool whole = reference.covered->contains_whole(properties);
        m_context.work.spend(m_context.document.last_walk() * node_cost, reference.element);
        return whole;
    }

    [[nodiscard]] bool can_verify() const { return m_signature.usable && m_signature.scheme && m_signature.value; }
    [[nodiscard]] bool verifies(const crypto::Certificate& certificate) const {
        return can_verify() && crypto::made_by_key(verify_value(m_signature, crypto::PublicKey::of(certificate)));
    }

    /** The certificate that SigningCertificate names, wherever it stands; without a readable name, the one in KeyInfo
     *  whose key made the value (EN 319 102-1, 5.2.3). */
    void identify_signer() {
        Material& material = m_out.material;
        CheckResult& check = material.check(CheckId::seal_signer);
        std::vector<crypto::Certificate> candidates = material.certificates;
        candidates.insert(candidates.end(), m_beside.certificates.begin(), m_beside.certificates.end());
        std::vector<const CertificateReference*> names;
        for (const SigningCertificateProperty& property : m_properties.signing_certificates)
            for (const CertificateReference& reference : property.entries)
                if (reference.readable())
                    names.push_back(&reference);
        for (const crypto::Certificate& candidate : candidates)
            for (const CertificateReference* name : names)
                if (name->names(candidate) && (!material.signer || verifies_better(candidate)))
                    material.signer = candidate;
        if (!material.signer) {
            const auto made_it = std::find_if(candidates.begin(), candidates.end(),
                                              [this](const crypto::Certificate& one) { return verifies(one); });
            if (made_it != candidates.end())
                material.signer = *made_it;
            else if (!m_signature.key_info.certificates.empty())
                material.signer = m_signature.key_info.certificates.front();
            if (!material.signer) {
                check.add({m_signature.key_info.keys.empty() ? Code::xades_no_certificate : Code::xmldsig_key_only,
                           {},
                           m_signature.where});
                m_out.material.weaken(FormVerdict::no_signing_certificate);
                return;
            }
        }
        compare_references(check);
        if (check.status == CheckStatus::skipped)
            check.status = CheckStatus::passed;
    }

    /** EN 319 132-1, 5.2.2: each property that names certificates names the signer's among them. One that says
     *  nothing that can be read leaves open whether it does. */
    void compare_references(CheckResult& check) {
        Material& material = m_out.material;
        const auto& properties = m_properties.signing_certificates;
        const auto names_signer = [&](const CertificateReference& one) { return one.names(*material.signer); };
        const auto holds = [&](const SigningCertificateProperty& one) {
            return std::any_of(one.entries.begin(), one.entries.end(), names_signer);
        };
        const auto right = std::find_if(properties.begin(), properties.end(), holds);
        for (const SigningCertificateProperty& property : properties) {
            if (holds(property))
                continue;
            const auto unread = std::find_if_not(property.entries.begin(), property.entries.end(),
                                                 [](const CertificateReference& one) { return one.readable(); });
            if (property.entries.empty() || unread != property.entries.end()) {
                const std::string what = property.entries.empty() ? "it names none"
                                         : unread->hash           ? "it has no digest of that kind"
                                                                  : unread->algorithm;
                check.add({Code::xades_certificate_reference_unread,
                           {{"detail", property.name + ": " + what}},
                           property.where});
                material.weaken(FormVerdict::constraints_failure);
            } else if (right != properties.end()) {
                check.add({Code::xades_certificate_references_differ,
                           {{"detail", right->name + " and " + property.name}},
                           property.where});
                material.weaken(FormVerdict::no_signing_certificate);
            } else {
                check.add({Code::xades_certificate_mismatch, {}, property.entries.front().where});
                material.weaken(FormVerdict::no_signing_certificate);
            }
        }
        if (properties.empty())
            check.add({Code::xades_certificate_not_bound, {}, m_signature.where});
    }

    /** Several references may name several certificates, of which the signer's is one. */
    bool verifies_better(const crypto::Certificate& candidate) {
        if (!m_signer_verifies)
            m_signer_verifies = verifies(*m_out.material.signer);
        if (*m_signer_verifies || !verifies(candidate))
            return false;
        m_signer_verifies = true;
        return true;
    }

    void judge_value() {
        Material& material = m_out.material;
        if (!m_signature.usable || !m_signature.value || !m_signature.scheme)
            return;
        auto outcome = crypto::SignatureOutcome::wrong_key;
        bool tried = false;
        if (material.signer) {
            outcome = verify_value(m_signature, crypto::PublicKey::of(*material.signer));
            tried = true;
        } else {
            for (const crypto::PublicKey& key : m_signature.key_info.keys) {
                if (outcome == crypto::SignatureOutcome::intact)
                    break;
                outcome = verify_value(m_signature, key);
                tried = true;
            }
        }
        if (!tried)
            return;
        const bool intact = outcome == crypto::SignatureOutcome::intact;
        CheckResult& check = material.check(CheckId::seal_integrity);
        if (outcome == crypto::SignatureOutcome::unsupported) {
            material.add(CheckId::seal_algorithms, {Code::xmldsig_algorithm_not_supported,
                                                    {{"algorithm", material.report.algorithm}},
                                                    m_signature.value.path()});
            return material.weaken(FormVerdict::unsupported_algorithm);
        }
        if (crypto::is_undecided(outcome)) {
            check.add(value_form(outcome, material.report.algorithm, m_signature.value.path()));
            return material.weaken(FormVerdict::constraints_failure);
        }
        material.report.value_intact = intact;
        if (!intact) {
            check.add({Code::xmldsig_value_broken, {}, m_signature.value.path()});
            m_out.material.weaken(FormVerdict::sig_crypto_failure);
        } else if (check.status == CheckStatus::skipped) {
            check.status = CheckStatus::passed;
        }
    }

    void name_what_is_not_checked() {
        Material& material = m_out.material;
        for (const xml::Element& item : m_properties.unsigned_items)
            if (item.name() == "SealingEvidenceRecords" || item.name() == "EvidenceRecord")
                material.add(CheckId::seal_time, {Code::xades_evidence_record_not_checked, {}, item.path()});
        if (m_properties.count_signed({"SignaturePolicyIdentifier"}) > 0)
            material.add(CheckId::seal_integrity, {Code::xades_policy_not_checked, {}, m_signature.where});
    }

    /** Nothing is read through a seal whose value does not hold, or was made by nobody knows whom: its references say
     *  what anybody could have written. */
    void take_coverage() {
        const FormVerdict form = m_out.material.form;
        if (m_out.material.report.value_intact != true || form == FormVerdict::format_failure ||
            form == FormVerdict::no_signing_certificate)
            return;
        for (const Reference& reference : m_signature.references)
            if (reference.intact && reference.covered && (!m_out.master || is_part_of_counter(reference)))
                m_out.covered.push_back(*reference.covered);
    }

    /** EN 319 132-1, 5.2.7: also a signature elsewhere counter-signs the one to whose value it refers as such. */
    void find_master() {
        m_out.master = m_master;
        for (const Reference& reference : m_signature.references) {
            const xml::Element signature = reference.target.parent();
            if (!m_out.master && reference.type == countersigned_type && reference.target.is("SignatureValue", ds) &&
                signature.is("Signature", ds) && signature != m_out.element)
                m_out.master = signature;
        }
        if (!m_out.master)
            return;
        for (const Reference& reference : m_signature.references)
            if (reference.found && (reference.covered || reference.target) && !is_part_of_counter(reference))
                m_out.material.add(
                    CheckId::seal_coverage,
                    {Code::coverage_counter_signature, {{"uri", named(reference.uri)}}, reference.element.path()});
    }

    /** Whoever adds a counter-signature can put anything beside it, so that what else it refers to is nobody's
     * content. */
    [[nodiscard]] bool is_part_of_counter(const Reference& reference) const {
        const xml::Element& target = reference.target;
        const auto& own = m_properties.signed_properties;
        return target &&
               (target == m_out.master.child("SignatureValue", ds) || target == m_signature.key_info.element ||
                std::find(own.begin(), own.end(), target) != own.end() ||
                (target.is("SignatureProperties", ds) && m_out.element.holds(target)));
    }

    xml::Element m_master;
    const Beside& m_beside;
    const XmlContext& m_context;
    XadesProperties m_properties;
    XmlSignature m_signature;
    XmlSeal m_out;
    std::optional<bool> m_signer_verifies;
};

/** The signature that a counter-signature stands in; does not exist for others. */
xml::Element master_of(const xml::Element& signature) {
    if (const xml::Element parent = signature.parent();
        parent.name() == "CounterSignature" && is_xades(parent.space()))
        for (xml::Element at = parent.parent(); at; at = at.parent())
            if (at.is("Signature", ds))
                return at;
    return {};
}

/** A signature inside a qualifying property, as in a signed assertion about the signer, belongs to that property. */
bool is_part_of_property(const xml::Element& signature) {
    for (xml::Element at = signature.parent(); at; at = at.parent())
        if (is_xades(at.space()))
            return true;
    return false;
}

} // namespace

XmlSeals read_xml_seals(const xml::Document& document, const Beside& beside, const Limits& limits) {
    XmlSeals out;
    const auto elements = document.all("Signature", ds);
    if (elements.size() > limits.signatures)
        throw Error{Code::xmldsig_too_much_data, {{"limit", std::to_string(limits.signatures)}}};
    Work work{limits.xml_work};
    std::size_t references = 0;
    const XmlContext context{document, beside.detached, limits, work, out.parsed, references};
    for (const xml::Element& element : elements) {
        const xml::Element master = master_of(element);
        if (!master && is_part_of_property(element))
            continue;
        XmlSeal seal = SealReader{element, master, beside, context}.read();
        out.seals.push_back(std::move(seal));
    }
    // One that stands elsewhere may come before what it counter-signs.
    std::unordered_map<const void*, std::size_t> places;
    for (std::size_t i = 0; i < out.seals.size(); ++i)
        places.emplace(out.seals[i].element.node(), i);
    for (XmlSeal& seal : out.seals)
        if (const auto place = places.find(seal.master.node()); seal.master && place != places.end())
            seal.material.report.counter_signature_of = place->second;
    return out;
}

} // namespace requal::seal
