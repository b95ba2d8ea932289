/** @file
 * What a file is, from its bytes alone: its name plays no part.
 */
#pragma once

#include "json/value.hpp"

#include <cstdint>
#include <string_view>

namespace requal::intake {

/** What the content is, envelopes taken off. */
enum class Kind : std::uint8_t {
    elm3_json,                  ///< European Digital Credential, ELM 3 JSON-LD
    elm3_vcdm2_json,            ///< the same model in the frame of VC data model 2.0 (EBSI)
    elm3_presentation,          ///< European Digital Presentation
    elm2_xml,                   ///< europassCredential
    elm2_presentation,          ///< verifiablePresentation of ELM v2
    elmo_xml,                   ///< EMREX transcript
    accreditations_xml,         ///< export of the accreditation register
    trusted_list_xml,           ///< ETSI TS 119 612
    vc_jwt,                     ///< VC data model 1.1 inside a JWT
    verifiable_credential_json, ///< another W3C verifiable credential, Open Badges among them
    sd_jwt,
    jwe,
    pdf,
    zip,
    png,
    svg,
    gzip,
    other_xml,
    other_json ///< well-formed JSON that is no credential
};

/** How the content is wrapped. */
enum class Packaging : std::uint8_t {
    bare,
    uploadable,
    jws_general,
    jws_flattened,
    jws_compact,
    gzip,       ///< compressed XML
    base64_gzip ///< the same as text: the transport form of EMREX
};

/** "elm3-json": for programs. */
[[nodiscard]] std::string_view kind_text(Kind kind) noexcept;
/** "a European Digital Credential (ELM 3)": for people. */
[[nodiscard]] std::string_view kind_description(Kind kind) noexcept;
[[nodiscard]] std::string_view packaging_text(Packaging packaging) noexcept;

/** Kind of a JSON document by its members, in any order. */
[[nodiscard]] Kind kind_of_json(const json::Value& root);

} // namespace requal::intake
