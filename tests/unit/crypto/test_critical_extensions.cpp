#include <doctest/doctest.h>

#include "crypto/chain.hpp"
#include "support/made_certificates.hpp"

using namespace requal::crypto;
using requal::test::made;
using requal::test::MadeForm;
using requal::test::MadeKey;
using requal::test::MadeName;

namespace {

/** The problems of a path whose certificates carry these extensions: at the end, or at the authority between. */
std::size_t problems(const std::vector<std::pair<std::string, std::string>>& extensions, bool of_authority = false) {
    static const MadeKey root_key;
    static const MadeKey key;
    static const MadeKey seal_key;
    const MadeName root_name{"TEST Root"};
    const MadeName name{"TEST Authority"};
    const Certificate root = made(root_name, root_key, root_name, root_key);
    MadeForm form;
    if (of_authority)
        form.more = extensions;
    const Certificate authority = made(name, key, root_name, root_key, form);
    MadeForm end;
    end.ca = false;
    if (!of_authority)
        end.more = extensions;
    const Certificate seal = made({"TEST Seal"}, seal_key, name, key, end);
    const std::vector<Certificate> pool{authority};
    const std::vector<Certificate> anchors{root};
    const Chain chain = build_chain(seal, pool, anchors, 8);
    REQUIRE(chain.anchored);
    return chain.problems.size();
}

constexpr const char* statements = "1.3.6.1.5.5.7.1.3";

} // namespace

TEST_CASE("critical extensions: what is read is understood, whoever bears it") {
    for (const bool of_authority : {false, true}) {
        CHECK(problems({}, of_authority) == 0);
        // QcCompliance (ETSI EN 319 412-5, 4.2.1), then with QcSSCD and QcType "seal".
        CHECK(problems({{statements, "critical,DER:30:0A:30:08:06:06:04:00:8E:46:01:01"}}, of_authority) == 0);
        CHECK(problems({{statements, "critical,DER:30:29:30:08:06:06:04:00:8E:46:01:01:30:08:06:06:04:00:8E:46:01:04:"
                                     "30:13:06:06:04:00:8E:46:01:06:30:09:06:07:04:00:8E:46:01:06:02"}},
                       of_authority) == 0);
        // validity-assured-short-term and noRevAvail
        CHECK(problems({{"0.4.0.194121.2.1", "critical,DER:05:00"}, {"2.5.29.56", "critical,DER:05:00"}},
                       of_authority) == 0);
    }
}

TEST_CASE("critical extensions: what nobody knows stops the path, among known ones too") {
    for (const bool of_authority : {false, true}) {
        CHECK(problems({{"1.2.3.4.5", "DER:05:00"}}, of_authority) == 0);
        CHECK(problems({{"1.2.3.4.5", "critical,DER:05:00"}}, of_authority) == 1);
        CHECK(problems({{statements, "critical,DER:30:0A:30:08:06:06:04:00:8E:46:01:01"},
                        {"1.2.3.4.5", "critical,DER:05:00"}},
                       of_authority) == 1);
        // RFC 3739, 3.2.6: a critical extension makes all of its statements critical, an unknown one too.
        CHECK(problems({{statements, "critical,DER:30:0A:30:08:06:06:04:00:8E:46:01:63"}}, of_authority) == 1);
        CHECK(problems({{statements, "DER:30:0A:30:08:06:06:04:00:8E:46:01:63"}}, of_authority) == 0);
        CHECK(problems({{statements, "critical,DER:05:00"}}, of_authority) == 1);
        CHECK(problems({{statements, "critical,DER:30:0A:30:08:06:06:04:00:8E:46:01:01:05:00"}}, of_authority) == 1);
    }
}
