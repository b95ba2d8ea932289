#include "network/public_address.hpp"

#include "network/fetch.hpp"

#include <arpa/inet.h>
#include <array>
#include <doctest/doctest.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string>
#include <unistd.h>

using namespace requal::network;

namespace {

bool public_v4(const char* text) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    REQUIRE(inet_pton(AF_INET, text, &address.sin_addr) == 1);
    return is_public(reinterpret_cast<const sockaddr*>(&address));
}

bool public_v6(const char* text) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    REQUIRE(inet_pton(AF_INET6, text, &address.sin6_addr) == 1);
    return is_public(reinterpret_cast<const sockaddr*>(&address));
}

/** A port of this machine to which nobody answers. */
class Listener {
  public:
    Listener() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_ANY);
        socklen_t size = sizeof address;
        REQUIRE(::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(m_socket, 1) == 0);
        REQUIRE(::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port = ntohs(address.sin_port);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener() { ::close(m_socket); }

    [[nodiscard]] bool was_called() const {
        const int caller = ::accept(m_socket, nullptr, nullptr);
        if (caller >= 0)
            ::close(caller);
        return caller >= 0;
    }

    int port = 0;

  private:
    int m_socket;
};

} // namespace

TEST_CASE("Addresses of a special kind are none of the public network") {
    for (const char* address :
         {"0.0.0.0",     "0.1.2.3",         "10.0.0.1",        "10.255.255.255", "100.64.0.1",     "100.127.255.255",
          "127.0.0.1",   "127.255.255.255", "169.254.169.254", "172.16.0.1",     "172.31.255.255", "192.0.0.1",
          "192.0.2.1",   "192.88.99.1",     "192.168.0.1",     "198.18.0.1",     "198.19.255.255", "198.51.100.1",
          "203.0.113.1", "224.0.0.1",       "239.255.255.255", "240.0.0.1",      "255.255.255.255"})
        CHECK_MESSAGE(!public_v4(address), address);
    for (const char* address :
         {"1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1",
          "172.15.255.255", "172.32.0.1", "192.167.1.1", "193.0.0.1", "198.17.1.1", "198.20.0.1", "223.255.255.255"})
        CHECK_MESSAGE(public_v4(address), address);
    for (const char* address : {"::",
                                "::1",
                                "::ffff:127.0.0.1",
                                "::ffff:10.0.0.1",
                                "::127.0.0.1",
                                "64:ff9b::7f00:1",
                                "64:ff9b:1::1",
                                "100::1",
                                "2001::1",
                                "2001:2::1",
                                "2001:10::1",
                                "2001:db8::1",
                                "2002:7f00:1::1",
                                "2002:c0a8:101::1",
                                "3fff::1",
                                "5f00::1",
                                "fc00::1",
                                "fd12:3456::1",
                                "fe80::1",
                                "fec0::1",
                                "ff02::1"})
        CHECK_MESSAGE(!public_v6(address), address);
    for (const char* address : {"2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "::ffff:1.1.1.1",
                                "64:ff9b::101:101", "2002:101:101::1"})
        CHECK_MESSAGE(public_v6(address), address);
    sockaddr local{};
    local.sa_family = AF_UNIX;
    CHECK_FALSE(is_public(&local));
}

TEST_CASE("A host may be written as such an address in many ways") {
    for (const char* host : {"127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "0", "::1", "fe80::1",
                             "::ffff:127.0.0.1", "10.1", "localhost", "LOCALHOST", "localhost.", "a.localhost"})
        CHECK_MESSAGE(is_plainly_special(host), host);
    for (const char* host : {"1.1.1.1", "2606:4700::1111", "lists.example", "127.0.0.1.example", "localhost.example"})
        CHECK_MESSAGE(!is_plainly_special(host), host);
}

TEST_CASE("Whoever was told to stay in the public network connects to no other address") {
    const Listener listener;
    const std::string port = ":" + std::to_string(listener.port) + "/";
    const FetchLimits strangers{.connect_seconds = 2, .seconds = 2, .public_only = true, .named_hosts = {}};
    FetchLimits named = strangers;
    named.named_hosts = {"127.0.0.1"};
    named.seconds = 1;

    CHECK(Fetcher{strangers}.get("http://127.0.0.1" + port).refused);
    CHECK_FALSE(listener.was_called());
    CHECK_FALSE(Fetcher{named}.get("http://127.0.0.1" + port).refused);
    CHECK(listener.was_called());

    // A name that resolves to this machine, as its own name does as a rule: known only when it was resolved.
    std::array<char, 256> own{};
    REQUIRE(gethostname(own.data(), own.size() - 1) == 0);
    addrinfo hints{};
    hints.ai_family = AF_INET;
    addrinfo* found = nullptr;
    if (getaddrinfo(own.data(), nullptr, &hints, &found) != 0)
        return;
    const bool inside = !is_public(found->ai_addr);
    freeaddrinfo(found);
    const std::string host = own.data();
    if (!inside || is_plainly_special(host))
        return;
    CHECK(!Fetcher{strangers}.get("http://" + host + port).problem.empty());
    CHECK_FALSE(listener.was_called());
    named.named_hosts = {host};
    static_cast<void>(Fetcher{named}.get("http://" + host + port));
    CHECK(listener.was_called());
}
