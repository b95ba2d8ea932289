// What the ETSI validation report makes of names that were chosen to break it, and of parts that are missing.

#include <doctest/doctest.h>

#include "requal/codes.hpp"
#include "requal/etsi_report.hpp"
#include "verify/etsi_objects.hpp"
#include "verify/etsi_uris.hpp"
#include "xml/document.hpp"

using namespace requal;

namespace {

constexpr auto hostile = "</Signer>&amp;<!--\x01\x1b[31m ]]> \"' \xff\xEF\xBF\xBE \xE2\x80\xAE";

Report report_with_hostile_names() {
    Report report;
    report.path = std::string{"//host/a:b\n"} + hostile;
    report.sha256 = std::string(64, 'a');
    report.policy = hostile;
    report.policy_sha256 = std::string(64, '0');
    report.checks.resize(check_count);
    for (std::size_t i = 0; i < check_count; ++i)
        report.checks[i].id = static_cast<CheckId>(i);
    report.check(CheckId::seal_chain).add({Code::chain_anchor_missing, {{"issuer", hostile}}, "/signatures/0"});
    SealReport seal;
    seal.where = "/signatures/0";
    seal.level = hostile;
    seal.algorithm = hostile;
    seal.signer.emplace();
    seal.signer->common_name = hostile;
    seal.signer->sha256 = std::string(64, 'b');
    seal.anchor.emplace();
    seal.anchor->subject = hostile;
    seal.anchor->sha256 = std::string(64, 'c');
    seal.chain = {"CN=signer", hostile, hostile};
    SealTimestamp stamp;
    stamp.kind = "signature";
    stamp.where = hostile;
    stamp.time = Time{0};
    stamp.authority = hostile;
    stamp.authority_sha256 = std::string(64, 'd');
    seal.timestamps = {stamp};
    report.seals.push_back(seal);
    return report;
}

xml::Document parse(const std::string& text) {
    return xml::Document::parse(text, Limits{});
}

xml::Element only(const xml::Document& document, std::string_view name) {
    const auto found = document.all(name, verify::etsi::space);
    REQUIRE(found.size() == 1);
    return found.front();
}

} // namespace

TEST_CASE("names from certificates and paths stay text") {
    EtsiReport etsi;
    CHECK(etsi.add(report_with_hostile_names()) == 1);
    CHECK(etsi.seal_count() == 1);
    const xml::Document document = parse(etsi.finish());
    CHECK(document.root().is("ValidationReport", verify::etsi::space));
    const std::string writable =
        "</Signer>&amp;<!--\xEF\xBF\xBD\xEF\xBF\xBD[31m ]]> \"' \xEF\xBF\xBD\xEF\xBF\xBD \xE2\x80\xAE";
    for (const xml::Element& signer : document.all("Signer", verify::etsi::space))
        CHECK(signer.only_text() == writable);
    CHECK(document.all("Signer", verify::etsi::space).size() == 2);
    CHECK(only(document, "PolicyName").only_text() == writable);
    const std::string uri = only(document, "URI").only_text().value_or("");
    CHECK(uri.starts_with("/.//host/a%3Ab%0A%3C/Signer%3E"));
    CHECK(uri.find_first_of("<>\"' &\n\xff") == std::string::npos);
}

TEST_CASE("a seal of which nothing is known still has its status") {
    Report report;
    report.seals.emplace_back();
    EtsiReport etsi;
    etsi.add(report);
    const xml::Document document = parse(etsi.finish());
    CHECK(only(document, "MainIndication").only_text() == "urn:etsi:019102:mainindication:indeterminate");
    for (const char* absent : {"SignerInformation", "SignatureAttributes", "SignatureQuality", "CertificateChain",
                               "SignersDocument", "SignatureValidationObjects", "SubIndication"})
        CHECK(document.all(absent, verify::etsi::space).empty());
}

TEST_CASE("an input without a seal adds nothing") {
    EtsiReport etsi;
    CHECK(etsi.add(Report{}) == 0);
    CHECK(etsi.seal_count() == 0);
}

TEST_CASE("a seal is not blamed for another one of its file") {
    Report report = report_with_hostile_names();
    report.seals.push_back(report.seals[0]);
    report.seals[1].where = "/signatures/1";
    EtsiReport etsi;
    etsi.add(report);
    const xml::Document document = parse(etsi.finish());
    std::vector<std::size_t> blamed;
    for (const xml::Element& constraint : document.all("ValidationConstraint", verify::etsi::space))
        if (constraint.child("ValidationConstraintIdentifier", verify::etsi::space).only_text() ==
            "urn:requal:check:seal.chain")
            blamed.push_back(constraint.children("ValidationStatus", verify::etsi::space).size());
    CHECK(blamed == std::vector<std::size_t>{1, 0});
}

TEST_CASE("levels and kinds have the identifiers of the standard") {
    using namespace verify::etsi;
    CHECK(process("JAdES-BASELINE-B").ends_with(":Basic"));
    CHECK(process("JAdES-BASELINE-LT").ends_with(":LTVM"));
    CHECK(process("XAdES-BASELINE-LTA").ends_with(":LTA"));
    CHECK(process("XAdES-XL").ends_with(":LTVM"));
    CHECK(process("XML-NOT-ETSI").ends_with(":Basic"));
    CHECK(quality("QESeal") == "urn:cef:dss:signatureQualification:QESeal");
    CHECK(quality("indeterminate").empty());
    CHECK(sub_indication(SubIndication::hash_failure) == "urn:etsi:019102:subindication:HASH_FAILURE");
    CHECK(verify::place_uri("a b", "/x[2]") == "a%20b#/x%5B2%5D");
}
