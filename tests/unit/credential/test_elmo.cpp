// ELMO: one credential per report, the tree of learning opportunities, and every row of the official mapping.

#include <doctest/doctest.h>

#include "credential/elmo.hpp"
#include "credential/support.hpp"

#include "requal/codes.hpp"
#include "requal/error.hpp"
#include "requal/show.hpp"

#include <map>
#include <set>
#include <sstream>

using namespace requal;
using test::Sample;

namespace {

credential::Reading read_text(std::string_view text, const Limits& limits = {}) {
    const xml::Document document = xml::Document::parse(text, Limits{});
    return credential::read_elmo({document.root()}, Sample::vocabularies(), limits);
}

const credential::Reading& transcript() {
    static const credential::Reading one =
        read_text(test::read(test::data() / "elmo/transcript-of-two-institutions.xml"));
    return one;
}

const Credential& first() {
    return *transcript().credentials.at(0);
}

std::string old_form(const std::string& report) {
    return R"(<elmo xmlns="http://purl.org/net/elmo"><report>)" + report + "</report></elmo>";
}

} // namespace

TEST_CASE("elmo: the learner") {
    const Person& learner = first().subject;
    CHECK(learner.name() == "Nina Testowa");
    CHECK(learner.birth_day == "1999-10-02");
    CHECK(learner.citizenships.at(0).id.ends_with("/country/POL"));
    CHECK(learner.gender.list_label == "female");
    CHECK(learner.national_id.notation == "TEST-0001");
    CHECK(learner.identifiers.at(0).scheme_name == "studentIdentifier");
    CHECK(learner.birth_name.pick("en").text == "Nina Urodzona");
    CHECK(learner.place_of_birth.name.pick("en").text == "Nowhere");
    CHECK(learner.location.addresses.at(0).full.text.pick("en").text ==
          "Nina Testowa, 1 Example Street, 00-000, Nowhere");
    CHECK(learner.location.addresses.at(0).country.id.ends_with("/country/POL"));
    CHECK(transcript().credentials.at(1)->subject.name() == "Nina Testowa");
}

TEST_CASE("elmo: one credential per report, the issuer is the awarding body") {
    REQUIRE(transcript().credentials.size() == 2);
    CHECK_FALSE(transcript().presentation);
    CHECK(first().issuer == nullptr);
    CHECK(first().where == "/elmo/report[1]");
    CHECK(rfc3339(first().issued.time.value()) == "2021-07-14T06:00:00Z");
    const Organisation& body = *first().achievements.at(0)->awarded_by.bodies.at(0);
    CHECK(body.name("pl") == "Uniwersytet TEST");
    CHECK(body.country()->id.ends_with("/country/POL"));
    CHECK(body.homepages.at(0).url == "https://example.org");
    CHECK(transcript().credentials.at(1)->achievements.at(0)->awarded_by.bodies.at(0)->name() == "TEST Institute");
}

TEST_CASE("elmo: programme, result, credits and levels") {
    const Achievement& a = *first().achievements.at(0);
    CHECK(a.title.pick("en").text == "TEST Bachelor of Invention");
    CHECK(a.specification->types.at(0).display() == "Degree Programme");
    CHECK(a.specification->isced_f.at(0).list_notation == "0612");
    CHECK(a.specification->eqf_level.id == "http://data.europa.eu/snb/eqf/6");
    CHECK(a.specification->education_levels.at(0).display() == "NQF 6 (PRK)");
    CHECK(a.credits.at(0).points == "180");
    CHECK(a.credits.at(0).framework.list_label == "European Credit Transfer System");
    CHECK(a.credits.at(1).framework.display() == "local points");
    CHECK(a.opportunity.periods.at(0).start.calendar_day() == "2018-09-01");
    REQUIRE(a.proven_by.size() == 1);
    const Assessment& result = *a.proven_by.front();
    CHECK(result.grade.text.pick("en").text == "17.5");
    CHECK(result.grade_status.display() == "passed");
    CHECK(result.shortened_grading.value().equal == "21.8");
    CHECK(result.result_distribution.at(1).count == "19");
    CHECK(result.specification->grading_description.pick("en").text == "0 to 20, 10 is a pass");
    CHECK(a.influenced_by.at(0)->specification->languages.at(0).id.ends_with("/language/POL"));
    CHECK(a.influenced_by.at(0)->specification->contact_hours.at(0) == "2700");
    REQUIRE(a.parts.size() == 1);
    const Achievement& part = *a.parts.front();
    CHECK(part.where == "/elmo/report[1]/learningOpportunitySpecification/hasPart/learningOpportunitySpecification");
    CHECK(part.opportunity.periods.at(0).label.pick("en").text == "Winter 2018");
    CHECK(part.specification->isced_f.at(0).id.empty()); // not a code of the list
    CHECK(part.specification->isced_f.at(0).display() == "no such code");
}

