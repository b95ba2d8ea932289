// Every file of tests/data/jades/beside, with the contents that beside.tsv says are handed over, judged as it says.
// The files were sealed by openssl.

#include <doctest/doctest.h>

#include "crypto/digest.hpp"
#include "requal/base64.hpp"
#include "requal/codes.hpp"
#include "requal/show.hpp"
#include "requal/verify.hpp"
#include "support/support.hpp"

#include <algorithm>
#include <set>
#include <sstream>

using namespace requal;

namespace {

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in{text};
    std::string part;
    while (std::getline(in, part, at))
        parts.push_back(part);
    return parts;
}

std::string beside(const std::string& name) {
    return test::read(test::data() / "jades/beside" / name);
}

std::string digest_header(const std::string& value) {
    const auto in = [](crypto::Hash hash) {
        return base64_encode(crypto::digest(hash, as_bytes(beside("diploma.json"))), Base64::standard);
    };
    return value == "@sha1"           ? "SHA=" + in(crypto::Hash::sha1)
           : value == "@diploma.json" ? "SHA-256=" + in(crypto::Hash::sha256)
                                      : value;
}

VerifyOptions options_for(const std::string& given) {
    const auto authority = [](const std::string& name) { return (test::data() / "authority" / name).string(); };
    VerifyOptions options;
    options.at = parse_time("2025-06-01T00:00:00Z")->time;
    options.anchors = TrustAnchors::from_files(std::vector{authority("root-ca.pem")});
    std::vector certificates{authority("sub-ca.pem")};
    for (const std::string& item : split(given, ';')) {
        if (item == "signer") {
            certificates.push_back(authority("seal-rsa.pem"));
        } else if (item.starts_with("digest:")) {
            DetachedContent content;
            content.digest_algorithm = "SHA-256";
            content.digest = crypto::digest(crypto::Hash::sha256, as_bytes(beside(item.substr(7))));
            options.detached.push_back(std::move(content));
        } else if (item.find(": ") != std::string::npos) {
            HttpHeader header = http_header(item).value();
            header.value = digest_header(header.value);
            options.headers.push_back(std::move(header));
        } else if (const std::size_t equals = item.find('='); equals != std::string::npos) {
            options.detached.push_back({item.substr(0, equals), beside(item.substr(equals + 1)), {}, {}});
        }
    }
    options.evidence =
        CallerEvidence::from_files(certificates, std::vector{authority("sub-ca.crl"), authority("root-ca.crl")}, {});
    return options;
}

Report judge(const std::string& name, const std::string& given) {
    const Verifier verifier{DataFolder{test::source().string()}, options_for(given)};
    try {
        return verifier.verify(name, beside(name));
    } catch (const Error& error) {
        return verifier.refused(name, error);
    }
}

std::set<std::string> codes_of(const Report& report) {
    std::set<std::string> codes;
    if (report.problem)
        codes.emplace(code_text(report.problem->code));
    for (const CheckResult& check : report.checks)
        for (const Finding& finding : check.findings)
            codes.emplace(code_text(finding.code));
    return codes;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
        out += (out.empty() ? "" : " ") + word;
    return out.empty() ? "-" : out;
}

} // namespace

