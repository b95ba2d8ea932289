#include "verify/timeline.hpp"

#include <algorithm>

namespace requal::verify {
namespace {

void add_seal(const SealReport& seal, std::size_t index, std::vector<TimelineEvent>& events) {
    const auto add = [&](Time time, std::string event, std::string who, bool proven, std::string element) {
        events.push_back({time, std::move(event), std::move(who), proven, std::move(element), index});
    };
    if (seal.signer)
        add(seal.signer->not_before, "certificate-issued", seal.signer->common_name, false, "");
    if (seal.claimed_signing_time)
        add(*seal.claimed_signing_time, "sealed", seal.signer ? seal.signer->common_name : "", false, "");
    for (const SealTimestamp& stamp : seal.timestamps)
        if (stamp.time) {
            const bool believed = stamp.indication == Indication::total_passed;
            add(*stamp.time,
                !believed                  ? "stamped-in-doubt"
                : stamp.qualified == "yes" ? "stamped-qualified"
                                           : "stamped",
                stamp.authority, believed, stamp.element);
        }
    if (seal.signer)
        add(seal.signer->not_after, "certificate-ended", seal.signer->common_name, false, "");
}

} // namespace

std::vector<TimelineEvent> timeline_of(const Report& report) {
    std::vector<TimelineEvent> events;
    for (const auto& credential : report.credentials)
        if (const auto& time = credential->issued.time ? credential->issued.time : credential->issuance_date.time)
            events.push_back({*time, "issued", "", false, "", std::nullopt});
    for (std::size_t i = 0; i < report.seals.size(); ++i)
        add_seal(report.seals[i], i, events);
    events.push_back({report.time, "checked", "", true, "", std::nullopt});
    std::stable_sort(events.begin(), events.end(),
                     [](const TimelineEvent& a, const TimelineEvent& b) { return a.time < b.time; });
    return events;
}

std::string event_words(const TimelineEvent& event) {
    if (event.event == "issued")
        return "issued, says the credential";
    if (event.event == "certificate-issued")
        return "certificate of " + event.who + " begins";
    if (event.event == "certificate-ended")
        return "certificate of " + event.who + " ends";
    if (event.event == "sealed")
        return "sealed, says the seal";
    if (event.event == "stamped")
        return "stamped by " + event.who + " (" + event.element + ")";
    if (event.event == "stamped-qualified")
        return "stamped by " + event.who + ", a qualified authority (" + event.element + ")";
    if (event.event == "stamped-in-doubt")
        return "stamped by " + event.who + " (" + event.element + "), which proves nothing here";
    return "checked as of this time";
}

} // namespace requal::verify