TEST_CASE("elmo: the eight parts of the Diploma Supplement are notes") {
    std::set<std::string> parts;
    for (const Note& note : first().achievements.at(0)->notes)
        parts.insert(note.subject.display());
    for (int i = 1; i <= 8; ++i)
        CHECK(std::any_of(parts.begin(), parts.end(), [&](const std::string& subject) {
            return subject.starts_with("Diploma Supplement " + std::to_string(i) + " ");
        }));
    CHECK(parts.contains("Diploma Supplement 2.1 Name of qualification"));
    CHECK(parts.contains("By category")); // the group
}

TEST_CASE("elmo: attachments, their own and the transcript's") {
    const auto& files = first().attachments;
    REQUIRE(files.size() == 4);
    CHECK(files[0].title.pick("en").text == "TEST certificate");
    CHECK(files[0].size == 9);
    CHECK(files[0].content_type.notation == "application/pdf");
    CHECK(files[0].content_where == "/elmo/report[1]/attachment/content");
    CHECK(files[1].title.pick("pl").text == "TEST transcript"); // one per language
    CHECK(files[2].title.pick("en").text == "TEST wykaz");
    CHECK(files[3].title.pick("en").text == "TEST list of courses"); // of the supplement
    CHECK(transcript().credentials.at(1)->attachments.size() == 2);
    CHECK(first().achievements.at(0)->documents.at(0).title.pick("en").text == "TEST certificate");
    CHECK(first().achievements.at(0)->parts.at(0)->documents.at(0).title.pick("en").text == "TEST transcript");
}

TEST_CASE("elmo: references that lead nowhere are told, a second record of one name too") {
    CHECK(test::count(first().findings, Code::elmo_reference_dangling) == 3); // scheme, attachment, group
    CHECK(test::has(first().findings, Code::elmo_id_twice, "/elmo/report[1]/gradingScheme[2]"));
}

TEST_CASE("elmo: what has no place is counted") {
    std::vector<std::string> places;
    for (const UnmappedMember& member : first().unmapped)
        places.push_back(member.where.substr(member.where.rfind('/') + 1));
    CHECK(places ==
          std::vector<std::string>{"level", "extension", "extension", "extension", "generatedDate", "extension"});
}

