#include <doctest/doctest.h>

#include "crypto/chain.hpp"
#include "support/authority.hpp"

using namespace requal;
using test::certificate;
using test::certificates;

namespace {

std::vector<std::string> names(const crypto::Chain& chain) {
    std::vector<std::string> out;
    for (const crypto::Certificate& found : chain.certificates)
        out.push_back(found.facts().common_name);
    return out;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("chain: any anchor ends it: the root, an intermediate, the certificate itself") {
    const auto leaf = certificate("seal-rsa");
    const auto pool = certificates({"sub-ca", "root-ca"});
    const auto to_root = crypto::build_chain(leaf, pool, certificates({"root-ca"}), 10);
    CHECK(to_root.anchored);
    CHECK(names(to_root) == Names{"TEST Seal rsa", "TEST Seal CA", "TEST Root CA"});
    CHECK(to_root.problems.empty());
    CHECK_FALSE(to_root.directly_trusted());

    const auto to_sub = crypto::build_chain(leaf, pool, certificates({"sub-ca"}), 10);
    CHECK(to_sub.anchored);
    CHECK(names(to_sub) == Names{"TEST Seal rsa", "TEST Seal CA"});

    const auto itself = crypto::build_chain(leaf, pool, certificates({"seal-rsa"}), 10);
    CHECK(itself.directly_trusted());

    const auto both = crypto::build_chain(leaf, pool, certificates({"root-ca", "sub-ca"}), 10);
    CHECK(names(both) == Names{"TEST Seal rsa", "TEST Seal CA"});
}

TEST_CASE("chain: without the link between, or under another authority, nothing is anchored") {
    const auto leaf = certificate("seal-rsa");
    const auto no_link = crypto::build_chain(leaf, {}, certificates({"root-ca"}), 10);
    CHECK_FALSE(no_link.anchored);
    CHECK(no_link.missing_issuer == "TEST Seal CA");

    const auto stranger =
        crypto::build_chain(leaf, certificates({"sub-ca", "root-ca"}), certificates({"stranger-ca"}), 10);
    CHECK_FALSE(stranger.anchored);

    const auto nobody = crypto::build_chain(leaf, certificates({"sub-ca", "root-ca"}), {}, 10);
    CHECK_FALSE(nobody.anchored);
    CHECK(names(nobody).front() == "TEST Seal rsa");

    // The right names, another key: an authority cannot be imitated.
    const auto forged =
        crypto::build_chain(certificate("seal-of-stranger"), certificates({"sub-ca"}), certificates({"root-ca"}), 10);
    CHECK_FALSE(forged.anchored);
}

TEST_CASE("chain: rules of RFC 5280 are reported, each at its certificate") {
    const auto below = crypto::build_chain(certificate("seal-below-path-length"),
                                           certificates({"sub-sub-ca", "sub-ca"}), certificates({"root-ca"}), 10);
    CHECK(below.anchored);
    REQUIRE_FALSE(below.problems.empty());
    CHECK(below.problems.front().detail.find("path length") != std::string::npos);

    const auto no_ca = crypto::build_chain(certificate("seal-by-no-ca"), certificates({"seal-rsa", "sub-ca"}),
                                           certificates({"root-ca"}), 10);
    CHECK_FALSE(no_ca.problems.empty());
}

TEST_CASE("chain: dates play no part") {
    for (const char* name : {"seal-expired", "seal-not-yet-valid"}) {
        const auto chain =
            crypto::build_chain(certificate(name), certificates({"sub-ca"}), certificates({"root-ca"}), 10);
        CHECK(chain.anchored);
        CHECK(chain.problems.empty());
    }
}

TEST_CASE("chain: it is no longer than asked for") {
    const auto pool = certificates({"sub-ca"});
    const auto root = certificates({"root-ca"});
    const auto fits = crypto::build_chain(certificate("seal-rsa"), pool, root, 1);
    CHECK(fits.anchored);
    const auto short_one = crypto::build_chain(certificate("seal-rsa"), pool, root, 0);
    CHECK((!short_one.anchored || !short_one.problems.empty()));
}

TEST_CASE("chain: of several ways upwards the one to an anchor is taken, and loops end") {
    const auto leaf = certificate("seal-crossed");
    const auto pool = certificates({"crossed-ca", "stranger-ca-by-crossed", "stranger-ca", "crossed-ca-by-root"});
    const auto to_root = crypto::build_chain(leaf, pool, certificates({"root-ca"}), 10);
    CHECK(to_root.anchored);
    CHECK(to_root.problems.empty());
    REQUIRE(to_root.certificates.size() == 3);
    CHECK(to_root.certificates[1] == certificate("crossed-ca-by-root"));

    const auto to_stranger = crypto::build_chain(leaf, pool, certificates({"stranger-ca"}), 10);
    CHECK(to_stranger.anchored);
    CHECK(to_stranger.certificates[1] == certificate("crossed-ca"));

    const auto round = crypto::build_chain(leaf, certificates({"crossed-ca", "stranger-ca-by-crossed"}),
                                           certificates({"sub-ca"}), 10);
    CHECK_FALSE(round.anchored);
    CHECK(round.certificates.size() == 3);
}

TEST_CASE("chain: demands of policies") {
    const auto pool = certificates({"sub-ca"});
    const auto root = certificates({"root-ca"});
    crypto::PolicyDemands demands;
    demands.acceptable = {"1.2.3.4"};
    CHECK(crypto::build_chain(certificate("seal-rsa"), pool, root, 10, demands).problems.empty());
    demands.explicit_policy = true; // and nobody on the path states one
    CHECK_FALSE(crypto::build_chain(certificate("seal-rsa"), pool, root, 10, demands).problems.empty());
}
