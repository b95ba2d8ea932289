#include "seal/stamp_kinds.hpp"

#include "seal/xml_names.hpp"

#include <algorithm>
#include <array>

namespace requal::seal {
namespace {

/** A time-stamp inside a counter-signature is about the counter-signature: read for "signature value" the value of
 *  that one. It proves nothing of the seal that is counter-signed; an archive time-stamp of that seal covers the
 *  counter-signatures that stand before it, as it covers all unsigned properties (EN 319 132-1, 5.5.2; TS 119 182-1,
 *  5.3.6.3). */
constexpr std::array kinds{
    // clang-format off
    StampKind{StampFormat::jades, "adoTst", "", StampRole::content, covers::contents,
              StampProof::sealed_after, "ETSI TS 119 182-1, 5.2.6"},
    StampKind{StampFormat::jades, "sigTst", "", StampRole::signature, covers::value,
              StampProof::sealed_before, "ETSI TS 119 182-1, 5.3.4"},
    StampKind{StampFormat::jades, "sigRTst", "", StampRole::references,
              covers::value | covers::signature_stamps | covers::references,
              StampProof::sealed_before, "ETSI TS 119 182-1, A.1.5.1"},
    StampKind{StampFormat::jades, "rfsTst", "", StampRole::references, covers::references,
              StampProof::nothing, "ETSI TS 119 182-1, A.1.5.2"},
    StampKind{StampFormat::jades, "arcTst", "", StampRole::archive,
              covers::contents | covers::signed_part | covers::value | covers::all_before,
              StampProof::all_before, "ETSI TS 119 182-1, 5.3.6.3"},

    StampKind{StampFormat::xades, "AllDataObjectsTimeStamp", "", StampRole::content, covers::contents,
              StampProof::sealed_after, "ETSI EN 319 132-1, 5.2.8.1"},
    StampKind{StampFormat::xades, "IndividualDataObjectsTimeStamp", "", StampRole::content, covers::contents,
              StampProof::sealed_after, "ETSI EN 319 132-1, 5.2.8.2"},
    StampKind{StampFormat::xades, "SignatureTimeStamp", "", StampRole::signature, covers::value,
              StampProof::sealed_before, "ETSI EN 319 132-1, 5.3"},
    StampKind{StampFormat::xades, "SigAndRefsTimeStamp", "", StampRole::references,
              covers::value | covers::signature_stamps | covers::references,
              StampProof::sealed_before, "ETSI TS 101 903, 7.5.1"},
    StampKind{StampFormat::xades, "SigAndRefsTimeStampV2", "", StampRole::references,
              covers::value | covers::signature_stamps | covers::references,
              StampProof::sealed_before, "ETSI EN 319 132-1, A.1.5.1"},
    StampKind{StampFormat::xades, "RefsOnlyTimeStamp", "", StampRole::references, covers::references,
              StampProof::nothing, "ETSI TS 101 903, 7.5.2"},
    StampKind{StampFormat::xades, "RefsOnlyTimeStampV2", "", StampRole::references, covers::references,
              StampProof::nothing, "ETSI EN 319 132-1, A.1.5.2"},
    StampKind{StampFormat::xades, "ArchiveTimeStamp", xades141, StampRole::archive,
              covers::contents | covers::signed_part | covers::value | covers::all_before,
              StampProof::all_before, "ETSI EN 319 132-1, 5.5.2"},
    StampKind{StampFormat::xades, "ArchiveTimeStamp", "", StampRole::archive,
              covers::contents | covers::signed_part | covers::value | covers::all_before,
              StampProof::all_before, "ETSI TS 101 903 V1.3.2, 7.7.1"},
    // clang-format on
};

} // namespace

const StampKind* stamp_kind(StampFormat format, std::string_view element, std::string_view space) {
    const auto* found = std::find_if(kinds.begin(), kinds.end(), [&](const StampKind& kind) {
        return kind.format == format && kind.element == element && (kind.space.empty() || kind.space == space);
    });
    return found == kinds.end() ? nullptr : found;
}

std::span<const StampKind> stamp_kinds() noexcept {
    return kinds;
}

std::string_view role_text(StampRole role) noexcept {
    switch (role) {
    case StampRole::content:
        return "content";
    case StampRole::signature:
        return "signature";
    case StampRole::references:
        return "references";
    case StampRole::archive:
        break;
    }
    return "archive";
}

} // namespace requal::seal
