#include "seal/jades_content.hpp"

#include "base/ascii.hpp"
#include "seal/jades_certificate_reference.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <set>

namespace requal::seal {
namespace {

constexpr std::string_view by_uri = "http://uri.etsi.org/19182/ObjectIdByURI";
constexpr std::string_view by_uri_hash = "http://uri.etsi.org/19182/ObjectIdByURIHash";
constexpr std::string_view http_headers = "http://uri.etsi.org/19182/HttpHeaders";

std::string named(std::string_view name) {
    return "\"" + std::string{name} + "\"";
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines)
        out += (&line == &lines.front() ? "" : "\n") + line;
    return out;
}

/** One `sigD`, by its mechanism. */
class SigDReader {
  public:
    SigDReader(const intake::JwsSignature& signature, const JadesHeader& header, const Beside& beside,
               const Limits& limits, Material& material)
        : m_signature(signature), m_header(header), m_sig_d(signature.protected_header->root()["sigD"]),
          m_beside(beside), m_limits(limits), m_material(material) {}

    SignedContent read() {
        m_out.detached = true;
        const std::string_view mechanism = m_sig_d["mId"].text();
        if (!m_sig_d.is_object())
            malformed("sigD is no object");
        else if (!read_names())
            malformed("it lists no names of contents");
        else if (mechanism == by_uri)
            join_contents();
        else if (mechanism == by_uri_hash)
            digest_contents();
        else if (mechanism == http_headers)
            join_headers();
        else
            malformed("it names an unknown way of referring, " + named(mechanism));
        return std::move(m_out);
    }

  private:
    [[nodiscard]] std::string where() const { return m_signature.where + "/protected/sigD"; }

    void malformed(std::string detail) {
        m_material.add(CheckId::seal_integrity,
                       {Code::jades_sig_d_malformed, {{"detail", std::move(detail)}}, where()});
        m_material.weaken(FormVerdict::signed_data_not_found);
        m_out.found = false;
    }

    void not_found(Code code, std::string what) {
        m_material.add(CheckId::seal_integrity, {code, {{"what", std::move(what)}}, where() + "/pars"});
        m_material.weaken(FormVerdict::signed_data_not_found);
    }

    bool read_names() {
        const json::Value& pars = m_sig_d["pars"];
        if (pars.size() > m_limits.references)
            throw Error{
                Code::jades_too_much_data, {{"limit", std::to_string(m_limits.references)}}, where() + "/pars"};
        for (const json::Value& name : pars.items()) {
            if (!name.is_string())
                return false;
            m_names.emplace_back(name.text());
        }
        return pars.is_array() && !m_names.empty();
    }

    [[nodiscard]] const DetachedContent* content_for(std::string_view name) const {
        // A single content is the one meant, whatever it is called: names are given by whoever stored it.
        if (m_names.size() == 1 && m_beside.detached.size() == 1)
            return &m_beside.detached.front();
        return content_named(m_beside.detached, name);
    }

    /** Text of a content in the signing input. */
    [[nodiscard]] std::string text_of(const std::string& bytes) const {
        return m_header.payload_encoded ? base64_encode(as_bytes(bytes), Base64::url) : bytes;
    }

    /** A hostile seal could ask for one content thousands of times. */
    void append(std::string& out, const std::string& text) const {
        std::size_t most = 0;
        for (const DetachedContent& content : m_beside.detached)
            most += 2 * (content.bytes ? content.bytes->size() / 3 * 4 + 4 : 0);
        if (out.size() + text.size() > most)
            throw Error{Code::jades_too_much_data, {{"limit", std::to_string(m_beside.detached.size())}}, where()};
        out += text;
    }

    /** The same octets could be cut elsewhere, so that a part of one content is read as another. */
    void borders_open(std::size_t count) {
        m_material.add(CheckId::seal_coverage,
                       {Code::coverage_borders_open, {{"count", std::to_string(count)}}, where() + "/pars"});
        m_out.contents.clear();
    }

