#include "verify/etsi_objects.hpp"

#include "crypto/digest.hpp"
#include "verify/etsi_uris.hpp"

#include "requal/base64.hpp"

namespace requal::verify {
namespace {

std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte / 16];
            out += digits[byte % 16];
        }
    }
    return out;
}

} // namespace

std::string bytes_of_hex(std::string_view hex) {
    const auto value = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    std::string out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
    return out;
}

void write_sha256(xml::Writer& out, const char* name, const std::string& hex) {
    out.begin(name);
    out.begin("ds:DigestMethod");
    out.attribute("Algorithm", etsi::sha256);
    out.end();
    out.leaf("ds:DigestValue", base64_encode(as_bytes(bytes_of_hex(hex)), Base64::standard));
    out.end();
}

std::string place_uri(const std::string& path, const std::string& where) {
    // Two slashes at the beginning would name a host.
    const std::string file = (path.starts_with("//") ? "/." : "") + escaped(path);
    return where.empty() ? file : file + "#" + escaped(where);
}

std::string EtsiObjects::add(Object object) {
    std::string id = object.id;
    if (m_known.insert(id).second)
        m_objects.push_back(std::move(object));
    return id;
}

std::string EtsiObjects::certificate(const std::string& sha256) {
    return add({"C-" + sha256, etsi::object_certificate, sha256, {}, {}, {}, {}});
}

std::string EtsiObjects::named_certificate(const std::string& subject) {
    return add({"N-" + crypto::sha256_hex(as_bytes(subject)), etsi::object_certificate, {}, subject, {}, {}, {}});
}

std::string EtsiObjects::document(const std::string& sha256) {
    return add({"D-" + sha256, etsi::object_signed_data, sha256, {}, {}, {}, {}});
}

std::string EtsiObjects::timestamp(const SealTimestamp& stamp, const std::string& path, std::size_t seal,
                                   std::size_t index) {
    const std::string authority =
        stamp.authority_sha256.empty() ? std::string{} : certificate(stamp.authority_sha256);
    return add({"T-" + std::to_string(seal) + "-" + std::to_string(index),
                etsi::object_timestamp,
                {},
                {},
                place_uri(path, stamp.where),
                stamp,
                authority});
}

void EtsiObjects::write_timestamp(xml::Writer& out, const Object& object) {
    const SealTimestamp& stamp = *object.stamp;
    if (stamp.indication == Indication::total_passed && stamp.time) {
        out.begin("POEProvisioning");
        out.leaf("POETime", rfc3339(*stamp.time));
        out.end();
    }
    out.begin("ValidationReport");
    if (!object.authority_id.empty()) {
        out.begin("SignerInformation");
        out.begin("SignerCertificate");
        out.attribute("VOReference", object.authority_id);
        out.end();
        if (!stamp.authority.empty())
            out.leaf("Signer", stamp.authority);
        out.end();
    }
    if (const std::string_view quality = etsi::quality_of_timestamp(stamp.qualified); !quality.empty()) {
        out.begin("SignatureQuality");
        out.leaf("SignatureQualityInformation", quality);
        out.end();
    }
    out.begin("SignatureValidationStatus");
    out.leaf("MainIndication", etsi::part_indication(stamp.indication));
    if (stamp.sub_indication != SubIndication::none)
        out.leaf("SubIndication", etsi::sub_indication(stamp.sub_indication));
    out.end();
    out.end();
}

void EtsiObjects::write(xml::Writer& out) const {
    out.begin("SignatureValidationObjects");
    for (const Object& object : m_objects) {
        out.begin("ValidationObject");
        out.attribute("id", object.id);
        out.leaf("ObjectType", object.type);
        out.begin("ValidationObjectRepresentation");
        if (!object.sha256.empty()) {
            write_sha256(out, "DigestAlgAndValue", object.sha256);
        } else if (!object.uri.empty()) {
            out.leaf("URI", object.uri);
        } else {
            out.begin("direct");
            out.begin("ds:X509Data");
            out.leaf("ds:X509SubjectName", object.subject);
            out.end();
            out.end();
        }
        out.end();
        if (object.stamp)
            write_timestamp(out, object);
        out.end();
    }
    out.end();
}

} // namespace requal::verify
