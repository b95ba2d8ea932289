#include "seal/jades_certificate_reference.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"

#include <algorithm>
#include <array>

namespace requal::seal {
namespace {

struct CertificateReference {
    std::string member; ///< "x5t#S256"
    std::string where;  ///< below the protected header, a JSON pointer
    std::optional<crypto::Hash> hash;
    std::optional<Bytes> digest; ///< also of a value in a wrong form, as far as it can be told
    std::string flaw;            ///< why it is malformed; empty when it is not

    [[nodiscard]] bool readable() const noexcept { return hash && digest; }
    [[nodiscard]] bool names(const crypto::Certificate& certificate) const {
        return readable() && crypto::digest(*hash, certificate.der()) == *digest;
    }
};

std::optional<Bytes> from_hex(std::string_view text) {
    Bytes out;
    int high = -1;
    for (const char c : text) {
        if (c == ':' && high < 0)
            continue;
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return std::nullopt;
        if (high >= 0)
            out.push_back(static_cast<std::uint8_t>(high * 16 + digit));
        high = high < 0 ? digit : -1;
    }
    return high < 0 && !out.empty() ? std::optional{std::move(out)} : std::nullopt;
}

/** Base64 in either alphabet, with or without padding, over several lines. */
std::optional<Bytes> from_any_base64(std::string_view text) {
    std::string dense;
    for (const char c : text)
        if (c == '+' || c == '/')
            dense += c == '+' ? '-' : '_';
        else if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
            dense += c;
    for (int i = 0; i < 2 && dense.ends_with('='); ++i)
        dense.pop_back();
    return base64_decode(dense, Base64::url);
}

std::string hexadecimal(std::string_view text, std::size_t size, CertificateReference& out) {
    auto digest = from_hex(text);
    if (!digest || digest->size() != size)
        return {};
    out.digest = std::move(digest);
    return "it is hexadecimal";
}

/** RFC 7515, 2: base64url without padding, and nothing else. What is meant by another form decides only which flaw is
 *  told: a right digest, wrongly written, is not that of another certificate. */
void read_digest(const json::Value& value, CertificateReference& out) {
    const std::string_view text = value.text();
    if (!value.is_string() || text.empty()) {
        out.flaw = out.member + " has no digest";
        return;
    }
    if (!out.hash)
        return;
    const std::size_t size = crypto::digest(*out.hash, ByteView{}).size();
    out.digest = base64_decode(text, Base64::url);
    if (out.digest && out.digest->size() == size)
        return;
    std::string how = "it is not base64url without padding";
    if (std::string other = hexadecimal(text, size, out); !other.empty())
        how = std::move(other);
    else if (out.digest = from_any_base64(text); out.digest && out.digest->size() != size) {
        // The digest was printed before it was coded.
        std::string printed = hexadecimal(std::string{as_text(*out.digest)}, size, out);
        how = printed.empty() ? "its length is not that of the digest" : std::move(printed);
    }
    if (out.digest && out.digest->size() != size)
        out.digest.reset();
    out.flaw = out.member + ": " + how;
}

CertificateReference reference(std::string member, std::string where, std::optional<crypto::Hash> hash,
                               const json::Value& value) {
    CertificateReference out{std::move(member), std::move(where), hash, std::nullopt, {}};
    read_digest(value, out);
    return out;
}

/** digAlg and digVal (TS 119 182-1, 5.2.2). */
CertificateReference other_reference(const std::string& member, std::string where, const json::Value& value) {
    const std::string name{value["digAlg"].text()};
    CertificateReference out = reference(member, std::move(where), hash_from_name(name), value["digVal"]);
    if (!out.hash && out.flaw.empty())
        out.flaw = member + ": the digest \"" + name + "\" is not known";
    return out;
}

/** What binds the signing certificate, the first of them foremost; of `sigX5ts` the first entry is the signer's
 *  (TS 119 182-1, 5.2.2.3). */
std::vector<CertificateReference> references(const json::Value& header) {
    std::vector<CertificateReference> found;
    if (const json::Value& thumbprint = header["x5t#S256"]; thumbprint.exists())
        found.push_back(reference("x5t#S256", json::pointer_step("x5t#S256"), crypto::Hash::sha256, thumbprint));
    if (const json::Value& other = header["x5t#o"]; other.exists())
        found.push_back(other_reference("x5t#o", json::pointer_step("x5t#o"), other));
    if (const json::Value& list = header["sigX5ts"]; list.size() > 0)
        found.push_back(other_reference("sigX5ts", "/sigX5ts/0", list.items().front()));
    else if (list.exists())
        found.push_back({"sigX5ts", "/sigX5ts", std::nullopt, std::nullopt, "sigX5ts names no certificate"});
    // RFC 7515, 4.1.7: no binding of JAdES, but a statement about the same certificate, where it is well-formed.
    if (const json::Value& old = header["x5t"]; old.exists())
        if (CertificateReference one = reference("x5t", "/x5t", crypto::Hash::sha1, old); one.flaw.empty())
            found.push_back(std::move(one));
    return found;
}

class SignerSearch {
  public:
    SignerSearch(const intake::JwsSignature& signature, const JadesHeader& header, const Beside& beside,
                 const SignedBy& signed_by, Material& material)
        : m_root(signature.protected_header->root()), m_where(signature.where + "/protected"), m_header(header),
          m_beside(beside), m_signed_by(signed_by), m_material(material),
          m_check(material.check(CheckId::seal_signer)), m_references(references(m_root)) {
        std::copy_if(m_references.begin(), m_references.end(), std::back_inserter(m_bound),
                     [](const CertificateReference& one) { return one.member != "x5t"; });
    }

