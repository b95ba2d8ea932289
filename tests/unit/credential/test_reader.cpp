#include <doctest/doctest.h>

#include "credential/support.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

using namespace requal;
using test::Sample;

namespace {

Credential read(const std::string& subject_claims, const std::string& more = "") {
    return Sample{"{'type':'EuropeanDigitalCredential','credentialSubject':{'id':'p','type':'Person',"
                  "'fullName':{'en':'Nina Testowa'},'hasClaim':" +
                  subject_claims + "}" + more + "}"}
        .read();
}

} // namespace

TEST_CASE("one value and an array read alike, a text and an array of texts too") {
    const std::string one =
        "{'id':'a','type':'LearningAchievement','title':{'en':'T'},'creditReceived':{'point':'6'}}";
    const std::string many = "[{'id':'a','type':'LearningAchievement','title':{'en':['T']},'"
                             "creditReceived':[{'point':6}]}]";
    for (const std::string& text : {one, many}) {
        const Credential credential = read(text);
        REQUIRE(credential.achievements.size() == 1);
        CHECK(credential.achievements.front()->title.pick("en").text == "T");
        REQUIRE(credential.achievements.front()->credits.size() == 1);
        CHECK(credential.achievements.front()->credits.front().points == "6");
        CHECK(credential.unmapped_count == 0);
    }
}

TEST_CASE("every value knows its place") {
    const Credential credential = read("[{'id':'a','type':'LearningAchievement','title':{'en':'T'},"
                                       "'awardedBy':{'awardingDate':'2020-01-31T23:00:00Z'}}]");
    const Achievement& achievement = *credential.achievements.front();
    CHECK(achievement.where == "/credentialSubject/hasClaim/0");
    CHECK(achievement.title.where == "/credentialSubject/hasClaim/0/title");
    CHECK(achievement.awarded_by.date.where == "/credentialSubject/hasClaim/0/awardedBy/awardingDate");
    CHECK(achievement.awarded_by.date.calendar_day() == "2020-02-01");
    CHECK(credential.subject.full_name.where == "/credentialSubject/fullName");
}

TEST_CASE("parts named by id are found, and a claim reachable twice is one") {
    const Credential credential =
        read("[{'id':'a','type':'LearningAchievement','title':{'en':'A'},'hasPart':['b',{'id':'c'}]},"
             "{'id':'b','type':'LearningAchievement','title':{'en':'B'}},"
             "{'id':'c','type':'LearningAchievement','title':{'en':'C'},'hasPart':'b'}]");
    const Achievement& a = *credential.achievements.front();
    REQUIRE(a.parts.size() == 2);
    CHECK(a.parts[0]->title.pick("en").text == "B");
    CHECK(a.parts[1]->parts.front() == a.parts[0]);
    CHECK(credential.achievements.size() == 3); // as the subject claims them
}

TEST_CASE("claims of every kind go to their list") {
    const Credential credential =
        read("[{'id':'1','type':'LearningActivity','workload':'PT4H'},{'id':'2','type':['Claim','"
             "LearningEntitlement']},"
             "{'id':'3','type':'LearningAssessment','grade':{'type':'Note','noteLiteral':{'en':'"
             "pass'}}},{'id':'4','type':'Claim'},"
             "'urn:nowhere']");
    REQUIRE(credential.activities.size() == 1);
    CHECK(credential.activities.front()->workload == "PT4H");
    CHECK(credential.entitlements.size() == 1);
    REQUIRE(credential.assessments.size() == 1);
    CHECK(credential.assessments.front()->grade.text.pick("en").text == "pass");
    REQUIRE(credential.other_claims.size() == 2);
    CHECK(credential.other_claims[1]->reference_only);
}

TEST_CASE("an achievement that stands below no claim of the subject is not lost") {
    const Credential credential = read("{'id':'1','type':'LearningActivity','influences':{'id':'2',"
                                       "'type':'LearningAchievement','title':{'en':'Hidden'}}}");
    REQUIRE(credential.achievements.size() == 1);
    CHECK(credential.achievements.front()->title.pick("en").text == "Hidden");
    CHECK(credential.unmapped_count == 0);
}

TEST_CASE("a claim that is part of itself is cut and reported") {
    const Credential credential = read("[{'id':'a','type':'LearningAchievement','title':{'en':'A'},'hasPart':'b'},"
                                       "{'id':'b','type':'LearningAchievement','title':{'en':'B'},'hasPart':'a'}]");
    CHECK(test::count(credential.findings, Code::credential_reference_circular) == 1);
    CHECK(credential.achievements.front()->parts.front()->parts.empty());
}

