/** @file
 * What an authority of a trusted list may stand for: a table from the types of services (ETSI TS 119 612, 5.5.1) to
 * the uses of a path that ends at them.
 *
 *     if (may_anchor(service, AnchorUse::time_stamp)) …
 */
#pragma once

#include "trust/bundle.hpp"

#include <cstdint>
#include <string_view>

namespace requal::trust {

/** What is at the other end of a path. */
enum class AnchorUse : std::uint8_t {
    seal,       ///< a certificate that sealed or signed
    time_stamp, ///< a unit that stamped
    revocation  ///< who signed an OCSP answer or a revocation list
};

/** Whether a service of this type and status vouches for such a certificate: itself, or those that it issued.
 *
 *  The status decides only that it is one of ETSI's (5.5.4). A service that was withdrawn or whose supervision ended
 *  stays an anchor: its status speaks of its qualification, not of its keys, and seals of its good days would be lost
 *  with it. What the status does to the qualification is for qualified_at() to say (TS 119 615, 4.4), and the report
 *  names it. */
[[nodiscard]] bool may_anchor(const ServicePeriod& period, AnchorUse use);

/** The same of a service in any of its periods: a path that ends at its key is one that the list vouches for, or did.
 *  An anchor of the caller's own in the bundle stands for every use. */
[[nodiscard]] bool may_anchor(const ServiceRecord& service, AnchorUse use);

/** For messages: "seals", "time-stamps", "revocation answers". */
[[nodiscard]] std::string_view use_words(AnchorUse use) noexcept;

} // namespace requal::trust