    void run() {
        name_flaws();
        find();
        if (!m_material.signer) {
            m_check.add({Code::jades_no_certificate, {}, m_where});
            m_material.weaken(FormVerdict::no_signing_certificate);
            return;
        }
        compare_references();
        compare_hints();
        if (m_check.status == CheckStatus::skipped)
            m_check.status = CheckStatus::passed;
    }

  private:
    void name_flaws() {
        for (const CertificateReference& one : m_references) {
            if (one.flaw.empty())
                continue;
            m_check.add({Code::jades_certificate_reference_malformed, {{"detail", one.flaw}}, m_where + one.where});
            m_material.weaken(FormVerdict::constraints_failure);
        }
    }

    /** The first reference that can be read; null when there is none. */
    [[nodiscard]] const CertificateReference* binding() const {
        const auto found = std::find_if(m_bound.begin(), m_bound.end(),
                                        [](const CertificateReference& one) { return one.readable(); });
        return found == m_bound.end() ? nullptr : &*found;
    }

    void find() {
        const CertificateReference* bound = binding();
        // The header's own certificates first; a signature may also keep the signer's among its validation data.
        std::vector<crypto::Certificate> candidates = m_header.certificates;
        candidates.insert(candidates.end(), m_material.certificates.begin(), m_material.certificates.end());
        if (m_header.certificates.empty())
            candidates.insert(candidates.end(), m_beside.certificates.begin(), m_beside.certificates.end());
        for (const crypto::Certificate& candidate : candidates)
            if (!m_material.signer && bound != nullptr && bound->names(candidate))
                m_material.signer = candidate;
        if (m_material.signer)
            return;
        if (!m_header.certificates.empty()) {
            m_material.signer = m_header.certificates.front();
            if (bound != nullptr) {
                m_check.add({Code::jades_certificate_mismatch, {{"member", bound->member}}, m_where + bound->where});
                m_material.weaken(FormVerdict::no_signing_certificate);
            } else if (m_bound.empty()) {
                // The certificate stands in the protected header, so the signature covers it; only the format's own
                // binding is missing.
                m_check.add({Code::jades_certificate_not_bound, {}, m_where});
            }
        } else if (bound == nullptr) {
            // The file names nobody; whoever hands the certificate over says whose it is, and the value proves it.
            const auto made_it =
                std::find_if(m_beside.certificates.begin(), m_beside.certificates.end(), m_signed_by);
            if (made_it == m_beside.certificates.end())
                return;
            m_material.signer = *made_it;
            if (m_bound.empty())
                m_check.add({Code::jades_certificate_not_bound, {}, m_where});
        }
    }

    /** Whoever signs two references that contradict leaves open which certificate is meant: some programs look at the
     *  one, some at the other. */
    void compare_references() {
        const CertificateReference* bound = binding();
        for (const CertificateReference& one : m_references) {
            if (!one.readable() || one.names(*m_material.signer) || (bound != nullptr && bound->where == one.where))
                continue;
            const std::string against = bound != nullptr ? bound->member : "x5c";
            m_check.add({Code::jades_certificate_references_differ,
                         {{"detail", against + " and " + one.member}},
                         m_where + one.where});
            m_material.weaken(FormVerdict::no_signing_certificate);
        }
    }

    void compare_hints() {
        // RFC 7515, 4.1.6: the first certificate of `x5c` is the signer's.
        if (!m_header.certificates.empty() && !(m_header.certificates.front() == *m_material.signer))
            m_check.add({Code::jades_x5c_order, {}, m_where + "/x5c"});
        const auto kid = base64_decode(m_root["kid"].text(), Base64::standard);
        if (kid && !kid->empty() && kid->front() == 0x30 && !m_material.signer->matches_issuer_serial(*kid))
            m_check.add({Code::jades_kid_differs, {}, m_where + "/kid"});
    }

    const json::Value& m_root;
    std::string m_where;
    const JadesHeader& m_header;
    const Beside& m_beside;
    const SignedBy& m_signed_by;
    Material& m_material;
    CheckResult& m_check;
    std::vector<CertificateReference> m_references;
    std::vector<CertificateReference> m_bound; ///< those of JAdES
};

} // namespace

std::optional<crypto::Hash> hash_from_name(std::string_view name) {
    struct Named {
        std::string_view short_name; ///< TS 119 182-1, 5.2.2
        std::string_view long_name;  ///< IANA, hash function textual names
        std::string_view text;
    };
    static constexpr std::array names{
        Named{"S224", "SHA-224", "sha224"},      Named{"S256", "SHA-256", "sha256"},
        Named{"S384", "SHA-384", "sha384"},      Named{"S512", "SHA-512", "sha512"},
        Named{"S3-224", "SHA3-224", "sha3-224"}, Named{"S3-256", "SHA3-256", "sha3-256"},
        Named{"S3-384", "SHA3-384", "sha3-384"}, Named{"S3-512", "SHA3-512", "sha3-512"}};
    for (const Named& one : names)
        if (name == one.short_name || name == one.long_name ||
            (name.ends_with(one.text) && name.substr(0, name.size() - one.text.size()).ends_with('#')))
            return crypto::hash_from_text(one.text);
    return crypto::hash_from_uri(name);
}

void identify_signer(const intake::JwsSignature& signature, const JadesHeader& header, const Beside& beside,
                     const SignedBy& signed_by, Material& material) {
    SignerSearch{signature, header, beside, signed_by, material}.run();
}

} // namespace requal::seal
