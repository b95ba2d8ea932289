#include "trust/list_names.hpp"
#include "trust/service_periods.hpp"
#include "trust/trusted_list.hpp"
#include "xml/document.hpp"

#include "requal/limits.hpp"

#include <doctest/doctest.h>

using namespace requal;
using namespace requal::trust;

namespace {

constexpr const char* etsi = "http://uri.etsi.org/TrstSvc/";

struct Words {
    std::string type = std::string{etsi} + "Svctype/CA/QC";
    std::string status = std::string{etsi} + "TrustedList/Svcstatus/granted";
    std::string extensions;
    std::string list_type = std::string{etsi} + "TrustedList/TSLType/EUgeneric";
    std::string pointer;
};

TrustedList list(const Words& words) {
    const std::string text =
        "<TrustServiceStatusList xmlns='http://uri.etsi.org/02231/v2#'><SchemeInformation>"
        "<TSLVersionIdentifier>5</TSLVersionIdentifier><TSLSequenceNumber>1</TSLSequenceNumber><TSLType>" +
        words.list_type + "</TSLType><SchemeTerritory>XA</SchemeTerritory><PointersToOtherTSL>" + words.pointer +
        "</PointersToOtherTSL><ListIssueDateTime>2025-05-15T00:00:00Z</ListIssueDateTime></SchemeInformation>"
        "<TrustServiceProviderList><TrustServiceProvider><TSPInformation/><TSPServices><TSPService>"
        "<ServiceInformation><ServiceTypeIdentifier>" +
        words.type + "</ServiceTypeIdentifier><ServiceStatus>" + words.status +
        "</ServiceStatus><StatusStartingTime>2016-07-01T00:00:00Z</StatusStartingTime>"
        "<ServiceInformationExtensions>" +
        words.extensions +
        "</ServiceInformationExtensions></ServiceInformation></TSPService></TSPServices></TrustServiceProvider>"
        "</TrustServiceProviderList></TrustServiceStatusList>";
    const xml::Document document = xml::Document::parse(text, Limits{});
    return read_trusted_list(document.root());
}

ServicePeriod period(const Words& words) {
    return list(words).providers.at(0).services.at(0).periods.at(0);
}

std::string extension(const std::string& critical, const std::string& content) {
    return "<Extension Critical='" + critical + "'>" + content + "</Extension>";
}

std::string pointer(const std::string& type, const std::string& more = "") {
    return "<OtherTSLPointer><TSLLocation>https://lists.example/xa.xml</TSLLocation><AdditionalInformation>"
           "<OtherInformation><TSLType>" +
           type + "</TSLType></OtherInformation><OtherInformation><SchemeTerritory>XA</SchemeTerritory>" +
           "</OtherInformation>" + more + "</AdditionalInformation></OtherTSLPointer>";
}

} // namespace

TEST_CASE("names of lists: ETSI's own are short, all others stay whole and foreign") {
    CHECK(short_name("http://uri.etsi.org/TrstSvc/Svctype/CA/QC", service_types) == "CA/QC");
    for (const char* other :
         {"http://tsl.example/TrstSvc/Svctype/CA/QC", "https://uri.etsi.org/TrstSvc/Svctype/CA/QC", "CA/QC",
          "http://uri.etsi.org/TrstSvc/Svctype", "http://uri.etsi.org.example/TrstSvc/Svctype/CA/QC",
          "HTTP://URI.ETSI.ORG/TrstSvc/Svctype/CA/QC", "http://uri.etsi.org/trstsvc/svctype/CA/QC"}) {
        CHECK_MESSAGE(short_name(other, service_types) != "CA/QC", other);
        CHECK_MESSAGE(is_foreign(short_name(other, service_types)), other);
    }
    CHECK(short_name("http://uri.etsi.org/TrstSvc/Svctype/CA/QC/", service_types) != "CA/QC");
    CHECK(short_name("http://uri.etsi.org/TrstSvc/eSigDir-1999-93-EC-TrustedList/Svcstatus/accredited",
                     service_statuses) == "accredited");
    CHECK(short_name("", service_types).empty());
}