TEST_CASE("contents beside the file: every file gets its verdict and its reason, and only what was sealed is read") {
    std::istringstream table{test::read(test::data() / "jades/beside.tsv")};
    std::string line;
    std::getline(table, line);
    std::set<std::string> listed{"diploma.json", "forged.json",          "letter.txt",         "essay.txt",
                                 "notes.txt",    "diploma_and_more.txt", "more_and_letter.txt"};
    while (std::getline(table, line)) {
        const auto row = split(line, '\t');
        REQUIRE_MESSAGE(row.size() == 7, line);
        CAPTURE(row[0]);
        CAPTURE(row[1]);
        listed.insert(row[0]);
        const Report report = judge(row[0], row[1]);
        CHECK(verdict_text(report.verdict) == row[2]);
        std::vector<std::string> levels;
        std::vector<std::string> indications;
        for (const SealReport& seal : report.seals) {
            levels.push_back(seal.level);
            indications.emplace_back(indication_text(seal.indication));
            if (seal.sub_indication != SubIndication::none)
                indications.back() += "/" + std::string{sub_indication_text(seal.sub_indication)};
        }
        CHECK(joined(levels) == row[3]);
        CHECK(joined(indications) == row[4]);
        std::vector<std::string> read;
        for (const auto& credential : report.credentials)
            read.push_back(credential->id);
        CHECK(joined(read) == row[5]);
        const auto codes = codes_of(report);
        for (const std::string& code : split(row[6], ' '))
            if (code != "-")
                CHECK_MESSAGE(codes.contains(code), code, " is not among ", joined({codes.begin(), codes.end()}));
    }
    for (const auto& entry : std::filesystem::directory_iterator{test::data() / "jades/beside"})
        CHECK_MESSAGE(listed.contains(entry.path().filename().string()), entry.path().filename().string(),
                      " is not in beside.tsv");
}

TEST_CASE("contents beside the file: the report says what each seal covers") {
    const Report uri = judge("uri.json", "diploma.json=diploma.json;letter.txt=letter.txt");
    CHECK(uri.kind == "elm3-json");
    CHECK(uri.coverage.signed_parts == std::vector<std::string>{"diploma.json", "letter.txt"});
    REQUIRE(uri.seals.at(0).references.size() == 1);
    CHECK(uri.seals[0].references[0].intact);

    const Report hash = judge("hash.json", "a=letter.txt");
    const auto& references = hash.seals.at(0).references;
    REQUIRE(references.size() == 3);
    CHECK(references[0].type == "jws-signing-input");
    CHECK(references[0].intact); // the header holds the digests, and the value covers the header
    CHECK(references[1].uri == "https://issuer.example.invalid/diploma.json");
    CHECK_FALSE(references[1].found);
    CHECK(references[2].type == "sig-d-entry");
    CHECK(references[2].intact);
    CHECK(hash.coverage.signed_parts.empty());
}

TEST_CASE("contents beside the file: a counter-signature stands after its master and is nobody's issuer") {
    const Report report = judge("counter_of_a_counter.json", "-");
    REQUIRE(report.seals.size() == 4);
    CHECK_FALSE(report.seals[0].counter_signature_of);
    CHECK(report.seals[1].counter_signature_of == 0);
    CHECK(report.seals[2].counter_signature_of == 1);
    CHECK(report.seals[3].counter_signature_of == 0);
    CHECK(report.seals[1].where == "/signatures/0/header/etsiU/0/cSig");
    CHECK(report.seals[2].where == "/signatures/0/header/etsiU/0/cSig/header/etsiU/0/cSig");
    CHECK(report.seals[1].signer->organisation != report.seals[0].signer->organisation);
    CHECK(report.check(CheckId::issuer).status == CheckStatus::passed);
    CHECK(report.coverage.signed_parts.front() == "/payload");
}

TEST_CASE("contents beside the file: signatures inside signatures count against the limit") {
    VerifyOptions options = options_for("-");
    options.limits.signatures = 3;
    const Verifier verifier{DataFolder{test::source().string()}, options};
    CHECK_THROWS_AS((void)verifier.verify("", beside("counter_of_a_counter.json")), Error);
    options.limits.signatures = 4;
    CHECK_NOTHROW(
        (void)Verifier{DataFolder{test::source().string()}, options}.verify("", beside("counter_of_a_counter.json")));
}

TEST_CASE("contents beside the file: what stands in the file beside such a seal is not shown") {
    const Viewer viewer{DataFolder{test::source().string()}};
    for (const char* name : {"uri.json", "hash.json", "headers.json", "whole.jws", "with_payload.json"}) {
        CAPTURE(name);
        try {
            (void)viewer.show(beside(name), Limits{});
            FAIL("shown");
        } catch (const Error& error) {
            CHECK(error.code() == Code::jades_content_beside);
        }
    }
    CHECK(viewer.show(beside("counter_compact.json"), Limits{}).credential.id == "urn:credential:test-0001");
}
