/** @file
 * The first seal of a file of tests/data/jades, read and judged by the room seal alone.
 */
#pragma once

#include "intake/open.hpp"
#include "seal/jades.hpp"
#include "seal/validation.hpp"
#include "support/authority.hpp"

#include <algorithm>

namespace requal::test {

struct Circumstances {
    std::string at = "2025-06-01";
    std::vector<std::string> anchors{"root-ca"};
    std::vector<std::string> certificates{"sub-ca"};
    std::vector<std::string> lists{};   ///< names of revocation lists that the caller hands over
    std::vector<std::string> answers{}; ///< names of OCSP answers that the caller hands over
    std::string policy{};               ///< empty: the default
};

inline seal::Material judge_seal(const std::string& file, const Circumstances& given) {
    const std::string text = read(data() / "jades" / file);
    const Limits limits;
    const policy::Policy policy = policy::load(find_data_folder(), given.policy);
    const intake::Opened opened = intake::open(text, limits);
    const trust::Authorities authorities{certificates(given.anchors), {}};
    const auto others = certificates(given.certificates);
    std::vector<seal::RevocationSource> sources;
    for (const std::string& name : given.lists)
        sources.push_back({crypto::RevocationList::parse(as_bytes(authority_file(name))).value(), "", 0, true});
    for (const std::string& name : given.answers)
        sources.push_back({crypto::OcspAnswer::parse(as_bytes(authority_file(name))).value(), "", 0, true});
    const seal::TrustContext context{authorities, others, sources, parse_time(given.at).value().time, limits, policy};
    seal::Material material = seal::read_jades(*opened.jws, opened.jws->signatures.at(0), limits);
    seal::validate(material, context);
    return material;
}

inline bool has(const seal::Material& material, CheckId check, Code code) {
    const auto& findings = material.checks.at(static_cast<std::size_t>(check)).findings;
    return std::any_of(findings.begin(), findings.end(),
                       [code](const Finding& finding) { return finding.code == code; });
}

} // namespace requal::test
