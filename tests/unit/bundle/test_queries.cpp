#include "support/support.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/trust_import.hpp"
#include "requal/trust_queries.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace requal;

namespace {

const Time june{1748736000}; // 2025-06-01

std::string list(const std::string& name) {
    return (test::data() / "trusted_lists" / name).string();
}

ImportRequest request_of(const std::string& folder, std::vector<std::string> lists) {
    ImportRequest request;
    request.folder = folder;
    request.list_of_lists = list("lotl.xml");
    request.signers = list("signers.pem");
    request.pivots = {list("pivot-2.xml")};
    request.lists = std::move(lists);
    request.at = june;
    return request;
}

TrustBundle imported(const std::string& folder, std::vector<std::string> lists) {
    return import_trusted_lists(request_of(folder, std::move(lists))).bundle;
}

std::string certificate(const std::string& name) {
    return test::read(test::data() / "authority" / (name + ".pem"));
}

bool says(const std::vector<Finding>& findings, Code code) {
    return std::any_of(findings.begin(), findings.end(), [code](const Finding& one) { return one.code == code; });
}

} // namespace

TEST_CASE("Equal lists make bundles of equal hash, in whatever order and folder") {
    const test::TemporaryFolder folder;
    const TrustBundle one = imported(folder.file("one"), {list("XA.xml"), list("XB.xml")});
    const TrustBundle other = imported(folder.file("other"), {list("XB.xml"), list("XA.xml"), list("XA.xml")});
    CHECK(one.sha256() == other.sha256());
    CHECK(compare_bundles(one, other).empty());
    CHECK(one.missing() == std::vector<std::string>{"XC"});
}

TEST_CASE("Of a list that is refused only the reasons are told, not what else is amiss in it") {
    const test::TemporaryFolder folder;
    std::string text = test::read(list("closed/XB.xml"));
    const auto reasons_of = [&folder](const std::string& content) {
        test::write(folder.file("XB.xml"), content);
        const ImportReport report = import_trusted_lists(request_of(folder.file("b"), {folder.file("XB.xml")}));
        return report.lists.back().reasons;
    };
    CHECK(says(reasons_of(text), Code::trust_list_structure));
    const std::size_t signature = text.find("<ds:Signature ");
    text.erase(signature, text.find("</ds:Signature>") + 15 - signature);
    const auto refused = reasons_of(text);
    CHECK(says(refused, Code::trust_list_signature_count));
    CHECK_FALSE(says(refused, Code::trust_list_structure));
}

TEST_CASE("An import says before each list how far it is") {
    const test::TemporaryFolder folder;
    ImportRequest request = request_of(folder.file("b"), {list("XA.xml"), list("XB.xml")});
    std::vector<std::pair<std::size_t, std::size_t>> said;
    request.progress = [&said](std::string_view, std::size_t done, std::size_t of) { said.emplace_back(done, of); };
    static_cast<void>(import_trusted_lists(request));
    CHECK(said == std::vector<std::pair<std::size_t, std::size_t>>{{0, 4}, {1, 4}, {2, 4}, {3, 4}});
}

TEST_CASE("Services are told with their history, also those that are named by words only") {
    const test::TemporaryFolder folder;
    const TrustBundle bundle = imported(folder.file("b"), {list("XA.xml"), list("XB.xml")});
    const auto services = services_of(bundle, "XB");
    REQUIRE(services.size() == 2);
    CHECK(services[0].periods.size() == 2);
    CHECK(services[0].periods[0].status == "withdrawn");
    CHECK(services[0].periods[1].until == services[0].periods[0].from);
    CHECK(services[1].certificates.empty());
    CHECK(services_of(bundle, "XC").empty());
    CHECK(services_of(bundle, "").empty());
    CHECK(services_of(TrustBundle{}, "XA").empty());
}

TEST_CASE("A list is current until its next update, and called ending before it") {
    const test::TemporaryFolder folder;
    const TrustBundle bundle = imported(folder.file("b"), {list("XB.xml")});
    const Time next = *bundle.lists().back().next_update;
    const auto age = [&](Time at, int days) { return check_age(bundle, at, days).lists.back().age; };
    CHECK(age(next, 0) == ListAge::ending);
    CHECK(age(Time{next.seconds + 1}, 0) == ListAge::ended);
    CHECK(age(Time{next.seconds - 14 * 86400}, 14) == ListAge::ending);
    CHECK(age(Time{next.seconds - 14 * 86400 - 1}, 14) == ListAge::current);
}

