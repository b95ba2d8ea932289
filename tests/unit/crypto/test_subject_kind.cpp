#include "crypto/certificate_statements.hpp"
#include "support/made_subjects.hpp"

#include <doctest/doctest.h>

using namespace requal;
using namespace requal::test;
using crypto::SubjectKind;

namespace {

using Subject = std::vector<std::pair<std::string, std::string>>;

SubjectKind kind(const Subject& subject, const MadeStatements& statements = {}) {
    return crypto::subject_kind(crypto::statements_of(made_subject(subject, statements)));
}

const Subject organisation{
    {"C", "XX"}, {"O", "TEST University of Nowhere"}, {"2.5.4.97", "VATXX-TEST00001"}, {"CN", "TEST Seal"}};

Subject with(const std::string& attribute, const std::string& value) {
    Subject subject = organisation;
    subject.emplace_back(attribute, value);
    return subject;
}

} // namespace

TEST_CASE("subject: a certificate for seals is an organisation's") {
    CHECK(kind(organisation, {true, true, {for_seals}, ""}) == SubjectKind::organisation);
    CHECK(kind(organisation, {false, false, {}, ""}) == SubjectKind::organisation);
    CHECK(kind(organisation) == SubjectKind::organisation);
    // Spanish seals bear the tax number of the organisation once more.
    CHECK(kind(with("2.5.4.5", "A00000000"), {true, true, {for_seals}, ""}) == SubjectKind::organisation);
    CHECK(kind(with("2.5.4.5", "A00000000")) == SubjectKind::organisation);
}

TEST_CASE("subject: a person stays one beside the organisation that the certificate names") {
    CHECK(kind(with("GN", "Jane")) == SubjectKind::person);
    CHECK(kind(with("SN", "Invented")) == SubjectKind::person);
    CHECK(kind(with("2.5.4.65", "The Rector")) == SubjectKind::person);
    for (const char* number : {"PNOXX-1", "IDCXX-1", "PASXX-1", "TINXX-1"})
        CHECK_MESSAGE(kind(with("2.5.4.5", number)) == SubjectKind::person, number);
    CHECK(kind(with("2.5.4.5", "EI:SE-200007292386"), {true, true, {}, "0.4.0.194121.1.1"}) == SubjectKind::person);
    CHECK(kind(with("2.5.4.5", "EI:SE-5567971433"), {true, true, {}, "0.4.0.194121.1.2"}) ==
          SubjectKind::organisation);
    CHECK(kind(organisation, {true, true, {for_signatures}, ""}) == SubjectKind::person);
}

TEST_CASE("subject: a name alone") {
    const Subject jane{{"C", "XX"}, {"CN", "Jane Invented"}};
    CHECK(kind(jane, {true, true, {for_signatures}, ""}) == SubjectKind::person);
    CHECK(kind(jane, {true, true, {}, ""}) == SubjectKind::person); // EN 319 412-5, 4.2.3
    CHECK(kind(jane, {false, false, {}, ""}) == SubjectKind::unknown);
}

TEST_CASE("subject: several kinds say nothing, then the attributes do") {
    const MadeStatements both{true, true, {for_signatures, for_seals}, ""};
    CHECK(kind(organisation, both) == SubjectKind::organisation);
    CHECK(kind(with("GN", "Jane"), both) == SubjectKind::person);
}