TEST_CASE("elmo: every row of the official mapping arrives in the model or has no place in it") {
    // The value that stands in the fixture for each row. Rows without a field name a class.
    const std::map<std::string, std::string> arrives{
        {"Elmo learner", "\"/elmo/learner\""},
        {"Elmo report", "\"/elmo/report[1]"},
        {"Elmo attachment", "/elmo/attachment/content[1]"},
        {"Elmo groups", "Mandatory"},
        {"Learner identifier", "S-001"},
        {"Learner citizenship", "/elmo/learner/citizenship"},
        {"Learner givenNames", "\"Nina\""},
        {"Learner familyName", "\"Testowa\""},
        {"Learner bday", "1999-10-02"},
        {"Learner placeOfBirth", "\"Nowhere\""},
        {"Learner birthName", "Nina Urodzona"},
        {"Learner currentAddress", "1 Example Street"},
        {"Learner gender", "human-sex/FEMALE"},
        {"Issuer identifier", "test.example.pl"},
        {"Issuer country", "/elmo/report[1]/issuer/country"},
        {"Issuer title", "Uniwersytet TEST"},
        {"Issuer url", "https://example.org/institute"},
        {"Report issuer", "TEST Institute"},
        {"Report learningOpportunitySpecification", "TEST Summer course"},
        {"Report issueDate", "2021-07-14T08:00:00+02:00"},
        {"Report gradingScheme", "0 to 20, 10 is a pass"},
        {"Report description", "TEST description of the report"},
        {"Report attachment", "TEST certificate"},
        {"LearningOpportunitySpecification identifier", "P-1"},
        {"LearningOpportunitySpecification title", "TEST Bachelor of Invention"},
        {"LearningOpportunitySpecification type", "Degree Programme"},
        {"LearningOpportunitySpecification subjectArea", "11304"},
        {"LearningOpportunitySpecification iscedCode", "isced-f/0612"},
        {"LearningOpportunitySpecification url", "https://example.org/programme"},
        {"LearningOpportunitySpecification description", "A programme that does not exist"},
        {"LearningOpportunitySpecification descriptionHtml", "<p>invented</p>"},
        {"LearningOpportunitySpecification specifies", "/specifies/learningOpportunityInstance"},
        {"LearningOpportunitySpecification hasPart", "TEST Course"},
        {"LearningOpportunityInstance identifier", "LOI-1"},
        {"LearningOpportunityInstance start", "2018-09-01+02:00"},
        {"LearningOpportunityInstance date", "2021-06-30+02:00"},
        {"LearningOpportunityInstance academicTerm", "Winter 2018"},
        {"LearningOpportunityInstance status", "\"failed\""},
        {"LearningOpportunityInstance gradingSchemeLocalId", "\"points\""},
        {"LearningOpportunityInstance resultLabel", "17.5"},
        {"LearningOpportunityInstance shortenedGrading", "/learningOpportunityInstance/shortenedGrading"},
        {"LearningOpportunityInstance resultDistribution", "/resultDistribution/category[1]"},
        {"LearningOpportunityInstance credit", "\"180\""},
        {"LearningOpportunityInstance level", "/learningOpportunityInstance/level[1]"},
        {"LearningOpportunityInstance languageOfInstruction", "language/POL"},
        {"LearningOpportunityInstance engagementHours", "2700"},
        {"LearningOpportunityInstance attachments (mit Ref.)", "/attachments/ref[1]"},
        {"LearningOpportunityInstance grouping", "By category"},
        {"LearningOpportunityInstance diplomaSupplement", "/learningOpportunityInstance/diplomaSupplement"},
        {"AcademicTerm title", "Winter 2018"},
        {"AcademicTerm start", "2018-10-01"},
        {"AcademicTerm end", "2019-02-15"},
        {"EducationLevel type", "NQF 6"},
        {"EducationLevel description", "(PRK)"},
        {"EducationLevel value", "/snb/eqf/6"},
        {"Credits scheme", "local points"},
        {"Credits value", "\"60\""},
        {"ShortenedGrading percentageLower", "62.3"},
        {"ShortenedGrading percentageEqual", "21.8"},
        {"ShortenedGrading percentageHigher", "15.9"},
        {"ResultDistribution category", "10-14.9"},
        {"ResultDistribution description", "graduates of 2021"},
        {"ResultCategory label", "15-20"},
        {"ResultCategory count", "\"19\""},
        {"GradingScheme localId", "/gradingScheme[1]/@localId"},
        {"GradingScheme description", "0 to 20, 10 is a pass"},
        {"DiplomaSupplement version", "after the rules of 2018"},
        {"DiplomaSupplement issueDate", "issued on 2021-07-15"},
        {"DiplomaSupplement introduction", "TEST introduction"},
        {"DiplomaSupplement section", "first cycle"},
        {"DiplomaSupplement language", "\"language\":\"en\",\"values\":[\"issued on"},
        {"DiplomaSupplementSection title", "Information on the level"},
        {"DiplomaSupplementSection content", "see the transcript"},
        {"DiplomaSupplementSection additionalInformation", "an invented title"},
        {"DiplomaSupplementSection attachment", "TEST list of courses"},
        {"DiplomaSupplementSection section", "Name of qualification"},
        {"DiplomaSupplementSection number", "Diploma Supplement 2.1"},
        {"Attachment identifier", "\"doc-2\""},
        {"Attachment title", "TEST wykaz"},
        {"Attachment type", "EMREX transcript"},
        {"Attachment description", "of the degree"},
        {"Attachment content", "/elmo/report[1]/attachment/content"},
        {"AttachmentReference ref", "\"doc-1\""}};
    // Made for the transport, open to anything, or of a signature; credits keep their own scheme and value only.
    const std::set<std::string> no_place{"Elmo generatedDate",
                                         "Elmo extension",
                                         "Elmo signature",
                                         "LearningOpportunitySpecification extension",
                                         "LearningOpportunityInstance extension",
                                         "Credit level (will be removed?)",
                                         "DiplomaSupplement signature",
                                         "Attachment extension"};
    ShownFile shown;
    shown.credential = first();
    shown.further = {transcript().credentials.at(1)};
    JsonWriter out;
    out.begin_object();
    write_shown(out, &shown, nullptr, Language::en);
    out.end_object();
    const std::string model{out.text()};
    CHECK(model.find("secret") == std::string::npos);
    std::istringstream table{test::read(test::source() / "schemas/elmo-elm-mapping.tsv")};
    std::string line;
    std::getline(table, line);
    std::size_t rows = 0;
    while (std::getline(table, line)) {
        ++rows;
        const std::size_t tab = line.find('\t');
        const std::string field = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
        if (field.empty())
            continue;
        const std::string row = line.substr(0, tab) + " " + field;
        CAPTURE(row);
        const auto value = arrives.find(row);
        CHECK((value != arrives.end()) != no_place.contains(row));
        if (value != arrives.end())
            CHECK(model.find(value->second) != std::string::npos);
    }
    CHECK(rows == 114);
}

