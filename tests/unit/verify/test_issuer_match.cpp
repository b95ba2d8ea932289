#include <doctest/doctest.h>

#include "support/support.hpp"
#include "verify/issuer_match.hpp"

#include "requal/codes.hpp"

#include <algorithm>
#include <vector>

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

verify::Sealer sealer(const SealSigner& signer, crypto::SubjectKind kind = crypto::SubjectKind::organisation) {
    return {signer, "/signatures/0", kind, true, false};
}

CheckResult match(const Credential& credential, const std::vector<verify::Sealer>& sealers,
                  const Presentation* presentation = nullptr) {
    CheckResult check;
    check.id = CheckId::issuer;
    verify::match_issuer(credential, credential.issuer.get(), sealers, presentation,
                         DataFolder{test::source().string()}, check);
    return check;
}

CheckResult match(const Credential& credential, const SealSigner& signer) {
    return match(credential, std::vector{sealer(signer)});
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

namespace {

constexpr const char* belgium = "http://publications.europa.eu/resource/authority/country/BEL";

SealSigner college() {
    return signer("VATXX-TEST00002", "TEST College of Elsewhere", "XX");
}

Organisation university() {
    Organisation out;
    out.legal_name = text("TEST University of Nowhere");
    return out;
}

bool not_passed(const CheckResult& check) {
    return check.status == CheckStatus::undetermined || check.status == CheckStatus::failed;
}

} // namespace

TEST_CASE("issuer: a number of the sealer beside a contradicting one is no match") {
    for (const bool as_vat : {true, false}) {
        Organisation issuer = university();
        issuer.eidas = identifier("VATXX-TEST00001", belgium);
        std::vector<Identifier>& numbers = as_vat ? issuer.vat : issuer.identifiers;
        numbers.push_back(identifier("VATXX-TEST00002", belgium));
        const auto check = match(issued_by(issuer), college());
        CAPTURE(as_vat);
        CHECK(says(check, Code::issuer_identifiers_contradict));
        CHECK_FALSE(says(check, Code::issuer_exact));
        CHECK(check.status == CheckStatus::undetermined);
    }
    Organisation small = university();
    small.eidas = identifier("vatxx-test00001");
    small.identifiers = {identifier("VATXX-TEST00002")};
    CHECK(match(issued_by(small), college()).status == CheckStatus::undetermined);
    Organisation unmarked = university();
    unmarked.eidas = identifier("VATBE-0000000002");
    unmarked.vat = {identifier("BE0000000001")};
    const auto check = match(issued_by(unmarked), signer("VATBE-0000000002", "TEST College of Elsewhere", "BE"));
    CHECK(check.status == CheckStatus::undetermined);
}

TEST_CASE("issuer: numbers of several registers do not contradict each other") {
    Organisation issuer = university();
    issuer.eidas = identifier("VATXX-TEST00001", belgium);
    issuer.registration = identifier("NTRXX-4711", belgium);
    issuer.identifiers = {identifier("TEST-0815"), identifier("5493001KJTIIGC8Y1R12")};
    const auto check = match(issued_by(issuer), signer("VATXX-TEST00001", "TEST University of Nowhere", "XX"));
    CHECK(says(check, Code::issuer_exact));
    CHECK(check.findings.size() == 1);
    CHECK(check.status == CheckStatus::passed);
}

TEST_CASE("issuer: a number of the sealer where it does not belong, and another name, are no match") {
    Organisation issuer = university();
    issuer.eidas = identifier("NTRXX-4711");
    issuer.identifiers = {identifier("VATXX-TEST00002")};
    CHECK(not_passed(match(issued_by(issuer), college())));
    issuer.legal_name = text("TEST College of Elsewhere");
    CHECK(match(issued_by(issuer), college()).status == CheckStatus::passed);
}

TEST_CASE("issuer: the same number and another name pass with a word") {
    Organisation issuer = university();
    issuer.eidas = identifier("VATXX-TEST00002");
    const auto check = match(issued_by(issuer), college());
    CHECK(says(check, Code::issuer_exact));
    CHECK(says(check, Code::issuer_names_contradict));
    CHECK(check.status == CheckStatus::passed);
    // Of several names it is the one that readers see that counts.
    issuer.legal_name.entries.push_back({"xx", {"TEST COLLEGE of Elsewhere"}});
    CHECK(says(match(issued_by(issuer), college()), Code::issuer_names_contradict));
    std::swap(issuer.legal_name.entries[0].language, issuer.legal_name.entries[1].language);
    CHECK_FALSE(says(match(issued_by(issuer), college()), Code::issuer_names_contradict));
}

TEST_CASE("issuer: an LEI bare and in full is one number") {
    Organisation issuer = university();
    issuer.eidas = identifier("5493001KJTIIGC8Y1R12", belgium);
    CHECK(match(issued_by(issuer), signer("LEIXG-5493001KJTIIGC8Y1R12", "Other", "BE")).status ==
          CheckStatus::passed);
    CHECK(says(match(issued_by(issuer), signer("LEIXG-5493001KJTIIGC8Y1R13", "Other", "BE")), Code::issuer_mismatch));
}

TEST_CASE("issuer: numbers of a national scheme contradict each other") {
    Organisation issuer = university();
    issuer.eidas = identifier("EI:SE-1111111111");
    CHECK(says(match(issued_by(issuer), signer("EI:SE-5567971433", "TEST University of Nowhere", "SE")),
               Code::issuer_mismatch));
    issuer.eidas = identifier("EI:SE-5567971433");
    CHECK(match(issued_by(issuer), signer("EI:SE-5567971433", "TEST University of Nowhere", "SE")).status ==
          CheckStatus::passed);
}

TEST_CASE("issuer: further labels, and one of several names, prove nothing") {
    Organisation labelled = university();
    labelled.alternative_name = text("TEST College of Elsewhere");
    Organisation preferred = university();
    preferred.preferred_name = text("TEST College of Elsewhere");
    Organisation second = university();
    second.legal_name.entries.push_back({"fr", {"TEST College of Elsewhere"}});
    Organisation twice = university();
    twice.legal_name.entries.front().values.emplace_back("TEST College of Elsewhere");
    Organisation label_alone;
    label_alone.alternative_name = text("TEST College of Elsewhere");
    for (const Organisation& issuer : {labelled, preferred, second, twice, label_alone}) {
        const auto check = match(issued_by(issuer), college());
        CHECK(says(check, Code::issuer_alias_only));
        CHECK(check.status == CheckStatus::undetermined);
    }
    Organisation same;
    same.legal_name = text("TEST College of Elsewhere");
    same.legal_name.entries.push_back({"fr", {"Test college of elsewhere"}});
    same.alternative_name = text("Elsewhere");
    CHECK(match(issued_by(same), college()).status == CheckStatus::passed);
}

TEST_CASE("issuer: where the certificate names an organisation, its common name is no other one") {
    SealSigner other = college();
    other.common_name = "TEST University of Nowhere";
    CHECK(not_passed(match(issued_by(university()), other)));
    other.organisation.clear();
    CHECK(match(issued_by(university()), other).status == CheckStatus::passed);
}

TEST_CASE("issuer: a person speaks for no organisation, whatever the certificate mentions") {
    SealSigner jane = signer("VATXX-TEST00001", "TEST University of Nowhere", "XX");
    jane.common_name = "Jane Invented";
    Organisation issuer = university();
    issuer.eidas = identifier("VATXX-TEST00001");
    const auto check = match(issued_by(issuer), std::vector{sealer(jane, crypto::SubjectKind::person)});
    CHECK(says(check, Code::issuer_person));
    CHECK(check.status == CheckStatus::undetermined);
    CHECK(match(issued_by(issuer), jane).status == CheckStatus::passed);
}

TEST_CASE("issuer: a person may speak for a person") {
    SealSigner jane = signer("", "", "XX");
    jane.common_name = "Jane Invented";
    Organisation issuer;
    issuer.kind = "Person";
    issuer.legal_name = text("Jane Invented");
    CHECK(match(issued_by(issuer), std::vector{sealer(jane, crypto::SubjectKind::person)}).status ==
          CheckStatus::passed);
    issuer.legal_name = text("Jane Other");
    CHECK(not_passed(match(issued_by(issuer), std::vector{sealer(jane, crypto::SubjectKind::person)})));
}

TEST_CASE("issuer: a certificate that nobody vouches for passes nothing") {
    Organisation issuer = university();
    issuer.eidas = identifier("VATXX-TEST00001");
    verify::Sealer stranger = sealer(signer("VATXX-TEST00001", "TEST University of Nowhere", "XX"));
    stranger.vouched = false;
    const auto check = match(issued_by(issuer), std::vector{stranger});
    CHECK(says(check, Code::issuer_not_vouched));
    CHECK(check.status == CheckStatus::undetermined);
}

namespace {

Presentation presented_by(const std::string& identifier_text, const std::string& name, const char* kind) {
    Organisation presenter;
    presenter.id = "urn:presenter";
    presenter.registration = identifier(identifier_text);
    presenter.legal_name = text(name);
    Presentation out;
    out.issuer = std::make_shared<const Organisation>(presenter);
    out.types.emplace_back();
    out.types.back().id = std::string{"http://data.europa.eu/snb/verifiable-presentation/"} + kind;
    return out;
}

Credential of_university() {
    Organisation issuer = university();
    issuer.registration = identifier("VATXX-TEST00001");
    return issued_by(issuer);
}

SealSigner university_seal() {
    return signer("VATXX-TEST00001", "TEST University of Nowhere", "XX");
}

} // namespace

TEST_CASE("issuer: who seals a presentation proves no issuer of a credential in it") {
    const Presentation shared = presented_by("VATXX-TEST00002", "TEST College of Elsewhere", "c_409018f7");
    const auto check = match(of_university(), std::vector{sealer(college())}, &shared);
    CHECK(says(check, Code::issuer_presented));
    CHECK_FALSE(says(check, Code::issuer_mismatch));
    CHECK(check.status == CheckStatus::undetermined);
    const Presentation posing = presented_by("VATXX-TEST00001", "TEST University of Nowhere", "c_409018f7");
    CHECK(match(of_university(), std::vector{sealer(college())}, &posing).status == CheckStatus::failed);
    const Presentation nameless;
    CHECK(says(match(of_university(), std::vector{sealer(college())}, &nameless), Code::issuer_presented));
}

TEST_CASE("issuer: the presenter may be the issuer, and the credential may have its own seal") {
    const Presentation own = presented_by("VATXX-TEST00001", "TEST University of Nowhere", "c_409018f7");
    CHECK(match(of_university(), std::vector{sealer(university_seal())}, &own).status == CheckStatus::passed);
    const Presentation shared = presented_by("VATXX-TEST00002", "TEST College of Elsewhere", "c_409018f7");
    std::vector<verify::Sealer> both{sealer(university_seal()), sealer(college())};
    both.front().own = true;
    CHECK(match(of_university(), both, &shared).status == CheckStatus::passed);
    both.front() = sealer(college());
    both.front().own = true;
    CHECK(not_passed(match(of_university(), both, &shared)));
}

TEST_CASE("issuer: of a mandated issue both are named") {
    const Presentation mandated = presented_by("VATXX-TEST00002", "TEST College of Elsewhere", "c_825cddc0");
    const auto check = match(of_university(), std::vector{sealer(college())}, &mandated);
    REQUIRE(says(check, Code::issuer_mandate_claimed));
    const Finding& finding = check.findings.back();
    CHECK(message(finding, Language::en).find("TEST College of Elsewhere") != std::string::npos);
    CHECK(message(finding, Language::en).find("TEST University of Nowhere") != std::string::npos);
    // No mandate of a person, nor of somebody whom no authority vouches for.
    SealSigner jane = college();
    CHECK(not_passed(match(of_university(), std::vector{sealer(jane, crypto::SubjectKind::person)}, &mandated)));
    verify::Sealer stranger = sealer(college());
    stranger.vouched = false;
    CHECK(not_passed(match(of_university(), std::vector{stranger}, &mandated)));
}

TEST_CASE("issuer: one seal that speaks is enough, whoever else seals") {
    const std::vector<verify::Sealer> both{sealer(college()), sealer(university_seal())};
    const auto check = match(of_university(), both);
    CHECK(check.status == CheckStatus::passed);
    CHECK_FALSE(says(check, Code::issuer_mismatch));
}

TEST_CASE("issuer: bodies that awarded parts are named, and not a hundred of them") {
    Credential credential = of_university();
    auto whole = std::make_shared<Achievement>();
    for (int i = 0; i < 20; ++i) {
        Organisation body;
        body.id = "urn:body:" + std::to_string(i);
        body.legal_name = text("Body " + std::to_string(i));
        auto part = std::make_shared<Achievement>();
        part->awarded_by.bodies = {std::make_shared<const Organisation>(body)};
        whole->parts.push_back(part);
    }
    credential.achievements = {whole};
    const auto check = match(credential, university_seal());
    REQUIRE(says(check, Code::issuer_no_mandate));
    CHECK(message(check.findings.back(), Language::en).find("and 12 more") != std::string::npos);
    // No identifiers at all are not the same identifier.
    Organisation nameless_id;
    nameless_id.legal_name = text("Somebody");
    auto other = std::make_shared<Achievement>();
    other->awarded_by.bodies = {std::make_shared<const Organisation>(nameless_id)};
    Organisation issuer = university();
    Credential without_ids = issued_by(issuer);
    auto copy = std::make_shared<Organisation>(*without_ids.issuer);
    copy->id.clear();
    without_ids.issuer = copy;
    without_ids.achievements = {other};
    CHECK(says(match(without_ids, university_seal()), Code::issuer_no_mandate));
}
