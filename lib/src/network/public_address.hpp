/** @file
 * Which addresses belong to the public network (the registries of special-purpose addresses of IANA, RFC 6890). Only
 * files of this room include it.
 */
#pragma once

#include <string_view>
#include <sys/socket.h>

namespace requal::network {

/** False for private, shared, loopback, link-local, multicast, documentation and all other addresses of a special
 * kind, also where one of them stands inside an address of IPv6; and for whatever is no address of IPv4 or IPv6. */
[[nodiscard]] bool is_public(const sockaddr* address);

/** Whether a host is written as an address, in any of the ways that the system's resolver reads, and that address is
 * not public; or is a name that is kept for the local machine (RFC 6761, 6.3). @param host without brackets */
[[nodiscard]] bool is_plainly_special(std::string_view host);

} // namespace requal::network
