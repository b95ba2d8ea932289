#include "network/fetch.hpp"

#include <doctest/doctest.h>

using namespace requal::network;

TEST_CASE("Only addresses of http and https are fetched, and none with credentials") {
    for (const char* address : {"https://lists.example/xa.xml", "http://127.0.0.1:8080/xa.xml",
                                "HTTPS://LISTS.EXAMPLE", "https://[::1]/xa.xml", "https://lists.example/a%20b?c=d"})
        CHECK_MESSAGE(is_fetchable(address), address);
    for (const char* address :
         {"", "lists.example", "/etc/hostname", "file:///etc/hostname", "ftp://lists.example/xa.xml", "https://",
          "https://user:secret@lists.example/xa.xml", "https://user@lists.example/", "gopher://lists.example/",
          "javascript:alert(1)", "https://lists.example/a b\nc", "dict://lists.example:2628/"})
        CHECK_MESSAGE(!is_fetchable(address), address);
}

TEST_CASE("Two addresses of one server have one origin") {
    CHECK(origin_of("https://lists.example/a.xml") == origin_of("HTTPS://Lists.Example:443/b/c.xml?d"));
    CHECK(origin_of("http://lists.example/") == "http://lists.example:80");
    CHECK(origin_of("https://lists.example/") != origin_of("http://lists.example/"));
    CHECK(origin_of("https://lists.example/") != origin_of("https://lists.example:8443/"));
    CHECK(origin_of("https://lists.example/") != origin_of("https://lists.example.org/"));
    CHECK(origin_of("https://lists.example@other.example/").empty());
    CHECK(origin_of("file:///etc/hostname").empty());
}

TEST_CASE("What is no address is a problem in words, not an exception") {
    Fetcher fetcher{FetchLimits{}};
    for (const char* address : {"", "file:///etc/hostname", "https://"}) {
        const Fetched answer = fetcher.get(address);
        CHECK(answer.content.empty());
        CHECK(!answer.problem.empty());
    }
}
