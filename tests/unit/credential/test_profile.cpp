#include <doctest/doctest.h>

#include "credential/datatypes.hpp"
#include "credential/support.hpp"

#include "requal/codes.hpp"

using namespace requal;
using test::Sample;

namespace {

const std::string country =
    "{'id':'http://publications.europa.eu/resource/authority/country/"
    "FRA','type':'Concept','inScheme':"
    "{'id':'http://publications.europa.eu/resource/authority/country','type':'ConceptScheme'}}";
const std::string english =
    "{'id':'http://publications.europa.eu/resource/authority/language/"
    "ENG','type':'Concept','inScheme':"
    "{'id':'http://publications.europa.eu/resource/authority/language','type':'ConceptScheme'}}";
const std::string media = "{'id':'m','type':'MediaObject','content':'AAAA','contentType':{'id':'http://"
                          "publications.europa.eu/"
                          "resource/authority/file-type/PNG','type':'Concept'},'contentEncoding':{'id':"
                          "'http://data.europa.eu/snb/encoding/6146cde7dd','type':'Concept'}}";
const std::string school = "{'id':'o','type':'Organisation','legalName':{'en':'Test "
                           "School'},'location':{'id':'l','type':'Location','address':"
                           "{'id':'a','type':'Address','countryCode':" +
                           country + "}}}";

/** A credential that conforms, with places where a test puts in what does not. Persons are
 * invented. */
struct Parts {
    std::string schema = "edc-generic-full";
    std::string kind = "e34929035b";
    std::string issuer =
        "'issuer':{'id':'i','type':'Organisation','legalName':{'en':'Test "
        "Issuer'},'location':{'id':'l2','type':"
        "'Location','address':{'id':'a2','type':'Address','countryCode':" +
        country +
        "}},'eIDASIdentifier':{'id':'e','type':'LegalIdentifier','notation':'VATFR-1','spatial':" + country + "}},";
    std::string issued = "'issued':'2024-01-01T00:00:00Z',";
    std::string claim; ///< further members of the achievement
    std::string claim_type = "LearningAchievement";
    std::string person; ///< further members of the subject
    std::string root;   ///< further members of the credential
    std::string title = "'title':{'en':'T','fr':'U'},";

    [[nodiscard]] std::string text() const {
        return "{'id':'urn:credential:1','type':['VerifiableCredential','EuropeanDigitalCredential'"
               "],'credentialSchema':{'id':"
               "'http://data.europa.eu/snb/model/ap/" +
               schema +
               "','type':'ShaclValidator2017'},'credentialProfiles':{'id':"
               "'http://data.europa.eu/snb/credential/" +
               kind +
               "','type':'Concept','inScheme':{'id':"
               "'http://data.europa.eu/snb/credential/25831c2','type':'ConceptScheme'}}," +
               issuer + issued +
               "'validFrom':'2024-01-01T00:00:00Z','displayParameter':{'id':'d','type':'"
               "DisplayParameter','title':{'en':'D'},"
               "'language':" +
               english + ",'primaryLanguage':" + english +
               ",'individualDisplay':{'id':'d1','type':"
               "'IndividualDisplay','language':" +
               english + ",'displayDetail':{'id':'d2','type':'DisplayDetail','page':1,'image':" + media + "}}}," +
               root + "'credentialSubject':{'id':'p','type':'Person','fullName':{'en':'Nina Testowa'}," + person +
               "'hasClaim':{'id':'c','type':'" + claim_type + "'," + title + claim +
               "'awardedBy':{'id':'w','type':'AwardingProcess','awardingBody':" + school + "}}}}";
    }
};

std::vector<Finding> findings(const Parts& parts, bool sealed = true) {
    return Sample{parts.text()}.check(sealed).findings;
}

/** The one thing that is wrong. */
void expect_only(const Parts& parts, Code code, std::string_view where) {
    const auto found = findings(parts);
    CAPTURE(where);
    for (const Finding& finding : found)
        CAPTURE(message(finding, Language::en));
    CHECK(test::has(found, code, where));
    CHECK(found.size() == 1);
}

const std::string claim = "/credentialSubject/hasClaim";

} // namespace