    /** By what was signed: the types in the header, or the name there. `cty` is about all contents together. */
    [[nodiscard]] bool is_called_json(std::size_t index) const {
        const json::Value& types = m_sig_d["ctys"];
        std::string type{types.size() == m_names.size() ? types.items()[index].text() : std::string_view{}};
        if (type.empty()) {
            const std::string_view path = m_names[index].substr(0, m_names[index].find_first_of("?#"));
            const std::string_view name = path.substr(path.rfind('/') + 1);
            const std::size_t dot = name.rfind('.');
            type = dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
        }
        type = lower(type);
        type = type.substr(0, type.find(';'));
        // RFC 7515, 4.1.10 lets "application/" go.
        return type == "json" || type == "jsonld" || type == "application/json" || type.ends_with("+json");
    }

    /** Contents that follow each other without a mark end where what was signed says: at the closing bracket of a
     * text that is signed as JSON. The end of the last one is that of the whole. */
    [[nodiscard]] bool ends_by_itself(std::size_t index, const std::string& bytes) const {
        if (!is_called_json(index))
            return false;
        try {
            const json::Document document = json::parse(bytes, m_limits);
            return document.root().is_object() || document.root().is_array();
        } catch (const Error&) {
            return false;
        }
    }

    /** 5.2.8.3.2: the contents one after the other are the payload. */
    void join_contents() {
        m_out.found = true;
        for (const std::string_view name : m_names) {
            const DetachedContent* content = content_for(name);
            if (content != nullptr && content->bytes) {
                append(m_out.built, text_of(*content->bytes));
                m_out.contents.push_back(content);
                continue;
            }
            not_found(content == nullptr ? Code::jades_detached_missing : Code::jades_detached_only_digest,
                      named(name));
            m_out.found = false;
        }
        if (!m_out.found)
            return;
        for (std::size_t i = 0; i + 1 < m_names.size(); ++i)
            if (!ends_by_itself(i, *m_out.contents[i]->bytes))
                return borders_open(m_names.size());
    }

    /** 5.2.8.3.3: the payload is empty; the header itself holds the digests. */
    void digest_contents() {
        m_out.found = true;
        m_out.stamped_apart = true;
        const json::Value& values = m_sig_d["hashV"];
        if (!values.is_array() || values.size() != m_names.size()) {
            malformed("it has " + std::to_string(values.size()) + " digests for " + std::to_string(m_names.size()) +
                      " contents");
            m_out.found = true; // the header, which is what the value covers, is here
            m_out.references.push_back({"", "sig-d-entry", false, false});
            return;
        }
        const std::string_view hash_name = m_sig_d["hashM"].text();
        m_hash = hash_from_name(hash_name);
        if (!m_hash) {
            m_material.add(
                CheckId::seal_integrity,
                {Code::jades_detached_digest_unknown, {{"algorithm", std::string{hash_name}}}, where() + "/hashM"});
            m_material.weaken(FormVerdict::unsupported_algorithm);
        } else {
            m_material.reference_hashes.insert(std::string{crypto::hash_text(*m_hash)});
            for (const DetachedContent& content : m_beside.detached)
                m_digests.push_back(digest_of(content));
        }
        for (std::size_t i = 0; i < m_names.size(); ++i)
            digest_entry(m_names[i], base64_decode(values.items()[i].text(), Base64::url), i);
        join_for_stamps();
    }

    [[nodiscard]] Bytes digest_of(const DetachedContent& content) const {
        if (content.bytes)
            return crypto::digest(*m_hash, as_bytes(text_of(*content.bytes)));
        return digested_with(content, *m_hash) ? content.digest : Bytes{};
    }

