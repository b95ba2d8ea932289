#include "seal/jades_unsigned.hpp"

#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <algorithm>
#include <array>

namespace requal::seal {
namespace {

/** The members of TS 119 182-1, 5.3, read here or not. */
bool defined_property(std::string_view name) {
    constexpr std::array<std::string_view, 17> names{"sigPSt", "cSig",   "sigTst",  "xVals",      "rVals",  "axVals",
                                                     "arVals", "tstVD",  "xRefs",   "rRefs",      "axRefs", "arRefs",
                                                     "arcTst", "rfsTst", "sigRTst", "anyValData", "srATs"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/** Collects what `*Vals` members hold; each value is base64 of DER, sometimes of PEM. */
class DataCollector {
  public:
    DataCollector(const Limits& limits, Material& material) : m_limits(limits), m_material(material) {}

    void certificates(const json::Value& list, const std::string& where) {
        std::size_t index = 0;
        for (const json::Value& entry : list.items()) {
            const std::string at = where + json::pointer_step(index++);
            const auto der = value_of(entry["x509Cert"]);
            const auto certificate = der ? crypto::Certificate::from_der(*der) : std::nullopt;
            if (!certificate) {
                if (entry["x509Cert"].exists())
                    damaged(m_material, at, "x509Cert");
                continue;
            }
            if (m_material.certificates.size() >= m_limits.certificates)
                too_much(m_limits.certificates, at);
            m_material.certificates.push_back(*certificate);
        }
    }

    void revocations(const json::Value& values, const std::string& where, std::size_t order) {
        std::size_t index = 0;
        for (const json::Value& entry : values["crlVals"].items()) {
            const std::string at = where + "/crlVals" + json::pointer_step(index++);
            const auto bytes = value_of(entry);
            if (auto list = bytes ? crypto::RevocationList::parse(*bytes) : std::nullopt)
                add({std::move(*list), at, order, false});
            else
                damaged(m_material, at, "crlVals");
        }
        index = 0;
        for (const json::Value& entry : values["ocspVals"].items()) {
            const std::string at = where + "/ocspVals" + json::pointer_step(index++);
            const auto bytes = value_of(entry);
            if (auto answer = bytes ? crypto::OcspAnswer::parse(*bytes) : std::nullopt) {
                for (const crypto::Certificate& certificate : answer->certificates()) {
                    if (m_material.certificates.size() >= m_limits.certificates)
                        too_much(m_limits.certificates, at);
                    m_material.certificates.push_back(certificate);
                }
                add({std::move(*answer), at, order, false});
            } else {
                damaged(m_material, at, "ocspVals");
            }
        }
    }

  private:
    static std::optional<Bytes> value_of(const json::Value& entry) {
        return entry["val"].is_string() ? base64_decode(entry["val"].text(), Base64::standard) : std::nullopt;
    }
    void add(RevocationSource source) {
        if (m_material.revocations.size() >= m_limits.revocations)
            too_much(m_limits.revocations, source.where);
        m_material.revocations.push_back(std::move(source));
    }

    const Limits& m_limits;
    Material& m_material;
};

} // namespace

void damaged(Material& material, const std::string& where, const std::string& element) {
    material.add(CheckId::seal_time, {Code::seal_property_damaged, {{"element", element}}, where});
}

void too_much(std::size_t limit, const std::string& where) {
    throw Error{Code::jades_too_much_data, {{"limit", std::to_string(limit)}}, where};
}

bool UnsignedProperties::has(std::string_view name) const {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const UnsignedProperty& entry) { return entry.name == name; });
}

UnsignedProperties read_unsigned(const intake::JwsSignature& signature, const Limits& limits, Material& material) {
    UnsignedProperties properties;
    if (signature.unprotected_header == nullptr)
        return properties;
    const std::string base = signature.where + "/header/etsiU";
    const json::Value& list = (*signature.unprotected_header)["etsiU"];
    if (list.exists() && !list.is_array()) {
        damaged(material, base, "etsiU");
        return properties;
    }
    // Each entry may be a document of its own, and holds at least one of these; twice as many leave room for others.
    const std::size_t most = 2 * (limits.timestamps + limits.certificates + limits.revocations);
    if (list.size() > most)
        too_much(most, base);
    std::size_t index = 0;
    for (const json::Value& item : list.items()) {
        const std::string where = base + json::pointer_step(index++);
        const json::Value* object = &item;
        std::string text;
        if (item.is_string()) {
            text = item.text();
            const auto bytes = base64_decode(text, Base64::url);
            try {
                if (bytes)
                    object = &properties.documents.emplace_back(json::parse(as_text(*bytes), limits)).root();
            } catch (const Error&) {
                object = &item; // no JSON: reported as damaged below
            }
            properties.encoded_form = true;
        } else {
            properties.clear_form = true;
        }
        if (!object->is_object() || object->size() != 1) {
            damaged(material, where, "etsiU");
            // It still stands in the file, so an archive time-stamp after it covers it.
            properties.entries.push_back({"", where, std::move(text), &item});
            continue;
        }
        const json::Value& member = object->items().front();
        properties.entries.push_back({std::string{member.name()}, where, std::move(text), &member});
    }
    return properties;
}

void collect_validation_data(const UnsignedProperties& properties, const Limits& limits, Material& material) {
    DataCollector collector{limits, material};
    for (std::size_t i = 0; i < properties.entries.size(); ++i) {
        const UnsignedProperty& entry = properties.entries[i];
        if (entry.name == "xVals" || entry.name == "axVals") {
            collector.certificates(*entry.value, entry.where);
        } else if (entry.name == "rVals" || entry.name == "arVals") {
            collector.revocations(*entry.value, entry.where, i);
        } else if (entry.name == "tstVD") {
            collector.certificates((*entry.value)["certVals"], entry.where);
            collector.certificates((*entry.value)["xVals"], entry.where);
            collector.revocations((*entry.value)["revVals"], entry.where, i);
            collector.revocations((*entry.value)["rVals"], entry.where, i);
        } else if (!entry.name.empty() && !defined_property(entry.name)) {
            material.add(CheckId::seal_time, {Code::seal_property_unknown, {{"element", entry.name}}, entry.where});
        }
    }
}

} // namespace requal::seal
