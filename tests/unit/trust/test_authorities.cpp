#include "base/effort.hpp"
#include "crypto/certificate_statements.hpp"
#include "crypto/timestamp.hpp"
#include "support/authority.hpp"
#include "support/made_certificates.hpp"
#include "trust/authorities.hpp"

#include "requal/trust_import.hpp"

#include <doctest/doctest.h>
#include <fstream>

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
// depend on what the index still remembers: built with AddressSanitizer, this case stops at the first stale
// reference.
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

TEST_CASE("The signer of a token is found in the bundle by each of the ways in which a token may name it") {
    const test::TemporaryFolder folder;
    const trust::Authorities authorities{{}, bundle_of(folder.file("bundle"))};
    const crypto::Certificate root = test::certificate("root-ca");
    const std::string issuer = crypto::issuer_key(root);
    const std::string serial = root.facts().serial;
    const auto found = [&](const crypto::SignerName& name) {
        const auto certificates = authorities.signers_named(name);
        return certificates.size() == 1 && certificates.front() == root;
    };
    CHECK(found({root.sha256(), "", "", ""}));
    CHECK(found({"", issuer, serial, ""}));
    CHECK(found({"", "", "", crypto::key_identifier(root)}));
    // What the token binds by its digest is that certificate and no namesake of it.
    CHECK(authorities.signers_named({test::certificate("tsa").sha256(), issuer, serial, ""}).empty());
    CHECK(authorities.signers_named({"", issuer, serial + "1", ""}).empty());
    CHECK(authorities.signers_named({"", crypto::issuer_key(test::certificate("seal-rsa")), serial, ""}).empty());
}

TEST_CASE("A question costs more the more certificates are at hand, and never much") {
    const test::TemporaryFolder folder;
    const trust::Authorities authorities{{}, bundle_of(folder.file("bundle"))};
    const auto spent_with = [&](std::size_t copies) {
        const Limits limits;
        const Effort effort{limits};
        const std::vector<crypto::Certificate> pool(copies, test::certificate("sub-ca"));
        CHECK(authorities.path(test::certificate("seal-rsa"), pool, 10, trust::AnchorUse::seal).anchored);
        return Effort::spent();
    };
    const std::size_t few = spent_with(16);
    CHECK(few > 0);
    CHECK(spent_with(800) > few);
    CHECK(spent_with(800) < 10'000 + few);
}

TEST_CASE("A path ends at a listed authority that the file does not bring, with a full memory too") {
    const test::TemporaryFolder folder;
    const trust::Authorities authorities{{}, bundle_of(folder.file("bundle"))};
    std::vector<crypto::Certificate> pool = test::certificates({"sub-ca"});
    for (std::size_t i = 0; i < 4200; ++i)
        REQUIRE(!authorities.path(stranger(i), {}, 10, trust::AnchorUse::seal).anchored);
    CHECK(authorities.path(test::certificate("seal-rsa"), pool, 10, trust::AnchorUse::seal).anchored);
}

// Name and key of a listed authority are public. What somebody writes around them counts only when the key itself, or
// the authority above, has signed it.
TEST_CASE("Another certificate of a listed name and key stands for it only when it is proven") {
    using test::made;
    const test::MadeName authority{"TEST Listed Authority"};
    const test::MadeName above{"TEST Authority Above"};
    const test::MadeKey own;
    const test::MadeKey of_above;
    const test::MadeKey stranger;
    const crypto::Certificate listed = made(authority, own, above, of_above);
    const test::TemporaryFolder folder;
    const std::string file = folder.file("listed.der");
    std::ofstream{file, std::ios::binary}.write(reinterpret_cast<const char*>(listed.der().data()),
                                                static_cast<std::streamsize>(listed.der().size()));
    const trust::Authorities authorities{
        {}, add_own_anchor(folder.file("bundle"), file, "TEST listed", Time{1748736000})};

    const crypto::Certificate top = made(above, of_above, above, of_above);
    const crypto::Certificate namesake_of_top = made(above, stranger, above, stranger);
    const std::vector<crypto::Certificate> pool{top, namesake_of_top};
    CHECK(authorities.is_listed_one(listed, {}));
    CHECK(authorities.is_listed_one(made(authority, own, authority, own), {}));
    CHECK(authorities.is_listed_one(made(authority, own, above, of_above), pool));
    CHECK_FALSE(authorities.is_listed_one(made(authority, own, above, of_above), {}));
    CHECK_FALSE(authorities.is_listed_one(made(authority, own, authority, stranger), pool));
    CHECK_FALSE(authorities.is_listed_one(made(authority, own, above, stranger), pool));
    CHECK_FALSE(authorities.is_listed_one(made(authority, stranger, authority, stranger), pool));

    // A copy with a stranger's signature ends no path, and does not stand in the way of the listed one.
    test::MadeForm end;
    end.ca = false;
    const crypto::Certificate leaf = made({"TEST University of Nowhere"}, test::MadeKey{}, authority, own, end);
    const crypto::Certificate copy = made(authority, own, authority, stranger);
    const crypto::Chain chain = authorities.path(leaf, std::vector{copy}, 10, trust::AnchorUse::seal);
    REQUIRE(chain.anchored);
    CHECK(chain.certificates.back() == listed);
    CHECK_FALSE(authorities.path(copy, {}, 10, trust::AnchorUse::seal).anchored);
}
