#include "verify/etsi_uris.hpp"

#include <array>
#include <utility>

namespace requal::verify::etsi {

std::string_view main_indication(Indication indication) noexcept {
    switch (indication) {
    case Indication::total_passed:
        return "urn:etsi:019102:mainindication:total-passed";
    case Indication::total_failed:
        return "urn:etsi:019102:mainindication:total-failed";
    case Indication::indeterminate:
        break;
    }
    return "urn:etsi:019102:mainindication:indeterminate";
}

std::string_view part_indication(Indication indication) noexcept {
    switch (indication) {
    case Indication::total_passed:
        return "urn:etsi:019102:mainindication:passed";
    case Indication::total_failed:
        return "urn:etsi:019102:mainindication:failed";
    case Indication::indeterminate:
        break;
    }
    return "urn:etsi:019102:mainindication:indeterminate";
}

std::string_view check_indication(CheckStatus status) noexcept {
    switch (status) {
    case CheckStatus::passed:
        return part_indication(Indication::total_passed);
    case CheckStatus::failed:
        return part_indication(Indication::total_failed);
    case CheckStatus::undetermined:
        return part_indication(Indication::indeterminate);
    case CheckStatus::skipped:
        break;
    }
    return {};
}

std::string sub_indication(SubIndication sub) {
    return "urn:etsi:019102:subindication:" + std::string{sub_indication_text(sub)};
}

std::string_view process(std::string_view level) noexcept {
    const auto ends_with_one_of = [level](auto... ends) { return (level.ends_with(ends) || ...); };
    if (ends_with_one_of("-LTA", "-A", "-ERS"))
        return "urn:etsi:019102:validationprocess:LTA"; // EN 319 102-1, 5.6
    if (ends_with_one_of("-T", "-LT", "-C", "-X", "-XL"))
        return "urn:etsi:019102:validationprocess:LTVM"; // 5.5
    return "urn:etsi:019102:validationprocess:Basic";    // 5.3
}

std::string_view quality(std::string_view qualification) noexcept {
    using Row = std::pair<std::string_view, std::string_view>;
    static constexpr std::array rows{Row{"QESeal", "urn:cef:dss:signatureQualification:QESeal"},
                                     Row{"QESig", "urn:cef:dss:signatureQualification:QESig"},
                                     Row{"AdESeal-QC", "urn:cef:dss:signatureQualification:AdESealQC"},
                                     Row{"AdESig-QC", "urn:cef:dss:signatureQualification:AdESigQC"},
                                     Row{"AdESeal", "urn:cef:dss:signatureQualification:AdESeal"},
                                     Row{"AdESig", "urn:cef:dss:signatureQualification:AdESig"},
                                     Row{"not-adES", "urn:cef:dss:signatureQualification:notAdES"}};
    for (const auto& [text, uri] : rows)
        if (text == qualification)
            return uri;
    return {};
}

std::string_view quality_of_timestamp(std::string_view qualified) noexcept {
    if (qualified == "yes")
        return "urn:cef:dss:timestampQualification:QTSA";
    return qualified == "no" ? "urn:cef:dss:timestampQualification:TSA" : "";
}

const char* timestamp_attribute(const SealTimestamp& stamp) noexcept {
    const std::string_view element = stamp.element;
    if (stamp.kind == "content")
        return element.starts_with("IndividualDataObjects") ? "IndividualDataObjectsTimeStamp"
                                                            : "AllDataObjectsTimeStamp";
    if (stamp.kind == "references")
        return element.starts_with("RefsOnly") || element == "rfsTst" ? "RefsOnlyTimeStamp" : "SigAndRefsTimeStamp";
    return stamp.kind == "archive" ? "ArchiveTimeStamp" : "SignatureTimeStamp";
}

} // namespace requal::verify::etsi