    void digest_entry(std::string_view name, const std::optional<Bytes>& expected, std::size_t index) {
        // The digest tells which one was sealed, whatever it is called now.
        const DetachedContent* content = nullptr;
        for (std::size_t i = 0; expected && i < m_digests.size() && content == nullptr; ++i)
            if (m_digests[i] == *expected)
                content = &m_beside.detached[i];
        SealReference entry{std::string{name}, "sig-d-entry", false, content != nullptr};
        if (content == nullptr)
            content = content_for(name);
        entry.found = content != nullptr;
        if (content == nullptr) {
            not_found(Code::jades_detached_missing, named(name));
        } else {
            m_out.contents.push_back(content);
            if (!entry.intact && m_hash) {
                m_material.add(CheckId::seal_integrity, {Code::jades_detached_changed,
                                                         {{"what", named(name)}},
                                                         where() + "/hashV" + json::pointer_step(index)});
                m_material.weaken(FormVerdict::hash_failure);
            }
        }
        m_out.references.push_back(std::move(entry));
    }

    /** 5.2.6 and 5.3.6.3: a time-stamp covers the contents themselves. */
    void join_for_stamps() {
        if (m_out.contents.size() != m_names.size())
            return;
        std::string all;
        for (const DetachedContent* content : m_out.contents) {
            if (!content->bytes)
                return;
            append(all, text_of(*content->bytes));
        }
        m_out.stamped_octets = std::move(all);
    }

    // --- headers of an HTTP message

    /** 5.2.8.2 with draft-cavage-http-signatures-10, 2.3: one line for each name, in the order of the names. */
    void join_headers() {
        m_out.found = true;
        m_out.stamped_apart = true;
        if (m_header.payload_encoded) {
            m_material.add(CheckId::seal_integrity,
                           {Code::jades_sig_d_malformed,
                            {{"detail", "headers of a message are to be sealed as they are"}},
                            where()});
            m_material.weaken(FormVerdict::constraints_failure);
        }
        std::set<std::string> seen;
        std::vector<std::string> lines;
        std::vector<std::string> stamped;
        std::optional<std::string> digest;
        const std::string* body = body_bytes();
        for (const std::string_view name : m_names) {
            const std::string key = lower(name);
            if (!seen.insert(key).second)
                return malformed("it lists " + named(name) + " twice");
            const auto value = value_of(key);
            if (!value) {
                not_found(Code::jades_detached_missing, "the header " + named(name));
                m_out.found = false;
                continue;
            }
            lines.push_back(key + ": " + *value);
            if (key == "digest")
                digest = *value;
            // 5.3.6.3.1: in time-stamps the body stands in place of its digest.
            stamped.push_back(key == "digest" && body != nullptr ? *body : lines.back());
        }
        m_out.built = joined(lines);
        const bool one_line_each =
            static_cast<std::size_t>(std::count(m_out.built.begin(), m_out.built.end(), '\n')) + 1 == lines.size();
        if (m_header.payload_encoded)
            m_out.built = base64_encode(as_bytes(m_out.built), Base64::url);
        if (m_out.found && (!digest || body != nullptr))
            m_out.stamped_octets = joined(stamped);
        if (m_out.found && digest && body != nullptr)
            compare_body(*digest, *body);
        // A value of several lines could be several headers.
        if (m_out.found && !one_line_each)
            borders_open(m_names.size());
    }

    [[nodiscard]] const std::string* body_bytes() const {
        const auto contents = m_beside.detached;
        return contents.size() == 1 && contents.front().bytes ? &*contents.front().bytes : nullptr;
    }

    /** The values of all headers of a name, in the order of the message. */
    [[nodiscard]] std::optional<std::string> value_of(const std::string& name) const {
        std::optional<std::string> all;
        for (const HttpHeader& header : m_beside.headers)
            if (lower(header.name) == name)
                all = all ? *all + ", " + header.value : header.value;
        return all;
    }

