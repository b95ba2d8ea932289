#include "verify/legal_identifier.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace requal::verify;

namespace {

std::string parts(const std::string& text) {
    const auto parsed = parse_legal_identifier(text);
    return parsed ? parsed->register_code + "|" + parsed->country + "|" + parsed->number : "none";
}

NumberRelation between(const std::string& a, const std::string& b) {
    return relation(parse_legal_identifier(a).value(), parse_legal_identifier(b).value());
}

} // namespace

TEST_CASE("legal identifier: the forms of EN 319 412-1, 5.1.4") {
    CHECK(parts("VATES-A00000000") == "VAT|ES|A00000000");
    CHECK(parts("NTREE-17207834") == "NTR|EE|17207834");
    CHECK(parts("PSDPL-PFSA-1234567890") == "PSD|PL|PFSA1234567890");
    CHECK(parts("LEIXG-5493001KJTIIGC8Y1R12") == "LEI|XG|5493001KJTIIGC8Y1R12");
    CHECK(parts("EI:SE-5567971433") == "EI:|SE|5567971433");
    CHECK(parts("GLNXG-4012345000009") == "GLN|XG|4012345000009");
    CHECK(parts("EORIDE-DE123456789012345") == "EORI|DE|123456789012345");
    CHECK(parts("NTRUS+CA-C1234567") == "NTR|US+CA|C1234567");
}

TEST_CASE("legal identifier: the same number written in another way") {
    for (const char* text : {"vates-a00000000", " VATES-A00000000 ", "VATES-A 0000.0000", "VATES-ESA00000000"})
        CHECK_MESSAGE(parts(text) == "VAT|ES|A00000000", text);
    CHECK(between("VATEL-094019245", "VATGR-094019245") == NumberRelation::same);
    CHECK(between("VATBE-0123456789", "VATBE-BE123456789") == NumberRelation::same);
    CHECK(between("5493001KJTIIGC8Y1R12", "LEIXG-5493001KJTIIGC8Y1R12") == NumberRelation::same);
    CHECK(between("LEIBE-5493001KJTIIGC8Y1R12", "LEIXG-5493001KJTIIGC8Y1R12") == NumberRelation::same);
}

TEST_CASE("legal identifier: two numbers of one register are two organisations") {
    CHECK(between("VATXX-TEST00001", "VATXX-TEST00002") == NumberRelation::contradicting);
    CHECK(between("vatxx-test00001", "VATXX-TEST00002") == NumberRelation::contradicting);
    CHECK(between("EI:SE-1111111111", "EI:SE-5567971433") == NumberRelation::contradicting);
    CHECK(between("GLNXG-4012345000009", "GLNDE-4012345000016") == NumberRelation::contradicting);
    CHECK(between("5493001KJTIIGC8Y1R12", "LEIXG-5493001KJTIIGC8Y1R99") == NumberRelation::contradicting);
}

TEST_CASE("legal identifier: numbers of other registers, countries or states say nothing about each other") {
    CHECK(between("VATSE-556797143301", "NTRSE-5567971433") == NumberRelation::unrelated);
    CHECK(between("EI:SE-1111111111", "NTRSE-5567971433") == NumberRelation::unrelated);
    CHECK(between("EI:SE-1111111111", "PI:SE-5567971433") == NumberRelation::unrelated);
    CHECK(between("NTRSE-5567971433", "NTRNO-1111111111") == NumberRelation::unrelated);
    CHECK(between("NTRUS+CA-C1", "NTRUS+NY-C2") == NumberRelation::unrelated);
}

TEST_CASE("legal identifier: other texts are none") {
    for (const char* text : {"", "VATES", "VATES-", "VATE-A1", "VATES_A1", "12345-A1", "EI:S-1", "E:SE-1",
                             "TEST-0815", "12345678901234567890", "VATES+MORE-1", "SCHOOLSE-1"})
        CHECK_MESSAGE(parts(text) == "none", text);
}
