#include "network/public_address.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <span>
#include <string>

namespace requal::network {
namespace {

using Octets = std::span<const std::uint8_t>;

struct Block {
    std::array<std::uint8_t, 16> prefix;
    unsigned bits;
};

bool lies_in(Octets address, const Block& block) {
    for (unsigned bit = 0; bit < block.bits; ++bit) {
        const unsigned mask = 0x80U >> (bit % 8);
        if (((address[bit / 8] ^ block.prefix[bit / 8]) & mask) != 0)
            return false;
    }
    return true;
}

template <std::size_t Count>
bool lies_in_any(Octets address, const std::array<Block, Count>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) { return lies_in(address, block); });
}

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast. */
constexpr std::array special_v4{
    Block{{0}, 8},             // this network
    Block{{10}, 8},            // private (RFC 1918)
    Block{{100, 64}, 10},      // shared by a provider's customers (RFC 6598)
    Block{{127}, 8},           // loopback
    Block{{169, 254}, 16},     // link-local
    Block{{172, 16}, 12},      // private
    Block{{192, 0, 0}, 24},    // protocol assignments
    Block{{192, 0, 2}, 24},    // documentation
    Block{{192, 31, 196}, 24}, // AS112
    Block{{192, 52, 193}, 24}, // AMT
    Block{{192, 88, 99}, 24},  // 6to4 relays
    Block{{192, 168}, 16},     // private
    Block{{192, 175, 48}, 24}, // AS112
    Block{{198, 18}, 15},      // benchmarks
    Block{{198, 51, 100}, 24}, // documentation
    Block{{203, 0, 113}, 24},  // documentation
    Block{{224}, 4},           // multicast
    Block{{240}, 4},           // reserved, limited broadcast
};

/** https://www.iana.org/assignments/iana-ipv6-special-registry: within the global unicast addresses. */
constexpr std::array special_v6{
    Block{{0x20, 0x01, 0x00}, 23},                   // protocol assignments: Teredo, benchmarks, ORCHID
    Block{{0x20, 0x01, 0x0d, 0xb8}, 32},             // documentation
    Block{{0x26, 0x20, 0x00, 0x4f, 0x80, 0x00}, 48}, // AS112
    Block{{0x3f, 0xff, 0x00}, 20},                   // documentation
};
constexpr Block global_unicast{{0x20}, 3};
constexpr Block mapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr Block translated{{0x00, 0x64, 0xff, 0x9b}, 96}; // NAT64 (RFC 6052)
constexpr Block six_to_four{{0x20, 0x02}, 16};

bool is_public_v4(Octets address) {
    return !lies_in_any(address, special_v4);
}

bool is_public_v6(Octets address) {
    if (lies_in(address, mapped) || lies_in(address, translated))
        return is_public_v4(address.subspan(12, 4));
    if (lies_in(address, six_to_four))
        return is_public_v4(address.subspan(2, 4));
    return lies_in(address, global_unicast) && !lies_in_any(address, special_v6);
}

} // namespace

bool is_public(const sockaddr* address) {
    if (address->sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        return is_public_v4({reinterpret_cast<const std::uint8_t*>(&v4.sin_addr), 4});
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, address, sizeof v6);
        return is_public_v6({reinterpret_cast<const std::uint8_t*>(&v6.sin6_addr), 16});
    }
    return false;
}

bool is_plainly_special(std::string_view host) {
    std::string name = lower(host);
    while (name.ends_with('.'))
        name.pop_back();
    if (name == "localhost" || name.ends_with(".localhost"))
        return true;
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST; // nothing is asked of anybody
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(name.c_str(), nullptr, &hints, &found) != 0)
        return false;
    bool special = false;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next)
        special = special || !is_public(one->ai_addr);
    freeaddrinfo(found);
    return special;
}

} // namespace requal::network