TEST_CASE("a long chain of references ends at the limit, not on the stack") {
    std::string claims = "[";
    for (int i = 0; i < 5000; ++i)
        claims += std::string{i == 0 ? "" : ","} + "{'id':'" + std::to_string(i) +
                  "','type':'LearningAchievement','hasPart':'" + std::to_string(i + 1) + "'}";
    const Credential credential = read(claims + "]");
    CHECK(test::count(credential.findings, Code::credential_references_too_deep) > 0);
    CHECK(credential.achievements.size() == 5000);
}

TEST_CASE("more claims than the limit are refused") {
    Limits limits;
    limits.achievements = 2;
    const Sample sample{"{'type':'EuropeanDigitalCredential','credentialSubject':{'id':'p','"
                        "hasClaim':[{'id':'1','title':{'en':'x'}},"
                        "{'id':'2','title':{'en':'x'}},{'id':'3','title':{'en':'x'}}]}}",
                        limits};
    try {
        (void)sample.read();
        FAIL("read although over the limit");
    } catch (const Error& error) {
        CHECK(error.code() == Code::credential_too_many_claims);
    }
    limits.achievements = 3;
    CHECK(Sample{"{'type':'EuropeanDigitalCredential','credentialSubject':{'hasClaim':[{'id':'1','"
                 "title':{'en':'x'}},"
                 "{'id':'2','title':{'en':'x'}},{'id':'3','title':{'en':'x'}}]}}",
                 limits}
              .read()
              .achievements.size() == 3);
}

TEST_CASE("references that multiply a large part are refused") {
    Limits limits;
    limits.input_bytes = 10'000;
    std::string text = "{'type':'EuropeanDigitalCredential','credentialSubject':{'id':'p','"
                       "location':{'id':'l','description':{'en':'" +
                       std::string(4000, 'x') + "'}},'contactPoint':[{'id':'c','description':{'en':'" +
                       std::string(4000, 'x') + "'}}";
    for (int i = 0; i < 20; ++i)
        text += ",'c'";
    try {
        (void)Sample{text + "]}}", limits}.read();
        FAIL("read although it grows beyond measure");
    } catch (const Error& error) {
        CHECK(error.code() == Code::credential_expands_too_much);
    }
}

TEST_CASE("findings of the reader stop at the limit and say how many more there are") {
    Limits limits;
    limits.findings = 1;
    const Sample sample{"{'type':'EuropeanDigitalCredential','credentialSubject':[{'id':'p'},{'id':'q'},{'id':'r'}],"
                        "'issuer':[{'id':'i','legalName':{'en':'I'}},{'id':'j','legalName':{'en':'J'}}]}",
                        limits};
    const auto found = sample.read().findings;
    REQUIRE(found.size() == 2);
    CHECK(found[0].code == Code::credential_more_than_one);
    CHECK(found[1].code == Code::credential_more_findings);
    CHECK(found[1].arguments.front().second == "2");
}

TEST_CASE("what the model has no place for is listed, once for all copies") {
    const Credential credential = read("{'id':'a','type':'LearningAchievement','title':{'en':'A'},'"
                                       "degreeProgramme':'x','learningOpportunity':"
                                       "{'id':'o','priceDetail':{'id':'q','amount':{}}},'awardedBy'"
                                       ":{'awardingBody':[{'id':'b','type':'Organisation',"
                                       "'legalName':{'en':'B'},'colour':'red'}]}}",
                                       ",'issuer':{'id':'b','type':'Organisation','legalName':{'en'"
                                       ":'B'},'colour':'red'},'cnf':{'jwk':{}}");
    CHECK(credential.unmapped_count == 4);
    std::vector<std::string> places;
    for (const UnmappedMember& member : credential.unmapped) {
        places.push_back(member.where);
        CHECK(member.known_term == member.where.ends_with("/priceDetail"));
    }
    std::sort(places.begin(), places.end());
    CHECK(places == std::vector<std::string>{"/cnf", "/credentialSubject/hasClaim/awardedBy/awardingBody/0/colour",
                                             "/credentialSubject/hasClaim/degreeProgramme",
                                             "/credentialSubject/hasClaim/learningOpportunity/priceDetail"});
}

