/** @file
 * The identifiers of ETSI TS 119 102-2 V1.4.1, and those that stand in for what it leaves open.
 */
#pragma once

#include "requal/report.hpp"

#include <string>
#include <string_view>

namespace requal::verify::etsi {

inline constexpr auto space = "http://uri.etsi.org/19102/v1.4.1#";
inline constexpr auto space_xades = "http://uri.etsi.org/01903/v1.3.2#";
inline constexpr auto space_signature = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr auto sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

inline constexpr auto object_certificate = "urn:etsi:019102:validationObject:certificate"; // 4.4.4
inline constexpr auto object_timestamp = "urn:etsi:019102:validationObject:timestamp";
inline constexpr auto object_signed_data = "urn:etsi:019102:validationObject:signedData";
inline constexpr auto proof_by_validation = "urn:etsi:019102:poetype:validation";      // 4.4.6.2
inline constexpr auto constraint_applied = "urn:etsi:019102:constraintStatus:applied"; // 4.3.5.4.2
inline constexpr auto constraint_disabled = "urn:etsi:019102:constraintStatus:disabled";

/** Our own checks, findings and remarks have no identifiers in the standard: "urn:requal:check:seal.chain". */
inline constexpr auto check_prefix = "urn:requal:check:";
inline constexpr auto finding_prefix = "urn:requal:finding:";
inline constexpr auto remark_prefix = "urn:requal:remark:";

/** Of a whole seal (4.3.4.2). */
[[nodiscard]] std::string_view main_indication(Indication indication) noexcept;
/** Of a part of the validation: a time-stamp (4.3.4.2). */
[[nodiscard]] std::string_view part_indication(Indication indication) noexcept;
/** Of a check; nothing for a skipped one. */
[[nodiscard]] std::string_view check_indication(CheckStatus status) noexcept;
[[nodiscard]] std::string sub_indication(SubIndication sub);
/** The process of EN 319 102-1 that a level asks for (4.3.11.1). */
[[nodiscard]] std::string_view process(std::string_view level) noexcept;
/** The standard leaves qualities open (4.3.10); these are the identifiers of the Commission's own verification
 *  library. Empty when there is no answer. */
[[nodiscard]] std::string_view quality(std::string_view qualification) noexcept;
[[nodiscard]] std::string_view quality_of_timestamp(std::string_view qualified) noexcept;
/** The element of SignatureAttributes for a time-stamp (4.3.8). */
[[nodiscard]] const char* timestamp_attribute(const SealTimestamp& stamp) noexcept;

} // namespace requal::verify::etsi
