#include "support/made_subjects.hpp"
#include "trust/qualified.hpp"

#include <doctest/doctest.h>

using namespace requal;
using namespace requal::test;
using trust::CertificateKind;
using trust::QualifiedAt;
using trust::ServicePeriod;
using trust::ServiceRecord;

namespace {

const Time june{1748736000}; // 2025-06-01

crypto::Certificate of(const std::vector<std::string>& types) {
    return made_subject({{"C", "XX"}, {"O", "TEST University"}, {"2.5.4.97", "VATXX-TEST00001"}, {"CN", "TEST Seal"}},
                        {true, true, types, ""});
}

ServicePeriod period() {
    return {"CA/QC", "granted", trust::eidas_begins, {}, {"ForeSeals", "ForeSignatures"}, {}, {}, {}};
}

QualifiedAt ask(const crypto::Certificate& certificate, const ServicePeriod& period, bool of_union = true) {
    return trust::qualified_at(certificate,
                               {ServiceRecord{"XA", "TEST Provider", "TEST Service", {period}, of_union}}, june);
}

trust::Qualification says(const std::string& qualifier) {
    return {{qualifier}, {}};
}

} // namespace

TEST_CASE("qualified: a seal's certificate by a granted service of the Union") {
    const QualifiedAt answer = ask(of({for_seals}), period());
    CHECK(answer.qualified == true);
    CHECK(answer.kind == CertificateKind::seal);
    CHECK(answer.device);
    CHECK(answer.foreign.empty());
    CHECK(answer.unclear.empty());
}

TEST_CASE("qualified: types and statuses of another scheme give nothing, and are named") {
    ServicePeriod status = period();
    status.status = "http://tsl.example/Svcstatus/granted";
    ServicePeriod type = period();
    type.type = "http://tsl.example/TrstSvc/Svctype/CA/QC";
    for (const ServicePeriod& foreign : {status, type}) {
        const QualifiedAt answer = ask(of({for_seals}), foreign);
        CHECK(answer.qualified == false);
        CHECK(answer.foreign.find("tsl.example") != std::string::npos);
    }
}

TEST_CASE("qualified: a list of another law gives nothing, whatever words it uses") {
    const QualifiedAt answer = ask(of({for_seals}), period(), false);
    CHECK(answer.qualified == false);
    CHECK_FALSE(answer.foreign.empty());
    ServicePeriod stamps = period();
    stamps.type = "TSA/QTST";
    CHECK(trust::qualified_time_stamp({ServiceRecord{"XA", "P", "S", {stamps}, true}}, june));
    CHECK_FALSE(trust::qualified_time_stamp({ServiceRecord{"XA", "P", "S", {stamps}, false}}, june));
}

TEST_CASE("qualified: several kinds, web sites and unknown kinds are no seal, unless the list says so") {
    const std::vector<std::vector<std::string>> unclear{
        {for_signatures, for_seals}, {for_seals, for_web}, {for_web}, {"1.2.3.4"}};
    for (const auto& types : unclear) {
        const QualifiedAt answer = ask(of(types), period());
        CHECK(answer.kind != CertificateKind::seal);
        CHECK(answer.kind != CertificateKind::signature);
        CHECK_FALSE(answer.unclear.empty());
        ServicePeriod overruled = period();
        overruled.qualifications = {says("QCForESeal")};
        const QualifiedAt by_list = ask(of(types), overruled);
        CHECK(by_list.kind == CertificateKind::seal);
        CHECK(by_list.unclear.empty());
    }
    CHECK(ask(of({"1.2.3.4"}), period()).unclear.find("1.2.3.4") != std::string::npos);
    CHECK(ask(of({for_seals, for_seals}), period()).kind == CertificateKind::seal);
    ServicePeriod web = period();
    web.qualifications = {says("QCForWSA")};
    CHECK_FALSE(ask(of({for_seals}), web).unclear.empty());
}

TEST_CASE("qualified: before the Regulation the policies said it, and every one was for signatures") {
    constexpr std::time_t of_2015 = 1433116800;
    constexpr std::time_t of_2017 = 1496275200;
    const std::string public_policy = "0.4.0.1456.1.2";
    const std::string public_policy_with_device = "0.4.0.1456.1.1";
    ServicePeriod of_old = period();
    of_old.from = Time{1404172800};
    const auto claims = [&](const std::vector<std::string>& types, const std::string& policies, std::time_t begins) {
        return ask(made_subject({{"C", "XX"}, {"O", "TEST University"}, {"CN", "TEST Seal"}},
                                {false, false, types, "", policies, begins}),
                   of_old);
    };
    const QualifiedAt plain = claims({}, public_policy, of_2015);
    CHECK(plain.qualified == true);
    CHECK_FALSE(plain.device);
    CHECK(plain.kind == CertificateKind::signature);
    const QualifiedAt with_device = claims({}, public_policy_with_device, of_2015);
    CHECK(with_device.qualified == true);
    CHECK(with_device.device);
    // A type that nobody defined yet makes no seal of it, and nothing unclear.
    const QualifiedAt typed = claims({for_seals}, public_policy, of_2015);
    CHECK(typed.kind == CertificateKind::signature);
    CHECK(typed.unclear.empty());
    CHECK(claims({for_web}, public_policy, of_2015).unclear.empty());
    CHECK(claims({}, "1.2.3.4", of_2015).qualified == false);
    CHECK(claims({}, public_policy, of_2017).qualified == false);
    CHECK(claims({}, public_policy_with_device, of_2017).qualified == false);
    CHECK_FALSE(claims({}, public_policy_with_device, of_2017).device);
}

TEST_CASE("qualified: qualifiers of another scheme say nothing") {
    ServicePeriod foreign = period();
    foreign.qualifications = {says("http://tsl.example/SvcInfoExt/NotQualified")};
    CHECK(ask(of({for_seals}), foreign).qualified == true);
    foreign.qualifications = {says("NotQualified")};
    CHECK(ask(of({for_seals}), foreign).qualified == false);
}

TEST_CASE("qualified: a qualifier under criteria that are not read leaves it open, unless the answer is no anyway") {
    ServicePeriod unread = period();
    unread.qualifications = {says("QCForESeal")};
    unread.qualifications.front().criteria.not_understood = true;
    const QualifiedAt answer = ask(of({for_seals}), unread);
    CHECK_FALSE(answer.qualified);
    CHECK_FALSE(answer.reason.empty());
    const auto plain = made_subject({{"O", "TEST University"}}, {false, false, {}, ""});
    CHECK(ask(plain, unread).qualified == false);
    unread.qualifications.front().criteria.not_understood = false;
    CHECK(ask(of({for_seals}), unread).qualified == true);
}

TEST_CASE("qualified: a critical extension that is not known leaves it open") {
    ServicePeriod critical = period();
    critical.not_read = {"Unknown of urn:test:unknown"};
    const QualifiedAt answer = ask(of({for_seals}), critical);
    CHECK_FALSE(answer.qualified);
    CHECK(answer.not_read == "Unknown of urn:test:unknown");
    CHECK(answer.service == "TEST Service");
    critical.type = "TSA/QTST";
    CHECK_FALSE(trust::qualified_time_stamp({ServiceRecord{"XA", "P", "S", {critical}, true}}, june));
}
