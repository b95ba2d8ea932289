// The schema's rules for ELM v2, as the table has them.

#include <doctest/doctest.h>

#include "credential/elm2_profile.hpp"
#include "credential/support.hpp"

#include "requal/codes.hpp"

using namespace requal;
using test::Sample;

namespace {

const credential::Elm2Profile& profile() {
    static const credential::Elm2Profile one{DataFolder{test::source().string()}};
    return one;
}

credential::ProfileResult check(const std::string& text, bool sealed = true) {
    const xml::Document document = xml::Document::parse(text, Limits{});
    return credential::check_elm2_profile({document.root()}, profile(), Sample::vocabularies(), sealed, Limits{});
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/** Conforms to the first schema. */
const std::string minimal =
    R"(<europassCredential xmlns="http://data.europa.eu/snb" xmlns:cred="urn:c" cred:id="urn:1">
  <type uri="http://data.europa.eu/snb/credential/e34929035b" targetFrameworkUrl="http://data.europa.eu/snb/credential/25831c2"/>
  <issued>2020-01-01T00:00:00Z</issued><issuer idref="o"/>
  <title><text lang="en">T</text></title>
  <credentialSubject id="p"><givenNames><text lang="en">N</text></givenNames>
    <familyName><text lang="en">T</text></familyName><dateOfBirth>1999-10-02</dateOfBirth></credentialSubject>
</europassCredential>)";

} // namespace

TEST_CASE("elm2 profile: a complete credential has no finding") {
    const auto result = check(minimal);
    CHECK(result.findings.empty());
    CHECK(result.variants == std::vector<std::string>{"elm2-generic-0.10"});
    CHECK_FALSE(result.draft);
}

TEST_CASE("elm2 profile: missing and superfluous parts") {
    CHECK(test::has(check(replaced(minimal, "<familyName><text lang=\"en\">T</text></familyName>", "")).findings,
                    Code::profile_too_few, "/europassCredential/credentialSubject"));
    CHECK(test::has(check(replaced(minimal, " cred:id=\"urn:1\"", "")).findings, Code::profile_too_few,
                    "/europassCredential"));
    CHECK(test::has(check(replaced(minimal, "<issued>", "<issued>x</issued><issued>")).findings,
                    Code::profile_too_many, "/europassCredential/issued[2]"));
}

TEST_CASE("elm2 profile: values of the wrong kind") {
    CHECK(test::has(check(replaced(minimal, "1999-10-02", "1999-10-02T00:00:00Z")).findings,
                    Code::profile_wrong_datatype, "/europassCredential/credentialSubject/dateOfBirth"));
    CHECK(test::has(check(replaced(minimal, "2020-01-01T00:00:00Z", "2020")).findings, Code::profile_wrong_datatype,
                    "/europassCredential/issued"));
    CHECK(test::has(check(replaced(minimal, " uri=\"http://data.europa.eu/snb/credential/e34929035b\"", "")).findings,
                    Code::profile_no_id, "/europassCredential/type"));
    CHECK(test::has(check(replaced(minimal, "credential/25831c2", "other/25831c2")).findings,
                    Code::profile_wrong_scheme, "/europassCredential/type"));
    CHECK(test::has(check(replaced(minimal, "e34929035b", "nothing")).findings, Code::profile_term_not_in_list,
                    "/europassCredential/type"));
    CHECK(test::has(check(replaced(minimal, "<issuer idref=\"o\"/>", "<issuer/>")).findings, Code::profile_no_id,
                    "/europassCredential/issuer"));
    CHECK(test::has(check(replaced(minimal, "<title>", "<title><text lang=\"en\">again</text>")).findings,
                    Code::profile_language_twice, "/europassCredential/title"));
    CHECK(test::has(check(replaced(minimal, "<text lang=\"en\">T</text></title>", "<text>T</text></title>")).findings,
                    Code::profile_too_few, "/europassCredential/title"));
}

TEST_CASE("elm2 profile: an unsealed file may lack what sealing writes") {
    const std::string draft =
        replaced(replaced(minimal, "<issued>2020-01-01T00:00:00Z</issued>", ""), "<issuer idref=\"o\"/>", "");
    CHECK(test::failures(check(draft).findings) == 2);
    const auto result = check(draft, false);
    CHECK(result.draft);
    CHECK(test::failures(result.findings) == 0);
    CHECK(test::count(result.findings, Code::profile_draft) == 1);
}

TEST_CASE("elm2 profile: later schemas ask for more, and say which they are") {
    const auto later = check(replaced(
        minimal, "cred:id",
        R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://data.europa.eu/snb http://example.org/genericschema_1.1.xsd" cred:id)"));
    CHECK(later.variants == std::vector<std::string>{"elm2-generic-1.1"});
    CHECK(test::failures(later.findings) == 2); // primaryLanguage, availableLanguages
    const auto special = check(replaced(
        minimal, "cred:id",
        R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://data.europa.eu/snb http://example.org/diplomasupplementschema_1.2.xsd" cred:id)"));
    CHECK(test::count(special.findings, Code::profile_schema_not_checked) == 1);
}

TEST_CASE("elm2 profile: the worked fixture and its parts conform") {
    const auto result = check(test::read(test::data() / "elm2/diploma-with-parts-and-links.xml"));
    CHECK(result.findings.empty());
    // Every kind of part is looked at, also far below.
    const auto broken = check(
        replaced(test::read(test::data() / "elm2/diploma-with-parts-and-links.xml"), "<grade>passed</grade>", ""));
    REQUIRE(broken.findings.size() == 1);
    CHECK(broken.findings.front().where ==
          "/europassCredential/credentialSubject/achievements/learningAchievement/hasPart/learningAchievement/"
          "wasDerivedFrom");
}

TEST_CASE("corpus: official credentials conform") {
    for (const char* name :
         {"EDC_DiplomaSupplement_AA.xml", "2020/certificate-of-excellence.xml", "2020/edci_credential_basic.xml",
          "2020/edci_credential_complex.broken-digest.xml", "2020/graduate-study-civil-engineering.xml"}) {
        const auto result = check(test::read(test::corpus() / "elm-v2" / name));
        for (const Finding& finding : result.findings) {
            CAPTURE(name);
            CAPTURE(finding.where);
            CAPTURE(message(finding, Language::en));
            CHECK(effect_of(finding.code) == Effect::none);
        }
    }
}
