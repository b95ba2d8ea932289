// One bit changed anywhere is found, and the finding names the part.

#include <doctest/doctest.h>

#include "intake/open.hpp"
#include "requal/base64.hpp"
#include "requal/verify.hpp"
#include "seal/jades.hpp"
#include "support/support.hpp"
#include "json/value.hpp"

#include <algorithm>
#include <set>

using namespace requal;

namespace {

struct Part {
    std::string name;
    std::size_t begin = 0, end = 0;   ///< of the file
    std::set<std::string> expected{}; ///< one of these codes must be among the findings
    bool must_fail = true;            ///< and the file must not be valid
    /** The last time-stamp carries certificates that nothing covers. The name of an issuer who is
     *  not at hand, and the case of a name's letters (RFC 5280, 7.1), may change there unseen: that
     *  is one byte of a hundred and changes no answer. */
    bool unsigned_names = false;
};

/** Where a member's string value stands in a file; the file holds it unescaped. */
Part part_of(const std::string& file, const std::string& name, std::string_view text,
             std::set<std::string> expected) {
    const std::size_t at = file.find(text);
    REQUIRE_MESSAGE(at != std::string::npos, name);
    return {name, at, at + text.size(), std::move(expected)};
}

const std::set<std::string> refused_json{"json.syntax",         "json.not_utf8",      "json.duplicate_member",
                                         "json.lone_surrogate", "json.trailing_data", "json.number_out_of_range"};

std::set<std::string> codes_of(const Report& report) {
    std::set<std::string> codes;
    if (report.problem)
        codes.emplace(code_text(report.problem->code));
    for (const CheckResult& check : report.checks)
        for (const Finding& finding : check.findings)
            codes.emplace(code_text(finding.code));
    return codes;
}

Report judge(const Verifier& verifier, std::string_view content) {
    try {
        return verifier.verify("changed", content);
    } catch (const Error& error) {
        return verifier.refused("changed", error);
    }
}

/** In the protected header most changes break one of its rules before the value is even computed. */
bool meets(const std::set<std::string>& codes, const Part& part) {
    return std::any_of(codes.begin(), codes.end(), [&](const std::string& code) {
        return part.expected.contains(code) || refused_json.contains(code) ||
               (part.name == "protected" && code.starts_with("jades."));
    });
}

/** A file may write the same payload in another way: "\\u201c" is "\\u201C". */
bool says_the_same(const std::string& one, const std::string& other) {
    try {
        return json::parse(one, {}).root()["payload"].text() == json::parse(other, {}).root()["payload"].text();
    } catch (const Error&) {
        return false;
    }
}

/** Changes one bit at every `step`th byte of a part. Each change must be found: in the verdict, or, where a seal
 * stands on other legs too, at least in a finding that the whole file does not have. */
void change_bits(const Verifier& verifier, const std::string& file, const Part& part, std::size_t step) {
    const auto before = codes_of(judge(verifier, file));
    std::size_t tried = 0, unseen = 0;
    for (std::size_t at = part.begin; at < part.end; at += step) {
        std::string changed = file;
        changed[at] = static_cast<char>(changed[at] ^ (1 << (at / step % 7)));
        if (part.name == "payload" && says_the_same(file, changed))
            continue;
        const Report report = judge(verifier, changed);
        std::set<std::string> codes = codes_of(report);
        for (const std::string& code : before)
            codes.erase(code);
        ++tried;
        std::string list;
        for (const std::string& code : codes)
            list += code + " ";
        if (part.unsigned_names && codes.empty()) {
            ++unseen;
            continue;
        }
        CHECK_MESSAGE(meets(codes, part), part.name, " byte ", at - part.begin, " of ", part.end - part.begin, ": ",
                      verdict_text(report.verdict), ": ", list);
        if (part.must_fail)
            CHECK(report.verdict != Verdict::valid);
    }
    CHECK(tried > 0);
    CHECK_MESSAGE(unseen * 50 <= tried, part.name, ": ", unseen, " of ", tried, " unseen");
}

Verifier verifier_of(const std::string& at, const std::vector<std::string>& anchors,
                     const std::vector<std::string>& certificates = {}, const std::vector<std::string>& lists = {}) {
    VerifyOptions options;
    options.at = parse_time(at)->time;
    options.anchors = TrustAnchors::from_files(anchors);
    options.evidence = CallerEvidence::from_files(certificates, lists, {});
    return Verifier{DataFolder{test::source().string()}, std::move(options)};
}

std::string authority(const std::string& name) {
    return (test::data() / "authority" / name).string();
}

/** The parts of a general JWS whose strings stand unescaped in the file, the payload left out. */
std::vector<Part> parts_of(const std::string& file) {
    const json::Document document = json::parse(file, {});
    const json::Value& signature = document.root()["signatures"].items()[0];
    std::vector<Part> parts{part_of(file, "protected", signature["protected"].text(),
                                    {"seal.header_changed", "seal.signed_content_changed", "seal.value_broken",
                                     "jws.protected_not_base64url", "jws.protected_not_json"}),
                            part_of(file, "signature", signature["signature"].text(),
                                    {"seal.value_changed", "seal.value_broken", "jws.signature_not_base64url"})};
    std::size_t index = 0;
    for (const json::Value& entry : signature["header"]["etsiU"].items())
        parts.push_back(part_of(file, "etsiU/" + std::to_string(index++), entry.text(),
                                {"seal.property_damaged", "seal.property_unknown", "seal.timestamp_unreadable",
                                 "seal.timestamp_damaged", "seal.timestamp_imprint", "seal.timestamp_altered",
                                 "time.authority_unknown", "time.authority_not_entitled",
                                 "time.authority_not_trusted", "time.cannot_be_checked"}));
    // Nothing vouches for the last time-stamp but itself, and the seal stands without it.
    if (index > 0) {
        parts.back().must_fail = false;
        parts.back().unsigned_names = true;
    }
    return parts;
}

Part payload_of(const std::string& file) {
    const std::size_t begin = file.find(R"("payload":")") + 11;
    const std::size_t end = file.find(R"(","signatures")");
    REQUIRE(end != std::string::npos);
    return {"payload", begin, end, {"seal.payload_changed", "seal.signed_content_changed", "seal.value_broken"}};
}

} // namespace