TEST_CASE("an organisation is one value however often the file embeds it") {
    const std::string body =
        "{'id':'b','type':'Organisation','legalName':{'en':'B'},'eIDAS\u0399dentifier':{'notation':"
        "'VATXX-1',"
        "'type':'LegalIdentifier','spatial':{'id':"
        "'http://publications.europa.eu/resource/authority/country/FRA','type':'Concept'}}}";
    const Credential credential =
        read("{'id':'a','type':'LearningAchievement','awardedBy':{'awardingBody':[" + body + ",'z']}}",
             ",'issuer':" + body);
    REQUIRE(credential.issuer);
    CHECK(credential.issuer->eidas.notation == "VATXX-1");
    CHECK(credential.issuer->eidas.legal);
    REQUIRE(credential.issuer->country() != nullptr);
    CHECK(credential.issuer->country()->list_label == "France");
    const auto& bodies = credential.achievements.front()->awarded_by.bodies;
    CHECK(bodies[0] == credential.issuer);
    CHECK(bodies[1]->reference_only);
    CHECK(credential.organisations.size() == 2);
}

TEST_CASE("a label beside a true id may be forged") {
    const Credential credential =
        read("{'id':'a','type':'LearningAchievement','specifiedBy':{'id':'q','type':'Qualification'"
             ",'eqfLevel':"
             "{'id':'http://data.europa.eu/snb/eqf/4','type':'Concept','inScheme':{'id':'http://"
             "data.europa.eu/snb/isced-f/25831c2'},"
             "'prefLabel':{'en':'Level 8'}}}}");
    const Concept& level = credential.achievements.front()->specification->eqf_level;
    CHECK(level.list_label == "Level 4");
    CHECK(level.label_differs);
    CHECK(level.scheme_differs);
    CHECK(level.display() == "Level 4");
    CHECK(test::count(credential.findings, Code::credential_label_differs) == 1);
    CHECK(test::count(credential.findings, Code::credential_scheme_differs) == 1);
}

TEST_CASE("odd shapes are read as far as they make sense") {
    const Credential credential =
        read("{'id':'a','type':'LearningAchievement','title':'plain','provenBy':{'id':'t','type':'"
             "LearningAssessment','grade':'1,7'},"
             "'creditReceived':'5'}",
             ",'issuer':'did:ebsi:zTest','validFrom':'2030-12-31T00:00:00.000Z','issued':'2010-01-"
             "01T00:00:00','validUntil':'soon'");
    const Achievement& achievement = *credential.achievements.front();
    CHECK(achievement.title.pick("en").text == "plain");
    CHECK(achievement.proven_by.front()->grade.text.pick("en").text == "1,7");
    CHECK(achievement.credits.front().points == "5");
    CHECK(credential.issuer->id == "did:ebsi:zTest");
    CHECK(credential.valid_from.time.has_value());
    CHECK(credential.issued.time.has_value());
    CHECK(!credential.issued.had_zone);
    CHECK(!credential.valid_until.time);
    CHECK(credential.valid_until.raw == "soon");
}

TEST_CASE("media objects give their size, not their bytes") {
    const Credential credential =
        read("[]", ",'attachment':[{'id':'m','type':'MediaObject','content':'AAAA\\r\\nBBA='},"
                   "{'id':'n','type':'MediaObject','content':'not base64!'}]");
    REQUIRE(credential.attachments.size() == 2);
    CHECK(credential.attachments[0].size == 5);
    CHECK(credential.attachments[0].decodable);
    CHECK(credential.attachments[0].content_where == "/attachment/0/content");
    CHECK(!credential.attachments[1].decodable);
}

TEST_CASE("status entries outside the profile are read too") {
    const Credential credential =
        read("[]", ",'status':[{'id':'https://example.org/s#5','type':'StatusList2021Entry','statusPurpose':"
                   "'revocation','statusListIndex':'5','statusListCredential':'https://example.org/s'}]");
    REQUIRE(credential.third_party_status.size() == 1);
    CHECK(credential.third_party_status.front().purpose == "revocation");
    CHECK(credential.third_party_status.front().index == "5");
    CHECK(credential.third_party_status.front().list == "https://example.org/s");
    CHECK(credential.status.empty());
}

TEST_CASE("a second subject is reported, and its claims are not told of the first") {
    const Sample sample{"{'type':'EuropeanDigitalCredential','credentialSubject':[{'id':'p','fullName':{'en':'A'}},"
                        "{'id':'q','hasClaim':{'id':'a','type':'LearningAchievement','title':{'en':'T'}}}]}"};
    const Credential credential = sample.read();
    CHECK(test::count(credential.findings, Code::credential_more_than_one) == 1);
    CHECK(credential.achievements.empty());
}
