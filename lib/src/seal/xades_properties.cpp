#include "seal/xades_properties.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

std::size_t count_children(const std::vector<xml::Element>& parents, std::initializer_list<std::string_view> names) {
    std::size_t count = 0;
    for (const xml::Element& parent : parents)
        for (const xml::Element& child : parent.children())
            count += is_xades(child.space()) && among(child.name(), names) ? 1U : 0U;
    return count;
}

class PropertyReader {
  public:
    explicit PropertyReader(const std::function<bool(const xml::Element&)>& counts) : m_counts(counts) {}

    XadesProperties read(const xml::Element& signature) {
        for (const xml::Element& object : signature.children("Object", ds))
            for (const xml::Element& child : object.children())
                if (child.name() == "QualifyingProperties" && is_xades(child.space()))
                    qualifying(child);
        return std::move(m_out);
    }

  private:
    void qualifying(const xml::Element& properties) {
        m_out.qualifying.push_back(properties);
        if (m_out.space.empty())
            m_out.space = properties.space();
        const std::string_view space = properties.space();
        for (const xml::Element& signed_part : properties.children("SignedProperties", space)) {
            m_out.signed_properties.push_back(signed_part);
            if (m_counts && !m_counts(signed_part))
                continue;
            for (const xml::Element& part : signed_part.children("SignedSignatureProperties", space)) {
                m_out.signature_properties.push_back(part);
                signature_properties(part);
            }
            for (const xml::Element& part : signed_part.children("SignedDataObjectProperties", space))
                m_out.data_properties.push_back(part);
        }
        for (const xml::Element& unsigned_part : properties.children("UnsignedProperties", space))
            for (const xml::Element& part : unsigned_part.children("UnsignedSignatureProperties", space))
                for (const xml::Element& item : part.children())
                    m_out.unsigned_items.push_back(item);
    }

    void signature_properties(const xml::Element& part) {
        for (const xml::Element& item : part.children()) {
            if (item.name() == "SigningTime" && !m_out.signing_time) {
                if (const auto time = parse_time(item.trimmed_text()))
                    m_out.signing_time = time->time;
            } else if (among(item.name(), {"SigningCertificate", "SigningCertificateV2"}) && is_xades(item.space())) {
                m_out.signing_certificates.push_back(signing_certificate(item));
            }
        }
    }

    static SigningCertificateProperty signing_certificate(const xml::Element& item) {
        SigningCertificateProperty property{std::string{item.name()}, item.path(), {}};
        for (const xml::Element& cert : item.children("Cert", item.space())) {
            const xml::Element digest = cert.child("CertDigest", item.space());
            const auto value = xml_base64(digest.child("DigestValue", ds).text());
            CertificateReference reference;
            reference.algorithm = algorithm_of(digest.child("DigestMethod", ds));
            reference.hash = crypto::hash_from_uri(reference.algorithm);
            // Another length is another form, for example hexadecimal text: it names no certificate at all.
            if (value && reference.hash && value->size() == crypto::digest(*reference.hash, ByteView{}).size())
                reference.digest = value;
            reference.where = cert.path();
            property.entries.push_back(std::move(reference));
        }
        return property;
    }

    const std::function<bool(const xml::Element&)>& m_counts;
    XadesProperties m_out;
};

class DataCollector {
  public:
    DataCollector(const Limits& limits, Material& material) : m_limits(limits), m_material(material) {}

    void collect(const xml::Element& item, std::size_t order) {
        if (among(item.name(), {"CertificateValues", "AttrAuthoritiesCertValues"}))
            certificates(item);
        else if (among(item.name(), {"RevocationValues", "AttributeRevocationValues"}))
            revocations(item, order);
        else if (among(item.name(), {"TimeStampValidationData", "AnyValidationData"}))
            for (const xml::Element& child : item.children())
                collect(child, order);
    }

  private:
    void damaged(const std::string& where, const std::string& element) {
        m_material.add(CheckId::seal_time, {Code::xades_property_damaged, {{"element", element}}, where});
    }
    [[noreturn]] void too_much(std::size_t limit, const xml::Element& where) const {
        throw Error{Code::xmldsig_too_much_data, {{"limit", std::to_string(limit)}}, where.path()};
    }

    void certificates(const xml::Element& values) {
        std::vector<crypto::Certificate> found;
        std::vector<std::string> unreadable;
        read_certificates(values, "EncapsulatedX509Certificate", values.space(), m_limits, found, unreadable);
        for (crypto::Certificate& certificate : found) {
            if (m_material.certificates.size() >= m_limits.certificates)
                too_much(m_limits.certificates, values);
            m_material.certificates.push_back(std::move(certificate));
        }
        for (const std::string& where : unreadable)
            damaged(where, "EncapsulatedX509Certificate");
    }

    void revocations(const xml::Element& values, std::size_t order) {
        const std::string_view space = values.space();
        for (const xml::Element& lists : values.children("CRLValues", space))
            for (const xml::Element& entry : lists.children("EncapsulatedCRLValue", space)) {
                const auto bytes = xml_base64(entry.text());
                if (auto list = bytes ? crypto::RevocationList::parse(*bytes) : std::nullopt)
                    add({std::move(*list), entry.path(), order, false}, entry);
                else
                    damaged(entry.path(), "EncapsulatedCRLValue");
            }
        for (const xml::Element& answers : values.children("OCSPValues", space))
            for (const xml::Element& entry : answers.children("EncapsulatedOCSPValue", space)) {
                const auto bytes = xml_base64(entry.text());
                if (auto answer = bytes ? crypto::OcspAnswer::parse(*bytes) : std::nullopt) {
                    for (const crypto::Certificate& certificate : answer->certificates())
                        m_material.certificates.push_back(certificate);
                    add({std::move(*answer), entry.path(), order, false}, entry);
                } else {
                    damaged(entry.path(), "EncapsulatedOCSPValue");
                }
            }
    }

    void add(RevocationSource source, const xml::Element& where) {
        if (m_material.revocations.size() >= m_limits.revocations)
            too_much(m_limits.revocations, where);
        m_material.revocations.push_back(std::move(source));
    }

    const Limits& m_limits;
    Material& m_material;
};

} // namespace

bool CertificateReference::names(const crypto::Certificate& certificate) const {
    return readable() && crypto::digest(*hash, certificate.der()) == *digest;
}

std::size_t XadesProperties::count_signed(std::initializer_list<std::string_view> names) const {
    return count_children(signature_properties, names);
}

std::size_t XadesProperties::count_unsigned(std::initializer_list<std::string_view> names) const {
    return static_cast<std::size_t>(
        std::count_if(unsigned_items.begin(), unsigned_items.end(),
                      [&](const xml::Element& item) { return among(item.name(), names); }));
}

std::string XadesProperties::signed_properties_type() const {
    if (space == xades111 || space == xades122)
        return space + "SignedProperties";
    return "http://uri.etsi.org/01903#SignedProperties";
}

XadesProperties read_properties(const xml::Element& signature,
                                const std::function<bool(const xml::Element&)>& counts) {
    return PropertyReader{counts}.read(signature);
}

void collect_xades_data(const XadesProperties& properties, const Limits& limits, Material& material) {
    DataCollector collector{limits, material};
    for (std::size_t i = 0; i < properties.unsigned_items.size(); ++i)
        collector.collect(properties.unsigned_items[i], i);
}

} // namespace requal::seal