TEST_CASE("changed bytes: every byte of a small seal of level B") {
    for (const auto& one : {std::pair<std::string, std::size_t>{"b_eddsa.json", 1}, {"b_es256.json", 7}}) {
        const std::string& name = one.first;
        const std::size_t step = one.second;
        const std::string file = test::read(test::data() / "jades/good" / name);
        const Verifier verifier = verifier_of("2025-06-01", {authority("root-ca.pem")}, {authority("sub-ca.pem")},
                                              {authority("sub-ca.crl"), authority("root-ca.crl")});
        REQUIRE(judge(verifier, file).verdict == Verdict::valid);
        CAPTURE(name);
        change_bits(verifier, file, payload_of(file), step);
        for (const Part& part : parts_of(file))
            change_bits(verifier, file, part, step);
    }
}

TEST_CASE("changed bytes: a seal with all stamps") {
    const std::string file = test::read(test::data() / "jades/good/lta.json");
    const Verifier verifier = verifier_of("2025-06-01", {authority("root-ca.pem")});
    REQUIRE(judge(verifier, file).verdict == Verdict::valid);
    change_bits(verifier, file, payload_of(file), 19);
    for (const Part& part : parts_of(file))
        change_bits(verifier, file, part, 11);
}

TEST_CASE("corpus: changed bytes: a real seal") {
    const std::string file = test::read(test::corpus() / "elm-v3/Sample-CertOfPart-signed.jsonld");
    const intake::Opened opened = intake::open(file, {});
    const auto material = seal::read_jades(*opened.jws, opened.jws->signatures.at(0), {});
    const test::TemporaryFolder folder;
    for (const crypto::Certificate& certificate : material.certificates)
        if (certificate.facts().common_name == "ANF AC Qualified Certificates for eSeal")
            test::write(folder.file("ca.der"), as_text(certificate.der()));
    const Verifier verifier = verifier_of("2023-10-01", {folder.file("ca.der")});
    REQUIRE(judge(verifier, file).verdict == Verdict::valid);
    change_bits(verifier, file, payload_of(file), 1009);
    for (const Part& part : parts_of(file))
        change_bits(verifier, file, part, std::max<std::size_t>(1, (part.end - part.begin) / 60));
}