    /** RFC 3230, 4.3.2: "SHA-256=base64,…". The seal covers the body by this digest alone. */
    void compare_body(std::string_view header, const std::string& body) {
        SealReference reference{"", "http-body", true, false};
        bool known = false;
        while (!header.empty()) {
            const std::string_view entry = header.substr(0, header.find(','));
            header.remove_prefix(std::min(entry.size() + 1, header.size()));
            const std::size_t equals = entry.find('=');
            const std::size_t begin = std::min(entry.find_first_not_of(' '), entry.size());
            const std::string name =
                lower(entry.substr(begin, equals == std::string_view::npos ? equals : equals - begin));
            const auto hash = name == "sha-512"   ? std::optional{crypto::Hash::sha512}
                              : name == "sha-256" ? std::optional{crypto::Hash::sha256}
                              : name == "sha"     ? std::optional{crypto::Hash::sha1}
                                                  : std::nullopt;
            if (!hash || equals == std::string_view::npos)
                continue;
            const auto expected = base64_decode(entry.substr(equals + 1), Base64::standard);
            const bool holds = expected && crypto::digest(*hash, as_bytes(body)) == *expected;
            reference.intact = known ? reference.intact && holds : holds;
            known = true;
            m_material.reference_hashes.insert(std::string{crypto::hash_text(*hash)});
        }
        if (!known)
            m_material.add(
                CheckId::seal_integrity,
                {Code::jades_detached_digest_unknown, {{"algorithm", "Digest header"}}, where() + "/pars"});
        else if (reference.intact)
            m_out.contents.push_back(&m_beside.detached.front());
        if (!known)
            m_material.weaken(FormVerdict::unsupported_algorithm);
        if (known && !reference.intact) {
            m_material.add(CheckId::seal_integrity,
                           {Code::jades_detached_changed, {{"what", "the body of the message"}}, where() + "/pars"});
            m_material.weaken(FormVerdict::hash_failure);
        }
        m_out.references.push_back(std::move(reference));
    }

    const intake::JwsSignature& m_signature;
    const JadesHeader& m_header;
    const json::Value& m_sig_d;
    const Beside& m_beside;
    const Limits& m_limits;
    Material& m_material;
    std::vector<std::string_view> m_names;
    std::optional<crypto::Hash> m_hash;
    std::vector<Bytes> m_digests; ///< of the caller's contents, in their order
    SignedContent m_out;
};

/** RFC 7515, appendix F: the payload was taken out of the envelope and the header does not say where it is. */
SignedContent whole_content(const intake::JwsSignature& signature, const JadesHeader& header, const Beside& beside,
                            Material& material) {
    SignedContent content;
    content.detached = true;
    const auto contents = beside.detached;
    if (contents.size() == 1 && contents.front().bytes) {
        const std::string& bytes = *contents.front().bytes;
        content.found = true;
        content.contents.push_back(&contents.front());
        if (header.payload_encoded)
            content.built = base64_encode(as_bytes(bytes), Base64::url);
        else
            content.attached = &bytes;
        return content;
    }
    if (contents.size() == 1)
        material.add(CheckId::seal_integrity,
                     {Code::jades_detached_only_digest, {{"what", "the content"}}, signature.where});
    else
        material.add(CheckId::seal_integrity, {Code::jades_payload_missing, {}, "/payload"});
    material.weaken(FormVerdict::signed_data_not_found);
    return content;
}

} // namespace

SignedContent read_content(const intake::Jws& jws, const intake::JwsSignature& signature, const JadesHeader& header,
                           const Beside& beside, const Limits& limits, Material& material) {
    const bool carried = jws.payload_text && !jws.payload_text->empty();
    if (header.detached && carried) {
        // Read one way, the seal covers the payload; read the other, what lies beside the file.
        material.add(CheckId::seal_integrity,
                     {Code::jades_sig_d_with_payload, {}, signature.where + "/protected/sigD"});
        material.weaken(FormVerdict::format_failure);
        return {};
    }
    if (header.detached)
        return SigDReader{signature, header, beside, limits, material}.read();
    if (!jws.payload_text || (!carried && beside.detached.size() == 1))
        return whole_content(signature, header, beside, material);
    SignedContent content;
    content.found = true;
    content.attached = &*jws.payload_text;
    return content;
}

} // namespace requal::seal
