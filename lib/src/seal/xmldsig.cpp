#include "seal/xmldsig.hpp"

#include "seal/canonicalization.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <charconv>

namespace requal::seal {
namespace {

/** A child that names a digest; without the child, what stood there before.
 *  @return whether the digest is known */
bool read_digest(const xml::Element& method, std::optional<crypto::Hash>& out) {
    if (!method)
        return true;
    out = crypto::hash_from_uri(algorithm_of(method));
    return out.has_value();
}

/** RSASSA-PSS parameters of RFC 9231, 2.3.9.
 *  @return whether all of them are known: a value judged with others in their place would look broken */
bool read_pss_parameters(const xml::Element& method, crypto::SignatureScheme& scheme) {
    constexpr std::string_view more = "http://www.w3.org/2007/05/xmldsig-more#";
    const xml::Element parameters = method.child("RSAPSSParams", more);
    const xml::Element mask = parameters.child("MaskGenerationFunction", more);
    const std::string mask_name = algorithm_of(mask);
    if (!read_digest(parameters.child("DigestMethod", ds), scheme.hash) ||
        !read_digest(mask.child("DigestMethod", ds), scheme.mask_hash) ||
        (!mask_name.empty() && mask_name != "http://www.w3.org/2007/05/xmldsig-more#MGF1"))
        return false;
    const std::string trailer = parameters.child("TrailerField", more).trimmed_text();
    if (!trailer.empty() && trailer != "1")
        return false;
    const std::string salt = parameters.child("SaltLength", more).trimmed_text();
    if (salt.empty())
        return true;
    // Unsigned: the library means other things by negative lengths.
    constexpr std::uint32_t longest = 4096;
    std::uint32_t length = 0;
    const auto [end, error] = std::from_chars(salt.data(), salt.data() + salt.size(), length);
    if (error != std::errc{} || end != salt.data() + salt.size() || length > longest)
        return false;
    scheme.salt = static_cast<int>(length);
    return true;
}

class SignatureReader {
  public:
    SignatureReader(const xml::Element& element, const XmlContext& context, Material& material)
        : m_context(context), m_material(material) {
        m_out.element = element;
        m_out.where = element.path();
    }

    XmlSignature read() {
        read_parts();
        read_key_info();
        if (m_out.signed_info) {
            read_methods();
            read_references();
        }
        return std::move(m_out);
    }

  private:
    void refuse(Code code, Arguments arguments, const xml::Element& where) {
        m_material.add(CheckId::seal_integrity, {code, std::move(arguments), where.path()});
        m_material.weaken(FormVerdict::format_failure);
    }
    void refuse_structure(std::string detail, const xml::Element& where) {
        refuse(Code::xmldsig_structure, {{"detail", std::move(detail)}}, where);
        m_out.usable = false;
    }

    void read_parts() {
        const auto infos = m_out.element.children("SignedInfo", ds);
        const auto values = m_out.element.children("SignatureValue", ds);
        if (infos.size() != 1)
            refuse_structure(std::to_string(infos.size()) + " SignedInfo elements instead of one", m_out.element);
        if (values.size() != 1)
            refuse_structure(std::to_string(values.size()) + " SignatureValue elements instead of one",
                             m_out.element);
        if (infos.size() == 1)
            m_out.signed_info = infos.front();
        if (values.size() == 1)
            m_out.value = values.front();
        const auto text = m_out.value.only_text();
        if (m_out.value && !text)
            refuse_structure("SignatureValue is not plain text", m_out.value);
        if (text)
            m_out.value_bytes = xml_base64(*text);
    }

    void read_key_info() {
        m_out.key_info.element = m_out.element.child("KeyInfo", ds);
        std::vector<std::string> unreadable;
        for (const xml::Element& child : m_out.key_info.element.children()) {
            if (child.is("X509Data", ds))
                read_certificates(child, "X509Certificate", ds, m_context.limits, m_out.key_info.certificates,
                                  unreadable);
            else if (child.is("KeyValue", ds))
                read_key_value(child.child("RSAKeyValue", ds));
            else if (child.is("DEREncodedKeyValue", dsig11))
                add_key(crypto_key(xml_base64(child.text())));
        }
        for (const std::string& where : unreadable)
            m_material.add(CheckId::seal_signer, {Code::xmldsig_certificate_unreadable, {}, where});
    }

    static std::optional<crypto::PublicKey> crypto_key(const std::optional<Bytes>& der) {
        return der ? crypto::PublicKey::from_der(*der) : std::nullopt;
    }
    void add_key(std::optional<crypto::PublicKey> key) {
        if (key)
            m_out.key_info.keys.push_back(std::move(*key));
    }
    void read_key_value(const xml::Element& rsa) {
        const auto modulus = xml_base64(rsa.child("Modulus", ds).text());
        const auto exponent = xml_base64(rsa.child("Exponent", ds).text());
        if (rsa && modulus && exponent)
            add_key(crypto::PublicKey::from_rsa(*modulus, *exponent));
    }