TEST_CASE("elmo: files from before 1.0") {
    const auto reading = read_text(old_form(
        R"(<learner><givenNames>Nina</givenNames><familyName>Testowa</familyName><bday dtf="dd-MM-yyyy">18-07-1966</bday>
             <countryOfBirth>Finland</countryOfBirth></learner>
           <issuer><title>TEST University</title></issuer>
           <learningOpportunitySpecification><title>Old course</title><type>Module</type><subject>Nothing</subject>
             <qualification><educationLevel xml:lang="fi">Peruskurssit</educationLevel></qualification>
             <credit><scheme>ECTS</scheme><value>2</value></credit><level>BACHELOR</level>
             <specifies><learningOpportunityInstance><start>2012 autumn</start><result scheme="FI">good</result>
               <gradingScheme>words</gradingScheme></learningOpportunityInstance></specifies>
           </learningOpportunitySpecification><issueDate>2014-05-08</issueDate>)"));
    const Credential& credential = *reading.credentials.at(0);
    CHECK(credential.subject.birth_day == "1966-07-18");
    CHECK(credential.subject.date_of_birth.raw == "18-07-1966");
    CHECK(credential.subject.date_of_birth.calendar_day() == "1966-07-18");
    const Achievement& a = *credential.achievements.at(0);
    CHECK(a.credits.at(0).points == "2");
    CHECK(a.specification->education_levels.at(0).display() == "BACHELOR");
    CHECK(a.specification->education_levels.at(1).display() == "Peruskurssit");
    CHECK(a.specification->subjects.at(0).display() == "Nothing");
    CHECK(a.proven_by.at(0)->grade.text.pick("en").text == "good");
    CHECK(a.proven_by.at(0)->specification->grading_scheme.pick("en").text == "words");
    CHECK(a.opportunity.periods.at(0).start.raw == "2012 autumn");
    CHECK_FALSE(a.opportunity.periods.at(0).start.time);
}

TEST_CASE("elmo: a root of another kind is no transcript") {
    CHECK(read_text("<elmo><report/></elmo>").credentials.empty());
    CHECK(read_text(
              R"(<wrapper xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1"><elmo><report/></elmo></wrapper>)")
              .credentials.empty());
    CHECK(read_text(R"(<elmo xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1"/>)").credentials.empty());
}

TEST_CASE("elmo: the work is bounded") {
    Limits limits;
    limits.achievements = 2;
    std::string report;
    for (int i = 0; i < 3; ++i)
        report += "<learningOpportunitySpecification/>";
    CHECK_THROWS_AS(static_cast<void>(read_text(old_form(report), limits)), Error);
    limits.achievements = 3;
    CHECK(read_text(old_form(report), limits).credentials.at(0)->achievements.size() == 3);
    // Attachments of the transcript belong to every report: few lines ask for many copies.
    std::string many = R"(<elmo xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1">)";
    for (int i = 0; i < 300; ++i)
        many += "<attachment/><report/>";
    Limits small;
    small.input_bytes = 100'000;
    try {
        static_cast<void>(read_text(many + "</elmo>", small));
        FAIL("300 times 300 attachments were read");
    } catch (const Error& error) {
        CHECK(error.code() == Code::credential_expands_too_much);
    }
}
