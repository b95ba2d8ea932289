// ELM v2: the same model as from ELM 3, links within one credential, nothing left out silently.

#include <doctest/doctest.h>

#include "credential/elm2.hpp"
#include "credential/support.hpp"
#include "xml/node_set.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"

#include <memory>

using namespace requal;
using test::Sample;

namespace {

credential::Reading read(const xml::Document& document, const Limits& limits = {}) {
    return credential::read_elm2({document.root()}, Sample::vocabularies(), limits);
}

credential::Reading read_text(std::string_view text, const Limits& limits = {}) {
    return read(xml::Document::parse(text, Limits{}), limits);
}

std::shared_ptr<const Credential> file(const std::string& name) {
    return read_text(test::read(test::data() / "elm2" / name)).credentials.at(0);
}

/** A credential in the namespace of ELM v2; `more` stands after the subject. */
std::string sample(const std::string& subject, const std::string& more = "") {
    return R"(<europassCredential xmlns="http://data.europa.eu/snb"><credentialSubject>)" + subject +
           "</credentialSubject>" + more + "</europassCredential>";
}

std::string titled(const std::string& text) {
    return R"(<title><text lang="en">)" + text + "</text></title>";
}

std::optional<Error> refusal(const std::string& text, const Limits& limits = {}) {
    try {
        static_cast<void>(read_text(text, limits));
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("elm2: person, issuer and dates") {
    const auto credential = file("diploma-with-parts-and-links.xml");
    CHECK(credential->id == "urn:credential:test-1");
    CHECK(credential->where == "/europassCredential");
    CHECK(credential->title.pick("en").text == "TEST DATA: Bachelor of Invented Sciences");
    CHECK(credential->title.pick("fr").language == "fr");
    CHECK(credential->primary_language == "fr");
    CHECK(credential->display.primary_language.list_label == "French");
    CHECK(credential->profiles.at(0).list_label == "Generic");
    CHECK(rfc3339(credential->issued.time.value()) == "2021-07-15T08:00:00Z");
    CHECK(credential->valid_from.where == "/europassCredential/validFrom");
    const Person& person = credential->subject;
    CHECK(person.name("en", "fr") == "Testa Exempla"); // a comment inside the name ends nothing
    CHECK(person.birth_day == "2001-02-03");
    CHECK(person.date_of_birth.date_only);
    CHECK(person.gender.list_label == "female");
    CHECK(person.national_id.notation == "TEST-0001");
    CHECK(person.national_id.country.id.ends_with("/country/FRA"));
    CHECK(person.contacts.at(0).emails.at(0) == "testa@example.org");
    CHECK(person.contacts.at(0).phones.at(0) == "+33 5550100");
    CHECK(person.place_of_birth.name.pick("fr").text == "Nullepart");
    REQUIRE(credential->issuer);
    CHECK(credential->issuer->registration.notation == "VATFR-TEST00001");
    CHECK(credential->issuer->registration.country.id.ends_with("/country/FRA"));
    CHECK(credential->issuer->registration.legal);
    CHECK(credential->issuer->name() == "TEST University of Nowhere");
    CHECK(credential->issuer->where == "/europassCredential/agentReferences/organization[1]");
    CHECK(credential->issuer->logo.size == 4);
    CHECK(credential->organisations.size() == 3);
    CHECK(credential->attachments.at(0).size == 9);
}

TEST_CASE("elm2: achievements with all that hangs on them") {
    const auto credential = file("diploma-with-parts-and-links.xml");
    REQUIRE(credential->achievements.size() == 1);
    const Achievement& a = *credential->achievements.front();
    CHECK(a.kind == "LearningAchievement");
    CHECK(a.awarded_by.bodies.at(0) == credential->issuer);
    CHECK(a.awarded_by.date.calendar_day() == "2021-06-30");
    CHECK(a.notes.at(0).subject.display() == "Remark");
    REQUIRE(a.proven_by.size() == 1);
    const Assessment& exam = *a.proven_by.front();
    CHECK(exam.grade.text.pick("en").text == "14.2 of 20");
    CHECK(exam.shortened_grading.value().lower == "62.5");
    CHECK(exam.result_distribution.at(0).label == "10-14");
    CHECK(exam.result_distribution.at(0).maximum == "14");
    CHECK(exam.specification->grading_scheme.pick("en").text == "0 to 20");
    CHECK(exam.assessed_by.at(0) == credential->issuer);
    REQUIRE(a.influenced_by.size() == 1);
    CHECK(a.influenced_by.front()->workload == "PT300H");
    CHECK(a.influenced_by.front()->periods.at(0).end.calendar_day() == "2021-06-30");
    CHECK(a.influenced_by.front()->directed_by.at(0)->parent == credential->issuer);
    CHECK(a.opportunity.title.pick("en").text == "Programme of 2018");
    CHECK(a.parts.at(0)->proven_by.at(0)->grade.text.pick("en").text == "passed");
    CHECK(a.parts.at(0)->specification->kind == "LearningAchievementSpecification");

    const Specification& q = *a.specification;
    CHECK(q.kind == "Qualification");
    CHECK(q.eqf_level.id == "http://data.europa.eu/snb/eqf/6");
    CHECK(q.eqf_level.list_notation == "6");
    CHECK(q.nqf_levels.at(0).status == ListStatus::member);
    CHECK(q.isced_f.at(0).list_notation == "0588");
    CHECK(q.credit_points.at(0).points == "180");
    CHECK(q.credit_points.at(0).framework.list_label == "European Credit Transfer System");
    CHECK(q.credit_points.at(1).framework.id.ends_with("60b314e826"));
    CHECK(q.partial == false);
    CHECK(q.outcomes.at(0).esco_skills.at(0).id.starts_with("http://data.europa.eu/esco/skill/"));
    CHECK(q.outcomes.at(0).notes.at(0).text.pick("en").text == "Invents methods that nobody needs.");
    CHECK(q.awarding_opportunities.at(0).bodies.at(0) == credential->issuer);
    CHECK(q.accreditations.at(0)->agency->name() == "TEST Quality Agency");
    CHECK(q.accreditations.at(0)->decision.display() == "granted");
}

TEST_CASE("elm2: copies of a claim are one, a different claim under the same label is another") {
    const auto credential = file("diploma-with-parts-and-links.xml");
    CHECK(credential->activities.at(0) == credential->achievements.at(0)->influenced_by.at(0));
    CHECK(credential->entitlements.at(0) != credential->achievements.at(0)->entitles_to.at(0));
    CHECK(credential->entitlements.at(0)->id == credential->achievements.at(0)->entitles_to.at(0)->id);
}

TEST_CASE("elm2: labels are held against the lists, loops of links are cut, the rest is listed") {
    const auto credential = file("diploma-with-parts-and-links.xml");
    CHECK(test::has(credential->findings, Code::credential_label_differs,
                    "/europassCredential/credentialSubject/citizenshipCountry"));
    // The accreditation is limited to the qualification that names it.
    CHECK(test::has(credential->findings, Code::credential_reference_circular,
                    "/europassCredential/accreditationReferences/accreditation/limitQualification"));
    REQUIRE(credential->unmapped_count == 1);
    CHECK(credential->unmapped.at(0).where == "/europassCredential/invented");
    CHECK_FALSE(credential->unmapped.at(0).known_term);
}

TEST_CASE("elm2: what is not read is counted, attributes and stray words too") {
    const auto reading = read_text(R"(<europassCredential xmlns="http://data.europa.eu/snb" odd="1">words
        <newThing><below/></newThing><empty/><type uri="urn:x"><targetName><b/></targetName></type></europassCredential>)");
    const Credential& credential = *reading.credentials.at(0);
    std::vector<std::string> places;
    for (const UnmappedMember& member : credential.unmapped)
        places.push_back(member.where);
    CHECK(places == std::vector<std::string>{"/europassCredential/@odd", "/europassCredential/text()",
                                             "/europassCredential/newThing"});
    CHECK(credential.unmapped_count == 3);
}

TEST_CASE("elm2: parts that contain each other are cut once") {
    const std::string specifications = R"(<learningSpecificationReferences><qualification id="a">)" + titled("A") +
                                       R"(<hasPart idref="b"/></qualification><qualification id="b">)" + titled("B") +
                                       R"(<hasPart idref="a"/></qualification></learningSpecificationReferences>)";
    const auto reading = read_text(
        sample(R"(<achievements><learningAchievement><specifiedBy idref="a"/></learningAchievement></achievements>)",
               specifications));
    const Credential& credential = *reading.credentials.at(0);
    const Specification& a = *credential.achievements.at(0)->specification;
    CHECK(a.parts.at(0)->title.pick("en").text == "B");
    CHECK(a.parts.at(0)->parts.empty());
    CHECK(test::count(credential.findings, Code::credential_reference_circular) == 1);
}

TEST_CASE("elm2: a chain of links is followed only so far") {
    std::string agents = "<agentReferences>";
    for (int i = 0; i < 30; ++i)
        agents += R"(<organization id="o)" + std::to_string(i) + R"("><unitOf idref="o)" + std::to_string(i + 1) +
                  R"("/></organization>)";
    agents += R"(<organization id="o30"/></agentReferences>)";
    Limits limits;
    limits.xml_depth = 10;
    const auto reading = read_text(sample("", agents), limits);
    CHECK(test::count(reading.credentials.at(0)->findings, Code::credential_references_too_deep) > 0);
    CHECK(test::count(read_text(sample("", agents)).credentials.at(0)->findings,
                      Code::credential_references_too_deep) == 0);
}

TEST_CASE("elm2: a link to nowhere and a record id given twice are refused, with path and line") {
    const auto dangling = refusal(test::read(test::data() / "elm2/link-to-nowhere.xml"));
    REQUIRE(dangling);
    CHECK(dangling->code() == Code::elm2_reference_dangling);
    CHECK(dangling->finding().where == "/europassCredential/issuer");
    CHECK(dangling->finding().arguments.at(1).second == "3");
    const auto twice = refusal(test::read(test::data() / "elm2/record-id-twice.xml"));
    REQUIRE(twice);
    CHECK(twice->code() == Code::elm2_id_twice);
    CHECK(twice->finding().where == "/europassCredential/agentReferences/organization[2]");
    CHECK(twice->finding().arguments.at(1).second == "7");
    // Also where the reader would not have looked, and when the record is of another kind.
    CHECK(refusal(sample("", R"(<newThing idref="x"/>)")).value().code() == Code::elm2_reference_dangling);
    const auto wrong_kind = refusal(
        sample(R"(<achievements><learningAchievement><specifiedBy idref="o"/></learningAchievement></achievements>)",
               R"(<agentReferences><organization id="o"/></agentReferences>)"));
    REQUIRE(wrong_kind);
    CHECK(wrong_kind->code() == Code::elm2_reference_dangling);
}

TEST_CASE("elm2: several credentials in one presentation, each with links of its own") {
    const auto reading = read_text(test::read(test::data() / "elm2/two-credentials-in-a-shared-presentation.xml"));
    REQUIRE(reading.credentials.size() == 2);
    CHECK(reading.credentials[0]->where == "/verifiablePresentation/europassCredential[1]");
    CHECK(reading.credentials[0]->achievements.at(0)->kind == "QualificationAward");
    CHECK(reading.credentials[0]->achievements.at(0)->specification->title.pick("en").text == "First qualification");
    CHECK(reading.credentials[1]->achievements.at(0)->specification->title.pick("en").text == "Second qualification");
    CHECK(reading.credentials[1]->issuer->name() == "TEST School Two");
    REQUIRE(reading.presentation);
    const Presentation& p = *reading.presentation;
    CHECK(p.id == "urn:test:presentation:1");
    CHECK(p.types.at(0).id.ends_with("c_409018f7"));
    CHECK(p.issuer->registration.notation == "VATSI-00000000");
    CHECK(p.issuer->registration.country.id.ends_with("/country/SVN"));
    CHECK(rfc3339(p.expiration.time.value()) == "2030-01-01T00:00:00Z");
    CHECK(p.checks.at(0).status.id.ends_with("9895008394"));
    CHECK(p.checks.at(0).where == "/verifiablePresentation/verificationChecks/verificationCheck");
    CHECK(p.unmapped_count == 0);
}

TEST_CASE("elm2: the form without a namespace") {
    const auto credential = file("no-namespace.xml");
    CHECK(credential->id == "urn:credential:test-4");
    CHECK(credential->issuer->registration.country.id.ends_with("/country/GRC"));
    CHECK(credential->subject.birth_day == "1990-05-06");
    CHECK(credential->unmapped_count == 0);
}

TEST_CASE("elm2: only what is handed over is read") {
    xml::Document document = xml::Document::parse(
        R"(<vp:verifiablePresentation xmlns="http://data.europa.eu/snb" xmlns:vp="http://data.europa.eu/snb/vp">
             <vp:issuer id="evil"><prefLabel><text lang="en">TEST Nobody</text></prefLabel></vp:issuer>
             <europassCredential><title><text lang="en">sealed</text></title></europassCredential>
             <europassCredential><title><text lang="en">unsigned</text></title></europassCredential>
           </vp:verifiablePresentation>)",
        Limits{});
    const xml::Element sealed = document.root().child("europassCredential", "http://data.europa.eu/snb");
    const xml::Selection selection = xml::divide(document, {xml::NodeSet::below(document, sealed, false)});
    xml::cut(document, selection);
    const auto reading = credential::read_elm2(selection.roots, Sample::vocabularies(), Limits{});
    REQUIRE(reading.credentials.size() == 1);
    CHECK(reading.credentials.front()->title.pick("en").text == "sealed");
    CHECK_FALSE(reading.presentation);
}