    void read_methods() {
        const auto methods = m_out.signed_info.children("SignatureMethod", ds);
        const auto canonical = m_out.signed_info.children("CanonicalizationMethod", ds);
        if (methods.size() != 1 || canonical.size() != 1)
            return refuse_structure("SignedInfo does not name one canonicalization and one signature method",
                                    m_out.signed_info);
        read_signature_method(methods.front());
        m_out.canonicalization = algorithm_of(canonical.front());
        const NamedMethod named = canonical_method_of(canonical.front(), m_context.limits);
        if (!named.method) {
            not_supported(named.refused, canonical.front());
            m_out.usable = false;
            return;
        }
        auto text = canonical_octets(xml::NodeSet::below(m_context.document, m_out.signed_info, true), *named.method,
                                     m_out.signed_info, m_context.work);
        if (!text)
            return refuse_structure("SignedInfo has no canonical form", m_out.signed_info);
        m_out.signed_info_octets = std::move(*text);
    }

    void read_signature_method(const xml::Element& method) {
        const std::string algorithm = algorithm_of(method);
        m_material.report.algorithm = algorithm;
        m_out.scheme = crypto::scheme_from_uri(algorithm);
        if (m_out.scheme && m_out.scheme->family == crypto::SignatureScheme::Family::rsa_pss &&
            !read_pss_parameters(method, *m_out.scheme))
            m_out.scheme.reset();
        if (m_out.scheme && m_out.scheme->hash)
            m_material.signature_hash = crypto::hash_text(*m_out.scheme->hash);
        if (m_out.scheme)
            return;
        if (algorithm.find("hmac") != std::string::npos)
            refuse(Code::xmldsig_shared_secret, {{"algorithm", algorithm}}, method);
        else
            not_supported(algorithm, method);
    }

    void not_supported(const std::string& algorithm, const xml::Element& where) {
        m_material.add(CheckId::seal_algorithms,
                       {Code::xmldsig_algorithm_not_supported, {{"algorithm", algorithm}}, where.path()});
        m_material.weaken(FormVerdict::unsupported_algorithm);
    }

    void read_references() {
        const auto elements = m_out.signed_info.children("Reference", ds);
        if (elements.empty())
            return refuse_structure("SignedInfo has no references", m_out.signed_info);
        m_context.references += elements.size();
        if (m_context.references > m_context.limits.references)
            throw Error{Code::xmldsig_too_much_data,
                        {{"limit", std::to_string(m_context.limits.references)}},
                        m_out.signed_info.path()};
        const auto outside = std::count_if(elements.begin(), elements.end(),
                                           [](const xml::Element& reference) { return stands_outside(reference); });
        const ReferenceContext context{m_context.document, m_out.element,  m_context.detached, outside == 1,
                                       m_context.limits,   m_context.work, m_context.parsed};
        for (const xml::Element& element : elements)
            m_out.references.push_back(check_reference(element, context));
    }

    const XmlContext& m_context;
    Material& m_material;
    XmlSignature m_out;
};

} // namespace

const Reference* XmlSignature::reference_to(const xml::Element& target) const {
    for (const Reference& reference : references)
        if (reference.target && reference.target == target)
            return &reference;
    return nullptr;
}

XmlSignature read_xmldsig(const xml::Element& element, const XmlContext& context, Material& material) {
    return SignatureReader{element, context, material}.read();
}

crypto::SignatureOutcome verify_value(const XmlSignature& signature, const crypto::PublicKey& key) {
    if (!signature.value_bytes)
        return crypto::SignatureOutcome::malformed;
    return crypto::verify_signature(*signature.scheme, key, as_bytes(signature.signed_info_octets),
                                    *signature.value_bytes);
}

void read_certificates(const xml::Element& parent, std::string_view name, std::string_view space,
                       const Limits& limits, std::vector<crypto::Certificate>& out,
                       std::vector<std::string>& unreadable) {
    for (const xml::Element& element : parent.children(name, space)) {
        if (out.size() + unreadable.size() >= limits.certificates)
            throw Error{Code::xmldsig_too_much_data, {{"limit", std::to_string(limits.certificates)}}, parent.path()};
        const auto der = xml_base64(element.text());
        if (auto certificate = der ? crypto::Certificate::from_der(*der) : std::nullopt)
            out.push_back(std::move(*certificate));
        else
            unreadable.push_back(element.path());
    }
}

} // namespace requal::seal
