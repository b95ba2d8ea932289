#include "network/fetch.hpp"

#include "requal/version.hpp"

#include <curl/curl.h>

#include <array>
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

} // namespace

struct Fetcher::Impl {
    FetchLimits limits;
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
    std::string origin = part_of(parsed.get(), CURLUPART_SCHEME) + "://" + part_of(parsed.get(), CURLUPART_HOST) +
                         ":" + part_of(parsed.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT);
    for (char& c : origin)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return origin;
}

Fetcher::Fetcher(FetchLimits limits) : m_impl(std::make_unique<Impl>()) {
    if (!m_impl->handle)
        throw std::bad_alloc{};
    m_impl->limits = limits;
    m_impl->set(CURLOPT_ERRORBUFFER, m_impl->error.data());
    m_impl->set(CURLOPT_WRITEFUNCTION, &take);
    m_impl->set(CURLOPT_PROTOCOLS_STR, "http,https");
    m_impl->set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    m_impl->set(CURLOPT_FOLLOWLOCATION, 1L);
    m_impl->set(CURLOPT_MAXREDIRS, limits.redirects);
    m_impl->set(CURLOPT_CONNECTTIMEOUT, limits.connect_seconds);
    m_impl->set(CURLOPT_TIMEOUT, limits.seconds);
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

Fetched Fetcher::ask(const std::string& address, const Question* question) {
    if (!is_fetchable(address))
        return {{}, "it is no address of http or https"};
    Body body;
    body.limit = m_impl->limits.bytes;
    m_impl->set(CURLOPT_WRITEDATA, static_cast<void*>(&body));
    m_impl->set(CURLOPT_URL, address.c_str());
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
    if (code == CURLE_HTTP_RETURNED_ERROR || (code == CURLE_OK && status != 200))
        return {{}, "the server answered with status " + std::to_string(status)};
    if (code != CURLE_OK)
        return {{}, m_impl->error[0] != '\0' ? std::string{m_impl->error.data()} : curl_easy_strerror(code)};
    return {std::move(body.content), {}};
}

} // namespace requal::network
