#include "network/fetch.hpp"

#include "base/ascii.hpp"
#include "network/public_address.hpp"

#include "requal/version.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <new>

namespace requal::network {
namespace {

struct HandleClosed {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct AddressClosed {
    void operator()(CURLU* address) const noexcept { curl_url_cleanup(address); }
};
struct ListFreed {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
struct TextFreed {
    void operator()(char* text) const noexcept { curl_free(text); }
};
using ListPtr = std::unique_ptr<curl_slist, ListFreed>;
using AddressPtr = std::unique_ptr<CURLU, AddressClosed>;

std::string part_of(CURLU* address, CURLUPart part, unsigned int flags = 0) {
    char* raw = nullptr;
    const CURLUcode code = curl_url_get(address, part, &raw, flags);
    const std::unique_ptr<char, TextFreed> text{raw};
    return code == CURLUE_OK && raw != nullptr ? std::string{raw} : std::string{};
}

/** Nothing when it is no address that may be fetched. */
AddressPtr parse(std::string_view text) {
    AddressPtr address{curl_url()};
    if (!address)
        throw std::bad_alloc{};
    if (curl_url_set(address.get(), CURLUPART_URL, std::string{text}.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        return nullptr;
    const std::string scheme = part_of(address.get(), CURLUPART_SCHEME);
    const bool credentials = !part_of(address.get(), CURLUPART_USER).empty();
    if ((scheme != "http" && scheme != "https") || credentials || part_of(address.get(), CURLUPART_HOST).empty())
        return nullptr;
    return address;
}

struct Body {
    std::string content;
    std::uint64_t limit = 0;
    bool too_large = false;
};

std::size_t take(char* data, std::size_t size, std::size_t count, void* target) {
    auto& body = *static_cast<Body*>(target);
    const std::size_t bytes = size * count;
    if (bytes > body.limit - body.content.size()) {
        body.too_large = true;
        return 0; // ends the transfer
    }
    body.content.append(data, bytes);
    return bytes;
}

/** Asked by libcurl for each address to which it is about to connect: after names were resolved, and at redirects. */
curl_socket_t open_socket(void* public_only, curlsocktype, curl_sockaddr* address) {
    if (*static_cast<const bool*>(public_only) && !is_public(&address->addr))
        return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/** The proxy that the environment names for a scheme, by the rules of libcurl. */
std::string proxy_for(std::string_view scheme) {
    const std::initializer_list<const char*> http{"http_proxy", "all_proxy", "ALL_PROXY"};
    const std::initializer_list<const char*> https{"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    for (const char* name : scheme == "https" ? https : http)
        // NOLINTNEXTLINE(concurrency-mt-unsafe): read only, never set
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return value;
    return {};
}

} // namespace

struct Fetcher::Impl {
    FetchLimits limits;
    std::uint64_t bytes = limits.bytes; ///< for what is asked next
    long seconds = limits.seconds;
    bool guarded = false; ///< this connection must lead to a public address
    std::unique_ptr<CURL, HandleClosed> handle{curl_easy_init()};
    std::array<char, CURL_ERROR_SIZE> error{};

    template <typename Value>
    void set(CURLoption option, Value value) const {
        curl_easy_setopt(handle.get(), option, value);
    }
};

bool is_fetchable(std::string_view address) {
    return parse(address) != nullptr;
}

std::string origin_of(std::string_view address) {
    const AddressPtr parsed = parse(address);
    if (!parsed)
        return {};
    return lower(part_of(parsed.get(), CURLUPART_SCHEME) + "://" + part_of(parsed.get(), CURLUPART_HOST) + ":" +
                 part_of(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT));
}

std::string host_of(std::string_view address) {
    const AddressPtr parsed = parse(address);
    if (!parsed)
        return {};
    std::string host = lower(part_of(parsed.get(), CURLUPART_HOST, CURLU_URLDECODE));
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    while (host.ends_with('.'))
        host.pop_back();
    return host;
}

Fetcher::Fetcher(FetchLimits limits) : m_impl(std::make_unique<Impl>()) {
    if (!m_impl->handle)
        throw std::bad_alloc{};
    m_impl->limits = std::move(limits);
    restrict_to(m_impl->limits.bytes, m_impl->limits.seconds);
    m_impl->set(CURLOPT_ERRORBUFFER, m_impl->error.data());
    m_impl->set(CURLOPT_WRITEFUNCTION, &take);
    m_impl->set(CURLOPT_PROTOCOLS_STR, "http,https");
    m_impl->set(CURLOPT_FOLLOWLOCATION, 0L); // each step is looked at before it is taken
    m_impl->set(CURLOPT_CONNECTTIMEOUT, m_impl->limits.connect_seconds);
    m_impl->set(CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    m_impl->set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(&m_impl->guarded));
    m_impl->set(CURLOPT_NOSIGNAL, 1L); // time-outs of name resolution must not raise a signal in the caller's process
    m_impl->set(CURLOPT_FAILONERROR, 1L);
    m_impl->set(CURLOPT_ACCEPT_ENCODING, "");
    m_impl->set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    const std::string agent = "requal/" + std::string{version()};
    m_impl->set(CURLOPT_USERAGENT, agent.c_str());
}

Fetcher::~Fetcher() = default;

struct Fetcher::Question {
    std::string header;
    std::string_view body;
};

Fetched Fetcher::get(const std::string& address) {
    return ask(address, nullptr);
}

Fetched Fetcher::post(const std::string& address, const std::string& media_type, std::string_view question) {
    const Question asked{"Content-Type: " + media_type, question};
    return ask(address, &asked);
}

void Fetcher::restrict_to(std::uint64_t bytes, long seconds) {
    m_impl->bytes = std::min(m_impl->limits.bytes, bytes);
    m_impl->seconds = std::min(m_impl->limits.seconds, seconds);
}

Fetched Fetcher::ask(const std::string& address, const Question* question) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::seconds{m_impl->seconds};
    std::string at = address;
    for (long step = 0; step <= m_impl->limits.redirects; ++step) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0)
            return {{}, "it took longer than " + std::to_string(m_impl->seconds) + " seconds"};
        std::string redirect;
        Fetched answer = ask_once(at, question, static_cast<long>(left), redirect);
        if (redirect.empty())
            return answer;
        at = std::move(redirect);
    }
    return {{}, "more than " + std::to_string(m_impl->limits.redirects) + " redirects"};
}

Fetched Fetcher::ask_once(const std::string& address, const Question* question, long milliseconds,
                          std::string& redirect) {
    if (!is_fetchable(address))
        return {{}, "it is no address of http or https"};
    const std::string host = host_of(address);
    const auto& named = m_impl->limits.named_hosts;
    const bool guard = m_impl->limits.public_only && std::find(named.begin(), named.end(), host) == named.end();
    if (guard && is_plainly_special(host))
        return {{}, "it is no address of the public network", true};
    // A connection to a proxy that the user has set up is the user's own choice; what lies behind it is looked at
    // there.
    const std::string proxy = guard ? proxy_for(lower(address.substr(0, address.find(':')))) : "";
    m_impl->guarded = guard && proxy.empty();
    m_impl->set(CURLOPT_PROXY, guard ? proxy.c_str() : nullptr);
    m_impl->set(CURLOPT_NOPROXY, guard ? "" : nullptr);
    Body body;
    body.limit = m_impl->bytes;
    m_impl->set(CURLOPT_WRITEDATA, static_cast<void*>(&body));
    m_impl->set(CURLOPT_URL, address.c_str());
    m_impl->set(CURLOPT_TIMEOUT_MS, milliseconds);
    const ListPtr headers{question == nullptr ? nullptr : curl_slist_append(nullptr, question->header.c_str())};
    m_impl->set(CURLOPT_HTTPHEADER, headers.get());
    if (question == nullptr) {
        m_impl->set(CURLOPT_HTTPGET, 1L);
    } else {
        m_impl->set(CURLOPT_POSTFIELDSIZE, static_cast<long>(question->body.size()));
        m_impl->set(CURLOPT_COPYPOSTFIELDS, question->body.data());
    }
    m_impl->error[0] = '\0';
    const CURLcode code = curl_easy_perform(m_impl->handle.get());
    long status = 0;
    curl_easy_getinfo(m_impl->handle.get(), CURLINFO_RESPONSE_CODE, &status);
    if (body.too_large)
        return {{}, "the answer is larger than " + std::to_string(body.limit) + " bytes"};
    const char* next = nullptr;
    if (code == CURLE_OK && status >= 300 && status < 400 &&
        curl_easy_getinfo(m_impl->handle.get(), CURLINFO_REDIRECT_URL, &next) == CURLE_OK && next != nullptr)
        redirect = next;
    if (code == CURLE_HTTP_RETURNED_ERROR || (code == CURLE_OK && status != 200))
        return {{}, "the server answered with status " + std::to_string(status)};
    if (code != CURLE_OK)
        return {{}, m_impl->error[0] != '\0' ? std::string{m_impl->error.data()} : curl_easy_strerror(code)};
    return {std::move(body.content), {}};
}

} // namespace requal::network
