// Every file of tests/data/jades, judged as expected.tsv says. The files were sealed by openssl.

#include <doctest/doctest.h>

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

std::string authority(const std::string& name) {
    return (test::data() / "authority" / name).string();
}

Verifier verifier(bool with_evidence) {
    VerifyOptions options;
    options.at = parse_time("2025-06-01T00:00:00Z")->time;
    options.anchors = TrustAnchors::from_files(std::vector{authority("root-ca.pem")});
    if (with_evidence)
        options.evidence = CallerEvidence::from_files(
            std::vector{authority("sub-ca.pem")}, std::vector{authority("sub-ca.crl"), authority("root-ca.crl")}, {});
    return Verifier{DataFolder{test::source().string()}, std::move(options)};
}

Report judge(const Verifier& verifier, const std::string& name) {
    const std::string content = test::read(test::data() / "jades" / name);
    try {
        return verifier.verify(name, content);
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

std::string levels_of(const Report& report) {
    std::string out;
    for (const SealReport& seal : report.seals)
        out += (out.empty() ? "" : " ") + seal.level;
    return out.empty() ? "-" : out;
}

std::string indications_of(const Report& report) {
    std::string out;
    for (const SealReport& seal : report.seals) {
        out += (out.empty() ? "" : " ") + std::string{indication_text(seal.indication)};
        if (seal.sub_indication != SubIndication::none)
            out += "/" + std::string{sub_indication_text(seal.sub_indication)};
    }
    return out.empty() ? "-" : out;
}

} // namespace

TEST_CASE("sealed files: every defect gets its verdict, its indication and its reason") {
    const Verifier alone = verifier(false);
    const Verifier helped = verifier(true);
    std::istringstream table{test::read(test::data() / "jades/expected.tsv")};
    std::string line;
    std::getline(table, line);
    std::set<std::string> listed;
    while (std::getline(table, line)) {
        const auto row = split(line, '\t');
        REQUIRE_MESSAGE(row.size() == 6, line);
        CAPTURE(row[0]);
        listed.insert(row[0]);
        const Report report = judge(row[1] == "caller" ? helped : alone, row[0]);
        CHECK(verdict_text(report.verdict) == row[2]);
        CHECK(levels_of(report) == row[3]);
        CHECK(indications_of(report) == row[4]);
        const auto codes = codes_of(report);
        for (const std::string& code : split(row[5], ' '))
            if (code != "-")
                CHECK_MESSAGE(codes.contains(code), code);
    }
    for (const char* folder : {"good", "defects"})
        for (const auto& entry : std::filesystem::directory_iterator{test::data() / "jades" / folder})
            CHECK_MESSAGE(listed.contains(std::string{folder} + "/" + entry.path().filename().string()),
                          entry.path().filename().string(), " is not in expected.tsv");
}
