#include "seal/jades_level.hpp"

#include "seal/long_term.hpp"

#include <algorithm>

namespace requal::seal {
namespace {

std::size_t count(const UnsignedProperties& properties, std::initializer_list<std::string_view> names) {
    return static_cast<std::size_t>(
        std::count_if(properties.entries.begin(), properties.entries.end(), [&](const UnsignedProperty& entry) {
            return std::find(names.begin(), names.end(), entry.name) != names.end();
        }));
}

/** 6.3, table 1, the rows of level B that the header's reader has not judged. */
bool keeps_rules_of_b(const JadesParts& parts) {
    const json::Value& header = parts.signature.protected_header->root();
    // 5.1.3: the content of a counter-signature has no type of its own.
    if (parts.counter_signature && header["cty"].exists())
        return false;
    const std::size_t stores = count(parts.properties, {"sigPSt"});
    const json::Value& policy = header["sigPId"];
    const bool digest = policy["digVal"].is_string() || policy["hashAV"]["digVal"].is_string();
    return stores == 0 || (stores == 1 && digest);
}

bool one_token_in_each_signature_stamp(const UnsignedProperties& properties) {
    return std::all_of(properties.entries.begin(), properties.entries.end(), [](const UnsignedProperty& entry) {
        return entry.name != "sigTst" || (*entry.value)["tstTokens"].size() == 1;
    });
}

} // namespace

std::string jades_level(const JadesParts& parts, const Beside& beside, const Limits& limits) {
    const UnsignedProperties& properties = parts.properties;
    if (!parts.header.baseline || !keeps_rules_of_b(parts))
        return "JSON-NOT-ETSI";
    // Each level contains the one before it (TS 119 182-1, 6.3, table 1).
    if (!has_time(parts.material) || !one_token_in_each_signature_stamp(properties))
        return "JAdES-BASELINE-B";
    const bool certificates = count(properties, {"xVals", "axVals", "tstVD", "anyValData"}) > 0;
    if (count(properties, {"xRefs", "axRefs", "rRefs", "arRefs", "sigRTst", "rfsTst"}) > 0 ||
        !has_long_term_data(parts.material, certificates, beside, limits))
        return "JAdES-BASELINE-T";
    return has_stamp(parts.material, StampRole::archive) ? "JAdES-BASELINE-LTA" : "JAdES-BASELINE-LT";
}

} // namespace requal::seal
