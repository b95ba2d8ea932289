/** @file
 * Every kind of time-stamp of JAdES and XAdES, as a table: what its imprint covers, and what it may prove by that
 * (ETSI EN 319 102-1, 5.6.2.3).
 *
 *     const StampKind* kind = stamp_kind(StampFormat::jades, "rfsTst", "");   // proves nothing about the seal
 */
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace requal::seal {

enum class StampFormat : std::uint8_t { jades, xades };

/** What a time-stamp is for; its word in reports. */
enum class StampRole : std::uint8_t {
    content,    ///< over what is sealed
    signature,  ///< over the signature value
    references, ///< over references to validation data
    archive     ///< over the signature and everything carried before it
};

/** What an imprint is made over, as bits. */
namespace covers {
inline constexpr unsigned contents = 1;         ///< what is sealed, or some of it
inline constexpr unsigned signed_part = 2;      ///< the protected header; SignedInfo and KeyInfo
inline constexpr unsigned value = 4;            ///< the signature value
inline constexpr unsigned signature_stamps = 8; ///< signature time-stamps that stand before it
inline constexpr unsigned references = 16;      ///< references to certificates and answers that stand before it
inline constexpr unsigned all_before = 32;      ///< every unsigned property before it: stamps, certificates, answers
} // namespace covers

/** What follows from an imprint by a trusted unit at a time. */
enum class StampProof : std::uint8_t {
    sealed_after,  ///< it stands inside what was signed: the signature was made later
    sealed_before, ///< it covers the signature value: the seal existed
    all_before,    ///< the seal existed, and so did what is carried before the time-stamp
    nothing        ///< nothing that the judgement of a seal rests on: that some references existed
};

struct StampKind {
    StampFormat format;
    std::string_view element;
    std::string_view space; ///< namespace where one name has two meanings; empty: any
    StampRole role;
    unsigned covers;
    StampProof proof;
    std::string_view clause;
};

/** Nothing for a property that is no time-stamp. */
[[nodiscard]] const StampKind* stamp_kind(StampFormat format, std::string_view element, std::string_view space);
[[nodiscard]] std::span<const StampKind> stamp_kinds() noexcept;

/** The word of reports: "content". */
[[nodiscard]] std::string_view role_text(StampRole role) noexcept;

} // namespace requal::seal