TEST_CASE("a conforming credential has no findings") {
    const auto result = Sample{Parts{}.text()}.check();
    CHECK(result.findings.empty());
    CHECK(result.variants == std::vector<std::string>{"generic"});
    CHECK(!result.draft);
}

TEST_CASE("too few: a mandatory member is missing, or there in no language") {
    Parts parts;
    parts.title = "";
    expect_only(parts, Code::profile_too_few, claim);
    parts.title = "'title':{'en':[]},";
    expect_only(parts, Code::profile_too_few, claim + "/title");
    parts.title = "'title':null,";
    expect_only(parts, Code::profile_too_few, claim + "/title");
}

TEST_CASE("too many: values beyond the limit, equal ones counted once") {
    Parts parts;
    parts.person = "'dateOfBirth':['1999-10-02T00:00:00Z','1999-10-03T00:00:00Z'],";
    expect_only(parts, Code::profile_too_many, "/credentialSubject/dateOfBirth");
    parts.person = "'dateOfBirth':['1999-10-02T00:00:00Z','1999-10-02T00:00:00Z'],";
    CHECK(findings(parts).empty());
    parts.person = "'givenName':{'en':'Nina','fr':'Nine'},"; // counted over all languages
    expect_only(parts, Code::profile_too_many, "/credentialSubject/givenName");
}

TEST_CASE("one text for each language where the profile says so") {
    Parts parts;
    parts.claim = "'description':{'en':['one','two']},";
    expect_only(parts, Code::profile_language_twice, claim + "/description");
    parts.claim = "'description':{'en':['one','one'],'fr':'un'},";
    CHECK(findings(parts).empty());
}

TEST_CASE("values of the wrong class, or of none") {
    Parts parts;
    parts.claim = "'creditReceived':{'id':'n','type':'Note','noteLiteral':{'en':'x'}},";
    expect_only(parts, Code::profile_wrong_class, claim + "/creditReceived");
    parts.claim = "'identifier':{'id':'n','notation':'1'},";
    expect_only(parts, Code::profile_wrong_class, claim + "/identifier");
    parts.claim = "'identifier':{'id':'n','type':'LegalIdentifier','notation':'1','spatial':" + country + "},";
    CHECK(findings(parts).empty());
    parts.claim = "'influencedBy':'urn:nowhere',";
    expect_only(parts, Code::profile_wrong_class, claim + "/influencedBy");
    parts.claim = "'specifiedBy':{'id':'q','type':'Qualification','title':{'en':'Q'}},"; // one of two
                                                                                         // alternatives
    CHECK(findings(parts).empty());
}

TEST_CASE("values of the wrong datatype") {
    Parts parts;
    parts.issued = "'issued':'2024-01-01',";
    expect_only(parts, Code::profile_wrong_datatype, "/issued");
    parts.issued = "'issued':'2024-02-30T00:00:00Z',";
    expect_only(parts, Code::profile_wrong_datatype, "/issued");
    parts.issued = "'issued':{'value':1},";
    expect_only(parts, Code::profile_wrong_datatype, "/issued");
    parts.issued = "'issued':'2024-01-01T00:00:00.123',"; // no zone, a fraction: a date-time all the same
    CHECK(findings(parts).empty());
    parts.claim = "'specifiedBy':{'id':'q','type':'Qualification','title':{'en':'Q'},'"
                  "volumeOfLearning':'150 h'},";
    expect_only(parts, Code::profile_wrong_datatype, claim + "/specifiedBy/volumeOfLearning");
    parts.claim = "'specifiedBy':{'id':'q','type':'Qualification','title':{'en':'Q'},'"
                  "isPartialQualification':'maybe'},";
    expect_only(parts, Code::profile_wrong_datatype, claim + "/specifiedBy/isPartialQualification");
    parts.claim = "'title':{'en':'T'},";
    parts.title = "'description':'no language',";
    expect_only(parts, Code::profile_wrong_datatype, claim + "/description");
}

