#include "requal/codes.hpp"
#include "requal/trust_queries.hpp"

namespace requal {
namespace {

ListAgeCheck check_list(const BundledList& list, Time at, int days) {
    constexpr std::int64_t day = 86400;
    ListAgeCheck check{list, ListAge::current, {}};
    if (!list.next_update) {
        check.findings.push_back({Code::trust_list_closed, {{"territory", list.territory}}, ""});
        return check;
    }
    const Arguments arguments{{"territory", list.territory}, {"next_update", plain_date(*list.next_update)}};
    if (*list.next_update < at) {
        check.age = ListAge::ended;
        check.findings.push_back({Code::trust_list_expired, arguments, ""});
    } else if (list.next_update->seconds - at.seconds <= days * day) {
        check.age = ListAge::ending;
        check.findings.push_back({Code::trust_list_expires_soon, arguments, ""});
    }
    return check;
}

} // namespace

BundleAgeCheck check_age(const TrustBundle& bundle, Time at, int days) {
    BundleAgeCheck check;
    for (const BundledList& list : bundle.lists())
        check.lists.push_back(check_list(list, at, days));
    for (const std::string& territory : bundle.missing())
        check.notes.push_back({Code::trust_territory_missing, {{"territory", territory}}, ""});
    for (const BundledAnchor& anchor : bundle.own_anchors())
        check.notes.push_back({Code::trust_anchor_own, {{"name", anchor.name}}, ""});
    return check;
}

} // namespace requal
