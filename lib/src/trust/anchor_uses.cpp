#include "trust/anchor_uses.hpp"

#include <algorithm>
#include <array>

namespace requal::trust {
namespace {

struct Row {
    std::string_view type;
    bool seal, time_stamp, revocation;
};

/** TS 119 612, 5.5.1.1 to 5.5.1.3. Authorities that issue certificates stand behind all that they issue, units and
 *  responders too. A time-stamp service may be listed by the authority above its units (5.5.3), which also answers
 *  for them; it issues nothing for seals. All other types, registration, identification, delivery, preservation,
 *  validation, policies, attributes and `unspecified`, issue no certificates that anybody signs with. */
constexpr std::array table{
    Row{"CA/QC", true, true, true},
    Row{"CA/PKC", true, true, true},
    Row{"NationalRootCA-QC", true, true, true},
    Row{"TSA/QTST", false, true, true},
    Row{"TSA", false, true, true},
    Row{"TSA/TSS-QC", false, true, true},
    Row{"TSA/TSS-AdESQCandQES", false, true, true},
    Row{"Certstatus/OCSP/QC", false, false, true},
    Row{"Certstatus/OCSP", false, false, true},
    Row{"Certstatus/CRL/QC", false, false, true},
    Row{"Certstatus/CRL", false, false, true},
};

/** TS 119 612, 5.5.4, and the statuses of lists before the Regulation (annex D there). Another one is the word of
 *  another scheme, and what it means is not known. */
constexpr std::array<std::string_view, 13> statuses{
    "granted",
    "withdrawn",
    "recognisedatnationallevel",
    "deprecatedatnationallevel",
    "setbynationallaw",
    "deprecatedbynationallaw",
    "undersupervision",
    "supervisionincessation",
    "supervisionceased",
    "supervisionrevoked",
    "accredited",
    "accreditationceased",
    "accreditationrevoked",
};

} // namespace

bool may_anchor(const ServicePeriod& period, AnchorUse use) {
    if (std::find(statuses.begin(), statuses.end(), period.status) == statuses.end())
        return false;
    return std::any_of(table.begin(), table.end(), [&](const Row& row) {
        if (row.type != period.type)
            return false;
        switch (use) {
        case AnchorUse::seal:
            return row.seal;
        case AnchorUse::time_stamp:
            return row.time_stamp;
        case AnchorUse::revocation:
            break;
        }
        return row.revocation;
    });
}

bool may_anchor(const ServiceRecord& service, AnchorUse use) {
    return service.own() || std::any_of(service.periods.begin(), service.periods.end(),
                                        [use](const ServicePeriod& period) { return may_anchor(period, use); });
}

std::string_view use_words(AnchorUse use) noexcept {
    switch (use) {
    case AnchorUse::seal:
        return "seals";
    case AnchorUse::time_stamp:
        return "time-stamps";
    case AnchorUse::revocation:
        break;
    }
    return "revocation answers";
}

} // namespace requal::trust