TEST_CASE("a term without an id, of another scheme, and one that no list has") {
    Parts parts;
    const auto level = [&parts](const std::string& id, const std::string& scheme) {
        parts.claim = "'specifiedBy':{'id':'q','type':'Qualification','title':{'en':'Q'},'eqfLevel':{" + id +
                      "'type':'Concept','inScheme':{'id':'http://data.europa.eu/snb/" + scheme +
                      "/25831c2','type':'ConceptScheme'}}},";
    };
    const std::string where = claim + "/specifiedBy/eqfLevel";
    level("'id':'http://data.europa.eu/snb/eqf/6',", "eqf");
    CHECK(findings(parts).empty());
    level("", "eqf");
    expect_only(parts, Code::profile_no_id, where);
    level("'id':'http://data.europa.eu/snb/eqf/6',", "qdr");
    expect_only(parts, Code::profile_wrong_scheme, where);
    level("'id':'http://data.europa.eu/snb/eqf/9',", "eqf");
    expect_only(parts, Code::profile_term_not_in_list, where);
    CHECK(effect_of(Code::profile_term_not_in_list) == Effect::none);
    // The profile without vocabularies does not ask for the scheme.
    parts.schema = "edc-generic-no-cv";
    level("", "qdr");
    CHECK(findings(parts).empty());
}

TEST_CASE("an identifier's notation is a plain value") {
    Parts parts;
    parts.claim = "'identifier':{'id':'n','type':'Identifier','notation':{'text':'1'}},";
    expect_only(parts, Code::profile_not_a_value, claim + "/identifier/notation");
}

TEST_CASE("what may be claimed of a person") {
    Parts parts;
    parts.claim_type = "Qualification";
    CHECK(test::has(findings(parts), Code::profile_not_a_claim, claim));
    parts.claim_type = "Claim"; // the profile wants a claim of no closer kind to have a type
    CHECK(test::has(findings(parts), Code::profile_not_a_claim, claim));
    parts.claim = "'dcType':{'id':'urn:x','type':'Concept','inScheme':{'id':'http://data.europa.eu/"
                  "snb/claim-type/25831c2','type':"
                  "'ConceptScheme'}},";
    CHECK(findings(parts).empty());
}

TEST_CASE("the issuer of a sealed credential has one eIDAS identifier") {
    Parts parts;
    parts.issuer = "'issuer':" + school + ",";
    expect_only(parts, Code::profile_too_few, "/issuer");
    Parts greek;
    greek.issuer.replace(greek.issuer.find("eIDASI"), 6, "eIDAS\u0399");
    CHECK(findings(greek).empty());
}

TEST_CASE("a draft lacks what sealing writes, and nothing more") {
    Parts parts;
    parts.issuer = "";
    parts.issued = "";
    const auto result = Sample{parts.text()}.check(false);
    CHECK(result.draft);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings.front().code == Code::profile_draft);
    CHECK(effect_of(Code::profile_draft) == Effect::none);
    CHECK(test::failures(findings(parts, true)) == 2);
    parts.title = "";
    CHECK(test::has(findings(parts, false), Code::profile_too_few, claim));
}

TEST_CASE("the accredited profile asks for more") {
    Parts parts;
    parts.schema = "edc-accredited";
    parts.kind = "6cf8e68c43";
    expect_only(parts, Code::profile_too_few, "");
    parts.root = "'evidence':{'id':'v','type':'Evidence','dcType':{'id':'http://data.europa.eu/snb/"
                 "evidence-type/c_991b06c6','type':"
                 "'Concept','inScheme':{'id':'http://data.europa.eu/snb/evidence-type/"
                 "25831c2','type':'ConceptScheme'}}},";
    expect_only(parts, Code::profile_too_few, "/evidence");
    parts.schema = "edc-generic-full";
    expect_only(parts, Code::profile_schema_differs, "/credentialProfiles");
    Parts activity;
    activity.schema = "edc-accredited";
    activity.claim_type = "LearningActivity";
    CHECK(test::has(findings(activity), Code::profile_not_a_claim, claim));
}

TEST_CASE("an unknown schema is no failure, but no pass either") {
    Parts parts;
    parts.schema = "edc-of-tomorrow";
    const auto found = findings(parts);
    CHECK(test::has(found, Code::profile_schema_unknown, "/credentialSchema"));
    CHECK(effect_of(Code::profile_schema_unknown) == Effect::indeterminate);
}