TEST_CASE("A certificate is found by the authority above it, itself, or its hash") {
    const test::TemporaryFolder folder;
    const TrustBundle bundle = imported(folder.file("b"), {list("XA.xml"), list("XB.xml")});
    const CertificateSearch seal = find_certificate(bundle, certificate("seal-rsa"), june);
    REQUIRE(seal.services.size() == 1);
    CHECK(seal.services[0].path_index == 1);
    CHECK(seal.services[0].service.territory == "XA");
    REQUIRE(seal.now);
    CHECK(seal.now->qualified == true);
    CHECK(seal.now->type == "seal");
    CHECK(seal.now->overruled == std::vector<std::string>{"QCStatement"});

    const CertificateSearch authority = find_certificate(bundle, certificate("sub-ca"), june);
    CHECK(authority.services.size() == 1);
    CHECK(!authority.now); // nobody asks whether an authority is a qualified seal

    std::string hash = authority.sha256;
    std::transform(hash.begin(), hash.end(), hash.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    CHECK(find_fingerprint(bundle, hash, june).listed());
    CHECK(!find_fingerprint(bundle, seal.sha256, june).listed());
    CHECK_THROWS_AS((void)find_certificate(bundle, "no certificate", june), Error);
}

TEST_CASE("A certificate whose path breaks a rule is not found by it") {
    const test::TemporaryFolder folder;
    const TrustBundle bundle = imported(folder.file("b"), {list("XA.xml"), list("XB.xml")});
    // Issued by an authority that its own issuer, who is listed, allowed no further authority.
    const CertificateSearch found =
        find_certificate(bundle, certificate("seal-below-path-length") + certificate("sub-sub-ca"), june);
    CHECK(!found.listed());
    CHECK(says(found.findings, Code::chain_rule_broken));
    CHECK(says(found.findings, Code::trust_certificate_not_listed));
}

TEST_CASE("A service is known again by its key when its name changes") {
    const test::TemporaryFolder folder;
    const TrustBundle before = imported(folder.file("before"), {list("XA.xml"), list("XB.xml")});
    const TrustBundle after = imported(folder.file("after"), {list("newer/XA.xml"), list("closed/XB.xml")});
    const BundleDifference difference = compare_bundles(before, after);
    REQUIRE(difference.lists.size() == 2);
    CHECK(difference.lists[0].kind == ChangeKind::renewed);
    REQUIRE(difference.services.size() == 3); // the renamed one is none of them
    CHECK(difference.services[0].kind == ChangeKind::status);
    CHECK(difference.services[0].after->status == "withdrawn");
    CHECK(difference.services[1].kind == ChangeKind::added);
    CHECK(difference.services[2].kind == ChangeKind::rules);
    CHECK(difference.services[2].territory == "XB");
    CHECK(compare_bundles(after, before).lists[0].kind == ChangeKind::older);
}

TEST_CASE("An anchor of one's own is replaced by one of the same name") {
    const test::TemporaryFolder folder;
    const std::string bundle = folder.file("b");
    const auto pem = [](const std::string& name) { return (test::data() / "authority" / (name + ".pem")).string(); };
    const TrustBundle first = add_own_anchor(bundle, pem("root-ca"), "TEST", june);
    const TrustBundle second = add_own_anchor(bundle, pem("stranger-ca"), "TEST", june);
    REQUIRE(second.own_anchors().size() == 1);
    CHECK(second.own_anchors()[0].sha256 != first.own_anchors()[0].sha256);
    CHECK(compare_bundles(first, second).anchors.size() == 2);
    const CertificateSearch found = find_certificate(second, certificate("stranger-ca"), june);
    CHECK(found.listed());
    CHECK(says(found.findings, Code::trust_anchor_own));
    CHECK(!find_certificate(second, certificate("root-ca"), june).listed());
}
