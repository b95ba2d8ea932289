/** @file
 * What happened when, as the report knows it: issued, sealed, stamped, ended, revoked, checked. For people who ask
 * why an old seal is still good.
 */
#pragma once

#include "requal/report.hpp"

#include <string>
#include <vector>

namespace requal::verify {

struct TimelineEvent {
    Time time;
    std::string event;   ///< "issued", "certificate-issued", "sealed", "stamped", "certificate-ended", "checked", …
    std::string who;     ///< who says so, or whose certificate it is; hostile text
    bool proven = false; ///< an authority that is trusted says so; else it is only claimed
    std::string element; ///< of a time-stamp: the format's own name
    std::optional<std::size_t> seal; ///< index of the seal it belongs to
};

/** Events in order of time; what happened at the same moment in the order of cause. */
[[nodiscard]] std::vector<TimelineEvent> timeline_of(const Report& report);

/** "stamped by …, a qualified authority"; not escaped. */
[[nodiscard]] std::string event_words(const TimelineEvent& event);

} // namespace requal::verify
