/** @file
 * Fetches over HTTP and HTTPS, for the commands that the user told to use the network. Nothing else of the library
 * opens a connection.
 *
 *     Fetcher fetcher{FetchLimits{}};
 *     const Fetched answer = fetcher.get("https://lists.example/xa.xml");
 *     if (answer.problem.empty()) use(answer.content);
 *
 * No cookies, no credentials, no other protocol, whatever an address or a redirect names. Servers are authenticated
 * by the certificates that the system trusts.
 */
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace requal::network {

struct FetchLimits {
    std::uint64_t bytes = 64U * 1024U * 1024U; ///< of an answer, unpacked
    long connect_seconds = 15;
    long seconds = 120; ///< for the whole answer, redirects included
    long redirects = 5;
    /** Connects to addresses of the public network alone (see public_address.hpp), wherever names and redirects lead:
     *  what is asked for is named by strangers. */
    bool public_only = false;
    std::vector<std::string> named_hosts; ///< exempt from that, in lower case
};

struct Fetched {
    std::string content;
    std::string problem;  ///< why there is none, in words; empty when it was fetched
    bool refused = false; ///< the address itself says that it is none of the public network: nobody was asked
};

/** Whether the address is one of http or https, with a host and without credentials. */
[[nodiscard]] bool is_fetchable(std::string_view address);
/** Scheme, host and port, in lower case: "https://lists.example". Empty for what is_fetchable() refuses. */
[[nodiscard]] std::string origin_of(std::string_view address);
/** In lower case, an address of IPv6 without brackets: "lists.example". Empty for what is_fetchable() refuses. */
[[nodiscard]] std::string host_of(std::string_view address);

/** Keeps connections open between calls. Belongs to one thread. */
class Fetcher {
  public:
    explicit Fetcher(FetchLimits limits);
    Fetcher(const Fetcher&) = delete;
    Fetcher& operator=(const Fetcher&) = delete;
    ~Fetcher();

    /** Limits for what is asked next, where they are lower than the fetcher's own. */
    void restrict_to(std::uint64_t bytes, long seconds);
    /** The body of the answer, when its status is 200. Never throws for what a server does. */
    [[nodiscard]] Fetched get(const std::string& address);
    /** The answer to a question of this media type. As get(). */
    [[nodiscard]] Fetched post(const std::string& address, const std::string& media_type, std::string_view question);

  private:
    struct Question;
    [[nodiscard]] Fetched ask(const std::string& address, const Question* question);
    [[nodiscard]] Fetched ask_once(const std::string& address, const Question* question, long milliseconds,
                                   std::string& redirect);

    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace requal::network
