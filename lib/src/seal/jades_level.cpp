#include "seal/jades_level.hpp"

namespace requal::seal {

std::string jades_level(bool baseline, const UnsignedProperties& properties) {
    if (!baseline)
        return "JSON-NOT-ETSI";
    // Each level contains the one before it (TS 119 182-1, 6.3, table 1).
    if (!properties.has("sigTst"))
        return "JAdES-BASELINE-B";
    const bool validation_data =
        properties.has("rVals") || properties.has("xVals") || properties.has("tstVD") || properties.has("arVals");
    if (!validation_data)
        return "JAdES-BASELINE-T";
    return properties.has("arcTst") ? "JAdES-BASELINE-LTA" : "JAdES-BASELINE-LT";
}

} // namespace requal::seal
