#include <doctest/doctest.h>

#include "support/support.hpp"
#include "verify/issuer_match.hpp"

#include "requal/codes.hpp"

#include <algorithm>

using namespace requal;

namespace {

constexpr const char* estonia = "http://publications.europa.eu/resource/authority/country/EST";
constexpr const char* spain = "http://publications.europa.eu/resource/authority/country/ESP";
constexpr const char* greece = "http://publications.europa.eu/resource/authority/country/GRC";

Identifier identifier(const std::string& notation, const char* country = "") {
    Identifier out;
    out.notation = notation;
    out.country.id = country;
    return out;
}

LocalisedText text(const std::string& value) {
    LocalisedText out;
    out.entries.push_back({"en", {value}});
    return out;
}

Credential issued_by(Organisation issuer) {
    Credential credential;
    issuer.id = "urn:issuer";
    issuer.where = "/issuer";
    credential.issuer = std::make_shared<const Organisation>(std::move(issuer));
    return credential;
}

SealSigner signer(const std::string& identifier, const std::string& organisation = "",
                  const std::string& country = "EE") {
    SealSigner out;
    out.organisation_identifier = identifier;
    out.organisation = organisation;
    out.common_name = "Seal";
    out.country = country;
    return out;
}

CheckResult match(const Credential& credential, const SealSigner& signer) {
    CheckResult check;
    check.id = CheckId::issuer;
    verify::match_issuer(credential, signer, DataFolder{test::source().string()}, check);
    return check;
}

bool says(const CheckResult& check, Code code) {
    return std::any_of(check.findings.begin(), check.findings.end(),
                       [code](const Finding& finding) { return finding.code == code; });
}

} // namespace

TEST_CASE("issuer: the same identifier, letter by letter") {
    Organisation issuer;
    issuer.eidas = identifier("NTREE-17207834");
    const auto check = match(issued_by(issuer), signer("NTREE-17207834"));
    CHECK(says(check, Code::issuer_exact));
    CHECK(check.status == CheckStatus::passed);
}

TEST_CASE("issuer: the same number, written in another way or under another kind") {
    for (const std::string notation : {"17207834", "17 207-834", "EE17207834"}) {
        Organisation issuer;
        issuer.registration = identifier(notation, estonia);
        const auto check = match(issued_by(issuer), signer("NTREE-17207834"));
        CHECK_MESSAGE(says(check, Code::issuer_strong), notation);
        CHECK(check.status == CheckStatus::passed);
    }
    Organisation as_tax;
    as_tax.tax = {identifier("VATEE-17207834")};
    CHECK(says(match(issued_by(as_tax), signer("NTREE-17207834")), Code::issuer_strong));
    Organisation greek;
    greek.vat = {identifier("VATEL-094019245", greece)};
    CHECK(says(match(issued_by(greek), signer("VATGR-094019245", "", "GR")), Code::issuer_strong));
}

TEST_CASE("issuer: the same number of another country, or a short one, is no match") {
    Organisation spanish;
    spanish.registration = identifier("17207834", spain);
    CHECK_FALSE(says(match(issued_by(spanish), signer("NTREE-17207834")), Code::issuer_strong));
    Organisation brief;
    brief.registration = identifier("1234", estonia);
    CHECK_FALSE(says(match(issued_by(brief), signer("NTREE-1234")), Code::issuer_strong));
}

TEST_CASE("issuer: two identifiers of one kind that differ prove a mismatch, names do not save it") {
    Organisation issuer;
    issuer.eidas = identifier("NTREE-10000000");
    issuer.legal_name = text("University of Nowhere");
    const auto check = match(issued_by(issuer), signer("NTREE-17207834", "University of Nowhere"));
    CHECK(says(check, Code::issuer_mismatch));
    CHECK(check.status == CheckStatus::failed);
}

TEST_CASE("issuer: identifiers of different kinds prove nothing, then names are compared") {
    Organisation issuer;
    issuer.eidas = identifier("VATEE-10000000");
    issuer.legal_name = text("University of Nowhere");
    const auto same = match(issued_by(issuer), signer("NTREE-17207834", "UNIVERSITY OF NOWHERE"));
    CHECK(says(same, Code::issuer_weak));
    CHECK(same.status == CheckStatus::passed);
    const auto other = match(issued_by(issuer), signer("NTREE-17207834", "College of Elsewhere"));
    CHECK(says(other, Code::issuer_names_differ));
    CHECK(other.status == CheckStatus::undetermined);
}

TEST_CASE("issuer: no identifier and no name in the certificate match nobody") {
    Organisation issuer;
    issuer.legal_name = text("");
    SealSigner nameless;
    CHECK(says(match(issued_by(issuer), nameless), Code::issuer_names_differ));
}

TEST_CASE("issuer: a credential that names none, or names it by reference alone") {
    CHECK(says(match(Credential{}, signer("NTREE-17207834")), Code::issuer_not_named));
    Organisation reference;
    reference.reference_only = true;
    const auto check = match(issued_by(reference), signer("NTREE-17207834"));
    CHECK(says(check, Code::issuer_not_named));
    CHECK(check.status == CheckStatus::undetermined);
}

TEST_CASE("issuer: others than the issuer awarded, with and without a mandate") {
    Organisation issuer;
    issuer.eidas = identifier("NTREE-17207834");
    Credential credential = issued_by(issuer);
    Organisation body;
    body.id = "urn:body";
    body.legal_name = text("College of Elsewhere");
    auto achievement = std::make_shared<Achievement>();
    achievement->awarded_by.bodies = {std::make_shared<const Organisation>(body)};
    credential.achievements = {achievement};
    CHECK(says(match(credential, signer("NTREE-17207834")), Code::issuer_no_mandate));
    Evidence mandate;
    mandate.type.id = "http://data.europa.eu/snb/evidence-type/c_18016257";
    if (mandate.is_mandate()) {
        credential.evidence = {mandate};
        CHECK(says(match(credential, signer("NTREE-17207834")), Code::issuer_mandate));
    }
    achievement->awarded_by.bodies = {credential.issuer};
    const auto own = match(credential, signer("NTREE-17207834"));
    CHECK_FALSE(says(own, Code::issuer_no_mandate));
    CHECK_FALSE(says(own, Code::issuer_mandate));
}

TEST_CASE("issuer: semantics identifiers") {
    const auto parsed = verify::parse_semantics_identifier("VATES-A00000000");
    REQUIRE(parsed);
    CHECK(parsed->register_code == "VAT");
    CHECK(parsed->country == "ES");
    CHECK(parsed->number == "A00000000");
    for (const char* none : {"", "VATES", "VATES-", "vates-A1", "VATE-A1", "VATES_A1", "12345-A1"})
        CHECK_FALSE(verify::parse_semantics_identifier(none));
}