TEST_CASE("a second schema beside the profile is named, not judged") {
    std::string text = Parts{}.text();
    const std::string one =
        "{'id':'http://data.europa.eu/snb/model/ap/edc-generic-full','type':'ShaclValidator2017'}";
    text.replace(text.find(one), one.size(), "[" + one + ",{'id':'https://example.org/schema','type':'JsonSchema'}]");
    const auto found = Sample{text}.check().findings;
    REQUIRE(found.size() == 1);
    CHECK(found.front().code == Code::profile_schema_not_checked);
}

TEST_CASE("where context and shapes of ELM contradict each other no file is blamed") {
    Parts parts;
    parts.person = "'nationalID':'text','dateModified':'2024-01-01T00:00:00Z',";
    parts.root = "'credentialStatus':{'id':'https://example.org/"
                 "s','type':'Any'},'termsOfUse':{'id':'t','type':'TermsOfUse'},"
                 "'proof':{'type':'Any'},";
    CHECK(findings(parts).empty());
}

TEST_CASE("members that the profile does not know are allowed") {
    Parts parts;
    parts.root = "'cnf':{'jwk':{'kty':'EC'}},'status':[1,2],";
    parts.claim = "'degreeProgramme':{'en':'x'},";
    CHECK(findings(parts).empty());
}

TEST_CASE("an error in a node that is embedded often is reported once") {
    Parts parts;
    const std::string broken = "{'id':'o9','type':'Organisation','legalName':{'en':'X'}}"; // no location
    parts.claim = "'provenBy':{'id':'t','type':'LearningAssessment','title':{'en':'t'},'grade':{'"
                  "id':'g','type':'Note','noteLiteral':"
                  "{'en':'1'}},'assessedBy':[" +
                  broken + "],'awardedBy':{'id':'w9','type':'AwardingProcess','awardingBody':" + broken + "}},";
    CHECK(test::count(findings(parts), Code::profile_too_few) == 1);
}

TEST_CASE("findings stop at the limit and say how many more there are") {
    Limits limits;
    limits.findings = 3;
    Parts parts;
    parts.claim = "'creditReceived':[1,2,3,4,5,6],";
    const auto found = Sample{parts.text(), limits}.check().findings;
    REQUIRE(found.size() == 4);
    CHECK(found.back().code == Code::profile_more_findings);
    CHECK(found.back().arguments.front().second == "3");
}

TEST_CASE("the datatypes of XML Schema") {
    const auto is = [](const std::string& value, std::string_view type) {
        const auto document = json::parse(Sample::with_quotes(value), Limits{});
        return credential::is_of_datatype(document.root(), type);
    };
    for (const char* good : {"P1Y", "PT1500H", "P2DT12H", "PT1.5S", "-P1M", "P1Y2M3DT4H5M6S", "PT0S"})
        CHECK_MESSAGE(credential::is_duration(good), good);
    for (const char* bad : {"", "P", "PT", "1Y", "P1S", "PT1Y", "P1M1Y", "P1.5Y", "P1", "PT1.S", "P1YT", "P1H"})
        CHECK_MESSAGE(!credential::is_duration(bad), bad);
    CHECK(is("' 2024-01-01T24:00:00+14:00 '", "xsd:dateTime"));
    CHECK(!is("2024", "xsd:dateTime"));
    CHECK(is("1", "xsd:positiveInteger"));
    CHECK(is("'+01'", "xsd:positiveInteger"));
    CHECK(!is("0", "xsd:positiveInteger"));
    CHECK(!is("'00'", "xsd:positiveInteger"));
    CHECK(!is("1.5", "xsd:integer"));
    CHECK(is("'-.5'", "xsd:decimal"));
    CHECK(!is("'.'", "xsd:decimal"));
    CHECK(!is("'1e3'", "xsd:decimal"));
    CHECK(is("true", "xsd:boolean"));
    CHECK(!is("'yes'", "xsd:boolean"));
    CHECK(is("'urn:x:ü'", "xsd:anyURI"));
    CHECK(!is("'two words'", "xsd:anyURI"));
    CHECK(is("{'@value':'PT1H','@type':'xsd:duration'}", "xsd:duration"));
    CHECK(!is("{'a':1}", "xsd:string"));
}