TEST_CASE("list: type and status are read whole") {
    const ServicePeriod own = period({});
    CHECK(own.type == "CA/QC");
    CHECK(own.status == "granted");
    Words foreign;
    foreign.type = "http://tsl.example/TrstSvc/Svctype/CA/QC";
    foreign.status = "http://tsl.example/TrstSvc/TrustedList/Svcstatus/granted";
    const ServicePeriod read = period(foreign);
    CHECK(read.type == foreign.type);
    CHECK(read.status == foreign.status);
    foreign.type = "\n  http://uri.etsi.org/TrstSvc/Svctype/CA/QC\n ";
    CHECK(period(foreign).type == "CA/QC");
}

TEST_CASE("list: a critical extension that is not known is kept in mind, also in the index") {
    Words words;
    words.extensions = extension("true", "<Unknown xmlns='urn:test:unknown'>1</Unknown>");
    const ServicePeriod read = period(words);
    REQUIRE(read.not_read.size() == 1);
    CHECK(read.not_read.front() == "Unknown of urn:test:unknown");
    CHECK(periods_from_json(periods_as_json({read})).at(0).not_read == read.not_read);
    words.extensions = extension("1", "<Unknown xmlns='urn:test:unknown'>1</Unknown>");
    CHECK(period(words).not_read.size() == 1);
    words.extensions = extension("false", "<Unknown xmlns='urn:test:unknown'>1</Unknown>");
    CHECK(period(words).not_read.empty());
    words.extensions = extension("true", "<AdditionalServiceInformation><URI>http://tsl.example/ForeSeals</URI>"
                                         "</AdditionalServiceInformation>");
    CHECK(period(words).not_read.size() == 1);
    words.extensions = extension("true", "");
    CHECK(period(words).not_read.size() == 1);
}

TEST_CASE("list: critical extensions that TS 119 612 defines are known") {
    Words words;
    words.extensions =
        extension("true", "<AdditionalServiceInformation><URI>http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/"
                          "ForeSeals</URI></AdditionalServiceInformation>") +
        extension("true", "<ExpiredCertsRevocationInfo>2016-07-01T00:00:00Z</ExpiredCertsRevocationInfo>") +
        extension("true", "<TakenOverBy xmlns='http://uri.etsi.org/02231/v2/additionaltypes#'/>") +
        extension("true", "<q:Qualifications "
                          "xmlns:q='http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#'>"
                          "<q:QualificationElement><q:Qualifiers><q:Qualifier "
                          "uri='http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/QCForESeal'/></q:Qualifiers>"
                          "<q:CriteriaList assert='all'/></q:QualificationElement></q:Qualifications>");
    const ServicePeriod read = period(words);
    CHECK(read.not_read.empty());
    CHECK(read.additional == std::vector<std::string>{"ForeSeals"});
    CHECK(read.qualifications.at(0).qualifiers == std::vector<std::string>{"QCForESeal"});
}

TEST_CASE("list: which lists are the Union's own") {
    const std::string generic = std::string{etsi} + "TrustedList/TSLType/EUgeneric";
    Words words;
    CHECK(list(words).of_union());
    words.pointer = pointer(generic);
    CHECK(list(words).announces_for_union("XA"));
    words.pointer = pointer(std::string{etsi} + "TrustedList/TSLType/CClist");
    CHECK_FALSE(list(words).announces_for_union("XA"));
    words.pointer = pointer(generic, "<OtherInformation><m:MutualRecognitionAgreementInformation "
                                     "xmlns:m='http://ec.europa.eu/tools/lotl/mra/schema/v2#'/></OtherInformation>");
    CHECK_FALSE(list(words).announces_for_union("XA"));
    words.list_type = "http://tsl.example/TSLType/EUgeneric";
    CHECK_FALSE(list(words).of_union());
}
