#include "seal/jades_header.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace requal::seal {
namespace {

using Names = std::initializer_list<std::string_view>;

bool among(std::string_view name, Names names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/** RFC 7515, 4.1.11: names defined by RFC 7515 and RFC 7518 must not be listed in `crit`. */
bool registered_base_name(std::string_view name) {
    return among(name, {"alg",  "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty",
                        "crit", "enc", "zip", "epk", "apu", "apv", "iv",  "tag",      "p2s", "p2c"});
}

/** NumericDate (RFC 7519, 2): seconds, perhaps with a fraction, which is cut off. */
std::optional<Time> numeric_date(const json::Value& value) {
    if (value.is_integer())
        return Time{value.integer()};
    if (!value.is_number())
        return std::nullopt;
    constexpr double farthest = 1e15; // beyond every calendar, and exact as an integer
    return Time{static_cast<std::int64_t>(std::floor(std::clamp(value.number(), -farthest, farthest)))};
}

/** Extensions whose meaning this toolkit acts on or may safely act on: RFC 7797 and ETSI TS 119 182-1, 5. */
bool understood_extension(std::string_view name) {
    return among(name, {"b64", "sigT", "iat", "exp", "sigD", "adoTst", "srCms", "sigPl", "srAts", "sigPId", "x5t#o",
                        "sigX5ts", "etsiU"});
}

class HeaderReader {
  public:
    HeaderReader(const intake::JwsSignature& signature, const Limits& limits, Material& material)
        : m_signature(signature), m_header(signature.protected_header->root()), m_limits(limits),
          m_material(material) {}

    JadesHeader read() {
        read_algorithm();
        read_b64();
        read_crit();
        refuse_overlap();
        read_times();
        read_certificates();
        count_certificate_references();
        read_sig_d();
        if (m_header["sigPId"].exists())
            m_material.add(CheckId::seal_integrity, finding(Code::jades_policy_not_checked, "sigPId"));
        for (const std::string_view name : {"jku", "x5u", "jwk"})
            if (m_header[name].exists())
                m_material.add(CheckId::seal_signer, finding(Code::jades_key_hint_ignored, name));
        return std::move(m_out);
    }

  private:
    [[nodiscard]] std::string where(std::string_view member) const {
        return m_signature.where + "/protected" + json::pointer_step(member);
    }
    [[nodiscard]] Finding finding(Code code, std::string_view member) const {
        return {code, {{"member", std::string{member}}}, where(member)};
    }
    /** A broken rule after which the signature must not be accepted. */
    void refuse(Code code, std::string_view member) {
        m_material.add(CheckId::seal_integrity, finding(code, member));
        m_material.form = FormVerdict::format_failure;
        m_out.baseline = false;
    }
    /** A broken rule that leaves the meaning of the signature clear. */
    void object(Code code, std::string_view member) {
        m_material.add(CheckId::seal_integrity, finding(code, member));
        if (m_material.form == FormVerdict::usable)
            m_material.form = FormVerdict::constraints_failure;
        m_out.baseline = false;
    }

    void read_algorithm() {
        const json::Value& alg = m_header["alg"];
        m_out.algorithm_name = alg.text();
        m_material.report.algorithm = m_out.algorithm_name;
        if (!alg.is_string()) {
            refuse(Code::jades_alg_missing, "alg");
            return;
        }
        std::string lower = m_out.algorithm_name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        if (lower == "none") {
            refuse(Code::jades_alg_none, "alg");
        } else if (lower.starts_with("hs")) {
            refuse(Code::jades_alg_symmetric, "alg");
        } else if (m_out.algorithm = crypto::signature_algorithm_from(m_out.algorithm_name); !m_out.algorithm) {
            m_material.add(CheckId::seal_algorithms,
                           {Code::jades_alg_unsupported, {{"algorithm", m_out.algorithm_name}}, where("alg")});
            if (m_material.form == FormVerdict::usable)
                m_material.form = FormVerdict::unsupported_algorithm;
        } else if (const auto hash = crypto::hash_of(*m_out.algorithm)) {
            m_material.signature_hash = crypto::hash_text(*hash);
        }
    }

    void read_b64() {
        const json::Value& b64 = m_header["b64"];
        if (!b64.exists())
            return;
        if (!b64.is_boolean()) {
            refuse(Code::jades_b64_not_boolean, "b64");
            return;
        }
        m_out.payload_encoded = b64.truth();
        bool listed = false;
        for (const json::Value& name : m_header["crit"].items())
            listed = listed || name.text() == "b64";
        // RFC 7797, 6: without the mark a verifier of RFC 7515 alone would read other bytes. With `b64` true both
        // read the same.
        if (!listed && !m_out.payload_encoded)
            refuse(Code::jades_b64_not_critical, "b64");
        else if (!listed)
            object(Code::jades_b64_true_not_critical, "b64");
    }

    void read_crit() {
        const json::Value& crit = m_header["crit"];
        if (m_signature.unprotected_header != nullptr && (*m_signature.unprotected_header)["crit"].exists())
            refuse(Code::jades_crit_unprotected, "crit");
        if (!crit.exists())
            return;
        if (!crit.is_array()) {
            object(Code::jades_crit_malformed, "crit");
            return;
        }
        if (crit.size() == 0)
            object(Code::jades_crit_empty, "crit");
        std::set<std::string_view> seen;
        for (const json::Value& entry : crit.items()) {
            const std::string_view name = entry.text();
            if (!entry.is_string())
                object(Code::jades_crit_malformed, "crit");
            else if (!seen.insert(name).second)
                object(Code::jades_crit_duplicate, "crit");
            else if (registered_base_name(name))
                object(Code::jades_crit_registered_name, "crit");
            else if (understood_extension(name) && !is_present(name))
                object(Code::jades_crit_absent_member, "crit");
            else if (!understood_extension(name) || !keep_to(name))
                refuse_unknown(name);
        }
    }

    /** RFC 7515, 4.1.11: what `crit` names must be understood *and processed*. Here are the extensions that say
     *  something with a value of their own; the others are read where they belong, and refused there.
     *  @return whether the value could be read */
    bool keep_to(std::string_view name) {
        const json::Value& value = m_header[name];
        if (name == "exp") {
            // RFC 7519, 4.1.4 has a number; a widespread library writes a date, as `sigT` has it.
            m_material.accepted_until = numeric_date(value);
            if (const auto date = value.is_string() ? parse_time(value.text()) : std::nullopt)
                m_material.accepted_until = date->time;
            return m_material.accepted_until.has_value();
        }
        if (name == "iat")
            return numeric_date(value).has_value();
        return name != "sigT" || (value.is_string() && parse_time(value.text()));
    }

    void refuse_unknown(std::string_view name) {
        m_material.add(CheckId::seal_integrity,
                       {Code::jades_crit_unknown, {{"member", std::string{name}}}, where("crit")});
        m_material.form = FormVerdict::format_failure;
        m_out.baseline = false;
    }

    [[nodiscard]] bool is_present(std::string_view name) const {
        // `etsiU` is by definition unprotected (TS 119 182-1, 5.3.1), and real signatures list it.
        const bool unprotected = name == "etsiU" && m_signature.unprotected_header != nullptr &&
                                 (*m_signature.unprotected_header)[name].exists();
        return m_header[name].exists() || unprotected;
    }

    /** RFC 7515, 7.2.1: the names of the protected and the unprotected header must be disjoint. */
    void refuse_overlap() {
        if (m_signature.unprotected_header == nullptr)
            return;
        for (const json::Value& member : m_signature.unprotected_header->items()) {
            if (m_header[member.name()].exists())
                refuse(Code::jades_headers_overlap, member.name());
            else if (member.name() == "alg" || member.name() == "b64")
                refuse(Code::jades_unprotected_parameter, member.name());
        }
    }

    void read_times() {
        const json::Value& iat = m_header["iat"];
        const json::Value& sig_t = m_header["sigT"];
        if (const auto issued = numeric_date(iat)) {
            // One release of a widespread library wrote milliseconds: of 2001 or later they are more than the seconds
            // until the last year that a date can state.
            constexpr std::int64_t beyond_seconds = 1'000'000'000'000;
            const std::int64_t value = issued->seconds;
            m_out.claimed_time = Time{value > beyond_seconds ? value / 1000 : value};
        } else if (sig_t.is_string()) {
            if (const auto parsed = parse_time(sig_t.text()))
                m_out.claimed_time = parsed->time;
        }
        m_material.report.claimed_signing_time = m_out.claimed_time;
        if (!m_out.claimed_time) {
            m_material.add(CheckId::seal_time, finding(Code::jades_signing_time_missing, "iat"));
            m_out.baseline = false;
        } else if (iat.exists() && sig_t.exists()) {
            m_material.add(CheckId::seal_time, finding(Code::jades_signing_time_twice, "sigT"));
            m_out.baseline = false;
        } else if (sig_t.exists() && *m_out.claimed_time >= sig_t_ended) {
            m_material.add(CheckId::seal_time, finding(Code::jades_sig_t_after_transition, "sigT"));
            m_out.baseline = false;
        }
    }

    void read_sig_d() {
        m_out.detached = m_header["sigD"].exists();
        bool listed = false;
        for (const json::Value& name : m_header["crit"].items())
            listed = listed || name.text() == "sigD";
        if (m_out.detached && !listed)
            object(Code::jades_sig_d_not_critical, "sigD");
    }

    void read_certificates() {
        const json::Value& x5c = m_header["x5c"];
        if (x5c.exists() && !x5c.is_array()) {
            m_material.add(CheckId::seal_signer, finding(Code::jades_x5c_malformed, "x5c"));
            return;
        }
        if (x5c.size() > m_limits.certificates)
            throw Error{Code::jades_too_much_data, {{"limit", std::to_string(m_limits.certificates)}}, where("x5c")};
        for (const json::Value& entry : x5c.items()) {
            const auto der = base64_decode(entry.text(), Base64::standard);
            const auto certificate = der ? crypto::Certificate::from_der(*der) : std::nullopt;
            if (certificate)
                m_out.certificates.push_back(*certificate);
            else
                m_material.add(CheckId::seal_signer, finding(Code::jades_x5c_malformed, "x5c"));
        }
    }

    /** TS 119 182-1, 5.1.7 and 6.3: exactly one of the three. */
    void count_certificate_references() {
        int count = 0;
        for (const std::string_view name : {"x5t#S256", "x5t#o", "sigX5ts"})
            count += m_header[name].exists() ? 1 : 0;
        if (count != 1)
            m_out.baseline = false;
    }

    /** 2025-07-15: from then on TS 119 182-1 v1.2.1, 5.2.1 demands `iat`. */
    static constexpr Time sig_t_ended{1752537600};

    const intake::JwsSignature& m_signature;
    const json::Value& m_header;
    const Limits& m_limits;
    Material& m_material;
    JadesHeader m_out;
};

} // namespace

JadesHeader read_jades_header(const intake::JwsSignature& signature, const Limits& limits, Material& material) {
    return HeaderReader{signature, limits, material}.read();
}

} // namespace requal::seal
