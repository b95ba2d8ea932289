#include "support/authority.hpp"
#include "trust/authorities.hpp"

#include "requal/trust_import.hpp"

#include <doctest/doctest.h>

using namespace requal;

namespace {

/** A well-formed certificate of a name that nobody else bears: more of them than any store of answers keeps. */
crypto::Certificate stranger(std::size_t number) {
    static const Bytes known = test::certificate("seal-p256").der();
    constexpr std::string_view name = "TEST Seal p256";
    std::string der{known.begin(), known.end()};
    std::string other = std::to_string(number);
    other.insert(0, name.size() - other.size(), '0');
    der.replace(der.find(name), name.size(), other);
    return crypto::Certificate::from_der(as_bytes(der)).value();
}

TrustBundle bundle_of(const std::string& folder) {
    const std::string root = (test::data() / "authority" / "root-ca.pem").string();
    return add_own_anchor(folder, root, "TEST root", Time{1748736000});
}

} // namespace

// A file may bring certificates by the thousand, and every one is asked about. What was answered before must not
// depend on what the index still remembers: built with AddressSanitizer, this case stops at the first stale reference.
TEST_CASE("Services and anchors are told rightly after more certificates than are remembered") {
    const test::TemporaryFolder folder;
    const trust::Authorities authorities{{}, bundle_of(folder.file("bundle"))};
    for (std::size_t i = 0; i < 4200; ++i)
        REQUIRE(authorities.services_of(stranger(i)).empty());

    const crypto::Certificate root = test::certificate("root-ca");
    const auto& services = authorities.services_of(root);
    for (std::size_t i = 5000; i < 5100; ++i)
        REQUIRE(!authorities.trusts(stranger(i)));
    REQUIRE(services.size() == 1);
    CHECK(services.front().name == "TEST root");

    const std::vector<crypto::Certificate> pool = test::certificates({"sub-ca", "root-ca"});
    const crypto::Chain chain = authorities.path(test::certificate("seal-rsa"), pool, 10, trust::AnchorUse::seal);
    CHECK(chain.anchored);
    CHECK(chain.certificates.size() == 3);
}

TEST_CASE("A path ends at a listed authority that the file does not bring, with a full memory too") {
    const test::TemporaryFolder folder;
    const trust::Authorities authorities{{}, bundle_of(folder.file("bundle"))};
    std::vector<crypto::Certificate> pool = test::certificates({"sub-ca"});
    for (std::size_t i = 0; i < 4200; ++i)
        REQUIRE(!authorities.path(stranger(i), {}, 10, trust::AnchorUse::seal).anchored);
    CHECK(authorities.path(test::certificate("seal-rsa"), pool, 10, trust::AnchorUse::seal).anchored);
}