TEST_CASE("elm2: a root that holds no credential gives none") {
    CHECK(read_text(R"(<x><europassCredential/></x>)").credentials.empty());
    CHECK(read_text(R"(<europassCredential xmlns="urn:other"/>)").credentials.empty());
}

TEST_CASE("elm2: the work is bounded") {
    Limits limits;
    limits.achievements = 2;
    std::string achievements = "<achievements>";
    for (int i = 0; i < 3; ++i)
        achievements += "<learningAchievement/>";
    CHECK(refusal(sample(achievements + "</achievements>"), limits).value().code() ==
          Code::credential_too_many_claims);
    // Many links to one large record that the model holds by value.
    std::string big = R"(<awardingProcessReferences><awardingProcess id="w">)" + titled("w");
    for (int i = 0; i < 200; ++i)
        big += "<additionalNote/>";
    big += "</awardingProcess></awardingProcessReferences>";
    std::string many = "<achievements>";
    for (int i = 0; i < 200; ++i)
        many += R"(<learningAchievement><wasAwardedBy idref="w"/></learningAchievement>)";
    Limits small;
    small.xml_nodes = 1000;
    CHECK(refusal(sample(many + "</achievements>", big), small).value().code() == Code::credential_expands_too_much);
    CHECK_FALSE(refusal(sample(many + "</achievements>", big)));
}

TEST_CASE("elm2: claims that stand beside the subject's own are not lost") {
    const auto reading = read_text(sample(R"(<activities><activity id="act">)" + titled("Course") +
                                          R"(<influenced><learningAchievement id="ach">)" + titled("Reached by it") +
                                          "</learningAchievement></influenced></activity></activities>"));
    const Credential& credential = *reading.credentials.at(0);
    REQUIRE(credential.achievements.size() == 1);
    CHECK(credential.achievements.front()->title.pick("en").text == "Reached by it");
}

TEST_CASE("corpus: the Diploma Supplement of 2022 comes out whole") {
    const auto reading = read_text(test::read(test::corpus() / "elm-v2/EDC_DiplomaSupplement_AA.xml"));
    REQUIRE(reading.credentials.size() == 1);
    const Credential& credential = *reading.credentials.front();
    CHECK(credential.subject.name() == "Ana Andromeda");
    CHECK(credential.subject.birth_day == "1999-10-02");
    CHECK(reading.presentation->issuer->registration.notation == "VATES-B00000000");
    CHECK(reading.presentation->unmapped_count == 0);
    // All that is left out is the address of a wallet.
    CHECK(credential.unmapped_count == 1);
}
