#include "intake/kind.hpp"

#include <array>

namespace requal::intake {
namespace {

struct Row {
    Kind kind;
    std::string_view text;
    std::string_view description;
};

constexpr std::array rows{
    Row{Kind::elm3_json, "elm3-json", "a European Digital Credential (ELM 3)"},
    Row{Kind::elm3_vcdm2_json, "elm3-vcdm2-json", "a European Digital Credential in the VC data model 2.0"},
    Row{Kind::elm3_presentation, "elm3-presentation", "a presentation of European Digital Credentials (ELM 3)"},
    Row{Kind::elm2_xml, "elm2-xml", "a European Digital Credential in XML (ELM v2)"},
    Row{Kind::elm2_presentation, "elm2-presentation",
        "a presentation of European Digital Credentials in XML (ELM v2)"},
    Row{Kind::elmo_xml, "elmo", "an EMREX transcript (ELMO)"},
    Row{Kind::accreditations_xml, "accreditations", "an export of the accreditation register"},
    Row{Kind::trusted_list_xml, "trusted-list", "a trusted list (ETSI TS 119 612)"},
    Row{Kind::vc_jwt, "vc-jwt", "a W3C verifiable credential in a JWT"},
    Row{Kind::verifiable_credential_json, "verifiable-credential", "a W3C verifiable credential of another model"},
    Row{Kind::sd_jwt, "sd-jwt", "a selectively disclosable credential (SD-JWT)"},
    Row{Kind::jwe, "jwe", "an encrypted message (JWE)"},
    Row{Kind::pdf, "pdf", "a PDF document"},
    Row{Kind::zip, "zip", "a ZIP container"},
    Row{Kind::png, "png", "a PNG picture"},
    Row{Kind::svg, "svg", "an SVG picture"},
    Row{Kind::gzip, "gzip", "a gzip-compressed file"},
    Row{Kind::other_xml, "other-xml", "an XML document"},
    Row{Kind::other_json, "other-json", "a JSON document"}};

/** `type` and `@context` are a value or an array of values. */
bool holds(const json::Value& value, std::string_view text) {
    if (value.is_string())
        return value.text() == text;
    for (const json::Value& item : value.items())
        if (item.is_string() && item.text() == text)
            return true;
    return false;
}

} // namespace

std::string_view kind_text(Kind kind) noexcept {
    return rows[static_cast<std::size_t>(kind)].text;
}
std::string_view kind_description(Kind kind) noexcept {
    return rows[static_cast<std::size_t>(kind)].description;
}

std::string_view packaging_text(Packaging packaging) noexcept {
    switch (packaging) {
    case Packaging::bare:
        return "bare";
    case Packaging::uploadable:
        return "uploadable";
    case Packaging::jws_general:
        return "jws-general";
    case Packaging::jws_flattened:
        return "jws-flattened";
    case Packaging::jws_compact:
        return "jws-compact";
    case Packaging::gzip:
        return "gzip";
    case Packaging::base64_gzip:
        return "base64-gzip";
    }
    return "";
}

Kind kind_of_json(const json::Value& root) {
    const json::Value& type = root["type"].exists() ? root["type"] : root["@type"];
    const json::Value& context = root["@context"];
    const bool vcdm2 = holds(context, "https://www.w3.org/ns/credentials/v2");
    if (holds(type, "EuropeanDigitalCredential"))
        return vcdm2 ? Kind::elm3_vcdm2_json : Kind::elm3_json;
    if (holds(type, "EuropeanDigitalPresentation"))
        return Kind::elm3_presentation;
    if (root["vc"].is_object())
        return Kind::vc_jwt;
    if (root["vct"].is_string())
        return Kind::sd_jwt;
    if (holds(type, "VerifiableCredential") || holds(type, "VerifiablePresentation") ||
        (root["proof"].exists() && context.exists()))
        return Kind::verifiable_credential_json;
    return Kind::other_json;
}

} // namespace requal::intake
